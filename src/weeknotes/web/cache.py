"""What processes remember together for a while: files in the data folder, which hold nothing that cannot be lost."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from weeknotes.web.full import TAKES_NOTHING


class Cache(FileBasedCache):
    """Django's cache of files, whose `add` and `incr` are one step for all processes: what counts how often something is asked goes by that."""

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "lock").open("w") as lock:  # type: ignore[attr-defined]
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._held():
            return super().add(key, value, timeout, version)

    def count(self, key: str, timeout: float) -> int:
        """How often this was called with `key` in the `timeout` seconds since the first time, this time among them.

        Where the disk takes nothing, it stays at what was counted before: that keeps nobody from reading, nor from having a note shown to fewer people.
        """
        try:
            with self._held():
                if super().add(key, 1, timeout):
                    return 1
                now = int(self.get(key, 0)) + 1
                self.set(key, now, timeout)
                return now
        except OSError as error:
            if error.errno not in TAKES_NOTHING:
                raise
            return int(self.get(key, 0)) + 1

    def keep(self, key: str, value: object, timeout: float) -> None:
        """Keep `value` for so many seconds, unless the disk takes nothing: for what was done already, and only would be known again."""
        try:
            self.set(key, value, timeout)
        except OSError as error:
            if error.errno not in TAKES_NOTHING:
                raise

    def forget_old(self) -> int:
        """Delete what has run out; how many entries. Otherwise it would stay until it is asked for, which it never may be."""
        gone = 0
        for path in self._list_cache_files():  # type: ignore[attr-defined]
            try:
                with Path(path).open("rb") as file:
                    gone += bool(self._is_expired(file))  # type: ignore[attr-defined]
            except FileNotFoundError:
                continue
        return gone
