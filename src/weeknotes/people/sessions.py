"""Where somebody is signed in: kept when it begins, seen once a day, listed, ended at once in every process."""

from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from weeknotes.people.models import Person, SignedIn

# However often it is used, nobody is signed in for longer than this without showing again who they are.
LONGEST = timedelta(days=180)
# Who changes a passkey or their mail address has shown who they are within so long: whoever comes to an open browser cannot stay in by one of their own.
SHOWN_WITHIN = timedelta(minutes=15)

# What this process has marked as used today: key → day. One write a day and browser, not one a request.
_marked: dict[str, date] = {}
_MOST_MARKED = 10_000

_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip


def browser_of(request: HttpRequest) -> str:
    """What the browser says it is, in two names ("Firefox, Windows"): what a person tells their devices apart by, and no more of it. "" where it says nothing known."""
    said = request.headers.get("User-Agent", "")
    names = [next((name for mark, name in table if mark in said), "") for table in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in names if name)


def begun(request: HttpRequest, person: Person, how: str) -> SignedIn:
    """Keep that `person` is signed in from now on in the browser that asks."""
    if not request.session.session_key:
        request.session.save()
    kept, _ = SignedIn.objects.update_or_create(
        key=str(request.session.session_key),
        defaults={
            "person": person,
            "browser": browser_of(request),
            "how": how,
            "began_at": timezone.now(),
            "used_on": timezone.localdate(),
        },
    )
    return kept


def used(request: HttpRequest, person: Person) -> None:
    """Mark that this browser was used today. Asks the database nothing where this process has marked it already, and keeps nobody from their page where it cannot be kept."""
    key, today = str(request.session.session_key), timezone.localdate()
    if _marked.get(key) == today:
        return
    try:
        if not SignedIn.objects.filter(key=key).update(used_on=today):
            # signed in before there was such a list
            SignedIn.objects.get_or_create(key=key, defaults={"person": person, "browser": browser_of(request)})
    except OperationalError:
        return  # the disk is full or the database busy: the next request tries again
    if len(_marked) >= _MOST_MARKED:
        _marked.clear()
    _marked[key] = today


def listed(person: Person) -> list[SignedIn]:
    """Where `person` is signed in now, the newest first."""
    alive = Session.objects.filter(session_key=OuterRef("key"), expire_date__gt=timezone.now())
    return list(SignedIn.objects.filter(Exists(alive), person=person).order_by("-began_at", "-pk"))


@transaction.atomic
def end(*, person: Person, keys: list[str]) -> int:
    """End those of `person`'s sessions that have these keys, before this returns and for every process; how many."""
    rows = SignedIn.objects.filter(person=person, key__in=keys)
    theirs = list(rows.values_list("key", flat=True))
    Session.objects.filter(session_key__in=theirs).delete()
    return rows.delete()[0]


def end_all(person: Person, *, but: str | None = None) -> int:
    """End all of `person`'s sessions, `but` the one with that key; how many."""
    return end(person=person, keys=[one.key for one in SignedIn.objects.filter(person=person) if one.key != but])


def fresh(request: HttpRequest, within: timedelta) -> bool:
    """Whether the person showed who they are in this browser `within` the last minutes."""
    row = SignedIn.objects.filter(key=str(request.session.session_key)).first()
    return row is not None and row.how != "" and row.began_at > timezone.now() - within


def let_go_old() -> int:
    """End what began too long ago, and forget what has ended; how many. Part of the worker's round."""
    too_long = list(SignedIn.objects.filter(began_at__lt=timezone.now() - LONGEST).values_list("key", flat=True))
    Session.objects.filter(session_key__in=too_long).delete()
    return SignedIn.objects.exclude(Exists(Session.objects.filter(session_key=OuterRef("key")))).delete()[0]
