"""`weeknotes work`: the worker, on its own or under `weeknotes serve`."""

import logging
import signal
import threading

from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string

from weeknotes.work import tick
from weeknotes.work.wake import woken


def work() -> int:
    """Run settings.WORK at every tick until SIGTERM, SIGINT or SIGHUP; what is under way is finished first. Returns 0."""
    stop = threading.Event()
    for sort in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sort, lambda *_: stop.set())
    logging.getLogger("weeknotes").setLevel(logging.INFO)
    every = settings.TICK_SECONDS
    todo = tick.jobs([(path.rpartition(".")[0], import_string(path)) for path in settings.WORK], first=every, most=max(every, 3600))
    tick.run(todo, every=every, stop=stop, after=close_old_connections, woken=woken)
    return 0
