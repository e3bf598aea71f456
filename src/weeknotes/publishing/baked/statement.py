"""About, accessibility and privacy, in each tree."""

from collections.abc import Iterable

from weeknotes.notes.models import Note
from weeknotes.publishing import addresses
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.making import made
from weeknotes.publishing.statements import KEYS, NAME, shown_html, title_of


def touched(note: Note) -> Iterable[Spot]:  # noqa: ARG001 - every kind is asked
    """No note is on them."""
    return ()


def every() -> list[Spot]:
    """Three in each tree."""
    return [Spot(NAME, key, lang) for key in KEYS for lang in addresses.langs()]


def render(key: str, lang: str) -> Rendered | None:
    """The page in words of the host's own, or the default ones."""
    if key not in KEYS or lang not in addresses.langs():
        return None
    at = f"{addresses.top(lang)}{key}/"
    others = {other: f"{addresses.top(other)}{key}/" for other in addresses.langs()}
    shown = {"title": title_of(key), "text": shown_html(key, lang)}
    body = made("publishing/statement.html", lang=lang, here=key, canonical=at, others=others, **shown)
    return Rendered(addresses.file_of(at), body, frozenset())


kind = Kind(NAME, touched, every, render)
