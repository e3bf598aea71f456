"""The tags of public notes, by the alphabet; how often each was used is nobody's business."""

from itertools import groupby

from weeknotes.notes.alphabet import letter
from weeknotes.notes.models import Note
from weeknotes.notes.tags import by_name, seen_by
from weeknotes.notes.viewer import NOBODY
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.making import made

NAME = "tags"


def spots() -> set[Spot]:
    """The page in each tree."""
    return {Spot(NAME, "", lang) for lang in addresses.langs()}


def touched(note: Note) -> set[Spot]:
    """Where the note is the first or the last with a tag."""
    return spots() if any(shelf.first_or_last(shelf.TAG, key, note) for key in shelf.keys_of(shelf.TAG, note)) else set()


def every() -> list[Spot]:
    """One in each tree, once there is a tag."""
    return sorted(spots()) if seen_by(NOBODY).exists() else []


def render(key: str, lang: str) -> Rendered | None:
    """The page of all tags in `lang`; None while no public note has one."""
    tags = by_name(seen_by(NOBODY), lang)
    if key or lang not in addresses.langs() or not tags:
        return None
    at = addresses.address(NAME, "", lang)
    letters = [
        (head, [(one, addresses.address("tag", one.slug, lang)) for one in several])
        for head, several in groupby(tags, key=lambda one: letter(one.name_in(lang), lang))
    ]
    others = {other: addresses.address(NAME, "", other) for other in addresses.langs()}
    body = made("publishing/tags.html", lang=lang, here="notes", canonical=at, others=others, letters=letters, tree=lang)
    return Rendered(addresses.file_of(at), body, frozenset())


kind = Kind(NAME, touched, every, render)
