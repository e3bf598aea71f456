"""One number that every process shares: it rises when what they hold in memory may no longer be true.

Kept in a memory-mapped file, so that comparing it costs no system call.
"""

import fcntl
import mmap
import os
import struct
from pathlib import Path

_EIGHT = struct.Struct("<Q")


class Generation:
    """The shared counter in the file at `path`, made when it is not there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.fstat(self._fd).st_size < _EIGHT.size:
            os.ftruncate(self._fd, _EIGHT.size)
        self._map = mmap.mmap(self._fd, _EIGHT.size)

    @property
    def value(self) -> int:
        """The counter now."""
        return int(_EIGHT.unpack_from(self._map)[0])

    def bump(self) -> int:
        """Raise the counter by one, seen by every process when this returns; the new value."""
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        try:
            risen = self.value + 1
            _EIGHT.pack_into(self._map, 0, risen)
        finally:
            fcntl.flock(self._fd, fcntl.LOCK_UN)
        return risen
