"""Waiting for one's turn to write. SQLite itself tries again after longer and longer pauses, of a tenth of a second in the end: with many writers
whoever has waited longest then looks least often, and a save of ten milliseconds may wait for a second behind those that came after it."""

import sqlite3
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

AGAIN = 0.003  # seconds between two tries


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own but for how a transaction begins."""

    def _start_transaction_under_autocommit(self) -> None:
        """Begin, looking every few milliseconds for the moment when nobody writes. OperationalError once the connection's timeout is over."""
        self.ensure_connection()
        wait: float = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = time.monotonic() + wait
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._begun(may_wait=time.monotonic() < until):
                time.sleep(AGAIN)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")

    def _begun(self, *, may_wait: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if may_wait and getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                return False
            raise
        return True
