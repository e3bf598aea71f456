"""Working days under the law: against the bank holidays that were published for each part of the United Kingdom."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.transfer.law.working_days import bank_holidays, easter, is_working_day, working_days_from

# As published for England and Wales, Scotland and Northern Ireland, together: month and day.
PUBLISHED = {
    2008: "1.1 1.2 3.17 3.21 3.24 5.5 5.26 7.14 8.4 8.25 12.1 12.25 12.26",
    2011: "1.3 1.4 3.17 4.22 4.25 4.29 5.2 5.30 7.12 8.1 8.29 11.30 12.26 12.27",
    2012: "1.2 1.3 3.19 4.6 4.9 5.7 6.4 6.5 7.12 8.6 8.27 11.30 12.25 12.26",
    2019: "1.1 1.2 3.18 4.19 4.22 5.6 5.27 7.12 8.5 8.26 12.2 12.25 12.26",
    2020: "1.1 1.2 3.17 4.10 4.13 5.8 5.25 7.13 8.3 8.31 11.30 12.25 12.28",
    2021: "1.1 1.4 3.17 4.2 4.5 5.3 5.31 7.12 8.2 8.30 11.30 12.27 12.28",
    2022: "1.3 1.4 3.17 4.15 4.18 5.2 6.2 6.3 7.12 8.1 8.29 9.19 11.30 12.26 12.27",
    2023: "1.2 1.3 3.17 4.7 4.10 5.1 5.8 5.29 7.12 8.7 8.28 11.30 12.25 12.26",
    2024: "1.1 1.2 3.18 3.29 4.1 5.6 5.27 7.12 8.5 8.26 12.2 12.25 12.26",
    2025: "1.1 1.2 3.17 4.18 4.21 5.5 5.26 7.14 8.4 8.25 12.1 12.25 12.26",
    2026: "1.1 1.2 3.17 4.3 4.6 5.4 5.25 6.15 7.13 8.3 8.31 11.30 12.25 12.28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_of_a_year_are_those_that_were_published(year: int):
    assert sorted(bank_holidays(year)) == [date(year, *map(int, one.split("."))) for one in PUBLISHED[year].split()]


def test_easter_is_as_early_and_as_late_as_it_can_be():
    assert [easter(year) for year in (1818, 1943, 2008, 2019, 2024, 2038)] == [
        date(1818, 3, 22), date(1943, 4, 25), date(2008, 3, 23), date(2019, 4, 21), date(2024, 3, 31), date(2038, 4, 25),
    ]  # fmt: skip


def test_working_days_leave_out_the_end_of_the_week_and_bank_holidays_in_any_part():
    friday = date(2026, 11, 27)
    assert working_days_from(friday, 1) == date(2026, 12, 1)  # St Andrew's Day, in Scotland
    assert working_days_from(friday, 5) == date(2026, 12, 7)
    assert working_days_from(date(2026, 11, 28), 0) == date(2026, 11, 28)
    assert working_days_from(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days_from(date(2026, 7, 10), 1) == date(2026, 7, 14)  # the Twelfth, in Northern Ireland
    assert working_days_from(date(2022, 5, 31), 2) == date(2022, 6, 6)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
def test_between_a_day_and_that_many_working_days_later_lie_as_many_working_days(day: date, count: int):
    end = working_days_from(day, count)
    assert sum(is_working_day(day + timedelta(days=one)) for one in range(1, (end - day).days + 1)) == count
    assert count == 0 or is_working_day(end)


@given(st.integers(1972, 2300))
def test_every_bank_holiday_is_a_weekday_of_its_year_and_none_falls_on_another(year: int):
    found = bank_holidays(year)
    assert all(one.year == year and one.weekday() < 5 for one in found)
    extra = {2011: 1, 2012: 1, 2022: 2, 2023: 1, 2026: 1}.get(year, 0)
    assert len(found) == 13 + extra - sum((easter(year) + timedelta(days=gap)) in {date(year, 3, 17)} for gap in (-2, 1))
