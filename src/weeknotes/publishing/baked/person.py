"""What one person wrote for everyone, newest first."""

from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.baked.lists import kind_of, page_of, unpinned
from weeknotes.publishing.entries import Name, entries
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.pins import pinned
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import years_of

MOST = 50


def older(on: Shelf, lang: str) -> list[Name]:
    """The years of the notes that no longer fit on the page, newest first."""
    years = {year for note in on.notes[MOST:] for year in years_of(note)}
    return [Name(str(year), addresses.address("year", f"{year:04d}", lang)) for year in sorted(years, reverse=True)]


def page(on: Shelf, lang: str) -> Rendered:
    """The pinned, then the newest fifty; the others by year."""
    first = entries(pinned(on), lang)
    shown = unpinned(entries(on.notes[:MOST], lang), first)
    return page_of(on, lang, "publishing/person.html", shown=[*first, *shown], pinned=first, entries=shown, here="people", older=older(on, lang))


kind = kind_of(shelf.PERSON, page)
