import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.search.asked import MOST_TERMS, Term, asked
from weeknotes.search.match import fts5


@pytest.mark.parametrize(
    ("typed", "terms", "absent"),
    [
        ("rota depot", [("rota",), ("depot",)], []),
        ('"out of hours" rota', [("out", "of", "hours"), ("rota",)], []),
        ("“Out of hours”", [("out", "of", "hours")], []),
        ("depot -rota -'late'", [("depot",)], [("rota",), ("late",)]),
        ('depot -"the rota"', [("depot",)], [("the", "rota")]),
        ("co-op i'r", [("co", "op"), ("i", "r")], []),
        ('a "b', [("a",), ("b",)], []),
        ("rota rota ROTA", [("rota",)], []),
        ("NEAR(a b) AND {title}:x*", [("near", "a"), ("b",), ("and",), ("title", "x")], []),
        ("\x00 🏠 -- ''", [], []),
    ],
)
def test_what_is_typed_is_understood(typed: str, terms: list[tuple[str, ...]], absent: list[tuple[str, ...]]):
    found = asked(typed)
    assert [term.words for term in found.terms] == terms
    assert [term.words for term in found.absent] == absent


def test_the_last_word_may_be_only_begun_while_typing_and_any_with_a_star():
    assert [term.begun for term in asked("boil rot", typing=True).terms] == [False, True]
    assert [term.begun for term in asked("boil ro", typing=True).terms] == [False, False]
    assert [term.begun for term in asked("boil rot ", typing=True).terms] == [False, False]
    assert [term.begun for term in asked("boil* rot").terms] == [True, False]
    assert [term.begun for term in asked('"the boil"* -rot', typing=True).terms] == [True]


def test_of_a_very_long_search_whole_words_are_looked_for_and_none_is_cut_in_two():
    found = asked(f"{'repairs ' * 49}depot lifts and stairs", typing=True)
    assert found.trouble == "long"
    assert [(term.words, term.begun) for term in found.terms] == [(("repairs",), False), (("depot",), False)]
    assert len(asked("a" * 500).terms) == 1


def test_the_last_word_while_typing_may_be_whole_and_is_looked_for_in_its_other_forms_too():
    (term,) = asked("boilers", typing=True).terms
    assert term.begun
    assert "boiler" in term.forms_in("en")
    assert not any(form.startswith("boilers") for form in term.forms_in("en"))
    assert "gaerdydd" in asked("Caerdydd", typing=True).terms[0].forms_in("cy")
    assert asked("boilers", typing=True, exactly=True).terms[0].forms == ()


def test_other_forms_are_those_of_single_whole_words():
    assert "gartref" in asked("cartref").terms[0].forms_in("cy")
    assert asked("goal").terms[0].forms_in("en")[0] == "goals"
    assert asked("goal").terms[0].forms_in("fr") == ()
    assert asked("cartref", exactly=True).terms[0].forms == ()
    assert asked('"yn y cartref"').terms[0].forms == ()
    assert asked("cartref*").terms[0].forms == ()


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [("", "nothing"), ("!?", "nothing"), ("-rota", "only not"), ("rota", ""), ("ab " * 500, "long"), (" ".join(f"w{n}" for n in range(13)), "long")],
)
def test_what_cannot_be_looked_for_is_said(typed: str, trouble: str):
    assert asked(typed).trouble == trouble


@given(st.text(max_size=500), st.booleans())
def test_anything_typed_is_understood_somehow_and_nothing_of_it_is_a_command(typed: str, typing: bool):
    found = asked(typed, typing=typing)
    assert len(found.terms) + len(found.absent) <= MOST_TERMS
    for term in (*found.terms, *found.absent):
        assert isinstance(term, Term)
        assert all(word and all(one.isalnum() for one in word) for word in (*term.words, *(word for one in term.forms for word in one.words)))
    if found.terms:
        assert fts5(found).count('"') % 2 == 0
