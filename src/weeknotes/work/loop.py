"""`weeknotes work`: the worker, on its own or under `weeknotes serve`."""

import logging
import signal
import threading
from collections.abc import Sequence

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils.module_loading import import_string

from weeknotes.work import tick
from weeknotes.work.moments import ROUND, happened
from weeknotes.work.wake import woken

log = logging.getLogger(__name__)


def work() -> int:
    """Run settings.WORK at every tick until SIGTERM, SIGINT or SIGHUP; what is under way is finished first. Returns 0."""
    stop = threading.Event()
    for sort in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sort, lambda *_: stop.set())
    logging.getLogger("weeknotes").setLevel(logging.INFO)
    every = settings.TICK_SECONDS
    todo = tick.jobs([(path.rpartition(".")[0], import_string(path)) for path in settings.WORK], first=every, most=max(every, 3600))
    tick.run(todo, every=every, stop=stop, after=lambda: gone_round(todo), woken=woken)
    return 0


def gone_round(todo: Sequence[tick.Job]) -> None:
    """Keep when the worker last went its round, how long each part took and which fail. Where that cannot be kept, the next round may."""
    detail = {"took": {job.name: round(job.took, 3) for job in todo}, "failing": [job.name for job in todo if job.failing]}
    try:
        happened(ROUND, detail=detail)
    except (DatabaseError, InterfaceError) as error:
        log.warning("the round of the worker was not kept: %s", type(error).__name__)
    close_old_connections()
