"""404.html, for a web server that reads the folder by itself."""

from collections.abc import Iterable

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.making import made

NAME = "missing"


def touched(note: Note) -> Iterable[Spot]:  # noqa: ARG001 - every kind is asked
    """No note is on it."""
    return ()


def every() -> list[Spot]:
    """One in each tree."""
    return [Spot(NAME, "", lang) for lang in addresses.langs()]


def render(key: str, lang: str) -> Rendered | None:  # noqa: ARG001 - there is one
    """Where to go from here."""
    if lang not in addresses.langs():
        return None
    at = f"{addresses.top(lang)}404.html"
    return Rendered(addresses.file_of(at), made("publishing/missing.html", lang=lang, here="", canonical=None, others={}), frozenset())


kind = Kind(NAME, touched, every, render)
