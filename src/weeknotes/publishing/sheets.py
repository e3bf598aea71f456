"""Long lists cut up, so that no page grows for ever: a person's, a team's, a series' and a tag's by year, and any list of more than fifty into sheets.

A list's own page shows its newest fifty. Sheets are counted from the oldest note, so that one that is full is not written again by what
comes after: 1 has the oldest fifty, and the last ends where the own page still goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Count, Q

from weeknotes.notes.models import Note
from weeknotes.notes.queries import Notes
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.shelf import Shelf

EACH = 50
BY_YEAR = (shelf.PERSON, shelf.TEAM, shelf.SERIES, shelf.TAG)


@dataclass(frozen=True, slots=True)
class Cut:
    """A list to be cut: `notes` newest first, of one year where its list is cut by year (`BY_YEAR`), else `year` is None."""

    on: Shelf
    year: int | None
    notes: Notes


def cut(kind: str, key: str, year: int | None) -> Cut | None:
    """The notes of a list that are dated in `year`; those of a week; the reviews of a year. None where there are none."""
    on = shelf.shelf(kind, key)
    if on is None or (kind in BY_YEAR) != (year is not None):
        return None
    notes = of_year(on, year) if year is not None else on.notes.filter(kind=Note.REVIEW) if kind == shelf.YEAR else on.notes
    return Cut(on, year, notes) if notes.exists() else None


def of_year(on: Shelf, year: int) -> Notes:
    """The notes of a list that are dated in `year`."""
    return on.notes.filter(dated__gte=date(year, 1, 1), dated__lte=date(year, 12, 31))


def last_sheet(notes: Notes) -> int:
    """How many sheets a list has beside its own page."""
    return max(0, (notes.count() - 1) // EACH)


def sheet(notes: Notes, number: int) -> list[Note]:
    """The notes of sheet `number`, newest first; of the list's own page where it is 0."""
    if not number:
        return list(notes[:EACH])
    return list(notes.reverse()[(number - 1) * EACH : number * EACH])[::-1]


def numbers_touched(notes: Notes, note: Note) -> range:
    """The sheets of a list as it is that can change where `note` comes into it, or goes: its own and all newer ones, at least the last.

    Asked before and after a change, they are all.
    """
    last = last_sheet(notes)
    if not last or note.dated is None:
        return range(0)
    older = Q(dated__lt=note.dated)
    if note.published_at is not None:
        older |= Q(dated=note.dated, published_at__lt=note.published_at) | Q(dated=note.dated, published_at=note.published_at, pk__lt=note.pk)
    return range(max(1, min(notes.filter(older).count() // EACH + 1, last)), last + 1)


def years_of_list(notes: Notes) -> list[int]:
    """The years in which the notes of a list are dated, newest first."""
    return sorted((day.year for day in notes.order_by().dates("dated", "year")), reverse=True)


def years_beside(on: Shelf, year: int) -> tuple[int | None, int | None]:
    """The years before and after `year` in which a list has notes."""
    before = on.notes.filter(dated__lt=date(year, 1, 1)).first()
    after = on.notes.filter(dated__gt=date(year, 12, 31)).last()
    return before.dated.year if before and before.dated else None, after.dated.year if after and after.dated else None


def sizes(on: Shelf) -> Iterator[tuple[int, int]]:
    """Each year in which a list has notes, and how many sheets it has there. One query."""
    rows = on.notes.order_by().values("dated__year").annotate(several=Count("pk")).order_by("dated__year")
    for row in rows:
        found = cast("dict[str, int | None]", row)
        if found["dated__year"] is not None:
            yield found["dated__year"], max(0, ((found["several"] or 0) - 1) // EACH)


def address_of(kind: str, key: str, year: int | None, number: int, lang: str) -> str:
    """`/people/nerys/years/2021/`, `/2021/w11/1/`, `/2021/reviews/1/`."""
    within = f"years/{year:04d}/" if year is not None else "reviews/" if kind == shelf.YEAR else ""
    return f"{addresses.address(kind, key, lang)}{within}{f'{number}/' if number else ''}"
