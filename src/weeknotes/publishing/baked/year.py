"""A year: its weeks that have notes, newest first, and the reviews that look back on it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.entries import entries
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import key_of, weeks_of
from weeknotes.web import dates


@dataclass(frozen=True, slots=True)
class Line:
    """A week of a year, and how many notes stand on its page."""

    number: int
    covers: str
    url: str
    notes: int


def page(on: Shelf, lang: str) -> Rendered:
    """Weeks by number with the days they cover; a week at the turn of the year belongs to the year of its Thursday (ISO 8601)."""
    counted: Counter[date] = Counter()
    for note in on.notes:
        counted.update(monday for monday in weeks_of(note) if monday.isocalendar().year == on.year)
    lines = [
        Line(dates.number(m), dates.days_between(m, m + timedelta(days=4)), addresses.address("week", key_of(m), lang), counted[m])
        for m in sorted(counted, reverse=True)
    ]
    reviews = entries(on.notes.filter(kind=Note.REVIEW), lang)
    return page_of(on, lang, "publishing/year.html", shown=reviews, weeks=lines, entries=reviews, year=on.year)


kind = kind_of(shelf.YEAR, page)
