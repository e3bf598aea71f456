"""The gate's rule as a pure function: how far inside a note's audience a viewer stands. `queries` says the same in SQL."""

from dataclasses import dataclass, replace

from weeknotes.notes.levels import Level


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a person now, or a channel. `least` is the narrowest text this channel may carry; public channels are PUBLIC."""

    person_id: int | None
    member: bool
    teams: frozenset[int]
    least: Level = Level.ME

    def through(self, least: Level) -> "Viewer":
        """The same person by way of a channel that carries nothing narrower than `least`."""
        return replace(self, least=max(self.least, least))


NOBODY = Viewer(person_id=None, member=False, teams=frozenset(), least=Level.PUBLIC)


@dataclass(frozen=True, slots=True)
class Audience:
    """Those a note names: its author, its co-writers, the people and teams on it."""

    author: int
    co_writers: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()


def reach(audience: Audience, viewer: Viewer) -> Level:
    """The narrowest level `viewer` is given of a note. Unknown is PUBLIC, the least."""
    if viewer.person_id is None:
        return Level.PUBLIC
    if viewer.person_id == audience.author or viewer.person_id in audience.co_writers:
        found = Level.ME
    elif viewer.person_id in audience.named:
        found = Level.NAMED
    elif viewer.teams & audience.teams:
        found = Level.TEAM
    else:
        found = Level.ORGANISATION if viewer.member else Level.PUBLIC
    return max(found, viewer.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderLaw:
    """Where something stands that a search under the law found: the one way to text past the rule above.

    `writers` wrote it; `two` asked for the search and agreed to it, and `looking` are those of them who may still look; `handed_over`: a writer said that it is
    about what was asked; `opened_by` are those who had it opened without that. `closed`: the request is over.
    """

    writers: frozenset[int]
    two: frozenset[int]
    looking: frozenset[int]
    handed_over: bool
    opened_by: frozenset[int]
    closed: bool = False


def opens(law: UnderLaw, viewer: Viewer) -> bool:
    """Whether `viewer` is given the words of it: its writers, and the two of the search once it was handed over, or once two had it opened. No channel is."""
    if viewer.person_id is None or viewer.least > Level.ME or law.closed:
        return False
    if viewer.person_id in law.writers:
        return True
    let = law.handed_over or len(law.opened_by) == 2
    return let and len(law.two) == 2 and viewer.person_id in law.looking & law.two
