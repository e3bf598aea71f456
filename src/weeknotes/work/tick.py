"""Runs each function of a list over and over, and leaves one that fails alone for a while."""

import errno
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError

from weeknotes.work.back_off import BackOff

LISTENS = 0.5  # seconds between two looks for whoever wakes it
log = logging.getLogger(__name__)
Mend = Callable[[], int]


@dataclass(slots=True)
class Job:
    """One function that mends what was left undone and returns how many things it mended; when it failed, when to try again."""

    name: str
    mend: Mend
    back_off: BackOff
    not_before: float = 0.0
    failing: bool = field(default=False)
    took: float = 0.0  # seconds, the last time


def jobs(mends: Sequence[tuple[str, Mend]], *, first: float, most: float) -> list[Job]:
    """A job for each named function, waiting from `first` to `most` seconds after failures."""
    return [Job(name, mend, BackOff(first, most)) for name, mend in mends]


def tick(job: Job, *, now: float) -> int:
    """Run one job if its wait is over; what it mended. A failure is logged with its traceback and never leaves this function.

    A database that does not answer and a full disk are no fault of the job's: it is tried again in the next round, so that nothing waits for long once they
    are mended, and only the first time has a traceback.
    """
    if now < job.not_before:
        return 0
    began = time.perf_counter()
    try:
        mended = job.mend()
    except Exception as error:
        if _is_outside(error):
            log.log(logging.ERROR, "%s failed, for now: %s", job.name, type(error).__name__, exc_info=None if job.failing else error)
            job.failing = True
            return 0
        wait = job.back_off.failed()
        job.not_before = now + wait
        job.failing = True
        log.exception("%s failed; it is tried again in %d s", job.name, wait)
        return 0
    finally:
        job.took = time.perf_counter() - began
    if job.failing:
        log.warning("%s works again", job.name)
    job.failing = False
    job.back_off.well()
    if mended:
        log.info("%s: mended %d", job.name, mended)
    return mended


def _is_outside(error: Exception) -> bool:
    return isinstance(error, OperationalError | InterfaceError) or (isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def run(
    todo: Sequence[Job], *, every: float, stop: threading.Event, after: Callable[[], None], woken: Callable[[], bool] = lambda: False
) -> None:
    """Tick every job each `every` seconds, sooner where one was `woken`, until `stop` is set; a job under way is finished first. `after` runs after each round."""
    while not stop.is_set():
        for job in todo:
            if stop.is_set():
                break
            tick(job, now=time.monotonic())
        after()
        until = time.monotonic() + every
        while (left := until - time.monotonic()) > 0 and not woken() and not stop.wait(min(left, LISTENS)):
            pass
