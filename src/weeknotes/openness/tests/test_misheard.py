import pytest
from hypothesis import given
from hypothesis import strategies as some

from weeknotes.openness.check import check
from weeknotes.openness.context import Context
from weeknotes.openness.rules import misheard
from weeknotes.openness.tests.written import paragraph
from weeknotes.openness.words import say

KNOWN = Context(misheard=(("Glan Derwen", "Glanderw"), ("clan deru", "Glanderw"), ("clan", "Clun"), ("Kayo", "Ceiriog"), ("  ", "Nobody"), ("glanderw", "Glanderw")))


def found(text: str) -> list[tuple[str, str]]:
    return [(one.quote, dict(one.values)["name"]) for one in check(paragraph(text), rules=[misheard.rule], context=KNOWN)]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("We met glan derwen on Monday.", [("glan derwen", "Glanderw")]),
        ("Clan Deru, and clan alone.", [("Clan Deru", "Glanderw"), ("clan", "Clun")]),
        ("KÂYO said so", [("KÂYO", "Ceiriog")]),
        ("clan, deru", [("clan", "Clun")]),
        ("glanderw", [("glanderw", "Glanderw")]),
        ("Glanderw stands there as it is written.", []),
        ("the clans of kayos", []),
        ("glan", []),
        ("", []),
    ],
)
def test_what_is_heard_is_found_as_whole_words_the_longest_first(text: str, pairs: list[tuple[str, str]]) -> None:
    assert found(text) == pairs


def test_it_says_the_name_and_what_to_do() -> None:
    (one,) = check(paragraph("Kayo spoke."), rules=[misheard.rule], context=KNOWN)
    assert say(one.do, one.values) == "Put Ceiriog in its place, or leave it."


def test_nothing_is_found_where_no_list_is_kept() -> None:
    assert check(paragraph("Kayo spoke."), rules=[misheard.rule]) == ()


@given(some.text(), some.lists(some.tuples(some.text(max_size=12), some.text(min_size=1, max_size=8)), max_size=5))
def test_no_text_and_no_list_makes_it_raise(text: str, heard: list[tuple[str, str]]) -> None:
    for one in check(paragraph(text), rules=[misheard.rule], context=Context(misheard=tuple(heard))):
        assert text[one.start : one.end]
