"""Names and labels in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weeknotes.prose.glossary import host_glossary, keep_glossary, offers, paired, read_glossary
from weeknotes.prose.html import clean
from weeknotes.prose.tests.test_parity import CY, EN, TEXTS


def test_a_list_of_lines_parted_by_tabs() -> None:
    assert read_glossary("# ours\n\nOnes to watch\tPethau i’w gwylio\n Housing  repairs \tTrwsio tai\n") == (
        ("Ones to watch", "Pethau i’w gwylio"),
        ("Housing repairs", "Trwsio tai"),
    )
    assert read_glossary("") == ()


def test_a_table_in_toml() -> None:
    assert read_glossary('[words]\n"Ones to watch" = "Pethau i’w gwylio"\n') == (("Ones to watch", "Pethau i’w gwylio"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ones to watch", "line 1 has no English and Welsh"),
        ("\na\tb\tc", "line 2 has no English and Welsh"),
        ("a\t ", "line 1 lacks the words of one language"),
        (f"a\t{'b' * 101}", "line 1 is longer than 100 characters"),
        ('[words]\n"a" = 4\n', "the entry 'a' lacks the words of one language"),
        ("[words]\n[words.more]\n", "the entry 'more' lacks"),
        ("[words]\n= x", "Invalid"),
        ("[[words]]\n#[words]\n", "has no English"),
        ("words = 1\n#\n[words]x", "Invalid|Expected|Cannot"),
        ("x = '''\n[words]\n'''\nwords = 3", "is no table"),
        ("x = '''\n[words]\n'''", "is no table"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_glossary(text)


def test_headings_and_labels_that_answer_each_other_are_learned() -> None:
    assert paired(EN, CY) == (
        ("Focus for the week", "Canolbwynt yr wythnos"),
        ("Ones to watch", "Pethau i’w gwylio"),
        ("Out of hours", "Y tu allan i oriau"),
        ("Next week", "Wythnos nesaf"),
    )
    assert paired(clean("<h2>GOV.UK</h2><p>a</p>"), clean("<h2>GOV.UK</h2>")) == ()


def test_what_stands_in_the_other_text_and_not_in_ours_is_offered_in_its_order() -> None:
    pairs = [
        ("Next week", "Wythnos nesaf"),
        ("Ones to watch", "Pethau i’w gwylio"),
        ("Ones to watch", "Rhai i’w gwylio"),
        ("Next", "Nesaf"),
    ]
    start = clean("<h2>Ones to watch</h2><p>…</p><h2>Next week</h2>")
    assert offers(pairs, theirs=EN, ours=start, lang="cy") == (
        ("Ones to watch", "Pethau i’w gwylio"),
        ("Next", "Nesaf"),
        ("Next week", "Wythnos nesaf"),
    )
    assert offers(pairs[:2], theirs=CY, ours="", lang="en") == (("Pethau i’w gwylio", "Ones to watch"), ("Wythnos nesaf", "Next week"))
    assert offers(pairs[:2], theirs=EN, ours=CY, lang="cy") == ()


def test_a_word_is_found_whole_and_whatever_its_case() -> None:
    assert offers([("van", "fan")], theirs="<p>The vanguard</p>", ours="", lang="cy") == ()
    assert offers([("Van", "Fan")], theirs="<p>the van, late</p>", ours="", lang="cy") == (("Van", "Fan"),)


def test_a_host_has_one_list() -> None:
    keep_glossary([("a", "b")])
    keep_glossary([("c", "d")])
    assert host_glossary() == (("c", "d"),)
    keep_glossary(())
    assert host_glossary() == ()


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_file_is_pairs_or_a_sentence(text: str) -> None:
    try:
        assert all(one and other for one, other in read_glossary(text))
    except ValueError as why:
        assert str(why)


@given(TEXTS, TEXTS)
@settings(max_examples=80, deadline=None)
def test_what_is_learned_from_two_texts_is_offered_for_them(one: str, other: str) -> None:
    en, cy = clean(one), clean(other)
    for source, wanted in offers(paired(en, cy), theirs=en, ours="", lang="cy"):
        assert (source, wanted) in paired(en, cy)
