"""A year: its weeks that have notes, newest first, and the reviews that look back on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.almanac import counted
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.beside import year_after, year_before
from weeknotes.publishing.entries import Name, listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.sheets import address_of, cut, sheet
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import Day, key_of
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
    assert on.year is not None
    several = counted()
    mondays = [monday for monday in several if monday.isocalendar().year == on.year]
    lines = [
        Line(dates.number(m), dates.days_between(m, m + timedelta(days=4)), addresses.address("week", key_of(m), lang), several[m])
        for m in sorted(mondays, reverse=True)
    ]
    written = {day.month for m in mondays for day in _days(m, on.year)}
    looking_back = cut(shelf.YEAR, on.key, None)
    reviews = listed(sheet(looking_back, 0), lang) if looking_back else []
    last = looking_back.last if looking_back else 0
    return page_of(
        on,
        lang,
        "publishing/year.html",
        shown=reviews,
        weeks=lines,
        months=[Day(dates.short_month(month), on=month in written) for month in range(1, 13)],
        entries=reviews,
        older=address_of(on.kind, on.key, None, last, lang) if last else None,
        year=on.year,
        before=_beside(year_before(on.year), lang),
        after=_beside(year_after(on.year), lang),
    )


def _days(monday: date, year: int) -> list[date]:
    """The working days of a week that lie in the year."""
    return [day for n in range(5) if (day := monday + timedelta(days=n)).year == year]


def _beside(year: int | None, lang: str) -> Name | None:
    return Name(str(year), addresses.address("year", f"{year:04d}", lang)) if year is not None else None


kind = kind_of(shelf.YEAR, page)
