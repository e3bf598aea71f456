import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.own_pattern import UnsafeError, own_pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"ASC-\d{6}", "ASC-204417"),
        (r"[A-Z]+/\d+/\d+", "GLA/318/24"),
        (r"\d+-\d+-\d+-\d+", "1-2-3-4"),
        (r"(?i:case) ?\w+", "Case 12"),
        (r"(?:AB|CD)\d{4,6}", "AB1234"),
        (r"(?:\d{2}-){3}\d", "12-34-56-7"),
        (r"(?:\d{1,2}-){3}\d+", "1-22-3-4"),
        (r"(?:AB|CB)+\d", "ABCB1"),
        (r"(?:AB|[^C]D)\d", "AB1"),
        (r"[\w-]+ .*", "a b"),
        (r"^ASC-\d{6}$", "ASC-204417"),
        (r"A\d\$", "A1$"),
        (r"(?=A)A\s+[^ ]{1,30}x", "A  bx"),
        (r"(?>AB)+C", "ABC"),
        (r"A(?:\w{1,3})?/1", "Axy/1"),
    ],
)
def test_an_expression_that_takes_no_more_than_linear_time_is_taken(pattern: str, text: str) -> None:
    assert own_pattern(pattern).fullmatch(text)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a+)+b", "A repetition stands inside a repetition"),
        ("(?:a*)*b", "A repetition stands inside a repetition"),
        ("(?:a|aa)+c", "A repetition stands inside a repetition"),
        ("(?:.a|a.){99}c", "A repetition stands inside a repetition"),
        ("(?:a?){16}b", "A repetition stands inside a repetition"),
        ("a?" * 16 + "a", "It repeats so much"),
        ("a{1,16}" * 6 + "c", "It repeats so much"),
        (r"(a)\1b", "It repeats so much"),
        (r"\w*\w*\w*x", "It repeats so much"),
        (".*a.*b.*c", "It repeats so much"),
        (r"\D+[^b]+\D+x", "It repeats so much"),
        ("a*", "It also fits where nothing stands"),
        ("", "It also fits where nothing stands"),
        ("[[", "It is no regular expression: Possible nested set"),
        ("(", "It is no regular expression"),
        ("a" * 201, "It is longer than 200 characters"),
    ],
)
def test_one_that_could_keep_a_text_busy_or_says_nothing_is_refused_with_a_sentence(pattern: str, why: str) -> None:
    with pytest.raises(UnsafeError, match=why):
        own_pattern(pattern)


@given(st.one_of(st.text(max_size=30), st.text(alphabet=r"ab1\dws()[]{},+*?|.^$:=!<>-", max_size=30)))
def test_any_text_is_an_expression_or_a_sentence(pattern: str) -> None:
    try:
        made = own_pattern(pattern)
    except UnsafeError as why:
        assert str(why).endswith(".")
    else:
        assert isinstance(made, re.Pattern)
        made.search("ab1 ab1")
