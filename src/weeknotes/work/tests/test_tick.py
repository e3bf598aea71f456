import errno
import logging
import threading

import pytest
from django.db import InterfaceError, OperationalError

from weeknotes.work.back_off import BackOff
from weeknotes.work.tick import jobs, run, tick


def test_waits_double_up_to_the_most_and_begin_again_when_it_went_well():
    waits = BackOff()
    assert [waits.failed() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    waits.well()
    assert waits.failed() == 1


def test_a_first_wait_longer_than_the_most_is_the_most():
    assert BackOff(first=90, most=60).failed() == 60


def test_what_was_mended_is_one_line(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    (job,) = jobs([("sweep", lambda: 3)], first=60, most=3600)
    assert tick(job, now=0) == 3
    assert caplog.messages == ["sweep: mended 3"]


def test_nothing_mended_is_no_line(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    (job,) = jobs([("sweep", lambda: 0)], first=60, most=3600)
    assert tick(job, now=0) == 0
    assert caplog.messages == []


def test_a_job_that_fails_is_left_alone_for_longer_each_time_and_tried_again(caplog: pytest.LogCaptureFixture):
    tried = []

    def broken() -> int:
        tried.append(1)
        if len(tried) < 3:
            raise OSError("no room")
        return 1

    (job,) = jobs([("sweep", broken)], first=60, most=3600)
    for now in (0, 59, 60, 179, 180):
        tick(job, now=now)
    assert len(tried) == 3
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == [
        "sweep failed; it is tried again in 60 s",
        "sweep failed; it is tried again in 120 s",
        "sweep works again",
    ]


@pytest.mark.parametrize("away", [OperationalError("connection refused"), InterfaceError("connection already closed"), OSError(errno.ENOSPC, "no room")])
def test_what_a_database_or_disk_kept_from_being_done_for_hours_is_done_in_the_first_round_once_it_can_be(away: Exception, caplog: pytest.LogCaptureFixture):
    tried = []

    def kept_from_it() -> int:
        tried.append(1)
        if len(tried) <= 120:
            raise away
        return 1

    (job,) = jobs([("sweep", kept_from_it)], first=60, most=3600)
    assert [tick(job, now=60 * minute) for minute in range(121)] == [0] * 120 + [1]
    said = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record.exc_info is not None for record in said] == [True] + [False] * 120
    assert said[0].message == f"sweep failed, for now: {type(away).__name__}"
    assert said[-1].message == "sweep works again"


def test_one_that_fails_does_not_keep_the_others_from_running_and_stopping_finishes_what_is_under_way():
    stop, done = threading.Event(), []

    def broken() -> int:
        raise ValueError

    def last() -> int:
        stop.set()
        done.append("last")
        return 0

    def never() -> int:
        done.append("never")
        return 0

    run(jobs([("broken", broken), ("last", last), ("never", never)], first=60, most=60), every=60, stop=stop, after=lambda: done.append("after"))
    assert done == ["last", "after"]
