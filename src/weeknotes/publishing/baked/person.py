"""What one person wrote for everyone, newest first and by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from weeknotes.publishing import shelf
from weeknotes.publishing.baked.lists import kind_of, page_of, unpinned
from weeknotes.publishing.entries import Listed, Name, listed
from weeknotes.publishing.feeds import spoken_of
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.pins import pinned
from weeknotes.publishing.sheets import address_of, years_of_rest
from weeknotes.publishing.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Year:
    """Notes dated in one year, and the page that has all of them."""

    name: str
    url: str
    entries: tuple[Listed, ...]


def by_year(on: Shelf, shown: Sequence[Listed], lang: str) -> list[Year]:
    """`shown`, newest first, cut into years."""
    return [
        Year(str(year), address_of(on.kind, on.key, year, 0, lang), tuple(several))
        for year, several in groupby(shown, key=lambda one: one.day.year)
    ]


def older(on: Shelf, lang: str) -> list[Name]:
    """The years of the notes that no longer fit on the page, newest first."""
    return [Name(str(year), address_of(on.kind, on.key, year, 0, lang)) for year in years_of_rest(on)]


def page(on: Shelf, lang: str) -> Rendered:
    """The pinned, then the newest fifty; the others by year."""
    first = listed(pinned(on), lang)
    shown = unpinned(listed(on.newest[: shelf.MOST], lang), first)
    years = by_year(on, shown, lang)
    return page_of(
        on, lang, "publishing/person.html",
        shown=[*first, *shown], pinned=first, years=years, here="people", older=older(on, lang), spoken=spoken_of(on, lang),
    )  # fmt: skip


kind = kind_of(shelf.PERSON, page)
