"""Dates as people type them, with as much as they know."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.prose.said_date import reaches, said_date

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["en", "cy"]))
def test_what_the_site_writes_is_read_back(day: date, lang: str):
    assert said_date(format_date(day, "d MMMM y", locale=lang)) == (day, "day")
    assert said_date(format_date(day, "MMMM y", locale=lang)) == (day.replace(day=1), "month")
    assert said_date(format_date(day, "QQQ y", locale=lang)) == (reaches(day, "quarter")[0], "quarter")
    assert said_date(str(day.year)) == (date(day.year, 1, 1), "year")
    assert said_date(day.isoformat()) == (day, "day")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" June  2019 ", (date(2019, 6, 1), "month")),
        ("mis Mehefin 2019", (date(2019, 6, 1), "month")),
        ("Sept. 2020", (date(2020, 9, 1), "month")),
        ("2019-06", (date(2019, 6, 1), "month")),
        ("6/2019", (date(2019, 6, 1), "month")),
        ("2019 Q2", (date(2019, 4, 1), "quarter")),
        ("ch3 2019", (date(2019, 7, 1), "quarter")),
        ("3/6/2019", (date(2019, 6, 3), "day")),
        ("the 3rd of June 2019", None),
        ("3 June", None),
        ("31 June 2019", None),
        ("13/2019", None),
        ("2019-13", None),
        ("Nosuch 2019", None),
        ("16-20 June 2019", None),
        ("soon", None),
        ("", None),
    ],
)
def test_typed(typed: str, expected: tuple[date, str] | None):
    assert said_date(typed) == expected


@given(DAYS, st.sampled_from(["day", "month", "quarter", "year"]))
def test_a_time_reaches_from_its_first_day_to_its_last(day: date, precision):
    first, last = reaches(day, precision)
    assert first <= day <= last
    assert reaches(first, precision) == reaches(last, precision) == (first, last)
    assert precision == "day" or reaches(last + timedelta(days=1), precision)[0] > last


@given(st.text())
def test_whatever_is_typed_is_answered(text: str):
    found = said_date(text)
    assert found is None or found[1] in {"day", "month", "quarter", "year"}
