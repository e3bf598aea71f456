"""What a team, or its people on its behalf, wrote for everyone, newest first. Only for a team whose page is for everyone."""

from django.conf import settings
from django.utils.module_loading import import_string

from weeknotes.publishing import shelf
from weeknotes.publishing.baked.lists import kind_of, page_of, unpinned
from weeknotes.publishing.baked.person import by_year, older
from weeknotes.publishing.entries import listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.pins import pinned
from weeknotes.publishing.shelf import Shelf


def page(on: Shelf, lang: str) -> Rendered:
    """The pinned, then the newest fifty; the others by year."""
    first = listed(pinned(on), lang)
    shown = unpinned(listed(on.newest[: shelf.MOST], lang), first)
    years = by_year(on, shown, lang)
    led_to = [one for path in settings.LED_TO for one in import_string(path)(on.team, lang)]
    return page_of(on, lang, "publishing/team.html", shown=[*first, *shown], pinned=first, years=years, here="teams", older=older(on, lang), led_to=led_to)


kind = kind_of(shelf.TEAM, page)
