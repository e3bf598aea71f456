"""A clean text as it is read, kept for a while: on its way from a save to its readers the same text is looked at many times."""

from functools import lru_cache

from weeknotes.prose.read import read
from weeknotes.prose.shapes import Outline, Reading

KEPT, LONGEST = 64, 60_000  # texts, and characters of one that is kept


def reading_of(html: str) -> Reading:
    """What is read from a clean text, without what its writer said of it."""
    return _kept(html) if len(html) <= LONGEST else read(html, syntax="html")


def outline_of(html: str) -> Outline:
    """A clean text cut into blocks and sections."""
    return reading_of(html).outline


@lru_cache(maxsize=KEPT)
def _kept(html: str) -> Reading:
    return read(html, syntax="html")
