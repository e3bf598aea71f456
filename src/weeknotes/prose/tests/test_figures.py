"""Which figures of a note may be readings of a measure, of what kind, and of when."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.figures import figures
from weeknotes.prose.tests.test_numbers import english, welsh

NAMES, UNITS = ("Digital apprentices in post",), ("apprentices", "prentis")


def read(text: str, names: tuple[str, ...] = NAMES, units: tuple[str, ...] = UNITS) -> list[tuple[str, str, str]]:
    """Value, kind, and the year, month and day that the words give, with what is missing left out."""
    found = figures(text, names=names, units=units)
    return [(str(one.value), one.kind, " ".join(str(part) for part in (one.when.year, one.when.month, one.when.day) if part) if one.when else "") for one in found]


def test_the_seeds_apprentices_are_read_as_they_were_said(shared: Path):
    text = next((shared / "seeds").glob("002_*")).read_text(encoding="utf-8")
    assert read(text) == [("100", "target", "2020 9"), ("48", "actual", "6"), ("68", "actual", ""), ("97", "committed", "")]
    for one in figures(text, names=NAMES, units=UNITS):
        assert text[one.start : one.end] == str(one.value)
        assert text[one.sentence.start : one.sentence.end] == one.sentence.text
    assert [one.why for one in figures(text, names=NAMES, units=UNITS)] == ["goal", "", "", "commitments"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("68 apprentices in post, 97 with firm commitments.", [("68", "actual", ""), ("97", "committed", "")]),
        ("Apprentices: 68 in post now and 97 committed.", [("68", "actual", ""), ("97", "committed", "")]),
        ("There were forty-eight apprentices in June 2019, sixty-eight now.", [("48", "actual", "2019 6"), ("68", "actual", "")]),
        ("In June 2019, there were 48 apprentices.", [("48", "actual", "2019 6")]),
        ("Apprentices in 2019: 68", [("68", "actual", "2019")]),
        ("On 3 June 2019 we counted 48 apprentices.", [("48", "actual", "2019 6 3")]),
        ("About 70 apprentices are here. We expect 80 apprentices by May 2020.", [("70", "estimated", ""), ("80", "estimated", "2020 5")]),
        ("Our target is 100 apprentices, wherever they work, by September 2020.", [("100", "target", "2020 9")]),
        ("Our target of 100 apprentices stands.", [("100", "target", "")]),
        ("At that point there were 48 apprentices.", [("48", "actual", "")]),
        ("Firm commitments, in writing, for 97 apprentices.", [("97", "committed", "")]),
        ("2,000 apprentices, 2000 apprentices and 1999.", [("2000", "actual", ""), ("2000", "actual", "")]),
        ("May we have 68 apprentices, march on.", [("68", "actual", "")]),
        ("Of May there are 68 apprentices, of 2019 vintage.", [("68", "actual", "5")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str, str]]):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mae gennym 68 o brentisiaid bellach, ac ymrwymiadau cadarn i 97.", [("68", "actual", ""), ("97", "committed", "")]),
        ("Ym mis Mehefin 2019 roedd 48 prentis.", [("48", "actual", "2019 6")]),
        ("Ein nod yw 100 o brentisiaid erbyn mis Medi 2020.", [("100", "target", "2020 9")]),
        ("Roedd wyth a deugain o brentisiaid yma.", [("48", "actual", "")]),
        ("Mae tua 70 o brentisiaid yma.", [("70", "estimated", "")]),
    ],
)
def test_welsh(text: str, expected: list[tuple[str, str, str]]):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Met 4 boroughs for 20 minutes with our apprentices.",
        "We took on 20 new apprentices and another 12 apprentices, 5 more apprentices.",
        "Apprentices met in room 12, page 4.",
        "One of the apprentices, and the two we know, in 2019.",
        "Our 68 colleagues came.",
        "Apprentices cost £68, or 45% of it.",
        "The apprentices’ week 48 – 3 teams (apprentices).",
        "68 very keen and young digital apprentices, 12 most remarkable young digital apprentices.",
        "Nothing about them here: 68.",
        f"{'So many words ' * 100} and 68 apprentices.",
    ],
)
def test_what_counts_something_else_is_not_offered(text: str):
    assert read(text) == []


def test_a_share_is_read_where_shares_are_counted_and_money_where_money_is():
    answered = ("92% of calls were answered, up from 88 per cent in May 2020, by 12 people.", ("Calls answered",), ("%",))
    assert read(*answered) == [("92", "actual", ""), ("88", "actual", "2020 5")]
    assert read("The rent rose to £1,200 in June 2019, paid by 4 homes in 3 weeks, 5%.", ("Rent",), ("pounds",)) == [("1200", "actual", "2019 6")]
    assert read("Rent: $5 or €4.", ("Rent",), ("dollars or euros",)) == [("5", "actual", ""), ("4", "actual", "")]


def test_without_a_unit_the_name_says_what_is_counted_and_its_small_words_say_nothing():
    assert read("There are 68 apprentices in post.", NAMES, ()) == [("68", "actual", "")]
    assert read("We have 68 in the post and of it.", ("The of in",), ()) == []


@given(st.integers(11, 9_999))
def test_a_number_reads_alike_in_figures_and_in_the_words_of_both_languages(number: int):
    ways = (f"We have {number:,} apprentices.", f"We have {english(number)} apprentices.", f"Mae gennym {welsh(number)} o brentisiaid.")
    assert [read(one) for one in ways] == [[(str(number), "actual", "")]] * 3


SCRAPS = "in June 2019 by September 2020 68 97 apprentices firm commitments that point at a goal of , . ; \n £5 4% May of 1999 forty eight boroughs ſeptember maı"
WORDS = st.sampled_from(SCRAPS.split(" "))


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text())
def test_whatever_is_written_a_figure_stands_in_its_sentence_and_the_sentence_in_the_text(text: str):
    for one in figures(text, names=NAMES, units=UNITS):
        assert isinstance(one.value, Decimal)
        assert one.sentence.start <= one.start < one.end <= one.sentence.end
        assert text[one.sentence.start : one.sentence.end] == one.sentence.text
        assert one.when is None or one.when.month is None or 1 <= one.when.month <= 12
