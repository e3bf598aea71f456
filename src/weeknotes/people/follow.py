"""Following a person or a team, and the weekly mail: wanted or not, and when the next one is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from weeknotes.people.models import Digest, Follow, Letter, Person, Rhythm, Team
from weeknotes.people.post import post_many
from weeknotes.people.site import organisation
from weeknotes.web.dates import WEEK, monday

MORNING = time(7)  # of the day on which the person sets goals: before the week is planned
KIND = "digest"
MOST = 200  # in one round
_SALT = "weeknotes.digest"


@dataclass(frozen=True, slots=True)
class Followed:
    """Whom a person follows, by name."""

    teams: tuple[Team, ...]
    people: tuple[Person, ...]


def follow(*, person: Person, team: Team | None = None, whom: Person | None = None) -> None:
    """Have `person` follow a team or another person. Followed twice, it is once; nobody follows themselves."""
    if (team is None) == (whom is None) or (whom is not None and whom.pk == person.pk):
        raise ValueError("one follows a team, or another person")
    try:
        with transaction.atomic():
            Follow.objects.create(person=person, team=team, whom=whom)
    except IntegrityError:
        return


def unfollow(*, person: Person, team: Team | None = None, whom: Person | None = None) -> None:
    """Follow them no more."""
    Follow.objects.filter(person=person, team=team, whom=whom).delete()


def followed(person: Person) -> Followed:
    """Whom `person` follows. One query."""
    rows = list(Follow.objects.filter(person=person).select_related("team", "whom"))
    teams = sorted((one.team for one in rows if one.team is not None), key=lambda team: team.name.casefold())
    people = sorted((one.whom for one in rows if one.whom is not None), key=lambda whom: whom.name.casefold())
    return Followed(tuple(teams), tuple(people))


def digest_of(person: Person) -> Digest:
    """How the weekly mail of `person` stands."""
    now = timezone.now()
    return Digest.objects.get_or_create(person=person, defaults={"since": now, "until": now, "next_at": next_digest(person, now)})[0]


def want_digest(*, person: Person, wanted: bool) -> None:
    """Have the weekly mail, or not. What waits to go is not sent where it is not wanted."""
    Digest.objects.filter(pk=digest_of(person).pk).update(wanted=wanted)
    if not wanted:
        Letter.objects.filter(person=person, kind=KIND).delete()


def way_out(digest: Digest) -> str:
    """What stands in the address that ends the weekly mail, signed: whoever has it can do that and nothing else."""
    return Signer(salt=_SALT).sign(digest.uid.hex)


def digest_behind(signed: str) -> Digest | None:
    """Whose weekly mail the address ends; None for one that this site has not signed."""
    try:
        uid = Signer(salt=_SALT).unsign(signed)
    except BadSignature:
        return None
    return Digest.objects.select_related("person").filter(uid=uid).first()


def next_digest(person: Person, at: datetime) -> datetime:
    """The first morning after `at` of the day on which `person` sets goals, in the site's time zone."""
    return _next(_goal_days([person.pk])[person.pk], at)


def _next(day: int, at: datetime) -> datetime:
    moment = _morning(day, at, 0)
    return moment if moment > at else _morning(day, at, 1)


def _goal_days(people: Collection[int]) -> dict[int, int]:
    """The day on which each sets goals, 0 for Monday. One query."""
    return dict.fromkeys(people, Rhythm().goal_day) | dict(Rhythm.objects.filter(person__in=people).values_list("person", "goal_day"))


def _morning(day: int, at: datetime, weeks: int) -> datetime:
    """The morning of that day in the week of `at`, or so many weeks later."""
    site = organisation()
    zone = ZoneInfo(site.timezone if site else settings.TIME_ZONE)
    return datetime.combine(monday(at.astimezone(zone).date()) + weeks * WEEK + timedelta(days=day), MORNING, zone)


@transaction.atomic
def keep_digests(now: datetime) -> int:
    """Keep a row for each weekly mail that is due, and say when its next one is; how many. One that has not gone yet says all since the last.

    The next one is in the week that follows, whatever day was chosen in between: no week has two. What another worker holds is its to do. As many
    queries for one as for MOST of them.
    """
    due = Digest.objects.filter(wanted=True, next_at__lte=now, person__is_active=True).exclude(person__email="")
    held = list(due.select_for_update(of=("self",), skip_locked=connection.features.has_select_for_update_skip_locked).order_by("next_at", "pk")[:MOST])
    if not held:
        return 0
    days = _goal_days([one.person_id for one in held])
    waiting = set(Letter.objects.filter(kind=KIND, about__in=[one.uid for one in held]).values_list("about", flat=True))
    for one in held:
        if one.uid not in waiting:
            one.since = one.until
        one.until, one.next_at = now, _morning(days[one.person_id], now, 1)
    Digest.objects.bulk_update(held, ["since", "until", "next_at"])
    post_many(kind=KIND, about={one.person_id: one.uid for one in held}, now=now)
    return len(held)


def begin_digests(now: datetime) -> Sequence[Digest]:
    """Rows for people with a mail address who have none yet, MOST at a time: their first mail comes with their next week. Three queries."""
    people = list(Person.objects.filter(is_active=True, digest=None).exclude(email="").values_list("pk", flat=True)[:MOST])
    if not people:
        return ()
    days = _goal_days(people)
    fresh = [Digest(person_id=pk, since=now, until=now, next_at=_next(days[pk], now)) for pk in people]
    return Digest.objects.bulk_create(fresh, ignore_conflicts=True)
