"""The first page of a tree: the latest notes by week, then every other way to a note."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses, shelf, there
from weeknotes.publishing.almanac import counted, years
from weeknotes.publishing.baked.lists import kind_of, page_of, unpinned
from weeknotes.publishing.entries import Listed, Name, listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.pins import pinned
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import Day, days_of, key_of
from weeknotes.web import dates

MOST = 30


@dataclass(frozen=True, slots=True)
class Week:
    """A week on the first page. `covers` is its working days in words, `count` how many notes it has; `url` its own page, "" where there is none: a
    review is about a year, and stands on the page of no week."""

    monday: date
    number: int
    line: tuple[Day, ...]
    covers: str
    url: str
    count: int
    entries: tuple[Listed, ...]

    def when(self, one: Listed) -> str:
        """The day that a note of this week is dated, as it is said under the week line: by its name if it stands there, and else in full, as it may be of another week."""
        return dates.weekday(one.day) if 0 <= (one.day - self.monday).days < len(self.line) else dates.day(one.day)


def page(on: Shelf, lang: str) -> Rendered:
    """The pinned, then at most thirty notes, under the week that each was written for; older ones by year."""
    first = listed(pinned(on), lang)
    shown = unpinned(listed(on.newest[:MOST], lang), first)
    grouped = groupby(sorted(shown, key=_newest_week), key=lambda one: one.group)
    weeks = [_week(monday, tuple(several), lang) for monday, several in grouped if monday is not None]
    return page_of(
        on,
        lang,
        "publishing/home.html",
        shown=[*first, *shown],
        pinned=first,
        weeks=weeks,
        tags=addresses.address("tags", "", lang) if there.is_any(shelf.TAG) else "",
        years=[Name(str(year), addresses.address("year", f"{year:04d}", lang)) for year in reversed(years())],
    )


def _newest_week(one: Listed) -> int:
    """Orders by week only: notes of one week keep the order they came in."""
    return -(one.group or date.min).toordinal()


def _week(monday: date, several: tuple[Listed, ...], lang: str) -> Week:
    covers = dates.days_between(monday, monday + timedelta(days=4))
    about = counted()[monday]
    url = addresses.address("week", key_of(monday), lang) if about else ""
    return Week(monday, dates.number(monday), days_of(monday), covers, url, about + sum(one.kind == Note.REVIEW for one in several), several)


kind = kind_of(shelf.HOME, page)
