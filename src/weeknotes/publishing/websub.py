"""Telling the site's WebSub hub that a feed has something new: a row says so in the transaction that publishes, and the worker sends it.

A publisher tells a hub by a form with `hub.mode=publish` and the feed's address in `hub.url`, as hubs in use take it (WebSub, 5, leaves it open).
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from weeknotes.net.fetch import FAILED, NotFetched, post
from weeknotes.publishing import addresses
from weeknotes.publishing.models import Ping

# While one worker sends, no other does; a worker that was killed at it leaves the rest of this time to wait.
LEASE = timedelta(minutes=5)
FIRST, LONGEST, MOST_TRIES = timedelta(minutes=1), timedelta(hours=6), 16
MOST_REFUSED = 3  # in a round
log = logging.getLogger(__name__)


def announce(paths: Iterable[str], *, at: datetime) -> None:
    """Keep that the hub is to be told of the feeds among the files `paths`. Inside the transaction that has them written."""
    if not settings.WEBSUB_HUB:
        return
    for path in paths:
        if path.rpartition("/")[2] in addresses.FEEDS.values():
            Ping.objects.update_or_create(url=addresses.absolute(f"/{path}"), defaults={"due_at": at, "tries": 0})


def announce_site(*, at: datetime) -> None:
    """The same for the feeds of the whole site alone, after many notes at once."""
    home = [addresses.feed_address("home", "", lang, form) for lang in addresses.langs() for form in addresses.FEEDS]
    announce([one.removeprefix("/") for one in home], at=at)


def tell_hub(now: datetime | None = None) -> int:
    """Tell the hub of every feed that is due; how many it took. Part of the worker's round, which ends where the hub does not answer, or refuses
    several: one that knows nothing of a feed may take the others.

    Tried again after a minute, two, four … up to six hours, and given up after two days: readers that ask by themselves have the news all the same.
    """
    moment = now or timezone.now()
    if not settings.WEBSUB_HUB:
        return Ping.objects.all().delete()[0]
    told = refused = 0
    for ping in Ping.objects.filter(due_at__lte=moment).order_by("due_at", "pk"):
        # Whoever changes the row sends it: of two workers, one.
        until = moment + LEASE
        if not Ping.objects.filter(pk=ping.pk, due_at=ping.due_at).update(due_at=until, tries=F("tries") + 1):
            continue
        held = Ping.objects.filter(pk=ping.pk, due_at=until)  # published once more in the meantime, it is due anew
        try:
            post(settings.WEBSUB_HUB, {"hub.mode": "publish", "hub.url": ping.url})
        except NotFetched as why:
            _later(ping, held_until=until, now=moment)
            log.warning("the WebSub hub was not told of a feed (%s); it is tried again", why.why)
            refused += 1
            if why.why != FAILED or refused == MOST_REFUSED:
                break
            continue
        held.delete()
        told += 1
    return told


def _later(ping: Ping, *, held_until: datetime, now: datetime) -> None:
    held = Ping.objects.filter(pk=ping.pk, due_at=held_until)
    tries = ping.tries + 1
    if tries >= MOST_TRIES:
        held.delete()
    else:
        held.update(due_at=now + wait(tries))


def wait(tries: int) -> timedelta:
    """How long it is until the next try, after so many."""
    return min(FIRST * (1 << (tries - 1)), LONGEST)
