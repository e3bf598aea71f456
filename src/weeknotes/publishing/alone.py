"""One publisher at a time: a lock that the kernel lets go of when its holder is killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process or thread publishes, bakes or sweeps, and keep it so until the end of the block.

    Taken before the transaction, never inside one: whoever holds the database never waits for this lock.
    """
    path = Path(settings.DATA) / "publishing.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)
