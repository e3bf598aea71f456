"""Making a backup of this site while it runs: one file, written under another name, safe on the disk, and only then called what it is."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from weeknotes.transfer.keeping import database
from weeknotes.transfer.keeping.about import ABOUT, MEDIA, PUBLIC, READ_ME, SECRET, WORDS, About, KeepingError, belongs
from weeknotes.transfer.keeping.archive import Archive, Locked, written
from weeknotes.web.full import said

# What is under way is told as: what, how many bytes of how many.
Told = Callable[[str, int, int], None]
WORKING, LOCK = "backing-up", "backup.lock"
ROOM = 1.05  # the copy of the database, and a little


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that stands: where, its bytes, and how long it took."""

    path: Path
    bytes: int
    seconds: float
    about: About


def backup(*, to: Path, locked: Locked, with_public: bool = False, told: Told = lambda _what, _done, _all: None) -> Made:
    """Back this site up into the folder `to`, or under that name where it is none.

    The database is copied as it is at one moment; the media after it: their files are named by what is in them and never change, so that all that the
    database speaks of is there, but for what was deleted for good meanwhile. Raises KeepingError with a sentence where it cannot be done.
    """
    began, at = monotonic(), datetime.now(UTC)
    target = _target(to, at, locked)
    half = target.parent / f".{target.name}.part"
    try:
        with _alone(), _working() as folder:
            _clear_halves(target.parent)
            copy = folder / "database"
            _room_for_copy()
            whole = database.size()
            copied = database.copy(copy, lambda done: told("Database", done, whole))
            about = _about(at, copied, with_public=with_public)
            _write(half, about, copy, locked, told)
        half.replace(target)
        _keep_name(target.parent)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise KeepingError(f"The backup could not be written: {said(error)}.") from error
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    return Made(target, target.stat().st_size, monotonic() - began, about)


def folder_for(to: Path) -> Path:
    """The folder in which backups are kept, made where it is not there. KeepingError where it cannot be."""
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KeepingError(f"The folder {to} cannot be used: {error.strerror}.") from error
    return to


def name_of(at: datetime, locked: Locked) -> str:
    """The name of a backup of this site that was begun at this time (UTC)."""
    return f"{_begins()}{at:%Y%m%dT%H%M%SZ}{locked.ending}"


def made_in(folder: Path) -> dict[datetime, Path]:
    """The backups of this site in a folder, by when they were begun (UTC)."""
    form = re.compile(re.escape(_begins()) + r"(\d{8}T\d{6}Z)\.tar(?:\.zst(?:\.age)?)?")
    found = {}
    for file in folder.iterdir() if folder.is_dir() else ():
        named = form.fullmatch(file.name)
        if named and file.is_file():
            found[datetime.strptime(named[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)] = file
    return found


def _begins() -> str:
    host = re.sub(r"[^a-z0-9.]+", "-", (urlsplit(settings.SITE_URL).hostname or "site").lower())
    return f"weeknotes-{host}-"


def _target(to: Path, at: datetime, locked: Locked) -> Path:
    to = to.expanduser().resolve()
    target = to / name_of(at, locked) if to.is_dir() else to
    if target.is_relative_to(Path(settings.PUBLIC).resolve()):
        raise KeepingError(f"{target.parent} is open to everybody: it holds the public pages. Say another place.")
    if not target.parent.is_dir():
        raise KeepingError(f"There is no folder {target.parent}. Make it first, or say another place.")
    if target.exists():
        raise KeepingError(f"{target} is there already. Say another name, or a folder.")
    return target


def _room_for_copy() -> None:
    need, free = int(database.size() * ROOM), shutil.disk_usage(settings.DATA).free
    if free < need:
        raise KeepingError(f"The database is copied first, which needs {need // 1_000_000} MB in {settings.DATA}; {free // 1_000_000} MB are free. Make room.")


def _about(at: datetime, copied: database.Copied, *, with_public: bool) -> About:
    return About(
        made_at=at.isoformat(timespec="seconds"),
        version=version("weeknotes"),
        url=settings.SITE_URL,
        vendor=connection.vendor,
        migrations=copied.migrations,
        counts=copied.counts,
        settings=tuple(settings.SET_HERE),
        public=with_public,
    )


def _write(half: Path, about: About, copy: Path, locked: Locked, told: Told) -> None:
    files = list(_files(with_public=about.public))
    whole = copy.stat().st_size + sum(size for _name, _path, size in files)
    done = 0

    def more(size: int) -> None:
        nonlocal done
        done += size
        told("Writing", done, whole)

    fd = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "w+b") as out:
        with written(out, locked, more) as archive:
            _fill(archive, about, copy)
            for name, path, _size in files:
                archive.add_file(name, path)
        out.flush()
        os.fsync(out.fileno())


def _fill(archive: Archive, about: About, copy: Path) -> None:
    archive.add_bytes(READ_ME, WORDS.encode())
    archive.add_bytes(ABOUT, about.text().encode())
    archive.add_file(about.database, copy)
    copy.unlink()
    archive.add_bytes(SECRET, settings.SECRET_KEY.encode())


def _files(*, with_public: bool) -> Iterator[tuple[str, Path, int]]:
    """What stands beside the database: its name in the backup, where it is, its size."""
    for folder, top in ((MEDIA, settings.MEDIA_ROOT), *(((PUBLIC, settings.PUBLIC),) if with_public else ())):
        for path in sorted(Path(top).rglob("*")):
            name = f"{folder}/{path.relative_to(top).as_posix()}"
            if path.is_file() and not path.is_symlink() and belongs(name):
                yield name, path, path.stat().st_size


@contextmanager
def _alone() -> Iterator[None]:
    """One backup of a site at a time; the kernel lets go of it when its maker is killed."""
    fd = os.open(Path(settings.DATA) / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeepingError("A backup of this site is being made just now. Wait until it is done.") from error
        yield
    finally:
        os.close(fd)


@contextmanager
def _working() -> Iterator[Path]:
    """A folder beside the database for its copy; what a killed backup left there goes first."""
    top = Path(settings.DATA) / WORKING
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir(mode=0o700)
    try:
        yield Path(tempfile.mkdtemp(dir=top))
    finally:
        shutil.rmtree(top, ignore_errors=True)


def _clear_halves(folder: Path) -> None:
    """Half-written backups of this site, which nobody writes any more."""
    for half in folder.glob(f".{_begins()}*.part"):
        half.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
