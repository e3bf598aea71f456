"""Audience as one number: the level of a thing, and the reach of a viewer. A thing with level L is seen when L >= reach."""

from enum import IntEnum


class Level(IntEnum):
    """How far a thing reaches. Each level includes those before it."""

    ME = 0
    NAMED = 1
    TEAM = 2
    ORGANISATION = 3
    PUBLIC = 4


WORDS = {
    "me": Level.ME,
    "named": Level.NAMED,
    "team": Level.TEAM,
    "organisation": Level.ORGANISATION,
    "public": Level.PUBLIC,
}


def level_named(word: str) -> Level | None:
    """The level that an audience word names (me, named, team, organisation, public; also everyone), or None."""
    return WORDS.get({"everyone": "public", "org": "organisation"}.get(word, word))
