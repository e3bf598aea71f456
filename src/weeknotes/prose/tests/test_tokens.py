import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.tokens import LONGEST, flat, fold, folded, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Y tŷ newydd", ["y", "ty", "newydd"]),
        ("Awn i’r dref", ["awn", "i", "r", "dref"]),
        ("The council's co-op, 3.5 %", ["the", "council", "s", "co", "op", "3", "5"]),
        ("Straße · ﬁre · Øyvind · Łódź", ["strasse", "fire", "oyvind", "lodz"]),
        ("house 🏠 \x00 \N{HORIZONTAL ELLIPSIS}", ["house"]),
        ("in\u00advisi\u200bble", ["invisible"]),
        ("дом Дом", ["дом", "дом"]),
        ("_under_score_", ["under", "score"]),
        ("", []),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(text: str, words: list[str]):
    assert folded(text) == words


def test_letters_with_their_accents_apart_are_the_same():
    for word in ("tŷ", "gŵr", "Siân", "môr", "ïon"):
        assert folded(unicodedata.normalize("NFD", word)) == folded(unicodedata.normalize("NFC", word)) == folded(word.upper())


def test_a_run_of_letters_without_end_is_cut():
    assert folded("a" * 5000) == ["a" * LONGEST]


def test_a_sign_that_comes_to_nothing_is_no_word():
    # The halfwidth voiced sound mark is a letter to Unicode, and only an accent once taken apart.
    assert folded("\uff9e") == []
    assert [token.word for token in tokens("\uff9e tŷ")] == ["ty"]


@given(st.text(max_size=200))
def test_folding_again_changes_nothing_and_places_hold_the_words(text: str):
    last = 0
    for token in tokens(text):
        assert token.word == fold(text[token.start : token.end])
        assert fold(token.word) == token.word
        assert last <= token.start < token.end <= len(text)
        assert not set(token.word) & set(string.whitespace + string.punctuation)
        last = token.end


@given(st.text(alphabet=st.one_of(st.characters(max_codepoint=127), st.sampled_from("’‘“”–—…£€\u00a0ŵé·"), st.characters()), max_size=60))
def test_a_plain_text_has_the_words_that_are_found_one_by_one(text: str):
    assert folded(text) == [token.word for token in tokens(text)]


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_texts_apart_have_the_words_of_each(one: str, other: str):
    assert folded(f"{one} \n {other}") == folded(one) + folded(other)


@given(st.text(alphabet="abctyŷŵâøßTŷ\u0302\u00ad '-.", max_size=40))
def test_every_word_of_a_text_stands_in_its_flat_form(text: str):
    assert all(word in flat(text) for word in folded(text))
