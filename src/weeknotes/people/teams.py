"""Teams and who is in them, over time."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from weeknotes.people.models import Membership, Person, Rhythm, Team
from weeknotes.people.trace import trace_team


@transaction.atomic
def make_team(*, name_en: str = "", name_cy: str = "", about_en: str = "", about_cy: str = "", by: Person | None = None) -> Team:
    """A team with a rhythm; who makes it is its first lead."""
    wanted = slugify(name_en or name_cy)[:70] or "team"
    slug, count = wanted, 2
    while Team.objects.filter(slug=slug).exists():
        slug, count = f"{wanted}-{count}", count + 1
    team = Team.objects.create(slug=slug, name_en=name_en, name_cy=name_cy, about_en=about_en, about_cy=about_cy)
    Rhythm.objects.create(team=team)
    if by is not None:
        join(team=team, person=by, role=Membership.LEAD, by=by)
    return team


def join(*, team: Team, person: Person, role: str = Membership.MEMBER, by: Person | None = None, by_group: bool = False) -> Membership:
    """Begin a stint; the one in force is answered where there is one."""
    defaults = {"role": role, "added_by": by, "by_group": by_group}
    made, _ = Membership.objects.get_or_create(team=team, person=person, left_at=None, defaults=defaults)
    return made


def leave(*, team: Team, person: Person) -> None:
    """End the stint in force: sight of the team's notes ends with it; what they wrote stays theirs."""
    Membership.objects.now().filter(team=team, person=person).update(left_at=timezone.now())


@transaction.atomic
def close_team(*, team: Team, by: Person) -> None:
    """End a team: nobody writes for it from now on, and nothing is asked of it. Its notes and its page stay, and whoever is in it reads what they read.
    One that is closed stays as it is."""
    if Team.objects.filter(pk=team.pk, closed_at=None).update(closed_at=timezone.now()):
        trace_team(kind="team-closed", by=by, team=team)
    team.refresh_from_db(fields=["closed_at"])


@transaction.atomic
def open_team(*, team: Team, by: Person) -> None:
    """Have a team that was closed go on, with whoever is in it."""
    if Team.objects.filter(pk=team.pk, closed_at__isnull=False).update(closed_at=None):
        trace_team(kind="team-opened", by=by, team=team)
    team.refresh_from_db(fields=["closed_at"])


def teams_of(person: Person) -> QuerySet[Team]:
    """The teams that somebody is in now, by their name in addresses."""
    return Team.objects.filter(memberships__person=person, memberships__left_at=None, closed_at=None).distinct().order_by("slug")
