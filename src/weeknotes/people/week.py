"""A person's week: which of its days are worked, and on which of those they set goals and write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import FilteredRelation, Q

from weeknotes.people.models import Person, Rhythm
from weeknotes.web.dates import DAY

_USUAL = Rhythm()


@dataclass(frozen=True, slots=True)
class MyWeek:
    """The week beginning `monday`: the days worked as bits from Monday, days away left out; the days of setting goals and of writing, None where there is none."""

    monday: date
    works: int
    goals_at: date | None
    writes_at: date | None
    is_away: bool


def writing_day(note_day: int, works: int) -> int:
    """The day of writing, 0 for Monday: `note_day`, or the last day worked before it, or else the first after; `note_day` where none is worked."""
    before = (day for day in range(note_day, -1, -1) if works >> day & 1)
    after = (day for day in range(note_day, 7) if works >> day & 1)
    return next(before, next(after, note_day))


def goal_day(day: int, works: int) -> int:
    """The day of setting goals, 0 for Monday: `day`, or the first day worked after it, or else the last before; `day` where none is worked."""
    after = (one for one in range(day, 7) if works >> one & 1)
    before = (one for one in range(day, -1, -1) if works >> one & 1)
    return next(after, next(before, day))


def week_of(monday: date, rhythm: Rhythm, away: Iterable[tuple[date, date]]) -> MyWeek:
    """The week beginning `monday` of somebody with that `rhythm` who is away on those days. Who is away on each day they work is away that week."""
    works = rhythm.working_days
    stretches = list(away)
    for n in range(7):
        day = monday + n * DAY
        if any(first <= day <= last for first, last in stretches):
            works &= ~(1 << n)
    if works == 0 and rhythm.working_days:
        return MyWeek(monday, 0, None, None, is_away=True)
    return MyWeek(
        monday=monday,
        works=works,
        goals_at=monday + goal_day(rhythm.goal_day, works) * DAY,
        writes_at=monday + writing_day(rhythm.note_day, works) * DAY,
        is_away=False,
    )


def my_week(person: Person, monday: date) -> MyWeek:
    """The week beginning `monday` of `person`, as their rhythm and their days away have it. One query."""
    near = FilteredRelation("away", condition=Q(away__first__lte=monday + timedelta(days=6), away__last__gte=monday))
    fields = ("rhythm__goal_day", "rhythm__note_day", "rhythm__working_days", "near__first", "near__last")
    rows = list(Person.objects.filter(pk=person.pk).annotate(near=near).values_list(*fields))
    goals, notes, works = rows[0][:3] if rows and rows[0][2] is not None else (_USUAL.goal_day, _USUAL.note_day, _USUAL.working_days)
    return week_of(monday, Rhythm(goal_day=goals, note_day=notes, working_days=works), [(row[3], row[4]) for row in rows if row[3] is not None])
