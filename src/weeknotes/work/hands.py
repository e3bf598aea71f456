"""Processes beside this one that work things out for it and touch no database. They end with it, though it is killed."""

import ctypes
import gc
import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context

PR_SET_PDEATHSIG = 1  # linux/prctl.h
TIDIED = (10_000, 20, 10)  # gc.set_threshold


def hands(number: int) -> ProcessPoolExecutor:
    """So many forks, begun with the first thing that is asked of them; they leave Ctrl-C to this process. To be used by a `with`, or shut down."""
    share_memory()
    return ProcessPoolExecutor(number, mp_context=get_context("fork"), initializer=_bound)


def share_memory() -> None:
    """Leave what is in memory out of sight of the garbage collector, which writes to all it looks at: forks then share it with this process, and are small.

    What is let go of is freed as before, but for rings of objects among what is here now. A page makes some tens of thousands of values, nearly all of
    which go by themselves: memory is tidied once a page, not fifty times.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*TIDIED)


def _bound() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
