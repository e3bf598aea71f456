"""Reading a backup: opened, looked through and put into a folder, each file against its sum; nothing is put where it does not belong."""

import contextlib
import hashlib
import io
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyrage
import zstandard

from weeknotes.transfer.keeping.about import ABOUT, SUMS, About, KeepingError, belongs
from weeknotes.transfer.keeping.archive import INNER, KEY, PIECE, Told

_ZSTD, _AGE = b"\x28\xb5\x2f\xfd", b"age-encryption.org/v1"
SHORT = 1_000_000  # no about.json is longer, however many tables


@dataclass(frozen=True, slots=True)
class Keys:
    """With what a locked backup is opened: the text of a file of age identities, or a passphrase."""

    identities: str = ""
    passphrase: str = ""


def unpack(source: IO[bytes], into: Path, *, keys: Keys, accept: Callable[[About], None], told: Told = lambda _size: None) -> About:
    """Put the files of a backup under `into`, a folder of ours alone; what it says of itself.

    `accept` is asked as soon as that is known, and refuses by raising KeepingError. Raises KeepingError with a sentence where it is no backup, is locked
    otherwise, is cut short, holds something that does not belong there, or is not as its sums say; OSError where there is no room.
    """
    about: About | None = None
    sums: dict[str, str] = {}
    with opened(source, keys, told) as plain, _tar(plain) as tar:
        for entry in _entries(tar):
            body = tar.extractfile(entry)
            if body is None or SUMS in sums:
                raise KeepingError(f"This backup holds {entry.name!r}, which does not belong into one. Nothing was brought back.")
            sums[entry.name] = _put(body, into / entry.name)
            if entry.name == ABOUT:
                about = About.read((into / ABOUT).read_bytes())
                accept(about)
            elif about is None and entry.size > SHORT:
                raise KeepingError("This is no backup of Weeknotes: it does not begin by saying what it is.")
    _compare(into / SUMS, sums)
    if about is None or about.database not in sums:
        raise KeepingError("This backup is not whole: its database is not in it. Take another one.")
    return about


@contextmanager
def opened(source: IO[bytes], keys: Keys, told: Told = lambda _size: None) -> Iterator[IO[bytes]]:
    """The tar inside a backup, as it is read. KeepingError where it is locked otherwise, or no backup."""
    begins = source.read(512)
    source.seek(0)
    if begins.startswith(_ZSTD):
        with _unzipped(_Telling(source, told)) as plain:
            yield plain
    elif begins.startswith(_AGE):
        identities = _identities(keys.identities)
        with _decrypted(_Telling(source, told), identities) as inner, _unzipped(inner) as plain:
            yield plain
    elif begins[:257].startswith(KEY.encode() + b"\0"):
        with _with_passphrase(source, keys.passphrase, told) as plain:
            yield plain
    else:
        raise KeepingError("This is no backup of Weeknotes: it begins otherwise than one.")


@contextmanager
def _with_passphrase(source: IO[bytes], passphrase: str, told: Told) -> Iterator[IO[bytes]]:
    if not passphrase:
        raise KeepingError("This backup is locked with a passphrase. Put it into a file, and name that: --passphrase-file FILE.")
    with _tar(source, "r:") as outer:
        key, inner = (outer.next(), outer.next())
        held, locked = (outer.extractfile(one) if one is not None and one.isreg() else None for one in (key, inner))
        if inner is None or inner.name != INNER or held is None or locked is None:
            raise KeepingError("This backup is cut short. Take another one.")
        try:
            identity = pyrage.passphrase.decrypt(held.read(), passphrase).decode()
        except (pyrage.DecryptError, UnicodeDecodeError) as error:
            raise KeepingError("The passphrase does not open this backup.") from error
        with _decrypted(_Telling(locked, told), _identities(identity)) as packed, _unzipped(packed) as plain:
            yield plain


def _identities(text: str) -> list[object]:
    found = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not found:
        raise KeepingError("This backup is locked for an age recipient. Name the file of the key that opens it: --identity FILE.")
    try:
        return [pyrage.x25519.Identity.from_str(one) for one in found]
    except pyrage.IdentityError as error:
        raise KeepingError("The file named by --identity holds no age key. One begins with AGE-SECRET-KEY-1.") from error


class _Telling(io.RawIOBase):
    """A file that says how much of it was read."""

    def __init__(self, file: IO[bytes], told: Told) -> None:
        super().__init__()
        self._file, self._told = file, told

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        body = self._file.read(size)
        self._told(len(body))
        return body


@contextmanager
def _decrypted(locked: io.RawIOBase, identities: list[object]) -> Iterator[IO[bytes]]:
    """A pipe, at whose other end a thread opens what is locked."""
    failed: list[BaseException] = []
    reads, writes = os.pipe()
    reader, writer = os.fdopen(reads, "rb", PIECE), os.fdopen(writes, "wb", PIECE)

    def unlock() -> None:
        try:
            pyrage.decrypt_io(locked, writer, identities)
        except Exception as error:
            failed.append(error)
        finally:
            # Whoever reads may have left before the end, for a reason that is said elsewhere.
            with contextlib.suppress(BrokenPipeError):
                writer.close()

    thread = threading.Thread(target=unlock)
    thread.start()
    try:
        yield reader
    except KeepingError as error:
        reader.close()
        thread.join()
        if failed and isinstance(failed[0], pyrage.DecryptError):
            raise KeepingError("The key does not open this backup, or the backup is damaged.") from error
        raise
    finally:
        reader.close()
        thread.join()


@contextmanager
def _unzipped(packed: IO[bytes] | io.RawIOBase) -> Iterator[IO[bytes]]:
    reader = zstandard.ZstdDecompressor().stream_reader(cast("IO[bytes]", packed), read_size=PIECE, read_across_frames=True, closefd=False)
    with reader as plain:
        yield plain


@contextmanager
def _tar(plain: IO[bytes], mode: str = "r|") -> Iterator[tarfile.TarFile]:
    """Its files; whatever of a broken one comes to light is a sentence."""
    try:
        with tarfile.open(fileobj=plain, mode=mode) as tar:  # type: ignore[call-overload]
            yield tar
    except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
        raise KeepingError("This backup is cut short or damaged. Take another one.") from error


def _entries(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for entry in tar:
        if entry.type not in {tarfile.REGTYPE, tarfile.AREGTYPE} or entry.issparse() or not belongs(entry.name):
            raise KeepingError(f"This backup holds {entry.name!r}, which does not belong into one. Nothing was brought back.")
        yield entry


def _put(body: IO[bytes], target: Path) -> str:
    """Write a file that is not there yet, for its owner alone; its sum."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        raise KeepingError(f"This backup holds {target.name!r} twice. Nothing was brought back.") from error
    summed = hashlib.sha256()
    with os.fdopen(fd, "wb") as out:
        while piece := body.read(PIECE):
            summed.update(piece)
            out.write(piece)
    return summed.hexdigest()


def _compare(kept: Path, found: dict[str, str]) -> None:
    """KeepingError with a sentence unless the sums at the end are those of all that stands before them."""
    if SUMS not in found:
        raise KeepingError("This backup is cut short: its end is not there. Take another one.")
    # Damaged, they are no text, and then are those of no file.
    lines = (line.partition("  ") for line in kept.read_text(encoding="utf-8", errors="replace").splitlines())
    said = {name: summed for summed, _two, name in lines}
    other = sorted(name for name in (said.keys() | found.keys()) - {SUMS} if said.get(name) != found.get(name))
    if other:
        raise KeepingError(f"{other[0]} in this backup is not as it was put there ({len(other)} in all). Take another one.")
