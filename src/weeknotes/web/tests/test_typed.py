import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.web.typed import LARGEST, line, number, page


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


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Siân  O’Brien ", "Siân O’Brien"), ("Jane\nDoe\u2028x", "Jane Doe x"), ("\u202egnp.Mair\u2066", "gnp.Mair"), ("\u200b", ""), ("\u200d \ufe0f", ""), ("in\u00advi\u200bsible", "invisible"), ("\ud800a\x07", "a"),
        ("👩🏽\u200d💻", "👩🏽\u200d💻"), ("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"), ("❤\ufe0f", "❤\ufe0f"), ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)  # fmt: skip
def test_what_is_typed_as_one_line_has_nothing_in_it_that_nobody_sees_and_keeps_what_joins_signs(typed: str, found: str):
    assert line(typed) == found


@given(st.text())
def test_a_line_of_a_line_is_itself(typed: str):
    assert line(line(typed)) == line(typed)
