"""Which weeks and years a note stands under, and the week line of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from weeknotes.notes.models import Note
from weeknotes.notes.queries import LONGEST_RANGE
from weeknotes.web import dates


@dataclass(frozen=True, slots=True)
class Day:
    """A place on the week line: `on` covered, `at` the day of writing."""

    words: str
    on: bool
    at: bool = False


class Covering(Protocol):
    """What says which weeks a note stands under: a note, or as much of it."""

    @property
    def kind(self) -> str: ...
    @property
    def week_from(self) -> date | None: ...
    @property
    def week_to(self) -> date | None: ...
    @property
    def dated(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Cover:
    """What some notes cover: no more of them is loaded."""

    kind: str = Note.WEEKNOTE
    week_from: date | None = None
    week_to: date | None = None
    dated: date | None = None


def weeks_of(note: Covering) -> list[date]:
    """Mondays of the weeks on whose pages `note` stands: those covered, or that of its date; none for a review (it covers a year)."""
    if note.kind == Note.REVIEW:
        return []
    if note.week_from is None:
        return [dates.monday(note.dated)] if note.dated else []
    last = min(note.week_to or note.week_from, note.week_from + LONGEST_RANGE)
    return [note.week_from] if last == note.week_from else list(_mondays(note.week_from, last))


def years_of(note: Covering) -> set[int]:
    """The years on whose pages `note` stands: ISO years of its weeks, or the year that a review is dated in."""
    if note.kind == Note.REVIEW:
        return {note.dated.year} if note.dated else set()
    return {week.isocalendar().year for week in weeks_of(note)}


def group_of(note: Note) -> date | None:
    """The week under which `note` stands on the home page: the last that it covers, or the one it is dated in."""
    if note.kind != Note.REVIEW and note.week_from is not None:
        return weeks_of(note)[-1]
    return dates.monday(note.dated) if note.dated else None


def key_of(monday: date) -> str:
    """`2026-w47`: the key of a week's page."""
    return dates.iso(monday).lower()


def ends_of(year: int) -> tuple[date, date]:
    """Mondays of the first and the last week of an ISO year. ValueError where a calendar has no such year."""
    first = date.fromisocalendar(year, 1, 1)
    return first, dates.monday(date(year, 12, 28))


def days_of(monday: date) -> tuple[Day, ...]:
    """The week line of a whole week, Monday to Friday."""
    return tuple(Day(dates.short_weekday(monday + timedelta(days=n)), on=True) for n in range(5))


def line_of(note: Note) -> tuple[Day, ...]:
    """The week line of a note: its working days, or its weeks where it covers several (at most twelve); empty where it is about no week."""
    mondays = weeks_of(note) if note.week_from else []
    if len(mondays) > 1:
        return tuple(Day(dates.day_month(week), on=True) for week in mondays[:12])
    if not mondays:
        return ()
    first = note.covers_from or mondays[0]
    last = note.covers_to or mondays[0] + timedelta(days=6)
    days = [mondays[0] + timedelta(days=n) for n in range(5)]
    return tuple(Day(dates.short_weekday(day), on=first <= day <= last, at=day == note.dated) for day in days)


def folio_of(mondays: Sequence[date]) -> str:
    """The number that stands on the week line: of the week, or of the first and the last; empty where there is none."""
    if not mondays:
        return ""
    last = str(dates.number(mondays[-1]))
    return f"{dates.number(mondays[0])}–{last}" if len(mondays) > 1 else last


def _mondays(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += dates.WEEK
