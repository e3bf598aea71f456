"""The language of a line that somebody wrote without saying which: where it can be told, so that it is read out as what it is."""

from functools import lru_cache

from weeknotes.prose.language import language


@lru_cache(maxsize=5_000)
def tongue_of(line: str, here: str) -> str:
    """The language that `line` is in if its words tell; else that of the page it stands on, `here`."""
    return language(line) or here
