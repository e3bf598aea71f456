"""What a team, or its people on its behalf, wrote for everyone, newest first. Only for a team whose page is for everyone."""

from dataclasses import replace

from weeknotes.publishing import shelf
from weeknotes.publishing.baked.lists import kind_of, page_of, unpinned
from weeknotes.publishing.baked.person import by_year, older
from weeknotes.publishing.entries import listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.parts import parts_of_team
from weeknotes.publishing.pins import pinned
from weeknotes.publishing.shelf import Shelf


def page(on: Shelf, lang: str) -> Rendered:
    """The pinned, what else the team shows everybody, then the newest fifty; the others by year."""
    first = listed(pinned(on), lang)
    shown = unpinned(listed(on.newest[: shelf.MOST], lang), first)
    years = by_year(on, shown, lang)
    parts = parts_of_team(on.key, lang)
    made = page_of(on, lang, "publishing/team.html", shown=[*first, *shown], pinned=first, years=years, here="teams", older=older(on, lang), parts=parts)
    return replace(made, notes=made.notes.union(*(part.notes for part in parts)))


kind = kind_of(shelf.TEAM, page)
