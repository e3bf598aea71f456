"""What stands in the table of routes: how one is tried, and the addresses it is asked at."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.gate.world import World
from weeknotes.notes.levels import Level

Addresses = Callable[[World], list[str]]


@dataclass(frozen=True)
class Row:
    """A route: the addresses to ask for, and whether it must show what the truth table allows (else it only may not show more)."""

    addresses: Addresses
    shows: bool = False
    own: bool = False  # made of the viewer's own notes and threads only
    keeps: bool = False  # shows those who said something what they said, whatever became of the note, and others what the note says
    upload: bool = False  # a file that the author holds in their hand, whatever became of the notes in it
    deleted: bool = False  # says the title of a deleted note to those who wrote it
    behind: Level | None = None  # behind links to drafts, which show everybody who has one the text for this audience
    finds: bool = False  # may show what the viewer may see of what is published, nobody signed in too
    private: bool = False  # a feed by token, asked for without signing in: as its owner, and nothing that is for fewer than a team
    alone: bool = False  # an address that is the viewer's own, asked for without signing in
    bearer: bool = False  # asked by a program with a token of the viewer's, which may do everything, and without a session
    alike: bool = False  # answers everybody alike, signed in or not: with what is for everyone
    quotes: tuple[str, ...] = ()  # must show so much of what the truth table allows, whatever else it shows of that
    law: frozenset[str] | None = None  # shows these viewers all words of every note, deleted or not, as a search under the law found them, and nobody else anything
    asked: bool = False  # shows the draft as everyone would see it to the one who was asked for a look, and nothing to anybody else


def each(path: str) -> Addresses:
    """The address of each note there is, in place of `<uid>`."""
    return lambda world: [path.replace("<uid>", str(note.uid)) for note in world.notes.values()]


def one(path: str) -> Addresses:
    """This address alone."""
    return lambda world: [path]
