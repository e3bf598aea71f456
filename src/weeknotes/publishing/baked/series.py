"""A series for everyone, in its own order."""

from weeknotes.notes.models import Episode
from weeknotes.notes.series import said
from weeknotes.publishing import shelf
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.baked.person import older
from weeknotes.publishing.entries import listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.shelf import Shelf


def page(on: Shelf, lang: str) -> Rendered:
    """The newest fifty by their numbers; the others by year."""
    shown = listed(on.newest[: shelf.MOST], lang)
    places = {one.note_id: one for one in Episode.objects.filter(note__in=[one.note_id for one in shown])}
    shown.sort(key=lambda one: (places[one.note_id].season or 0, places[one.note_id].number, one.day, one.note_id))
    numbered = [(said(places[one.note_id], one.kind), one) for one in shown]
    return page_of(on, lang, "publishing/series.html", shown=shown, numbered=numbered, older=older(on, lang))


kind = kind_of(shelf.SERIES, page)
