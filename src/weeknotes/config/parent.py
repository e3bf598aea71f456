"""A process that ends when the one that started it ends, however that happens (Linux; elsewhere this does nothing)."""

import ctypes
import os
import signal
import sys

# linux/prctl.h
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with(parent: int, by: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to send this process `by` when `parent` dies, and leave at once if it is dead already.

    The kernel keeps this over exec and drops it over fork, so each process asks for itself. It counts the parent's
    thread that forked, so call it only in children of a main thread.
    """
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
