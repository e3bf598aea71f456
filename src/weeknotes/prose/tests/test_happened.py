"""What a later note says of a goal: found where it is said, silent where it is not, and never failing."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.bearing import Ear, Heard
from weeknotes.prose.became import became, is_told
from weeknotes.prose.happened import EVERYDAY, MOST, Offer, offers
from weeknotes.prose.read import read
from weeknotes.prose.terms import unmutated, words
from weeknotes.prose.told import Passage, passage_at, passages

EARLIER = """# Weeknote 11

## Next week

- Finish the key board for the Maes Derw depot
- Ask Bethan about the night rota
- Nothing else, unless the boiler fails
"""
LATER = """# Weeknote 12

Hello, I work in housing in Glanderw and write this every Friday.

## What I did

- The key board hangs in Maes Derw at last, forty hooks of it. We finished it on Tuesday.
- Aled and I rode along with a repairs van

## Next week

- Ask Bethan about the night rota
"""


def asked(earlier: str, start: str, later: str) -> tuple[Offer, ...]:
    before = read(earlier)
    goal = passage_at(before, earlier.index(start))
    assert goal
    return offers(goal, passages(read(later)), before=passages(before))


def test_the_passage_that_tells_is_offered_first_with_its_outcome_and_a_reason() -> None:
    first = asked(EARLIER, "Finish the key", LATER)[0]
    assert first.passage.text.startswith("The key board hangs")
    assert (first.outcome, first.shared, first.sure) == ("done", ("key board",), True)
    assert str(first.why) == "It stands under “What I did”; both speak of “key board”."
    assert first.sentence.startswith("The key board hangs")


def test_a_goal_set_again_is_carried() -> None:
    [one] = asked(EARLIER, "Ask Bethan", LATER)
    assert (one.passage.kind, one.outcome) == ("next", "carried")


def test_a_goal_that_the_note_is_silent_on_gets_nothing() -> None:
    assert asked(EARLIER, "Nothing else", LATER) == ()
    assert offers(Passage("Hang the key board"), []) == ()
    assert offers(Passage(""), [Passage("The key board hangs.")]) == ()


def test_what_a_writer_says_every_time_is_no_answer() -> None:
    hello = "I work in housing in Glanderw and write this every Friday."
    goal = Passage("Write to everybody in Glanderw about housing")
    assert offers(goal, [Passage(hello)], before=[goal, Passage(hello)]) == ()
    assert len(offers(goal, [Passage(hello)], before=[goal])) == 1


def test_one_ear_for_much_that_is_asked_of_the_same_passages_answers_as_a_new_one_for_each() -> None:
    then, here = passages(read(EARLIER)), passages(read(LATER))
    ear = Ear([Heard([*then, *here])])
    answers = [offers(goal, here, before=then, ear=ear) for goal in then]
    assert answers == [offers(goal, here, before=then) for goal in then]
    assert any(answers)


def test_words_that_stand_in_many_passages_are_no_answer_unless_one_stands_apart() -> None:
    goal = Passage("Show the night sheets to the board")
    many = [Passage(f"The night sheets for {day} came in.") for day in ("Monday", "Tuesday", "Thursday", "Sunday")]
    assert offers(goal, many) == ()
    assert len(offers(goal, many[:EVERYDAY])) == EVERYDAY
    told = Passage("Night sheets shown", topic="Board", kind="wins")
    assert offers(Passage(goal.text, topic="Board"), [*many, told])[0].passage == told


def test_a_topic_that_both_stand_under_speaks_for_a_passage_and_is_said() -> None:
    goal = Passage("More hooks are wanted", topic="Key board", heading="Key board")
    there = Passage("Forty hooks came and hang on the wall.", topic="Key board", heading="Key board")
    [one] = offers(goal, [there, Passage("A new series began.")])
    assert str(one.why) == "It stands under “Key board”, as this does; both speak of “hooks”."


def test_a_label_that_the_goal_has_is_the_reason() -> None:
    goal = Passage("Someone knows what the out of hours service costs")
    there = Passage("Out of hours – I met residents. It overran.", label="Out of hours")
    [one] = offers(goal, [there, Passage("The service costs more than the hours we keep.")])
    assert (one.shared, one.sentence) == (("out of hours",), "I met residents.")
    assert str(one.why) == "It opens with “Out of hours”, which is what this is about."


def test_a_label_with_nothing_after_it_is_quoted_itself() -> None:
    [one] = offers(Passage("Damp visits are booked"), [Passage("Damp visits", label="Damp visits")])
    assert one.sentence == "Damp visits"


@pytest.mark.parametrize("label", ["The", "Good week", "Key cupboard door", "IT", ""])
def test_a_label_that_tells_nothing_or_is_not_in_the_goal_is_none(label: str) -> None:
    [one] = offers(Passage("Hang the key board in the good week"), [Passage("We hung the key board.", label=label)])
    assert "opens with" not in str(one.why)


@pytest.mark.parametrize(("checked", "outcome"), [(True, "done"), (False, "carried")])
def test_a_box_says_what_became_of_it(checked: bool, outcome: str) -> None:
    [one] = offers(Passage("Hang the key board"), [Passage("Key board", checked=checked)])
    assert one.outcome == outcome


def test_what_stands_under_achievements_was_done_and_where_nothing_says_so_nothing_is_said() -> None:
    [win] = offers(Passage("Hang the key board"), [Passage("Key board", kind="wins")])
    [other] = offers(Passage("Hang the key board"), [Passage("Key board")])
    assert (win.outcome, other.outcome) == ("done", None)


def test_words_that_do_not_stand_together_are_shown_one_by_one() -> None:
    [one] = offers(Passage("Count the trips vans make for missing valves"), [Passage("Vans carry valves now, and trips are down.")])
    assert one.shared == ("trips", "vans", "valves")


def test_further_notes_tell_which_words_are_rare() -> None:
    goal, there = Passage("Read the depot letters"), Passage("The depot is cold.")
    daily = Heard(Passage(f"The depot was open on day {n}.") for n in range(400))
    assert len(offers(goal, [Passage("Depot letters came.")], further=daily)) == 1
    assert offers(goal, [there], further=daily) == ()


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("We published it on Friday.", "done"),
        ("Cyhoeddwyd y canllaw ddydd Gwener.", "done"),
        ("I didn’t get round to it, though I finished the other.", "not done"),
        ("It was postponed.", "carried"),
        ("Moved to next week.", "carried"),
        ("We decided not to go on with it.", "dropped"),
        ("Almost there, the first draft is written.", "partly"),
        ("The sky is blue.", None),
    ],
)
def test_an_outcome_is_read_where_words_say_it(said: str, word: str | None) -> None:
    assert became(said) == word


def test_news_is_told_in_both_languages() -> None:
    assert is_told("Rydyn ni wedi agor y drws")
    assert is_told("We met")
    assert not is_told("The door is blue")


@pytest.mark.parametrize("forms", ["cynllun gynllun nghynllun chynllun", "pobl bobl phobl mhobl", "tref dref nhref thref", "llyfr lyfr"])
def test_mutations_of_a_welsh_word_are_one(forms: str) -> None:
    assert len({unmutated(word) for word in forms.split()}) == 1


def test_a_welsh_goal_is_found_in_its_mutated_words() -> None:
    goal = Passage("Trefnu’r ymweliadau lleithder cyntaf", lang="cy")
    [one] = offers(goal, [Passage("Cafodd dau ymweliad lleithder eu trefnu.", lang="cy"), Passage("Roedd hi’n braf.", lang="cy")])
    assert one.passage.text.startswith("Cafodd")


def test_names_and_figures_are_known_within_a_sentence() -> None:
    named = {word.shown for word in words("Bethan met Aled about BT. Nobody came on Friday with the A470 map") if word.named}
    assert named == {"Aled", "BT", "A470"}


def test_the_passage_at_an_offset_takes_its_bullet_and_a_heading_what_follows() -> None:
    note = read(EARLIER)
    item = passage_at(note, EARLIER.index("- Finish"))
    assert item
    assert item == passage_at(note, EARLIER.index("depot"))
    assert (item.listed, item.inner, item.kind) == (True, False, "next")
    under = passage_at(note, EARLIER.index("Next week"))
    assert under
    assert (under.text, under.label) == (item.text, "Next week")
    assert passage_at(note, len(EARLIER) + 3) is None
    assert passage_at(read("## Alone\n"), 3) is None
    assert passage_at(read("Word\n\n```\ncode here\n```\n"), 12) is None


def test_headings_that_name_a_subject_are_the_topic_and_kinds_are_not() -> None:
    found = passages(read("# Week 12\n\n## Depot\n\nOne.\n\n### Keys\n\nTwo.\n\n## Next week\n\n- Three\n  - Four\n"))
    assert [(one.text, one.topic, one.heading, one.inner) for one in found] == [
        ("One.", "Depot", "Depot", False),
        ("Two.", "Depot Keys", "Keys", False),
        ("Three", "", "Next week", False),
        ("Four", "", "Next week", True),
    ]


def test_the_real_note_answers_its_third_goal_and_no_other(shared: Path) -> None:
    note = read(next(shared.glob("seeds/003_*.txt")).read_text(encoding="utf-8"))
    found = passages(note)
    goals = [one for one in found if one.kind == "goals" and one.listed]
    told = [one for one in found if one.kind != "next" and one not in goals]
    answers = [[offer.passage.label for offer in offers(goal, told)] for goal in goals]
    assert answers == [[], [], ["Out of hours"], []]


text = st.text(max_size=200) | st.text(alphabet="ab B.\n-#*[x] kK’é", max_size=200)


@given(text, text, text)
def test_any_two_texts_give_at_most_three_offers_in_range_and_the_same_twice(earlier: str, later: str, other: str) -> None:
    before, after = read(earlier), read(later)
    for goal in passages(before):
        made = offers(goal, passages(after), before=passages(before), further=Heard(passages(read(other))))
        assert made == offers(goal, passages(after), before=passages(before), further=Heard(passages(read(other))))
        assert len(made) <= MOST
        assert sum(one.sure for one in made) <= (1 if made and made[0].sure else 0)
        for one in made:
            assert 0 <= one.passage.start < one.passage.end <= len(after.outline.source)
            assert str(one.why)
            assert all(one.shared)
            assert one.shared


@given(text, st.integers(-2, 300))
def test_any_offset_gives_a_passage_of_the_note_or_none(source: str, offset: int) -> None:
    found = passage_at(read(source), offset)
    assert found is None or found.text


def test_time_grows_with_length_alone() -> None:
    def spent(size: int) -> float:
        told = [Passage(f"Word{n} hook{n % 97} stands in the key board of depot{n % 31} and was done.") for n in range(size)]
        start = time.process_time()
        offers(Passage("Hang the key board " * 50), told)
        return time.process_time() - start

    spent(200)
    assert spent(4000) < 60 * max(spent(400), 0.01)
