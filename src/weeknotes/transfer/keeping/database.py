"""The database as one file: copied while people write, as it was at one moment, and put back into an empty one.

SQLite's online backup is made in one step, which holds what it reads and lets everybody write meanwhile; in several it would begin anew at each save.
"""

import os
import shutil
import sqlite3
import subprocess  # nosec B404
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from weeknotes.transfer.keeping.about import KeepingError

Told = Callable[[int], None]
MIGRATIONS = "django_migrations"
NOT_EMPTY = "The database that DATABASE_URL names is not empty. Make another, and name that one."
MAPPED = 64_000_000_000  # bytes of address space, not of memory


@dataclass(frozen=True, slots=True)
class Copied:
    """What stands in a copy: which migrations were run, and how many rows each table has."""

    migrations: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]


def size() -> int:
    """About how many bytes the database has."""
    if connection.vendor == "sqlite":
        return _sqlite_file().stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def copy(target: Path, told: Told) -> Copied:
    """Copy the database into the new file `target`, as it is at one moment; `told` hears how many bytes there are so far. KeepingError where it cannot be."""
    return _copy_sqlite(target, told) if connection.vendor == "sqlite" else _dump(target, told)


def counts() -> dict[str, int]:
    """How many rows each table of the site's database has now."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_sqlite_file())) as held:
            return _counts_of(held)
    with connection.cursor() as cursor:
        return _counts(cursor, _tables(cursor))


def is_empty() -> bool:
    """Whether the PostgreSQL that DATABASE_URL names has no table yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def load(dump: Path) -> None:
    """Put what pg_dump wrote into the empty PostgreSQL. KeepingError where it is not taken; the database is then as it was."""
    words, environment = _program("pg_restore")
    connection.close()
    more = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", f"--dbname={words.pop()}", str(dump)]
    _run([*words, *more], environment)


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy_sqlite(target: Path, told: Told) -> Copied:
    try:
        return _copied(target, told)
    except sqlite3.Error as error:
        raise KeepingError(f"The database could not be copied ({error}). See that there is room for it in {target.parent.parent}.") from error


def _copied(target: Path, told: Told) -> Copied:
    with _watched(target, told), closing(sqlite3.connect(_sqlite_file(), timeout=60)) as source, closing(sqlite3.connect(target)) as kept:
        source.execute(f"PRAGMA mmap_size={MAPPED}")
        # It is read again at once, and kept by what is made of it: nothing of it need be safe from a power cut.
        for pragma in ("synchronous=OFF", "journal_mode=OFF", "cache_size=-64000"):
            kept.execute(f"PRAGMA {pragma}")
        source.backup(kept, pages=-1)
    told(target.stat().st_size)
    with closing(sqlite3.connect(f"{target.as_uri()}?immutable=1", uri=True)) as copied:
        run = copied.execute(f"SELECT app, name FROM {MIGRATIONS} ORDER BY id").fetchall()  # noqa: S608 - names of our tables  # nosec B608
        return Copied(tuple(run), _counts_of(copied))


def _counts_of(held: sqlite3.Connection) -> dict[str, int]:
    named = [row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name")]
    virtual = [row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")]
    ours = [name for name in named if not any(name == one or name.startswith(f"{one}_") for one in virtual)]
    return _counts(held, ours)


def _counts(cursor: Any, tables: Iterable[str]) -> dict[str, int]:
    """The rows of each table; names of tables are the database's own."""
    found = {}
    for table in tables:
        given = cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of our tables  # nosec B608
        found[table] = int((cursor if given is None else given).fetchone()[0])
    return found


def _tables(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [row[0] for row in cursor.fetchall()]


@contextmanager
def _watched(file: Path, told: Told) -> Iterator[None]:
    """While a database is copied in one step, its file says how far it is."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            told(file.stat().st_size if file.exists() else 0)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _dump(target: Path, told: Told) -> Copied:
    """By pg_dump, of a moment that is held open meanwhile, so that what is counted is what is written."""
    words, environment = _program("pg_dump")
    own: BaseDatabaseWrapper = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            moment = cursor.fetchone()[0]
            cursor.execute(f"SELECT app, name FROM {MIGRATIONS} ORDER BY id")  # noqa: S608 - names of our tables  # nosec B608
            run = tuple((str(app), str(name)) for app, name in cursor.fetchall())
            found = _counts(cursor, _tables(cursor))
            with _watched(target, told):
                _run([words[0], "--format=custom", "--compress=0", "--no-owner", f"--snapshot={moment}", f"--file={target}", *words[1:]], environment)
            cursor.execute("COMMIT")
    finally:
        own.close()
    told(target.stat().st_size)
    return Copied(run, found)


def _program(name: str) -> tuple[list[str], dict[str, str]]:
    """How a program of PostgreSQL's is called for the site's database, its name last; the password stands in the environment, where nobody else sees it."""
    words, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    return [name, *words[1:]], dict(environment or {})


def _run(words: list[str], more: dict[str, str]) -> None:
    program = shutil.which(words[0])
    if program is None:
        raise KeepingError(f"{words[0]} is not on this machine. It comes with PostgreSQL's client: apt install postgresql-client")
    done = subprocess.run([program, *words[1:]], env={"PATH": os.defpath, **more}, capture_output=True, text=True, check=False)  # nosec B603
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it does not say why"])[-1]
        raise KeepingError(f"{words[0]} could not do it: {why}")
