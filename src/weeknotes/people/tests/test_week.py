"""A person's week: four days, days away, and the days of setting goals and writing among those that are worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.people.away import be_away
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Rhythm
from weeknotes.people.week import my_week, week_of

W47 = date(2026, 11, 16)
DAY = timedelta(days=1)


def week(away: tuple[tuple[date, date], ...] = (), **more: int):
    return week_of(W47, Rhythm(**more), away)


@pytest.mark.parametrize(
    ("works", "note_day", "writes"),
    [(0b0011111, 4, 4), (0b0001111, 4, 3), (0b0000111, 4, 2), (0b0010000, 0, 4), (0b0011101, 1, 0), (0, 4, 4)],
)
def test_the_day_of_writing_moves_before_a_day_not_worked(works: int, note_day: int, writes: int) -> None:
    assert week(working_days=works, note_day=note_day).writes_at == W47 + writes * DAY


@pytest.mark.parametrize(("works", "goal_day", "goals"), [(0b0011111, 0, 0), (0b0011110, 0, 1), (0b0000001, 3, 0), (0b0011000, 1, 3)])
def test_the_day_of_goals_moves_after_a_day_not_worked(works: int, goal_day: int, goals: int) -> None:
    assert week(working_days=works, goal_day=goal_day).goals_at == W47 + goals * DAY


def test_days_away_are_days_not_worked_and_all_of_them_make_a_week_away() -> None:
    friday_away = week(((W47 + 4 * DAY, W47 + 9 * DAY),))
    assert (friday_away.works, friday_away.writes_at, friday_away.is_away) == (0b1111, W47 + 3 * DAY, False)
    away = week(((W47 - 3 * DAY, W47 + 4 * DAY),))
    assert (away.works, away.goals_at, away.writes_at, away.is_away) == (0, None, None, True)


@given(st.integers(0, 127), st.integers(0, 6), st.integers(0, 6), st.lists(st.tuples(st.integers(-3, 9), st.integers(0, 6)), max_size=3))
def test_what_is_set_or_written_is_on_a_day_worked_wherever_there_is_one(works: int, goal: int, note: int, away: list[tuple[int, int]]) -> None:
    stretches = tuple((W47 + first * DAY, W47 + (first + more) * DAY) for first, more in away)
    made = week(stretches, working_days=works, goal_day=goal, note_day=note)
    assert made.works & ~works == 0
    assert made.is_away == (made.works == 0 and works != 0)
    for day in (made.goals_at, made.writes_at):
        assert (day is None) == made.is_away
        assert day is None or works == 0 or made.works >> (day - W47).days & 1


@pytest.mark.django_db
def test_one_query_reads_the_rhythm_and_the_days_away(django_assert_num_queries) -> None:
    begin(name="Glanderw", langs=["en"], person="Host")
    nerys = add_person(name="Nerys")
    assert my_week(nerys, W47) == week()
    Rhythm.objects.update_or_create(person=nerys, defaults={"working_days": 0b0011101, "note_day": 3})
    be_away(person=nerys, first=W47 + 2 * DAY, last=W47 + 2 * DAY)
    be_away(person=nerys, first=W47 + 20 * DAY, last=W47 + 21 * DAY)
    with django_assert_num_queries(1):
        assert my_week(nerys, W47) == week(((W47 + 2 * DAY, W47 + 2 * DAY),), working_days=0b0011101, note_day=3)
