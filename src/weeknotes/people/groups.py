"""Teams by groups of the organisation's sign-in: a membership that a group began ends with it; one that was begun by hand is left alone."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.teams import join, leave
from weeknotes.people.trace import trace_team


@transaction.atomic
def follow_groups(*, person: Person, groups: Iterable[str], teams: Mapping[str, str]) -> None:
    """Have `person` in the teams that their `groups` stand for in `teams` (group → slug), and in no other because of a group."""
    wanted = {teams[group] for group in groups if group in teams}
    inside = {stint.team.slug: stint for stint in Membership.objects.now().filter(person=person).select_related("team")}
    for slug, stint in inside.items():
        if stint.by_group and slug not in wanted:
            trace_team(kind="group-left", by=None, team=stint.team, whom=person)
            leave(team=stint.team, person=person)
    for team in Team.objects.filter(slug__in=wanted - inside.keys(), closed_at=None):
        join(team=team, person=person, by_group=True)
        trace_team(kind="group-joined", by=None, team=team, whom=person)
