"""The media folder: originals, and the sizes that are shown, each file named by the SHA-256 of its bytes. Nobody is served from here."""

import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings

from weeknotes.notes.models import Blob

ORIGINAL, SHOWN = "original", "shown"
# A file without a row may belong to a picture that is being taken this minute.
SETTLED_SECONDS = 3600
PIECE = 1_000_000


class Reads(Protocol):
    """What gives its bytes a piece at a time."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        ...


def key_of(body: bytes) -> str:
    """The name of a file with these bytes."""
    return hashlib.sha256(body).hexdigest()


def path_of(key: str, *, shown: bool) -> Path:
    """Where a file stands."""
    return Path(settings.MEDIA_ROOT) / (SHOWN if shown else ORIGINAL) / key[:2] / key


def put(body: bytes, *, shown: bool) -> str:
    """Keep `body`, safe from a power cut and never half written; its name. OSError when there is no room."""
    key = key_of(body)
    target = path_of(key, shown=shown)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = target.parent / f".{secrets.token_hex(8)}"
    fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    return key


def put_file(file: Reads) -> str:
    """The same for a long file, a piece at a time; shown. `file` is read from where it stands."""
    folder = Path(settings.MEDIA_ROOT) / SHOWN
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = folder / f".{secrets.token_hex(8)}"
    summed = hashlib.sha256()
    fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(fd, "wb") as out:
            while piece := file.read(PIECE):
                summed.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        target = path_of(summed.hexdigest(), shown=True)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    return summed.hexdigest()


def read(key: str, *, shown: bool) -> bytes | None:
    """The bytes of a file; None where it is not there or is not what its name says."""
    try:
        body = path_of(key, shown=shown).read_bytes()
    except OSError:
        return None
    return body if key_of(body) == key else None


@contextmanager
def held(*, alone: bool = False) -> Iterator[None]:
    """While pictures are taken nothing is cleared away, and the other way round; taking them does not wait for one another."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(fd)


def strays() -> list[Path]:
    """Files that no row has and that nobody can be writing any more: a process was killed between the two, or somebody put them there."""
    return [file for file in _unknown() if file.lstat().st_mtime < time.time() - SETTLED_SECONDS]


def _unknown() -> list[Path]:
    """Every file that no row has."""
    known = {path_of(key, shown=shown) for key, shown in Blob.objects.values_list("key", "shown")}
    top = Path(settings.MEDIA_ROOT)
    files = [file for name in (ORIGINAL, SHOWN) for file in sorted((top / name).rglob("*")) if not file.is_dir() or file.is_symlink()]
    return [file for file in files if file not in known]


def lacking() -> list[Path]:
    """Files that a row has and that are not there, or not as their names say. Of originals only the length is looked at: they are long."""
    rows = Blob.objects.order_by("shown", "key").values_list("key", "shown", "size")
    return [path_of(key, shown=shown) for key, shown, size in rows.iterator() if not _whole(key, shown, size)]


def _whole(key: str, shown: bool, size: int) -> bool:
    path = path_of(key, shown=shown)
    if not path.is_file() or path.stat().st_size != size:
        return False
    if not shown:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == key


def clear() -> int:
    """Remove the strays, at most once an hour, for it reads the whole folder; how many.

    Where no picture has a row at all, nothing is removed: that is more likely the wrong database than a folder of strays.
    """
    looked = Path(settings.MEDIA_ROOT) / "looked"
    if looked.exists() and looked.stat().st_mtime > time.time() - SETTLED_SECONDS:
        return 0
    if not Blob.objects.exists():
        return 0
    with held(alone=True):
        looked.touch()
        # Captions that others took the place of, once no edition shows them any more.
        Blob.objects.filter(kind="text/vtt", originals=None, copies=None, transcripts=None, said=None).delete()
        return _remove(strays())


def clear_all() -> int:
    """Remove every file that no row has, at once, after everything was taken away; how many."""
    with held(alone=True):
        return _remove(_unknown())


def _remove(files: list[Path]) -> int:
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)
