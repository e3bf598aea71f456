"""A jotted line: its address, and what it may be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.jotting import _SAYS, KINDS, Piece, address_in, addresses, guess, is_address, pieces, shared, shown
from weeknotes.prose.tests.test_vocabulary import example
from weeknotes.prose.vocabulary import TABLE

DAMP = "https://glanderw.example/damp"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Learned: tenants read texts, not letters", "learned"),
        ("Turns out the van keys hang in Bethan’s office", "learned"),
        ("Ones to watch: calls after six", "watch"),
        ("Keeping an eye on the Tuesday queue", "watch"),
        ("A bit worried about the lift at Heol Fach", "watch"),
        ("Ring Tomos about the vans", "followup"),
        ("I’ve made a note to follow that up with the canteen.", "followup"),
        ("Goal: every key has a hook", "goal"),
        ("Next week I’m seeing the housing team", "next"),
        ("The pilot went live at noon", "win"),
        ("Lovely feedback from Mrs Rees about the visit", "win"),
        ("Hard conversation with the supplier", "challenge"),
        ("Stuck on the data agreement again", "challenge"),
        ("Dysgais fod y tenantiaid yn darllen negeseuon testun", "learned"),
        ("Ffonio Tomos am y faniau", "followup"),
        ("Aeth y peilot yn dda iawn", "win"),
        ("Cadw llygad ar y ciw fore Mawrth", "watch"),
        ("A van came early.", None),
        ("Van stock: two boxes of keys", None),
        ("Glaw trwy’r dydd.", None),
        ("", None),
        ("  ", None),
    ],
)
def test_a_line_is_taken_for_what_its_words_say(line: str, kind: str | None) -> None:
    assert guess(line) == kind


@pytest.mark.parametrize(("kind", "phrase"), [(kind, phrase) for kind, phrases in TABLE["jotting"].items() for phrase in phrases])
def test_each_phrase_of_jotting_is_reached(kind: str, phrase: str) -> None:
    assert kind in KINDS
    assert _SAYS[kind].search(example(phrase)), example(phrase)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Good on damp: {DAMP}.", DAMP),
        (f"({DAMP})", DAMP),
        (f"see {DAMP}_(again), then go", f"{DAMP}_(again)"),
        (f"“{DAMP}” and https://b.example/", DAMP),
        ("HTTPS://Glanderw.Example", "HTTPS://Glanderw.Example"),
        ("http://[half", ""),
        ("https://...", ""),
        ("glanderw.example is no address here", ""),
    ],
)
def test_an_address_is_found_without_what_stands_after_it(text: str, found: str) -> None:
    assert address_in(text) == found


def test_only_the_web_is_an_address() -> None:
    assert is_address(DAMP)
    assert not any(is_address(one) for one in ("javascript:alert(1)", "mailto:a@b.example", "https://", "https://a b", "", "data:text/html,x"))


def test_an_address_is_shown_short_and_one_kept_apart_follows_in_brackets() -> None:
    assert pieces(f"Read {DAMP} today") == (Piece("Read "), Piece("glanderw.example/damp", DAMP), Piece(" today"))
    assert pieces("Read this", DAMP) == (Piece("Read this"), Piece(" ("), Piece("glanderw.example/damp", DAMP), Piece(")"))
    assert pieces(DAMP, DAMP) == (Piece("glanderw.example/damp", DAMP),)
    assert pieces("Read this", "javascript:x") == (Piece("Read this"),)
    assert shown("https://www.glanderw.example/") == "glanderw.example"
    assert shown(DAMP + "/long" * 20) == "glanderw.example"


@pytest.mark.parametrize(
    ("given_", "made"),
    [
        (("Damp", "What we found", DAMP), ("Damp – What we found", DAMP)),
        (("Damp", "", DAMP), ("Damp", DAMP)),
        (("Damp", DAMP, DAMP), ("Damp", DAMP)),
        (("", "  What   we found ", ""), ("What we found", "")),
        (("Damp", "Damp at Heol Fach", ""), ("Damp at Heol Fach", "")),
        (("Damp", "x", "javascript:alert(1)"), ("Damp – x", "")),
    ],
)
def test_what_another_program_shares_becomes_one_line_and_an_address(given_: tuple[str, str, str], made: tuple[str, str]) -> None:
    assert shared(*given_) == made


LINES = st.lists(st.sampled_from(["https://a.example/x", "http://", "(", ")", "]", " ", "Learned", ".", "ŵy", "*", '"', "https://b.example/(y)"])).map("".join) | st.text()


@given(LINES)
def test_no_line_raises_and_pieces_hold_every_character(line: str) -> None:
    assert guess(line) in {None, *KINDS}
    assert "".join(one.href or one.text for one in pieces(line)) == line
    spans = addresses(line)
    assert all(is_address(line[start:end]) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(LINES, LINES, LINES)
def test_nothing_shared_raises_and_its_address_is_one(title: str, text: str, url: str) -> None:
    line, link = shared(title, text, url)
    assert line == " ".join(line.split())
    assert not link or is_address(link)
