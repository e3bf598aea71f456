"""What a team, or its people on its behalf, wrote for everyone, newest first. Only for a team whose page is for everyone."""

from weeknotes.publishing import shelf
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.baked.person import MOST, by_year, older
from weeknotes.publishing.entries import entries
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.shelf import Shelf


def page(on: Shelf, lang: str) -> Rendered:
    """The newest fifty; the others by year."""
    shown = entries(on.notes[:MOST], lang)
    return page_of(on, lang, "publishing/team.html", shown=shown, years=by_year(on, shown, lang), here="teams", older=older(on, lang))


kind = kind_of(shelf.TEAM, page)
