"""Word that pages are to say another name, left before the name is changed: where whoever changes it is killed before they do, or meets a full disk, the
worker makes them (`names_due.py`). A file in the data folder for each change.
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from weeknotes.notes.models import Series
from weeknotes.people.models import Person, Team

SETTLED_SECONDS = 60
Named = tuple[str, int]  # what has a name, and its row


def leave_word(*, person: Person | None = None, team: Team | None = None, series: Series | None = None) -> None:
    """Have the pages that say this name agree with it, whatever becomes of the change that is about to be made. OSError when there is no room.

    Of the name of the site no word is needed: each page knows what it was made from.
    """
    for kind, key in _named(person, team, series):
        folder = _folder()
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / f"{kind}-{key}-{secrets.token_hex(8)}").touch(mode=0o600)
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


@contextmanager
def answered(*, person: Person | None = None, team: Team | None = None, series: Series | None = None) -> Iterator[None]:
    """The block does what word was left for: what was left before it goes once it is done."""
    files = [file for kind, key in _named(person, team, series) for file in _folder().glob(f"{kind}-{key}-*")]
    yield
    for file in files:
        file.unlink(missing_ok=True)


def left() -> set[Named]:
    """Of whom word was left that nobody came to within a minute: they are at it no more."""
    folder, settled = _folder(), time.time() - SETTLED_SECONDS
    files = [file for file in folder.iterdir() if file.stat().st_mtime < settled] if folder.is_dir() else []
    return {(kind, int(key)) for kind, key, _token in (file.name.split("-") for file in files)}


def forget(named: Named) -> None:
    """Nobody and nothing has this name any more."""
    for file in _folder().glob(f"{named[0]}-{named[1]}-*"):
        file.unlink(missing_ok=True)


def _named(person: Person | None, team: Team | None, series: Series | None) -> list[Named]:
    return [(kind, one.pk) for kind, one in (("person", person), ("team", team), ("series", series)) if one is not None]


def _folder() -> Path:
    return Path(settings.DATA) / "names-due"
