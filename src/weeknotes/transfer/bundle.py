"""What was given to bring in, read safely: one file, a zip, a tar or a folder. Nothing is ever written; no header is taken at its word."""

import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Literal, Protocol

from weeknotes.prose.shapes import Why
from weeknotes.transfer.references import alike_at_ends, joined, split_reference

N_ = str  # marks a sentence for translation where it is shown

MOST_FILES = 50_000
LARGEST_FILE = 2_000_000_000  # bytes that come out of one file of an archive
LARGEST_READ = 50_000_000  # bytes that are held in memory at once
LARGEST_WHOLE = 20_000_000_000  # bytes that come out of an archive, all told
# What unpacks to more than so many times its size is a bomb, once it is larger than this: an archive, and one file of it, which a text of that size never does.
RATIO, RATIO_FROM, FILE_FROM = 200, 20_000_000, 1_000_000
DEEPEST = 24
LONGEST_NAME = 1000
PIECE = 1 << 16
INSIDE = "!/"  # between the name of a document that is an archive itself and the name of what is in it
# What programs leave beside what people write: no post stands in any.
SYSTEM = frozenset(("__MACOSX", "node_modules", "Thumbs.db", "desktop.ini"))
# Hidden files that say of which texts a site is made. They are read by name, and are none of the `names`.
SETTINGS = frozenset((".eleventyignore", ".gitignore", ".eleventy.js"))

ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")

BOMB = N_("“%(name)s” unpacks to far more than it should, so it was not read. If you made it yourself, send what is in it as a folder or in parts.")
LARGE = N_("“%(name)s” is larger than %(most)s MB, so it was not read. Send what is in it in parts.")
MANY = N_("There are more than %(most)s files in “%(name)s”, so it was not read. Send it in parts.")
LOCKED = N_("“%(name)s” is protected by a password. Unpack it, and bring in what was in it.")
BROKEN = N_("“%(name)s” is damaged, so it was not read. Download it once more, or make it again.")
CUT = N_("“%(name)s” stops in the middle, or is damaged. Download it once more.")
OUTSIDE = N_("“%(name)s” names a place outside what you gave, so it was left.")
LINK = N_("“%(name)s” is a link to another place, so it was left. Bring in what it leads to by itself.")
DEEP = N_("“%(name)s” lies more than %(most)s folders deep, so it was left.")
UNKNOWN = N_("“%(name)s” is packed in a way that is not known here. Unpack it, and bring in what was in it.")
GONE = N_("“%(name)s” is not there. Look at its name.")
UNREADABLE = N_("“%(name)s” cannot be read: %(why)s.")


class Refused(Exception):
    """What was given cannot be read at all; `why` says so to a person."""

    def __init__(self, sentence: str, **values: str | int) -> None:
        self.why = Why(sentence, values)
        super().__init__(str(self.why))


class Spoilt(Refused):
    """One file in it cannot be read; the others can."""


Form = Literal["file", "folder", "archive"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever gives texts says of them: the language of those that do not tell, the lines at which the posts of the one file begin, and whether what
    states its day was `out` then, as texts alone never say. Of mails that come with others: who wrote most of all, and what those mails are called."""

    otherwise: str = "en"
    cuts: tuple[int, ...] = ()
    out: bool = False
    writer: str = ""
    theirs: frozenset[str] = frozenset()


NOTHING = Asked()


class Packed(Protocol):
    """An archive or a folder, as `Bundle` wants it: its files by name, in order, those that were left with their reasons, and how one is opened."""

    form: Form
    weight: int  # bytes of all of it while packed; 0 where it is not, or looks at that itself
    left: list[tuple[str, Refused]]
    hidden: frozenset[str]  # folders that programs keep for themselves, by whose names the program is told: nothing in them is read

    def sizes(self) -> dict[str, int]: ...

    def open(self, name: str) -> tuple[IO[bytes], int]:
        """The bytes of a file, and how many they are while packed (0 where they are not)."""

    def close(self) -> None: ...


class Counted(io.RawIOBase):
    """A stream that ends in Spoilt once more comes out of it than may, or what comes is not what was packed."""

    def __init__(self, inner: IO[bytes], name: str, packed: int, bundle: "Bundle") -> None:
        self._inner, self._name, self._packed, self._bundle, self._count = inner, name, packed, bundle, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int] | bytearray") -> int:  # type: ignore[override]
        try:
            data = self._inner.read(min(len(buffer), PIECE))  # a bomb is seen before all of it is in memory
        except Refused:
            raise
        except Exception as why:  # whatever a decompressor says of bytes that are none of its own
            raise Spoilt(BROKEN, name=self._name) from why
        self._count += len(data)
        self._bundle.came(len(data))
        if self._count > LARGEST_FILE:
            raise Spoilt(LARGE, name=self._name, most=LARGEST_FILE // 1_000_000)
        if self._packed and self._count > FILE_FROM and self._count > RATIO * self._packed:
            raise Spoilt(BOMB, name=self._name)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


class Bundle:
    """Files by name (`posts/one.html`, always with /), in order. `name` is what the person calls the whole, `form` what it is, and `asked` what they said
    of it; `left` is what is not read of it, and why.

    A context manager. Every name that `names` gives can be opened; opening or reading one may raise Spoilt, which is about that file alone,
    or Refused, after which nothing more is read.
    """

    def __init__(self, name: str, packed: Packed, opens: "Callable[[bytes, str], Bundle] | None" = None, asked: Asked = NOTHING) -> None:
        self.name, self.form, self.asked = name, packed.form, asked
        self._opens = opens
        self._held: tuple[str, Bundle] | None = None
        self._packed = packed
        self._sizes = packed.sizes()
        self._came = 0
        self._ends: dict[str, list[str]] | None = None

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *_: object) -> None:
        if self._held is not None:
            self._held[1].__exit__()
        self._packed.close()

    @property
    def left(self) -> tuple[tuple[str, Why], ...]:
        """Files that are not read: each name, and why."""
        return tuple((name, refused.why) for name, refused in self._packed.left)

    @property
    def hidden(self) -> frozenset[str]:
        """The folders in it that programs keep for themselves (`.git`, `notes/.obsidian`): nothing in them is read."""
        return self._packed.hidden

    def names(self) -> tuple[str, ...]:
        """The files, in the order of their names."""
        return tuple(name for name in self._sizes if name.rpartition("/")[2] not in SETTINGS)

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def size(self, name: str) -> int:
        """How large a file says that it is."""
        outer, mark, inner = name.partition(INSIDE)
        return self.inside(outer).size(inner) if mark and name not in self._sizes else self._sizes[name]

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a file, as they are asked for."""
        outer, mark, inner = name.partition(INSIDE)
        if mark and name not in self._sizes and self._opens is not None:
            return self.inside(outer).open(inner)
        if name not in self._sizes:
            raise Spoilt(GONE, name=name)
        if self._sizes[name] > LARGEST_FILE:
            raise Spoilt(LARGE, name=name, most=LARGEST_FILE // 1_000_000)
        file, packed = self._packed.open(name)
        return io.BufferedReader(Counted(file, name, packed, self), PIECE)

    def inside(self, name: str) -> "Bundle":
        """A document in it that is an archive itself, held until another is asked for; what is in that is `document.docx!/word/media/one.png` here."""
        if self._held is None or self._held[0] != name:
            if self._opens is None:
                raise Spoilt(GONE, name=name)
            try:
                made = self._opens(self.read(name), name)
            except Refused as why:
                raise Spoilt(why.why.sentence, **why.why.values) from why
            if self._held is not None:
                self._held[1].__exit__()
            self._held = name, made
        return self._held[1]

    def read(self, name: str, most: int = LARGEST_READ) -> bytes:
        """A whole file of at most `most` bytes."""
        with self.open(name) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise Spoilt(LARGE, name=name, most=max(most // 1_000_000, 1))
        return data

    def begins(self, name: str, most: int = 4096) -> bytes:
        """The first bytes of a file; none where it cannot be read."""
        try:
            with self.open(name) as file:
                return file.read(most)
        except Spoilt:
            return b""

    def near(self, reference: str, beside: str = "") -> str:
        """The file that `reference`, as it stands in the file `beside`, names: by its path, or by the end of its path; "" where none does."""
        split = split_reference(reference)
        if split is None:
            return ""
        host, path = split
        if not host and not path.startswith("/") and (found := joined(beside, path)) in self._sizes:
            return found
        parts = [part for part in path.split("/") if part not in {"", ".", ".."}]
        if self._ends is None:
            self._ends = {}
            for name in self.names():
                self._ends.setdefault(unicodedata.normalize("NFC", name.rpartition("/")[2]), []).append(name)
        wanted = "/".join(parts)
        best, most = "", 0
        for name in self._ends.get(parts[-1], ())[:100] if parts else ():
            alike = alike_at_ends(unicodedata.normalize("NFC", name), wanted)
            if alike > most:
                best, most = name, alike
        return best if most >= min(2 if host else len(parts), 2) and (most >= 2 or not host) else ""

    def came(self, count: int) -> None:
        """So many bytes more were unpacked: Refused once they are too many."""
        self._came += count
        weight = self._packed.weight
        if self._came > LARGEST_WHOLE or (weight and self._came > RATIO_FROM and self._came > RATIO * weight):
            raise Refused(BOMB, name=self.name)


def plain_name(name: str) -> str:
    """The name of a file with / between folders, no letters that cannot be written, and no control characters."""
    text = name.encode("utf-8", "replace").decode("utf-8").replace("\\", "/")
    return "".join("\ufffd" if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in text)


def wrong_name(name: str) -> Refused | None:
    """Why a file of this name is left, if it is."""
    parts = name.split("/")
    if not name or name.startswith("/") or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":"):
        return Spoilt(OUTSIDE, name=name)
    if len(parts) > DEEPEST or len(name) > LONGEST_NAME:
        return Spoilt(DEEP, name=name[-100:], most=DEEPEST)
    return None


def unseen(name: str) -> bool:
    """Whether it is a file of a program's own: hidden and none of SETTINGS, one of SYSTEM, or what Word leaves while a document is open."""
    *above, last = PurePosixPath(name).parts or ("",)
    return any(part in SYSTEM or (part.startswith((".", "~$")) and part not in {".", ".."}) for part in [*above, *(() if last in SETTINGS else (last,))])


def hidden_at(name: str) -> str:
    """The path of the first folder, or file, of a program's own in the path of an `unseen` file."""
    parts = PurePosixPath(name).parts
    return "/".join(parts[: next((count for count, part in enumerate(parts, 1) if unseen(part)), len(parts))])


def numbered(names: Iterable[str]) -> Iterator[str]:
    """`names` in which none stands twice."""
    taken: dict[str, int] = {}
    for name in names:
        count = taken[name] = taken.get(name, 0) + 1
        path = PurePosixPath(name)
        yield name if count == 1 else path.with_name(f"{path.stem} ({count}){path.suffix}").as_posix()


def is_document(names: Iterable[str]) -> bool:
    """Whether a zip of these names is a document of an office program's (Office Open XML, OpenDocument and EPUB each name one file that says so)."""
    return not {"word/document.xml", "[Content_Types].xml", "mimetype"}.isdisjoint(names)


def looks(path: Path, name: str) -> bytes:
    """The first bytes of a file given, which its person calls `name`, or Refused."""
    try:
        with path.open("rb") as file:
            return file.read(512)
    except FileNotFoundError as why:
        raise Refused(GONE, name=name) from why
    except OSError as why:
        raise Refused(UNREADABLE, name=name, why=why.strerror or "") from why
