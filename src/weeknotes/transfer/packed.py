"""The kinds of thing that can be given to bring in, each as `bundle.Packed`: a folder, a zip, a tar, one file; and which one a path is."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from weeknotes.transfer.bundle import (
    ARCHIVES,
    BROKEN,
    CUT,
    LARGEST_READ,
    LINK,
    LOCKED,
    MANY,
    MOST_FILES,
    NOTHING,
    UNKNOWN,
    UNREADABLE,
    Asked,
    Bundle,
    Form,
    Packed,
    Refused,
    Spoilt,
    hidden_at,
    is_document,
    looks,
    numbered,
    plain_name,
    unseen,
    wrong_name,
)
from weeknotes.transfer.packed_mail import MAILS, Box, Mail, is_box, is_mail
from weeknotes.transfer.packed_several import Several
from weeknotes.transfer.packed_tar import Tar, is_tar

_LARGEST_INDEX = 12_000_000  # bytes of a zip's list of what is in it
_FOREIGN = (b"7z\xbc\xaf\x27\x1c", b"Rar!")  # 7-Zip and RAR
_TAIL = 22 + 65_535
_MOST_ZIPS = 100
_HEAD = 65_536  # bytes of a mail, of which its head is told


def open_bundle(path: Path, name: str = "", asked: Asked = NOTHING) -> Bundle:
    """What is at `path`, called `name` by the person who gave it, and `asked` what they said of it. Raises Refused."""
    called = plain_name(name or path.name)
    if path.is_dir():
        return Bundle(called, Folder(path, called), inside, asked)
    return Bundle(called, _file(path, called, looks(path, called)), inside, asked)


def inside(data: bytes, name: str) -> Bundle:
    """The zip (or document), the mail or the box of mails whose bytes these are: for one within another, which may hold no third but a box its mails. Raises Refused."""
    if is_box(data[:_HEAD]):
        return Bundle(name, Box(lambda: io.BytesIO(data), name), inside)
    if not data.startswith(b"PK") and (name.lower().endswith(MAILS) or is_mail(data[:_HEAD])):
        return Bundle(name, Mail(data))
    return Bundle(name, Zip(io.BytesIO(data), len(data), name))


def _file(path: Path, name: str, first: bytes) -> Packed:
    if first.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        zipped = Zip(path.open("rb"), path.stat().st_size, name)
        if not is_document(zipped.sizes()):
            return _unwrapped(zipped, name)
        zipped.close()
    elif is_tar(first):
        return Tar(path, name, first)
    elif is_box(first):
        return Box(lambda: path.open("rb"), name)
    elif first and name.lower().endswith(ARCHIVES):
        raise Refused(UNKNOWN if first.startswith(_FOREIGN) else CUT, name=name)
    return One(path, name)


def _unwrapped(zipped: "Zip", name: str) -> Packed:
    """The zips of which a zip holds nothing else, as Notion gives one, as one thing; that zip itself where they cannot be read so, which is said where its files
    are named."""
    names = list(zipped.sizes())
    if not names or zipped.left or not all(each.lower().endswith(".zip") for each in names) or len(names) > _MOST_ZIPS or sum(zipped.sizes().values()) > LARGEST_READ:
        return zipped
    parts: dict[str, Packed] = {}
    try:
        outer = Bundle(name, zipped)
        for each in names:
            data = outer.read(each, LARGEST_READ)
            made = Zip(io.BytesIO(data), len(data), each)
            if is_document(made.sizes()):
                return zipped
            parts[each] = made
        if sum(len(part.sizes()) for part in parts.values()) > MOST_FILES:
            return zipped
    except Refused:
        return zipped
    return Several(zipped, parts)


class One:
    """A file by itself."""

    form: Form = "file"
    weight = 0
    hidden: frozenset[str] = frozenset()

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self.left: list[tuple[str, Refused]] = []

    def sizes(self) -> dict[str, int]:
        return {self._name: self._path.stat().st_size}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        return _opened(self._path, name), 0

    def close(self) -> None:
        """Nothing is held open."""


class Folder:
    """A folder: what lies in it, and nothing that a link leads to."""

    form: Form = "folder"
    weight = 0

    def __init__(self, path: Path, name: str) -> None:
        self._root = path
        self.left: list[tuple[str, Refused]] = []
        hidden: set[str] = set()
        found = sorted(self._files(name, hidden))
        self.hidden = frozenset(hidden)
        self._paths = dict(zip(numbered(each for each, _path, _size in found), ((path, size) for _each, path, size in found), strict=True))

    def _files(self, called: str, hidden: set[str]) -> Iterator[tuple[str, Path, int]]:
        count = 0
        for where, folders, files in os.walk(self._root, followlinks=False):
            here = Path(where)
            hidden.update(plain_name((here / each).relative_to(self._root).as_posix()) for each in folders if unseen(f"{each}/x"))
            folders[:] = sorted(each for each in folders if not unseen(f"{each}/x"))
            for each in [*folders, *sorted(files)]:
                path = here / each
                name = plain_name(path.relative_to(self._root).as_posix())
                if unseen(each):
                    continue
                if path.is_symlink():
                    self.left.append((name, Spoilt(LINK, name=name)))
                elif wrong := wrong_name(name):
                    self.left.append((name, wrong))
                    folders[:] = [one for one in folders if one != each]  # said once of a folder, and not of all that lies in it
                elif path.is_file():
                    count += 1
                    if count > MOST_FILES:
                        raise Refused(MANY, name=called, most=MOST_FILES)
                    yield name, path, path.stat().st_size
                elif not path.is_dir():
                    self.left.append((name, Spoilt(LINK, name=name)))

    def sizes(self) -> dict[str, int]:
        return {name: size for name, (_path, size) in self._paths.items()}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        return _opened(self._paths[name][0], name, linked=False), 0

    def close(self) -> None:
        """Nothing is held open."""


def _opened(path: Path, name: str, *, linked: bool = True) -> IO[bytes]:
    """A file that is one: what became a link after it was looked at is not followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | (0 if linked else getattr(os, "O_NOFOLLOW", 0)))
    except OSError as why:
        raise Spoilt(UNREADABLE, name=name, why=why.strerror or "") from why
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Spoilt(LINK, name=name)
    return os.fdopen(handle, "rb")


class Zip:
    """A zip: its list of contents bounded before it is read, and each name looked at."""

    form: Form = "archive"

    def __init__(self, file: IO[bytes], size: int, name: str) -> None:
        self.left: list[tuple[str, Refused]] = []
        self._file, self.weight = file, size
        try:
            _bounded(file, size, name)
            self._zip = zipfile.ZipFile(file)
        except Refused:
            file.close()
            raise
        except Exception as why:  # whatever is said of bytes that are no zip
            file.close()
            raise Refused(CUT, name=name) from why
        listed = [one for one in self._zip.infolist() if not one.filename.endswith("/")]
        if len(listed) > MOST_FILES:
            self.close()
            raise Refused(MANY, name=name, most=MOST_FILES)
        every = [(plain_name(_letters(one)), one) for one in listed]
        named = [(each, one) for each, one in every if not unseen(each)]
        self.hidden = frozenset(hidden_at(each) for each, _one in every if unseen(each))
        kept = sorted(((each, one) for each, one in named if not self._wrong(each, one)), key=lambda pair: pair[0])
        self._infos = dict(zip(numbered(each for each, _one in kept), (one for _each, one in kept), strict=True))
        if named and all(one.flag_bits & 1 for _each, one in named):
            self.close()
            raise Refused(LOCKED, name=name)

    def _wrong(self, name: str, one: zipfile.ZipInfo) -> bool:
        wrong = wrong_name(name)
        if wrong is None and stat.S_ISLNK(one.external_attr >> 16):
            wrong = Spoilt(LINK, name=name)
        if wrong is None and one.flag_bits & 1:
            wrong = Spoilt(LOCKED, name=name)
        if wrong is not None:
            self.left.append((name, wrong))
        return wrong is not None

    def sizes(self) -> dict[str, int]:
        return {name: one.file_size for name, one in self._infos.items()}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        one = self._infos[name]
        try:
            return self._zip.open(one), max(one.compress_size, 1)
        except (NotImplementedError, RuntimeError) as why:
            raise Spoilt(UNKNOWN, name=name) from why
        except Exception as why:  # the place in the file that the list names holds something else
            raise Spoilt(BROKEN, name=name) from why

    def close(self) -> None:
        self._zip.close()
        self._file.close()


def _bounded(file: IO[bytes], size: int, name: str) -> None:
    """Refused where the zip's own list is longer than is read (APPNOTE, 4.3.16 and 4.3.14)."""
    file.seek(max(size - _TAIL, 0))
    tail = file.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Refused(CUT, name=name)
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if length == 0xFFFFFFFF or count == 0xFFFF:
        before = tail.rfind(b"PK\x06\x06", 0, at)
        if before >= 0 and len(tail) >= before + 56:
            count, length = struct.unpack("<QQ", tail[before + 32 : before + 48])
    if count > MOST_FILES or length > _LARGEST_INDEX:
        raise Refused(MANY, name=name, most=MOST_FILES)
    file.seek(0)


def _letters(one: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: many write UTF-8 and do not say so."""
    name = one.filename
    if one.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
