"""When a passage is offered as what became of a goal, and, more often, when it is not."""


import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.memory.likeness import MOST, SHORT, Passage, offers


def found(goal: str, *passages: Passage | str) -> list[str]:
    held = [p if isinstance(p, Passage) else Passage(p) for p in passages]
    return [o.words for o in offers(goal, held)]


@pytest.mark.parametrize(
    ("goal", "label", "words"),
    [
        ("We find improvements to the Sunday visits service", "Sunday visits", "Sunday visits"),
        ("Both apprentices have somebody named to ask", "Apprentices", "apprentices"),
        ("The next ten damp visits are booked", "Damp visit", "damp visits"),
        ("Someone knows what the out of hours service costs", "Out of hours", "out of hours"),
        ("Trefnu’r ymweliadau lleithder cyntaf", "Ymweliadau lleithder", "ymweliadau lleithder"),
    ],
)
def test_a_label_that_stands_in_the_goal_is_offered_in_the_goals_own_words(goal: str, label: str, words: str) -> None:
    assert found(goal, Passage(f"{label} – It went well enough.", label)) == [words]


@pytest.mark.parametrize("label", ["The team", "This week", "Work", "Next", "Visits at night", "A", "", "The", "Good people", "IT"])
def test_a_label_that_tells_nothing_or_stands_elsewhere_is_no_reason(label: str) -> None:
    assert found("The team starts this week with the next good visits and it works", Passage("Nothing to say.", label)) == []


@pytest.mark.parametrize(
    ("goal", "passage", "words"),
    [
        ("Ask the counter staff about money advice", "Our two counter staff have started saying where to go.", "counter staff"),
        ("Establish the imputation pipeline", "Fixed the imputation pipelines.", "imputation pipeline"),
        ("Nobody waits in the corridor of Maes Derw", "There were four people in the corridor of Maes Derw again.", "corridor of Maes Derw"),
    ],
)
def test_two_telling_words_that_stand_together_in_both_are_a_reason(goal: str, passage: str, words: str) -> None:
    assert found(goal, passage) == [words]


def test_most_of_the_telling_words_are_a_reason_and_one_of_them_is_not() -> None:
    goal = "Count the trips vans make for missing valves"
    assert found(goal, "It is a start. Fourteen vans carry spare valves now, and trips are down.") == ["trips, vans, valves"]
    assert found(goal, "Fourteen vans are out.") == []


@pytest.mark.parametrize(
    ("goal", "passage"),
    [
        ("The team could begin work with a clear focus", "The team has a clear plan and could begin the work with focus next week."),
        ("Finish the plan for the housing register", "Work in social care and housing will be making strides."),
        ("Agree the new rota by Friday", "We met on Friday and agreed that the new kettle is good."),
        ("Read https://example.test/reports/long", "See https://example.test/reports/short for more."),
        ("", "Anything at all."),
        ("Anything at all", ""),
    ],
)
def test_words_that_stand_in_every_note_about_work_are_no_reason(goal: str, passage: str) -> None:
    assert found(goal, passage) == []


def test_the_goal_over_again_says_nothing_of_what_happened() -> None:
    goal = "Hang the key board on the depot wall"
    assert found(goal, goal, f"{goal}!", f"{goal} – done, because it was raining", "hang the key boards on the depot wall") == []


def test_a_phrase_of_every_day_is_no_reason_but_a_label_still_is() -> None:
    goal = "Show the night sheets to the board"
    every_day = [f"The night sheets for {n} came in." for n in ("Monday", "Tuesday", "Thursday", "Sunday")]
    assert found(goal, *every_day) == []
    assert found(goal, *every_day[:2]) == ["night sheets"] * 2
    assert found(goal, *every_day, Passage("Night sheets – nothing yet.", "Night sheets")) == ["night sheets"]


def test_a_label_leaves_no_room_for_weaker_reasons_and_is_not_repeated_in_what_is_quoted() -> None:
    [one] = offers("Book ten damp visits", [Passage("Damp visits – Ten are booked. Two moved.", "Damp visits"), Passage("More damp visits came.")])
    assert (one.words, one.short) == ("damp visits", "Ten are booked.")


def test_a_long_sentence_is_cut_at_a_word() -> None:
    [one] = offers("Book ten damp visits", [Passage("damp visits " + "and so on " * 100)])
    assert len(one.short) <= SHORT + 1
    assert one.short.endswith(("and…", "so…", "on…"))


@given(st.text(max_size=200), st.lists(st.builds(Passage, st.text(max_size=400), st.text(max_size=40)), max_size=6))
def test_any_text_gives_at_most_two_offers_and_each_shares_words_of_the_goal(goal: str, passages: list[Passage]) -> None:
    made = offers(goal, passages)
    assert len(made) <= MOST
    for one in made:
        assert one.passage in passages
        assert all(word in goal for shared in one.shared for word in shared.split())


