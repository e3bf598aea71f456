"""Pages that an earlier version of the site made, or one at another address, made anew while it answers: until then readers have them as they were."""

import logging
import time

from django.db.models import QuerySet
from django.utils import timezone

from weeknotes.people.site import organisation
from weeknotes.publishing.alone import alone
from weeknotes.publishing.bake import bake
from weeknotes.publishing.change import press_again
from weeknotes.publishing.kinds import Spot
from weeknotes.publishing.making import made_from
from weeknotes.publishing.models import Page
from weeknotes.publishing.refusal import is_disk_full

BATCH = 25  # in one transaction: writers wait for no longer than they notice
ROUND_S = 5.0  # seconds of one round, so that the worker's other work has its turn
log = logging.getLogger(__name__)
_all_made_from: set[str] = set()


def outdated() -> QuerySet[Page]:
    """Pages that were made from something else than pages are made from now."""
    return Page.objects.exclude(made_from=made_from())


def renew() -> int:
    """Make some of them anew; how many. Once none is left, what a new version has besides is made, too. No query where that is done already."""
    now = made_from()
    if now in _all_made_from or organisation() is None:
        return 0
    done, end = 0, time.monotonic() + ROUND_S
    try:
        while time.monotonic() < end:
            spots = {Spot(*row) for row in outdated().order_by("kind", "key", "lang").values_list("kind", "key", "lang")[:BATCH]}
            if not spots:
                if done:
                    bake()
                _all_made_from.add(now)
                break
            with alone():
                press_again(spots, at=timezone.now())
            done += len(spots)
    except OSError as error:
        if not is_disk_full(error):
            raise
        log.warning("public pages of an earlier version wait to be written, and the disk on this server is full")
    return done
