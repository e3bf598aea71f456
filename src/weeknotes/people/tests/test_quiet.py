"""When a person may be mailed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.people.quiet import free_from

LONDON = ZoneInfo("Europe/London")
NIGHT = (time(18), time(8))
DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: DAY_ONE + timedelta(minutes=minutes))
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))
HOURS = st.none() | st.tuples(MINUTES, MINUTES)
DAYS = st.tuples(st.integers(-40, 730), st.integers(0, 40))
AWAY = st.lists(DAYS.map(lambda one: (DAY_ONE.date() + timedelta(days=one[0]), DAY_ONE.date() + timedelta(days=sum(one)))), max_size=4)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "hours", "away", "free"),
    [
        (at(27, 12), None, [], at(27, 12)),
        (at(27, 12), NIGHT, [], at(27, 12)),
        (at(27, 18), NIGHT, [], at(28, 8)),
        (at(27, 3), NIGHT, [], at(27, 8)),
        (at(27, 8), NIGHT, [], at(27, 8)),
        (at(27, 12, 30), (time(12), time(13)), [], at(27, 13)),
        (at(27, 12), (time(9), time(9)), [], at(27, 12)),
        (at(27, 12), None, [(date(2026, 11, 27), date(2026, 11, 29))], at(30, 0)),
        (at(27, 12), NIGHT, [(date(2026, 11, 27), date(2026, 11, 29))], at(30, 8)),
        (at(26, 20), NIGHT, [(date(2026, 11, 27), date(2026, 11, 27))], at(28, 8)),
        (at(27, 12), None, [(date(2026, 11, 20), date(2026, 11, 28)), (date(2026, 11, 27), date(2026, 11, 29))], at(30, 0)),
    ],
)
def test_a_mail_waits_until_quiet_hours_and_days_away_are_over(moment: datetime, hours: tuple[time, time] | None, away: list[tuple[date, date]], free: datetime):
    assert free_from(moment, hours=hours, away=away, zone=LONDON) == free


def test_an_hour_that_the_clock_goes_through_twice_is_waited_through_twice():
    second = datetime(2026, 10, 25, 1, 10, fold=1, tzinfo=LONDON)
    assert free_from(second, hours=(time(22), time(1, 30)), away=[], zone=LONDON) == second.astimezone(UTC) + timedelta(minutes=20)


@given(MOMENTS, HOURS, AWAY)
def test_the_moment_found_is_no_earlier_and_in_neither(moment: datetime, hours: tuple[time, time] | None, away: list[tuple[date, date]]):
    free = free_from(moment, hours=hours, away=away, zone=LONDON)
    here = free.astimezone(LONDON)
    assert free >= moment
    assert not any(first <= here.date() <= last for first, last in away)
    if hours:
        begins, ends = hours
        clock = here.time()
        assert not (begins <= clock < ends)
        assert begins <= ends or ends <= clock < begins
