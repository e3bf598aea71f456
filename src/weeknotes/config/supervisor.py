"""Keeps child processes running, restarts the dead with back-off, and passes the end on to all of them.

Signals are not handled but waited for (sigtimedwait), so that there is no moment in which one could be lost.
"""

import os
import signal
import subprocess  # what this starts is listed here, and no shell  # nosec B404
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from weeknotes.config import parent
from weeknotes.work.back_off import BackOff

ENDING = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
# A child that has lived this long, in seconds, was well: its next death is restarted after one second again.
WELL_AFTER = 60.0


@dataclass(slots=True)
class Child:
    """A command to keep running: its name for people, its words, and the open files it inherits."""

    name: str
    words: tuple[str, ...]
    keeps: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    start_at: float = 0.0
    back_off: BackOff = field(default_factory=BackOff)

    def start(self, mask: set[signal.Signals] | set[int], now: float) -> None:
        """Start it in a group of its own: what a terminal sends on Ctrl-C or hang-up reaches us alone, and we pass it on once."""
        us = os.getpid()

        def before() -> None:
            parent.end_with(us)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

        self.process = subprocess.Popen(self.words, pass_fds=self.keeps, process_group=0, preexec_fn=before)  # noqa: PLW1509 - one thread here  # nosec B603
        self.began = now

    def died(self) -> int | None:
        """Its exit code (negative: the signal) if it has ended since it was started, else None."""
        return None if self.process is None else self.process.poll()


def _block() -> set[signal.Signals] | set[int]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, {*ENDING, signal.SIGCHLD})


def _wait(seconds: float) -> signal.Signals | None:
    """The next signal, or None after `seconds`; SIGCHLD counts as one."""
    came = signal.sigtimedwait({*ENDING, signal.SIGCHLD}, max(seconds, 0.0))
    return None if came is None else signal.Signals(came.si_signo)


def _how(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


def stop(children: Sequence[Child], *, patience: float) -> None:
    """Pass the end on to the children, to each when the one before it has ended: what takes requests in comes before what answers them.

    After `patience` seconds for all, or a second signal, what is left is killed.
    """
    living = [child.process for child in children if child.process is not None and child.process.poll() is None]
    until = time.monotonic() + patience
    for process in living:
        process.terminate()
        while process.poll() is None:
            left = until - time.monotonic()
            if left <= 0 or _wait(left) in ENDING:
                until = 0.0
                break
    for process in living:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # with the processes it started itself
        process.wait()


def run(child: Child, *, patience: float) -> int:
    """Run one child to its end; its exit code (negative: the signal), or minus the signal that came for us meanwhile."""
    mask = _block()
    try:
        child.start(mask, time.monotonic())
        while child.died() is None:
            came = _wait(60)
            if came in ENDING:
                stop([child], patience=patience)
                return -int(came or 0)
        return child.died() or 0
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def supervise(children: Sequence[Child], *, patience: float, say: Callable[[str], None]) -> int:
    """Keep `children` running until SIGTERM, SIGINT or SIGHUP comes, then end them; returns 0.

    The three stay blocked afterwards: the process is about to leave, and a third Ctrl-C is no reason to leave otherwise.
    """
    mask = _block()
    while True:
        now = time.monotonic()
        for child in children:
            if child.process is None and child.start_at <= now:
                child.start(mask, now)
        for child in children:
            code = child.died()
            if code is None:
                continue
            if now - child.began >= WELL_AFTER:
                child.back_off.well()
            pause = child.back_off.failed()
            child.process, child.start_at = None, now + pause
            say(f"The {child.name} {_how(code)}. It is started again in {pause:.0f} s.")
        waiting = [child.start_at - now for child in children if child.process is None]
        came = _wait(min(waiting, default=60.0))
        if came is not None and came in ENDING:
            say(f"Stopping ({came.name}).")
            stop(children, patience=patience)
            return 0
