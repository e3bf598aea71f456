"""When a person may be mailed: not in their quiet hours, and not while they are away."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from weeknotes.people.models import Away, Person, Rhythm
from weeknotes.people.site import organisation
from weeknotes.web.dates import DAY

Hours = tuple[time, time]


def free_from(at: datetime, *, hours: Hours | None, away: Iterable[tuple[date, date]], zone: ZoneInfo) -> datetime:
    """The first moment from `at` on that lies neither in the quiet `hours` (past midnight where the end is the earlier) nor on a day `away`.

    `hours` and days are those of `zone`; the answer is in UTC. Hours that end when they begin are none.
    """
    days = list(away)
    moment = at.astimezone(UTC)
    while True:
        here = moment.astimezone(zone)
        ends = [last for first, last in days if first <= here.date() <= last]
        if ends:
            free = datetime.combine(max(ends) + DAY, time(), zone)
        elif hours and _within(here.time(), *hours):
            day = here.date() if here.time() < hours[1] else here.date() + DAY
            # Of an hour that the clock goes through twice, the one that is meant comes after this moment.
            free = datetime.combine(day, hours[1], zone).replace(fold=here.fold)
        else:
            return moment
        moment = free.astimezone(UTC)


def mailed_from(person: Person, at: datetime) -> datetime:
    """The first moment from `at` on at which `person` may be mailed. Two queries."""
    return mailed_from_of([person.pk], at)[person.pk]


def mailed_from_of(people: Collection[int], at: datetime) -> dict[int, datetime]:
    """The same for each of several people, by their pk. Two queries, however many they are."""
    site = organisation()
    zone = ZoneInfo(site.timezone if site else settings.TIME_ZONE)
    quiet = Rhythm.objects.filter(person__in=people).values_list("person", "quiet_from", "quiet_to")
    hours = {pk: (begins, ends) for pk, begins, ends in quiet if begins is not None and ends is not None}
    away: dict[int, list[tuple[date, date]]] = {}
    for pk, first, last in Away.objects.filter(person__in=people, last__gte=at.astimezone(zone).date()).values_list("person", "first", "last"):
        away.setdefault(pk, []).append((first, last))
    return {pk: free_from(at, hours=hours.get(pk), away=away.get(pk, ()), zone=zone) for pk in people}


def _within(clock: time, begins: time, ends: time) -> bool:
    return begins <= clock < ends if begins < ends else begins != ends and not ends <= clock < begins
