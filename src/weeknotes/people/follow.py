"""Following a person or a team, and the weekly mail: wanted or not, and when the next one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.utils import timezone

from weeknotes.people.models import Digest, Follow, Letter, Person, Rhythm, Team
from weeknotes.people.post import post
from weeknotes.people.site import organisation
from weeknotes.web.dates import WEEK, monday

MORNING = time(7)  # of the day on which the person sets goals: before the week is planned
KIND = "digest"
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
    moment = _morning(person, at, 0)
    return moment if moment > at else _morning(person, at, 1)


def _morning(person: Person, at: datetime, weeks: int) -> datetime:
    """The morning of that day in the week of `at`, or so many weeks later."""
    site = organisation()
    zone = ZoneInfo(site.timezone if site else settings.TIME_ZONE)
    rhythm = Rhythm.objects.filter(person=person).first() or Rhythm(person=person)
    return datetime.combine(monday(at.astimezone(zone).date()) + weeks * WEEK + timedelta(days=rhythm.goal_day), MORNING, zone)


@transaction.atomic
def keep_digest(digest: Digest, now: datetime) -> bool:
    """Keep a row for the weekly mail, and say when the next one is; whether it was this call that did. One that has not gone yet says all since the last.

    The next one is in the week that follows, whatever day was chosen in between: no week has two.
    """
    waits = Letter.objects.filter(person=digest.person, kind=KIND, about=digest.uid).exists()
    claimed = Digest.objects.filter(pk=digest.pk, next_at=digest.next_at, wanted=True)
    if not claimed.update(since=digest.since if waits else digest.until, until=now, next_at=_morning(digest.person, now, 1)):
        return False
    post(person=digest.person, kind=KIND, about=digest.uid, now=now)
    return True


def begin_digests(now: datetime) -> Sequence[Digest]:
    """Rows for people with a mail address who have none yet: their first mail comes with their next week."""
    fresh = [Digest(person=one, since=now, until=now, next_at=next_digest(one, now)) for one in Person.objects.filter(is_active=True, digest=None).exclude(email="")[:200]]
    return Digest.objects.bulk_create(fresh, ignore_conflicts=True)
