"""`weeknotes backup`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from weeknotes.transfer.keeping.about import KeepingError
from weeknotes.transfer.keeping.archive import Locked
from weeknotes.transfer.keeping.backup import Made, Told, backup
from weeknotes.transfer.keeping.nightly import note
from weeknotes.transfer.keeping.passphrase import passphrase_in

OPEN = "It holds every private note, and the site's secret: keep it where nobody else can read it. (--encrypt or --passphrase-file lock it.)"
SHUT = "It holds every private note, and the site's secret, and only {who} opens it."


def backup_command(
    *, to: str | None = None, with_public: bool = False, encrypt: list[str] | None = None, passphrase_file: str | None = None
) -> int:
    """Back the site up, with a progress bar on a terminal, and say where it is and what is in it; 1 with a sentence where it cannot be."""
    try:
        passphrase = passphrase_in(passphrase_file) if passphrase_file else ""
        recipients = tuple(encrypt or ()) or (() if passphrase else settings.BACKUP_FOR)
        locked = Locked.checked(recipients, passphrase)
        folder = Path(to) if to else settings.BACKUP_TO or Path.cwd()
        with _bar() as told:
            made = backup(to=folder, locked=locked, with_public=with_public, told=told)
    except KeepingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _note(made)
    notes = made.about.counts.get("notes_note", 0)
    sys.stdout.write(f"{made.path}: {notes} {'note' if notes == 1 else 'notes'}, {size(made.bytes)}, {made.seconds:.0f} s.\n")
    who = "the passphrase" if passphrase else "the recipient's key"
    sys.stdout.write(f"{SHUT.format(who=who) if locked != Locked() else OPEN}\n")
    return 0


def size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / 1_000_000_000:.1f} GB" if count >= 1_000_000_000 else f"{max(count, 1000) / 1_000_000:.1f} MB"


def _note(made: Made) -> None:
    try:
        note(made)
    except DatabaseError:
        # The tables of an earlier version, backed up before they are brought up to this one.
        sys.stderr.write("The database is of an earlier version, so that only the file says that there is this backup.\n")


@contextmanager
def _bar() -> Iterator[Told]:
    """A progress bar on stderr where that is a terminal."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, whole: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=whole)
            bar.update(tasks[what], completed=done)

        yield told
