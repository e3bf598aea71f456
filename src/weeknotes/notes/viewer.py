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
