import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.web.typed import LARGEST, number, page


@pytest.mark.parametrize(("typed", "found"), [("0", 0), ("7", 7), ("007", 7), (str(LARGEST), LARGEST), (str(LARGEST + 1), None), ("9" * 5000, None), ("", None), (None, None), ("-1", None), ("1.5", None), (" 1", None), ("٣", None), ("²", None)])  # fmt: skip
def test_digits_alone_are_a_number_and_no_larger_one_than_a_database_takes(typed: str | None, found: int | None):
    assert number(typed) == found


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_a_number_is_taken_up_to_the_most(one: int, most: int):
    assert number(str(one), most=most) == (one if one <= most else None)


@given(st.text())
def test_whatever_is_typed_is_a_number_or_none(typed: str):
    found = number(typed)
    assert found is None or (0 <= found <= LARGEST and int(typed) == found)


def test_a_page_that_is_none_is_the_first():
    assert [page(typed, last=99) for typed in ("2", "99", "100", "0", "", "x", None)] == [2, 99, 1, 1, 1, 1, 1]
