"""A tar that was given to bring in, packed or not, as `bundle.Packed`."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from weeknotes.transfer.bundle import (
    BOMB,
    BROKEN,
    CUT,
    LARGE,
    LARGEST_FILE,
    LARGEST_WHOLE,
    LINK,
    MANY,
    MOST_FILES,
    RATIO,
    RATIO_FROM,
    UNKNOWN,
    Form,
    Refused,
    Spoilt,
    hidden_at,
    numbered,
    plain_name,
    unseen,
    wrong_name,
)

_AT_ONCE = 1 << 20


def _gunzip(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(path, "rb"))


def _bunzip(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", bz2.BZ2File(path))


def _unxz(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", lzma.LZMAFile(path))


_PACKED: dict[bytes, Callable[[Path], IO[bytes]]] = {
    b"\x1f\x8b": _gunzip,
    b"BZh": _bunzip,
    b"\xfd7zXZ\x00": _unxz,
}


def is_tar(first: bytes) -> bool:
    """Whether a file that begins so is one, or is packed as one may be."""
    return first.startswith(tuple(_PACKED)) or first[257:262] == b"ustar"


class Unpacking(io.RawIOBase):
    """The bytes of a tar, however often they are read anew: Refused once they are too many for what was packed. Little is read at once."""

    def __init__(self, path: Path, opened: Callable[[Path], IO[bytes]] | None, name: str) -> None:
        self._plain = opened is None
        self._inner = path.open("rb") if opened is None else opened(path)
        self._packed, self._name, self._at = path.stat().st_size, name, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        wanted = offset + (self._at if whence == 1 else 0)
        if self._plain or wanted < self._at:
            self._at = self._inner.seek(wanted if self._plain else 0)
        while self._at < wanted and self.read(wanted - self._at):
            pass
        return self._at

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._inner.read(size if 0 <= size < _AT_ONCE else _AT_ONCE)
        except Exception as why:  # whatever a decompressor says of bytes that are none of its own
            raise Refused(CUT, name=self._name) from why
        self._at += len(data)
        if self._at > LARGEST_WHOLE or (not self._plain and self._at > RATIO_FROM and self._at > RATIO * self._packed):
            raise Refused(BOMB, name=self._name)
        return data

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


class Tar:
    """A tar, packed or not. Going back in one that is packed is slow; it is read in its own order where that is possible."""

    form: Form = "archive"
    weight = 0

    def __init__(self, path: Path, name: str, first: bytes) -> None:
        self.left: list[tuple[str, Refused]] = []
        self.hidden: frozenset[str] = frozenset()
        unpacks = next((opened for begins, opened in _PACKED.items() if first.startswith(begins)), None)
        self._file = Unpacking(path, unpacks, name)
        try:
            self._tar = tarfile.open(fileobj=cast("IO[bytes]", self._file), mode="r:")  # noqa: SIM115 (held open, and closed in `close`)
            kept = sorted(self._kept(name), key=lambda pair: pair[0])
            if not self._ends():
                self.left.append((name, Spoilt(CUT, name=name)))
        except Refused:
            self._file.close()
            raise
        except Exception as why:  # whatever is said of bytes that are no tar
            self._file.close()
            # What unpacks well and is no tar is one file by itself.
            raise Refused(CUT if unpacks is None else UNKNOWN, name=name) from why
        self._infos = dict(zip(numbered(each for each, _one in kept), (one for _each, one in kept), strict=True))

    def _kept(self, called: str) -> Iterator[tuple[str, tarfile.TarInfo]]:
        hidden: set[str] = set()
        for count, one in enumerate(self._tar):
            if count >= MOST_FILES:
                raise Refused(MANY, name=called, most=MOST_FILES)
            name = plain_name(one.name).removeprefix("./")
            if unseen(name):
                hidden.add(hidden_at(name))
                continue
            if one.isdir():
                continue
            if wrong := wrong_name(name):
                self.left.append((name, wrong))
            elif not one.isreg():
                self.left.append((name, Spoilt(LINK, name=name)))
            elif one.size > LARGEST_FILE:
                self.left.append((name, Spoilt(LARGE, name=name, most=LARGEST_FILE // 1_000_000)))
            else:
                yield name, one
        self.hidden = frozenset(hidden)

    def _ends(self) -> bool:
        """Whether a block of zeros stands after the last file (POSIX, pax: two do): the library goes past a tar that stops before it without a word."""
        self._file.seek(self._tar.offset)
        return self._file.read(tarfile.BLOCKSIZE) == bytes(tarfile.BLOCKSIZE)

    def sizes(self) -> dict[str, int]:
        return {name: one.size for name, one in self._infos.items()}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        found = self._tar.extractfile(self._infos[name])
        if found is None:
            raise Spoilt(BROKEN, name=name)
        return found, 0

    def close(self) -> None:
        self._tar.close()
        self._file.close()
