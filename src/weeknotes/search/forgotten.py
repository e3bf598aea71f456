"""Words of notes that are gone for good go from SQLite's index as well: what FTS5 strikes out stays in its pages until those are merged.

The first merge, of a negative number of pages, takes all that is there, and each after it goes on with that (sqlite.org/fts5.html, 6.8). They are small, so
that nobody who writes waits long. PostgreSQL has no such pages: what is deleted goes with its next VACUUM.
"""

import time
from pathlib import Path

from django.conf import settings
from django.db import connection

MARK, UNDER_WAY = "words-to-forget", "words-being-forgotten"
SETTLED = 3600  # seconds; whoever clears up deletes several
PAGES, AT_A_TICK = 500, 20


def leave_word() -> None:
    """Have the index merged before long; inside the transaction that deletes a note for good."""
    if connection.vendor == "sqlite":
        _at(MARK).touch()


def forget_words() -> int:
    """For the worker: merge where word was left an hour ago or longer, some pages at a time; how many times. Killed, it goes on from there."""
    mark, under_way = _at(MARK), _at(UNDER_WAY)
    if not under_way.exists():
        if not mark.exists() or time.time() - mark.stat().st_mtime < SETTLED:
            return 0
        mark.write_text("to begin", encoding="utf-8")
        # What is deleted from here on leaves word of its own, and is merged after this.
        mark.replace(under_way)
    if under_way.read_text(encoding="utf-8"):
        _merge(-PAGES)
        under_way.write_text("", encoding="utf-8")
    for number in range(1, AT_A_TICK):
        if _merge(PAGES) < 2:  # the row of the command itself is one
            under_way.unlink()
            return number
    return AT_A_TICK


def _merge(pages: int) -> int:
    """How many rows of the index changed."""
    with connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('merge', %s)", [pages])
        return int(connection.connection.total_changes - before)


def _at(name: str) -> Path:
    return Path(settings.DATA) / name
