"""Sentences, keys, and anchors that follow a text through its edits."""

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.anchor import anchor, fold, follow, key, re_anchor, sentences, sentences_of
from weeknotes.prose.html import plain

TOPICS = ["telephony", "onboarding", "residents", "housing", "register", "payroll", "libraries", "apprentices", "design", "data", "cloud", "outage", "training", "budget", "parking", "museum"]
VERBS = ["improved", "moved", "paused", "tested", "planned", "wrote", "checked", "handed", "fixed", "opened"]
TEXTS = st.text(alphabet="ab .!?…\n\"'”)A1é\u00a0", max_size=120)


def prose(seed: int, count: int) -> list[str]:
    rnd = random.Random(seed)
    return [
        f"{rnd.choice(TOPICS).title()} {rnd.choice(VERBS)} {rnd.choice(TOPICS)} with {rnd.choice(TOPICS)} {rnd.randrange(1000)} and {rnd.choice(TOPICS)} {rnd.choice(TOPICS)} ended."
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("He said “Go.” Then went. (Yes.) No", ["He said “Go.”", "Then went.", "(Yes.)", "No"]),
        ("Met Dr. Jones, e.g. on Tue. with J. Smith. Cyng. Parry came.", ["Met Dr. Jones, e.g. on Tue. with J. Smith.", "Cyng. Parry came."]),
        ("It cost 3.5 million. and so on", ["It cost 3.5 million. and so on"]),
        ("A line\n\n  another line  \n", ["A line", "another line"]),
        ("... Yes. ", ["...", "Yes."]),
        ("Wait...   What", ["Wait...", "What"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(text)] == expected


@given(TEXTS)
def test_sentences_stand_where_they_say_and_hold_every_word(text: str) -> None:
    found = sentences_of(text)
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip()
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


def test_sentences_of_html_count_in_its_plain_text() -> None:
    html = "<h2>Goals</h2><ul><li>One thing. Another.<li>Third</ul>"
    assert [plain(html)[s.start : s.end] for s in sentences(html)] == ["Goals", "One thing.", "Another.", "Third"]


def test_a_key_is_the_same_for_the_same_words() -> None:
    assert key("Out of hours – we’d met, “twice”.") == key("out of  hours we’d met TWICE")
    assert key("Out of hours") != key("Out of house")
    assert len(key("")) == 16
    assert key("😀") != key("🎉")
    assert fold("Caffè  LATTE—42") == "caffè latte 42"


def test_an_anchor_holds_its_quote_and_neighbours() -> None:
    text = "a" * 100 + "QUOTE" + "b" * 100
    one = anchor(text, 100, 105)
    assert (one.quote, one.before, one.after, one.start, one.key) == ("QUOTE", "a" * 64, "b" * 64, 100, key("quote"))


@given(TEXTS)
@settings(deadline=None)
def test_a_text_that_did_not_change_keeps_every_sentence_in_place(text: str) -> None:
    assert all(new == old for old, new in follow(text, text).items())
    anchors = [anchor(text, one.start, one.end) for one in sentences_of(text)]
    assert re_anchor(anchors, text, text) == anchors


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_no_two_sentences_claim_the_same_place(old: str, new: str) -> None:
    places = [place for place in follow(old, new).values() if place]
    assert len(places) == len(set(places))
    assert all(new[place.start : place.end] == place.text for place in places)
    for found in re_anchor([anchor(old, one.start, one.end) for one in sentences_of(old)], old, new):
        assert found is None or new[found.start : found.start + len(found.quote)] == found.quote


def test_planted_edits_are_followed_and_removed_sentences_let_go() -> None:
    rnd = random.Random(7)
    right = wrong = lost = kept_gone = 0
    for seed in range(12):
        old = prose(seed, 60)
        new: list[tuple[int, str]] = []
        for i, text in enumerate(old):
            words = text.split()
            what = rnd.random()
            if what < 0.05:
                words[rnd.randrange(len(words))] = "mistyped"
            elif what < 0.10:
                words.insert(rnd.randrange(len(words)), "really")
            elif what < 0.15:
                del words[rnd.randrange(len(words))]
            elif what < 0.22:
                continue
            new.append((i, " ".join(words)))
        if seed % 2:
            new.insert(0, new.pop(30))
        before, after = "\n".join(old), "\n".join(text for _, text in new)
        followed = list(follow(before, after).values())
        lines = after.split("\n")
        where = {i: lines.index(text) for i, text in new}
        for i, place in enumerate(followed):
            line = after.count("\n", 0, place.start) if place else None
            if i not in where:
                kept_gone += line is not None
            elif line is None:
                lost += 1
            elif lines[line] == lines[where[i]]:
                right += 1
            else:
                wrong += 1
    assert right > 520
    assert lost <= 0.04 * right
    assert wrong + kept_gone <= 3


def test_copies_of_one_sentence_stay_with_their_neighbours() -> None:
    old = "Alpha came first here.\nSame again.\nBeta was second here.\nSame again.\nGamma was third here."
    new = "Beta was second here.\nSame again.\nGamma was third here."
    first, second = (place for sentence, place in follow(old, new).items() if sentence.text == "Same again.")
    assert first is None
    assert second is not None
    turned = "Alpha came first here.\nSame again.\nNew words stand in between.\nSame again.\nGamma was third here."
    assert [p.start for s, p in follow(old, turned).items() if s.text == "Same again." and p] == [23, 63]


def test_a_sentence_much_reworded_is_known_by_both_its_neighbours() -> None:
    old = "We opened the library.\nThe plan for parking is to ask the residents in June.\nNobody came."
    new = "We opened the library.\nIn June we ask residents about the parking plan.\nNobody came."
    assert list(follow(old, new).values())[1] is not None
    moved = "We opened the library.\nNobody came.\nIn June we ask residents about the parking plan."
    assert list(follow(old, moved).values())[1] is None


def test_two_rewordings_that_are_equally_like_are_lost_rather_than_guessed() -> None:
    old = "Start.\nThe pilot in ward one went well today.\nEnd."
    new = "Start.\nThe pilot in ward two went well today.\nThe pilot in ward ten went well today.\nEnd."
    assert list(follow(old, new).values())[1] is None


def test_an_anchor_within_a_sentence_moves_with_its_words() -> None:
    old = "First line.\nOut of hours – I had an important conversation with residents. It helped a lot."
    new = "New first.\nOut of hours – I had a really important conversation with residents on Tuesday. It helped a lot. More."
    start = old.index("I had")
    whole, part, inside, exact = re_anchor(
        [anchor(old, start, len(old)), anchor(old, start, old.index(" It")), anchor(old, old.index("important"), old.index(" with")), anchor(old, old.index("helped"), len(old))],
        old, new,
    )  # fmt: skip
    assert whole is not None
    assert whole.quote == "I had a really important conversation with residents on Tuesday. It helped a lot."
    assert part is not None
    assert part.quote == "I had a really important conversation with residents on Tuesday."
    assert inside is not None
    assert inside.quote == "important conversation"
    assert exact is not None
    assert exact.quote == "helped a lot."


def test_an_anchor_whose_words_are_gone_is_lost() -> None:
    old = "Keep this sentence here. Remove all of these other words now. And these too, every single one."
    new = "Keep this sentence here."
    keep, gone, most = re_anchor([anchor(old, 0, 24), anchor(old, 25, 61), anchor(old, 0, len(old))], old, new)
    assert keep is not None
    assert gone is None
    assert most is None


def test_an_anchor_across_sentences_that_parted_is_lost() -> None:
    one, two = "The first of the two sentences. ", "The other one that follows it. "
    middle = " ".join(f"Filler number {i} says something." for i in range(9))
    assert re_anchor([anchor(one + two, 0, 61)], one + two, two + one) == [None]
    assert re_anchor([anchor(one + two, 0, 61)], one + two, one + middle + " " + two) == [None]


def test_an_anchor_made_for_an_earlier_text_is_found_by_its_words_and_neighbours() -> None:
    old = "More before. Yes please. Middle words stand here. Yes please. Then the end."
    one = anchor("Middle words stand here. Yes please. Then the end.", 25, 36)
    found, missing = re_anchor([one, anchor("Nothing like it at all", 0, 7)], old, old)
    assert found is not None
    assert found.start == old.rindex("Yes please.")
    assert missing is None
    many = "x " * 200
    assert re_anchor([anchor("y x", 2, 3)], many, many)[0] is not None


def test_a_long_sentence_or_one_of_new_letters_is_anchored_whole() -> None:
    long = "word " * 900
    old, new = f"Start {long}end", f"Start {long}quite different end"
    (found,) = re_anchor([anchor(old, 6, 40)], old, new)
    assert found is not None
    assert found.quote == new
    (part,) = re_anchor([anchor("one two three qqq four five", 14, 17)], "one two three qqq four five", "one two three four five")
    assert part is not None
    assert part.quote == "one two three four five"


def test_words_that_were_joined_to_others_are_anchored_with_them() -> None:
    (found,) = re_anchor([anchor("we saw the parking plan today again", 11, 18)], "we saw the parking plan today again", "we saw the carpark-ings plan today again")
    assert found is not None
    assert found.quote == "carpark-ings"


def test_a_quote_that_stands_often_is_looked_for_a_bounded_number_of_times() -> None:
    many = "yes " * 500
    (found,) = re_anchor([anchor("no yes no", 3, 6)], many, many)
    assert found is not None
    assert found.quote == "yes"


def test_a_whole_sentence_reworded_is_anchored_whole() -> None:
    old, new = "We will finish the plan this week.", "We will finish the whole plan next week."
    (found,) = re_anchor([anchor(old, 0, len(old))], old, new)
    assert found is not None
    assert found.quote == new


def test_comparing_is_bounded_whatever_the_texts() -> None:
    old = "\n".join(prose(1, 1500))
    new = "\n".join(text.upper() + " now" for text in prose(2, 1500))
    assert len(follow(old, new)) == 1500
    assert len(follow("Yes.\n" * 3000, "Yes.\n" * 2000)) == 3000


def test_the_weeknotes_beside_the_checkout_survive_a_typo_in_every_third_sentence(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        old = path.read_text("utf-8")
        found = sentences_of(old)
        texts = [one.text.replace("e", "", 1) if i % 3 == 0 else one.text for i, one in enumerate(found)]
        new = "\n".join(texts)
        followed = list(follow(old, new).values())
        assert sum(place is not None and place.text in (text, found[i].text) for i, (place, text) in enumerate(zip(followed, texts, strict=True))) >= 0.97 * len(found)
