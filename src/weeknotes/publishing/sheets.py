"""Long lists cut up, so that no page grows for ever: a person's, a team's, a series' and a tag's by year, and any list of more than fifty into sheets.

A list's own page shows its newest fifty. Sheets are counted from the oldest note, so that one that is full is not written again by what
comes after: 1 has the oldest fifty, and the last ends where the own page still goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from django.db.models import Count, Q

from weeknotes.notes.models import Note
from weeknotes.notes.queries import Notes
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.catalogue import REVIEWS, Line, line
from weeknotes.publishing.questions import in_order, many_reviews_of, newest_of, reviews_of
from weeknotes.publishing.shelf import Shelf, these

EACH = shelf.MOST
BY_YEAR = (shelf.PERSON, shelf.TEAM, shelf.SERIES, shelf.TAG)


@dataclass(frozen=True, eq=False)
class Cut:
    """A list to be cut: notes newest first, of one year where its list is cut by year (`BY_YEAR`), else `year` is None.

    Of a year's own list those are the reviews; `line` are they where a catalogue is in force.
    """

    on: Shelf
    year: int | None

    @cached_property
    def line(self) -> Line | None:
        """They, where a catalogue is in force."""
        if self.on.year is not None:
            return line(REVIEWS, self.on.key)
        return self.on.line.in_year(self.year) if self.on.line is not None and self.year is not None else self.on.line

    @cached_property
    def notes(self) -> Notes:
        """They, as a question."""
        if self.year is not None:
            first, last = _ends(self.year)
            return self.on.notes.filter(dated__gte=first, dated__lte=last)
        return in_order(reviews_of(self.on.year)) if self.on.year is not None else self.on.notes

    @cached_property
    def count(self) -> int:
        """How many there are."""
        if self.line is not None:
            return len(self.line)
        if self.year is not None:
            return sum(part.many_in(*_ends(self.year)) for part in self.on.parts)
        return self.on.count if self.on.year is None else many_reviews_of(self.on.year)

    @property
    def last(self) -> int:
        """How many sheets they make beside the list's own page."""
        return max(0, (self.count - 1) // EACH)


@once
def cut(kind: str, key: str, year: int | None) -> Cut | None:
    """The notes of a list that are dated in `year`; those of a week; the reviews of a year. None where there are none."""
    on = shelf.shelf(kind, key)
    if on is None or (kind in BY_YEAR) != (year is not None):
        return None
    found = Cut(on, year)
    return found if found.count else None


@once
def sheet(whole: Cut, number: int) -> tuple[Note, ...]:
    """The notes of sheet `number`, newest first; of the list's own page where it is 0."""
    if whole.line is not None:
        end = whole.count - (number - 1) * EACH
        return these(whole.line.ids(max(0, end - EACH), max(0, end)) if number else whole.line.ids(0, EACH))
    if not number and whole.year is not None:
        first, last = _ends(whole.year)
        return these(newest_of(row for part in whole.on.parts for row in part.newest_in(first, last))[:EACH])
    if not number:
        return tuple(whole.notes[:EACH])
    return tuple(whole.notes.reverse()[(number - 1) * EACH : number * EACH])[::-1]


def numbers_touched(whole: Cut, note: Note) -> range:
    """The sheets of a list that has `note` that can change where it comes into it, or goes: its own and all newer ones, at least the last two.

    Where it goes, the last sheet may go with it; where it comes, there may be one more: the one before then leads elsewhere.
    """
    last = whole.last
    if not last or note.dated is None:
        return range(0)
    older = Q(dated__lt=note.dated)
    if note.published_at is not None:
        older |= Q(dated=note.dated, published_at__lt=note.published_at) | Q(dated=note.dated, published_at=note.published_at, pk__lt=note.pk)
    return range(max(1, min(whole.notes.filter(older).count() // EACH + 1, last - 1)), last + 1)


@once
def years_of_rest(on: Shelf) -> tuple[int, ...]:
    """The years in which those notes of a list are dated that no longer fit on its own page, newest first."""
    if on.line is not None:
        return tuple(year for year, _several in Line(on.line.of, on.line.places[shelf.MOST :]).years())
    rest = on.newest[shelf.MOST].dated if len(on.newest) > shelf.MOST else None
    days = on.notes.filter(dated__lte=rest).order_by().dates("dated", "year") if rest else ()
    return tuple(sorted((day.year for day in days), reverse=True))


@once
def years_beside(on: Shelf, year: int) -> tuple[int | None, int | None]:
    """The years before and after `year` in which a list has notes."""
    if on.line is not None:
        return on.line.years_beside(year)
    beside = [part.beside(*_ends(year)) for part in on.parts]
    before = max((day.year for day, _after in beside if day), default=None)
    after = min((day.year for _before, day in beside if day), default=None)
    return before, after


def _ends(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def sizes(on: Shelf) -> Iterator[tuple[int, int]]:
    """Each year in which a list has notes, and how many sheets it has there. One query at most."""
    if on.line is not None:
        yield from sorted((year, (several - 1) // EACH) for year, several in on.line.years())
        return
    rows = on.notes.order_by().values("dated__year").annotate(several=Count("pk")).order_by("dated__year")
    for row in rows:
        found = cast("dict[str, int | None]", row)
        if found["dated__year"] is not None:
            yield found["dated__year"], max(0, ((found["several"] or 0) - 1) // EACH)


def address_of(kind: str, key: str, year: int | None, number: int, lang: str) -> str:
    """`/people/nerys/years/2021/`, `/2021/w11/1/`, `/2021/reviews/1/`."""
    within = f"years/{year:04d}/" if year is not None else "reviews/" if kind == shelf.YEAR else ""
    return f"{addresses.address(kind, key, lang)}{within}{f'{number}/' if number else ''}"
