from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.endings import endings
from weeknotes.prose.everyday import EMPTY


@pytest.mark.parametrize(
    ("word", "finds"),
    [
        ("goal", "goals"),
        ("boxes", "box"),
        ("branch", "branches"),
        ("heroes", "hero"),
        ("party", "parties parties"),
        ("parties", "party"),
        ("ties", "tie"),
        ("plan", "plans planned planning"),
        ("planned", "plan plans planning"),
        ("planning", "plan planned"),
        ("retired", "retire retires retiring"),
        ("housing", "house houses housed"),
        ("travel", "travelled traveled travelling"),
        ("travelled", "travel travels"),
        ("agreed", "agree agrees agreeing"),
        ("processes", "process processed processing"),
        ("applied", "apply applies applying"),
        ("meetings", "meeting"),
        ("meeting", "meet meets meetings"),
        ("bring", "brings bringing"),
        ("showed", "show shows showing"),
        ("fixing", "fix fixes fixed"),
        ("stayed", "stay stays staying"),
        ("speed", "speeding"),
        ("people", "person"),
        ("children", "child"),
        ("leaves", "leaf leave leaving"),
    ],
)
def test_a_word_is_known_by_the_words_it_is_a_form_of_and_by_their_other_forms(word: str, finds: str):
    assert set(finds.split()) <= set(endings(word))


@pytest.mark.parametrize(
    ("word", "other"),
    [("news", "new"), ("evening", "even"), ("business", "busy"), ("less", "les"), ("string", "str"), ("thing", "th"), ("status", "statu"), ("used", "us")],
)
def test_what_only_looks_like_an_ending_is_none(word: str, other: str):
    assert other not in endings(word)


def test_short_and_empty_words_and_what_is_not_written_in_plain_letters_have_no_other_forms():
    assert [endings(word) for word in ("", "as", "need", "w11", "tŷ", "été")] == [()] * 6


@given(st.text(ascii_lowercase, min_size=3, max_size=12))
def test_any_word_has_few_other_forms_none_of_them_itself_or_an_empty_one(word: str):
    found = endings(word)
    assert len(found) == len(set(found)) <= 16
    assert word not in found
    assert not EMPTY.intersection(found)
    assert all(form.isalpha() and len(form) >= 2 for form in found)
