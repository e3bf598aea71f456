"""What is known around a note when it is checked: the organisation's own lists, its calendar, and what has been found out about the note's parts.

The rules read it and never look anything up themselves, so that the same note in the same context always has the same findings.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Profile = Literal["strict", "assess", "free"]
EVERYONE = 4  # the level of a note for everyone, as in the gate's rule


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both included, in which something is to be borne in mind: a pre-election period, a public holiday."""

    kind: Literal["pre_election", "holiday"]
    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A form of the organisation's own, such as that of a case number: what it is called, and its expression."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known. Everything has a default that means "nothing is known", with which a rule that needs it finds nothing.

    `moment` is when the note would be published, in the organisation's own time. `level` is how far it goes (0 for its writer alone to 4 for everyone). `people` are those on
    the organisation's list, as they are called, and `members` those elected to it. `internal` are names of hosts that answer inside alone. `former` are keyed hashes of names
    that somebody asked to be forgotten, made with `former_key`. `untold`, `placed`, `unasked`, `ungiven` and `dead` are addresses in the note: sound and film without a
    transcript, pictures that say where they were taken, pictures of people nobody said yes for, what readers are not given, links that did not answer. `langs` are the
    languages the note has. `misheard` is what names of the organisation's are heard as, and each name.
    """

    lang: str = ""
    moment: datetime | None = None
    level: int = EVERYONE
    people: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    suppliers: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    internal: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    windows: tuple[Window, ...] = ()
    profile: Profile = "free"
    langs: frozenset[str] = frozenset()
    former: frozenset[str] = field(default=frozenset(), repr=False)
    former_key: bytes = field(default=b"", repr=False)
    untold: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    ungiven: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    misheard: tuple[tuple[str, str], ...] = ()


NOTHING = Context()
