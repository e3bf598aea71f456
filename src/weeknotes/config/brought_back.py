"""What is done with a site whose files have just been put in place: its database is filled, compared, brought up to this version, and all pages are made."""

import sys
from pathlib import Path

from weeknotes.config import ready
from weeknotes.config.come_back import NOTHING
from weeknotes.people.site import organisation
from weeknotes.publishing.commands import audit_command, baked
from weeknotes.transfer.keeping import database
from weeknotes.transfer.keeping.about import About, KeepingError

TOLD = "restored.json"


def finish(place: Path) -> int:
    """0 where the site is whole; 1 with sentences where something differs; NOTHING where its database cannot be had out of the backup. OSError
    where there is no room."""
    about = About.read((place / TOLD).read_bytes())
    try:
        if about.vendor == "postgresql":
            _load(place / about.database)
        _compare(about)
    except KeepingError as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    ready.private()
    ready.migrate(kept=True)
    ready.collect()
    if organisation() is None:
        return 0
    baked(everything=not about.public)
    return audit_command()


def _load(dump: Path) -> None:
    if not database.is_empty():
        raise KeepingError("The database that DATABASE_URL names is not empty. Make another, and name that one.")
    database.load(dump)
    dump.unlink()


def _compare(about: About) -> None:
    """KeepingError where a table has other rows than when it was kept."""
    found = database.counts()
    other = [(table, count) for table, count in about.counts.items() if found.get(table, 0) != count]
    if other:
        table, count = other[0]
        raise KeepingError(f"{table} has {found.get(table, 0)} rows, and the backup says {count} ({len(other)} tables differ). Take another backup.")
