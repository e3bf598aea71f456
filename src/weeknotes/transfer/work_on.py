"""The worker's part of bringing in: it goes on with what was asked for on the page, some seconds at a time, so that other work has its turn."""

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import closing

from django.db.models import Q
from django.utils.timezone import now

from weeknotes.transfer.models import ImportRun
from weeknotes.transfer.runs import NotOurs, hold, work
from weeknotes.work.wake import wake

log = logging.getLogger(__name__)
STEP = 10.0  # seconds at a time
HANDS = 2
_UNDER_WAY: dict[uuid.UUID, Iterator[ImportRun]] = {}


def work_on_runs(*, seconds: float = STEP) -> int:
    """Go on with what is to be looked at or taken in, for so many seconds; how many steps were done. Part of the worker's round.

    What is left is gone on with at once, after the other work of the round. What fails is stopped where it was, and its person is told.
    """
    until = time.monotonic() + seconds
    done = 0
    while time.monotonic() < until and (steps := _next()) is not None:
        which, under_way = steps
        try:
            for _run in under_way:
                done += 1
                if time.monotonic() >= until:
                    wake()
                    return done
        except NotOurs:
            log.info("bringing in %s was stopped", which)
        except Exception:
            _failed(which)
            raise
        _UNDER_WAY.pop(which, None)
    return done


def _next() -> tuple[uuid.UUID, Iterator[ImportRun]] | None:
    """The run that is under way here, or else the first that nobody holds."""
    for which, steps in _UNDER_WAY.items():
        return which, steps
    free = Q(lease_until=None) | Q(lease_until__lt=now())
    waiting = ImportRun.objects.select_related("person").filter(free, state__in=ImportRun.AT_WORK).exclude(inputs=[], state=ImportRun.RUNNING)
    waiting = waiting.exclude(person__is_active=False, state__in=(ImportRun.LOOKING, ImportRun.RUNNING))
    for run in waiting.order_by("at"):
        if hold(run):
            _UNDER_WAY[run.uid] = work(run, hands=HANDS)
            return run.uid, _UNDER_WAY[run.uid]
    return None


def _failed(which: uuid.UUID) -> None:
    steps = _UNDER_WAY.pop(which, None)
    if steps is not None:
        with closing(steps):  # type: ignore[type-var]
            pass
    run = ImportRun.objects.filter(uid=which).first()
    if run is not None:
        state = {ImportRun.LOOKING: ImportRun.PREVIEWED, ImportRun.UNDOING: ImportRun.DONE}.get(run.state, ImportRun.STOPPED)
        ImportRun.objects.filter(pk=run.pk).update(state=state, held_by=None, lease_until=None, counts={**run.counts, "failed": 1})
