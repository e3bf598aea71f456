"""Working days as the Freedom of Information Act 2000 counts them: no Saturday or Sunday, and no bank holiday in any part of the United Kingdom (section 10(6)).

Bank holidays follow from the Banking and Financial Dealings Act 1971, schedule 1, and what is proclaimed each year; the rules below give them as they have been published since
2008. A day that is proclaimed for one year alone stands in ONCE: a newer version of this knows those that were proclaimed since. One that is not known makes a day too early,
never too late.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

MONDAY, SATURDAY = 0, 5
# Proclaimed for one year: the wedding of 2011, jubilees of 2012 and 2022, the funeral of 2022, the coronation of 2023; in Scotland, the World Cup of 2026.
ONCE = frozenset({date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8), date(2026, 6, 15)})
# Moved for one year: the early May holiday to the 75th anniversary of VE Day, spring holidays to a jubilee.
MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2012, 5, 28): date(2012, 6, 4), date(2022, 5, 30): date(2022, 6, 2)}


def working_days_from(day: date, count: int) -> date:
    """The day that is `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether `day` is one: Monday to Friday, and no bank holiday in England, Wales, Scotland or Northern Ireland."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Those of a year in any part of the United Kingdom; where one falls on a Saturday or Sunday, the weekday kept in its place instead."""
    kept: set[date] = set()
    # New Year's Day and, in Scotland, the day after it; Christmas Day and the day after it. In their order, so that each takes the first weekday that is free.
    for month, days in ((1, (1, 2)), (12, (25, 26))):
        for day in sorted((date(year, month, one) for one in days), key=_at_the_weekend):
            kept.add(_weekday(day, kept))
    # St Patrick's Day and the Twelfth in Northern Ireland, St Andrew's Day in Scotland.
    kept.update(_weekday(date(year, month, one), kept) for month, one in ((3, 17), (7, 12), (11, 30)))
    sunday = easter(year)
    kept.update((sunday - timedelta(days=2), sunday + timedelta(days=1)))
    # Early May and spring; summer in Scotland, and in the other parts.
    mondays = (_first_monday(year, 5), _last_monday(year, 5), _first_monday(year, 8), _last_monday(year, 8))
    kept.update(MOVED.get(day, day) for day in mondays)
    return frozenset(kept | {day for day in ONCE if day.year == year})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    leap, left = divmod(century, 4)
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap - corrected + 15) % 30
    quarters, more = divmod(rest, 4)
    week = (32 + 2 * left + 2 * quarters - moon - more) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _at_the_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _weekday(day: date, taken: set[date]) -> date:
    """`day`, or the first weekday after it that is no holiday itself."""
    return next(one for one in _days_from(day) if one.weekday() < SATURDAY and one not in taken)


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=1)


def _first_monday(year: int, month: int) -> date:
    return next(one for one in _days_from(date(year, month, 1)) if one.weekday() == MONDAY)


def _last_monday(year: int, month: int) -> date:
    """Of a month of 31 days."""
    return next(one for one in _days_from(date(year, month, 25)) if one.weekday() == MONDAY)
