"""Every public note with a tag, newest first."""

from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.baked.person import older
from weeknotes.publishing.entries import listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.shelf import Shelf


def page(on: Shelf, lang: str) -> Rendered:
    """The newest fifty; the others by year."""
    shown = listed(on.newest[: shelf.MOST], lang)
    every = addresses.address("tags", "", lang)
    return page_of(on, lang, "publishing/tag.html", shown=shown, entries=shown, older=older(on, lang), every=every)


kind = kind_of(shelf.TAG, page)
