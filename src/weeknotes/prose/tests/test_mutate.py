import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.mutate import SHORTEST, STOP, forms, radicals


@pytest.mark.parametrize(
    ("radical", "mutated"),
    [
        ("caerdydd", {"gaerdydd", "nghaerdydd", "chaerdydd"}),
        ("cartref", {"gartref", "nghartref", "chartref"}),
        ("pobl", {"bobl", "mhobl", "phobl"}),
        ("tenant", {"denant", "nhenant", "thenant"}),
        ("bwrdd", {"fwrdd", "mwrdd"}),
        ("dysgu", {"ddysgu", "nysgu"}),
        ("gwaith", {"waith", "ngwaith"}),
        ("gardd", {"ardd", "ngardd"}),
        ("merch", {"ferch"}),
        ("llyfrgell", {"lyfrgell"}),
        ("rhaglen", {"raglen"}),
    ],
)
def test_a_word_is_found_in_each_of_its_forms_from_any_of_them(radical: str, mutated: set[str]):
    assert set(forms(radical)) >= mutated
    for one in mutated:
        assert set(forms(one)) >= ({radical} | mutated) - {one}


@pytest.mark.parametrize("word", ["dan", "gan", "fod", "wedi", "mae", "ty", "dy", "i", "", "x86", "2026", "дом"])
def test_small_words_figures_and_other_scripts_stand_for_themselves(word: str):
    assert forms(word) == ()


def test_letters_that_welsh_does_not_mutate_stay():
    assert forms("ffurflen") == ()
    assert forms("sgwrs") == ()
    assert forms("hanes") == ()
    assert "test" not in forms("gtest")


def test_no_small_word_is_looked_for_as_the_form_of_another():
    assert "ddod" not in forms("dodd")
    assert "fydd" not in forms("mydd")
    assert "fydd" not in forms("bydd")
    assert not {form for word in ("tros", "dros", "trwy", "meth") for form in forms(word)} & STOP


WORDS = st.text(alphabet=string.ascii_lowercase, min_size=0, max_size=14)


@given(WORDS)
def test_forms_are_other_words_each_once_and_never_a_small_one(word: str):
    found = forms(word)
    assert word not in found
    assert len(found) == len(set(found)) <= 12
    assert not set(found) & STOP
    assert all(len(form) >= SHORTEST - 1 for form in found)


# As Welsh words begin: one letter of its alphabet, then a vowel.
WELSH = st.builds(
    lambda first, vowel, rest: first + vowel + rest,
    st.sampled_from(["p", "t", "c", "b", "d", "g", "m", "ll", "rh", "ff", "s", "n", "h", ""]),
    st.sampled_from("aeiouwy"),
    st.text(alphabet="aeiouwybcdfghlmnprst", min_size=2, max_size=8),
)


@given(WELSH)
def test_a_form_of_a_radical_leads_back_to_it(word: str):
    for form in forms(word):
        if len(form) >= SHORTEST and form not in STOP:
            assert set(radicals(form)) & set(radicals(word))


@given(WORDS)
def test_the_same_word_has_the_same_forms_every_time(word: str):
    assert forms(word) == forms(word)
    assert radicals(word)[0] == word
