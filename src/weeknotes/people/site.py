"""Which organisation this site is for, held in memory until anything shared changes; and what every page of a person knows."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from weeknotes.people.models import Organisation
from weeknotes.people.passkeys import possible
from weeknotes.web.generation import generation
from weeknotes.web.prepared import prepared

_held: dict[str, tuple[int, Organisation | None]] = {}


def organisation() -> Organisation | None:
    """The organisation of this site, or None before its first run. Costs no query while nothing shared has changed."""
    now = generation().value
    at, found = _held.get("organisation", (-1, None))
    if at != now or found is None:
        found = next(iter(_first()), None)
        _held["organisation"] = (now, found)
    return found


def time_here(at: datetime) -> datetime:
    """The moment `at` as the clocks of the organisation have it."""
    here = organisation()
    return at.astimezone(ZoneInfo(here.timezone if here else settings.TIME_ZONE))


def day_here(at: datetime) -> date:
    """The day that it is then in the organisation's zone: in summer the hour after midnight is still of the day before in Greenwich."""
    return time_here(at).date()


@prepared()
def _first() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("pk")[:1]


def forget() -> None:
    """Make every process ask again: called after the organisation was changed."""
    _held.clear()
    generation().bump()


def context(request: HttpRequest) -> dict[str, object]:
    """For templates: `organisation`; `me`, the person signed in or None; whether there are passkeys; what the organisation's own sign-in is called, or ""."""
    person = getattr(request, "user", None)
    return {
        "organisation": organisation(),
        "me": person if person is not None and person.is_authenticated else None,
        "passkeys_here": possible(request),
        "sign_in_with": settings.SIGN_IN_WITH,
    }
