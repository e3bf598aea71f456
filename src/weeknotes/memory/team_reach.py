"""How near somebody stands to a team, and with that whether they may read its pages."""

from weeknotes.notes.levels import Level
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Team


def team_reach(team: Team, viewer: Viewer) -> Level:
    """The narrowest level of what is a team's that `viewer` is given: that of its members, of the organisation, or of everybody (see `viewer.reach`)."""
    found = Level.TEAM if team.pk in viewer.teams else Level.ORGANISATION if viewer.member else Level.PUBLIC
    return max(found, viewer.least)


def may_read(team: Team, viewer: Viewer) -> bool:
    """Whether `viewer` may read the team's pages of its weeks: its members, those of the organisation, or anybody, as the team has chosen."""
    return team.page_level >= team_reach(team, viewer)
