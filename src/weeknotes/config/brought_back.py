"""What is done with a site whose files have just been put in place: its database is filled, compared, brought up to this version, and all pages are made.

Where a PostgreSQL is named, it holds what was kept before the files are in their place: an SQLite database that moves there is brought up to this version
where it is (`tables`), by a process of its own, and then either goes into it (`filled`).
"""

import sys
from pathlib import Path

from django.db import connection

from weeknotes.config import ready
from weeknotes.config.come_back import NOTHING, SQLITE, TOLD
from weeknotes.config.said import say
from weeknotes.people.site import organisation
from weeknotes.publishing.commands import audit_command, baked, bar
from weeknotes.transfer.keeping import database
from weeknotes.transfer.keeping.about import About, KeepingError
from weeknotes.transfer.keeping.carry import carry


def tables(place: Path) -> int:
    """Compare the SQLite database in `place` and bring it up to this version; 0, or NOTHING with a sentence."""
    try:
        _compare(_about(place))
    except KeepingError as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    ready.migrate(kept=True)
    return 0


def filled(place: Path) -> int:
    """Put what was kept in `place` into the PostgreSQL that is named; 0, or NOTHING with a sentence where it is not taken."""
    about = _about(place)
    try:
        if about.vendor == "postgresql":
            _load(place / about.database)
            _compare(about)
        else:
            _carry_over(place / SQLITE)
    except KeepingError as error:
        sys.stderr.write(f"{error}\n")
        return NOTHING
    return 0


def finish(place: Path) -> int:
    """0 where the site is whole; 1 with sentences where something differs; NOTHING where its database cannot be had out of the backup. OSError
    where there is no room."""
    about = _about(place)
    try:
        if connection.vendor == "sqlite":
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


def _about(place: Path) -> About:
    return About.read((place / TOLD).read_bytes())


def _carry_over(file: Path) -> None:
    """Its rows into PostgreSQL; then the file goes, so that nobody takes it for the site's."""
    with bar("Rows") as told:
        rows = carry(file, told)
    say(f"{rows} rows of its SQLite database are in the PostgreSQL that DATABASE_URL names.")
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


def _load(dump: Path) -> None:
    if not database.is_empty():
        raise KeepingError(database.NOT_EMPTY)
    database.load(dump)
    dump.unlink()


def _compare(about: About) -> None:
    """KeepingError where a table has other rows than when it was kept."""
    found = database.counts()
    other = [(table, count) for table, count in about.counts.items() if found.get(table, 0) != count]
    if other:
        table, count = other[0]
        raise KeepingError(f"{table} has {found.get(table, 0)} rows, and the backup says {count} ({len(other)} tables differ). Take another backup.")
