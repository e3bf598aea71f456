"""Writing a backup: one tar, compressed (zstd), locked with age where that is asked for, the sum of every file at its end.

Nothing of it stands in memory as a whole. Opened by hand: `zstd -d`, `tar x`; `age -d` before that where it is locked. With a passphrase, the file is a plain
tar of two: `key.age`, which the passphrase opens, and the backup, which that key opens.
"""

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
from typing import IO

import pyrage
import zstandard

from weeknotes.transfer.keeping.about import SUMS, KeepingError

KEY, INNER = "key.age", "backup.tar.zst.age"
PIECE = 1 << 18
LEVEL, HANDS = 1, 2  # three times as quick as what makes files a tenth smaller
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Locked:
    """With what a backup is opened: the keys of these age recipients, or a passphrase; without either, by whoever has the file."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""

    @classmethod
    def checked(cls, recipients: tuple[str, ...], passphrase: str) -> "Locked":
        """The same, where each recipient is one. KeepingError with a sentence otherwise."""
        if recipients and passphrase:
            raise KeepingError("A backup is locked for a recipient or with a passphrase, not with both.")
        for one in recipients:
            _recipient(one)
        return cls(recipients, passphrase)

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        if self.passphrase:
            return ".tar"
        return ".tar.zst.age" if self.recipients else ".tar.zst"


class Archive:
    """The files of a backup, one after another; `sums` are theirs so far."""

    def __init__(self, tar: tarfile.TarFile, told: Told) -> None:
        self._tar, self._told = tar, told
        self.sums: dict[str, str] = {}

    def add_bytes(self, name: str, body: bytes) -> None:
        """A short file."""
        self._add(name, io.BytesIO(body), len(body))

    def add_file(self, name: str, path: Path) -> bool:
        """A file as it stands now; False where it is not there any more."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return False
        with file:
            self._add(name, file, os.fstat(file.fileno()).st_size)
        return True

    def finish(self) -> None:
        """The sums, last: without them a backup is not whole."""
        self.add_bytes(SUMS, "".join(f"{summed}  {name}\n" for name, summed in self.sums.items()).encode())

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        summing = Summing(file, self._told)
        self._tar.addfile(entry, summing)
        self.sums[name] = summing.summed


class Summing(io.RawIOBase):
    """A file that is summed while it is read, and says how far it is."""

    def __init__(self, file: IO[bytes], told: Told) -> None:
        super().__init__()
        self._file, self._told, self._sum = file, told, hashlib.sha256()

    @property
    def summed(self) -> str:
        """The SHA-256 of what was read."""
        return self._sum.hexdigest()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        body = self._file.read(size)
        self._sum.update(body)
        self._told(len(body))
        return body


@contextmanager
def written(out: IO[bytes], locked: Locked, told: Told = lambda _size: None) -> Iterator[Archive]:
    """An archive that is written to `out`, whole at the end of the block. OSError where there is no room, whoever of us met it."""
    with _locked(out, locked) as inner:
        packed = zstandard.ZstdCompressor(level=LEVEL, threads=HANDS).stream_writer(inner, closefd=False)
        with packed, tarfile.open(mode="w|", fileobj=packed, bufsize=PIECE, format=tarfile.PAX_FORMAT) as tar:
            tar.copybufsize = PIECE  # type: ignore[attr-defined]
            archive = Archive(tar, told)
            yield archive
            archive.finish()


@contextmanager
def _locked(out: IO[bytes], locked: Locked) -> Iterator[IO[bytes]]:
    if locked.passphrase:
        key = pyrage.x25519.Identity.generate()
        wrapped = pyrage.passphrase.encrypt(str(key).encode(), locked.passphrase)
        with _inside_tar(out, wrapped), _encrypted(out, [key.to_public()]) as inner:
            yield inner
    elif locked.recipients:
        with _encrypted(out, [_recipient(one) for one in locked.recipients]) as inner:
            yield inner
    else:
        yield out


@contextmanager
def _inside_tar(out: IO[bytes], wrapped: bytes) -> Iterator[None]:
    """What is written to `out` in the block is the second of two files of a plain tar; how long it is, is put in afterwards."""
    key = tarfile.TarInfo(KEY)
    key.size, key.mode = len(wrapped), 0o600
    out.write(key.tobuf(tarfile.GNU_FORMAT) + wrapped + bytes(-len(wrapped) % tarfile.BLOCKSIZE))
    entry = tarfile.TarInfo(INNER)
    entry.mode = 0o600
    at = out.tell()
    out.write(entry.tobuf(tarfile.GNU_FORMAT))
    begins = out.tell()
    yield
    entry.size = out.tell() - begins
    out.write(bytes(-entry.size % tarfile.BLOCKSIZE + 2 * tarfile.BLOCKSIZE))
    out.seek(at)
    out.write(entry.tobuf(tarfile.GNU_FORMAT))
    out.seek(0, os.SEEK_END)


@contextmanager
def _encrypted(out: IO[bytes], recipients: list[object]) -> Iterator[IO[bytes]]:
    """A pipe, at whose other end a thread locks what comes and writes it to `out`."""
    failed: list[BaseException] = []
    kept = _Failing(out, failed)
    reads, writes = os.pipe()
    reader, writer = os.fdopen(reads, "rb", PIECE), os.fdopen(writes, "wb", PIECE)

    def lock() -> None:
        try:
            pyrage.encrypt_io(reader, kept, recipients)
        except Exception as error:
            failed.append(error)
        finally:
            reader.close()

    thread = threading.Thread(target=lock)
    thread.start()
    try:
        yield writer
        writer.close()
    except BrokenPipeError as error:
        thread.join()
        raise _why(failed, error) from error
    finally:
        _shut(writer)
        thread.join()
    if failed:
        raise _why(failed, failed[0])


class _Failing(io.RawIOBase):
    """A file that keeps word of each write that failed: who locks says it otherwise, or, of the last one, not at all."""

    def __init__(self, file: IO[bytes], failed: list[BaseException]) -> None:
        super().__init__()
        self._file, self._failed = file, failed

    def writable(self) -> bool:
        return True

    def write(self, body: bytes) -> int:  # type: ignore[override]
        try:
            return self._file.write(body)
        except OSError as error:
            self._failed.append(error)
            raise


def _why(failed: list[BaseException], otherwise: BaseException) -> BaseException:
    """What the other end met: a full disk as it is, anything else in a sentence."""
    met = failed[0] if failed else otherwise
    return met if isinstance(met, OSError) else KeepingError(f"The backup could not be locked ({type(met).__name__}).")


def _shut(writer: IO[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError):
        writer.close()


def _recipient(text: str) -> object:
    try:
        return pyrage.x25519.Recipient.from_str(text.removeprefix("age:"))
    except pyrage.RecipientError as error:
        raise KeepingError(f"{text!r} is no age recipient. One begins with age1; age-keygen makes a pair of keys.") from error
