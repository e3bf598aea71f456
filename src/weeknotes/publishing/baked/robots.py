"""robots.txt (RFC 9309): everything public may be found, a sample may not; and where the sitemap is."""

from collections.abc import Iterable

from weeknotes.notes.models import Note
from weeknotes.people.site import organisation
from weeknotes.publishing import addresses
from weeknotes.publishing.kinds import Kind, Rendered, Spot

NAME = "robots"


def touched(note: Note) -> Iterable[Spot]:  # noqa: ARG001 - every kind is asked
    """No note is in it."""
    return ()


def every() -> list[Spot]:
    """One for all languages: it is asked for at one address only."""
    return [Spot(NAME, "", "")]


def render(key: str, lang: str) -> Rendered | None:  # noqa: ARG001 - there is one
    """What a search engine may look at."""
    here = organisation()
    if here is None:
        return None
    rule = "Disallow: /" if here.sample else "Allow: /"
    lines = ["User-agent: *", rule, "", f"Sitemap: {addresses.absolute('/sitemap.xml')}", ""]
    return Rendered("robots.txt", "\n".join(lines).encode(), frozenset())


kind = Kind(NAME, touched, every, render)
