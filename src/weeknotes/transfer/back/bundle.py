"""An export as it is read again: a folder, or the ZIP file it was packed in. Nothing outside it is read, whatever its names say."""

import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

LARGEST = 300_000_000  # bytes of one file
ABOUT = "weeknotes.json"
FORMAT, VERSION = "weeknotes-export", 1


class NotReadable(Exception):
    """Why an export cannot be taken in; `sentence` says which file it is about and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Files(Protocol):
    """The files of an export."""

    def names(self) -> list[str]:
        """Their paths within it."""

    def read(self, name: str) -> bytes:
        """The bytes of one. KeyError where it is not there."""


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink())

    def read(self, name: str) -> bytes:
        path = self.folder / _within(name)
        if path.is_symlink() or not path.is_file() or not path.resolve().is_relative_to(self.folder.resolve()):
            raise KeyError(name)
        if path.stat().st_size > LARGEST:
            raise NotReadable(f"{name} is larger than {LARGEST // 1_000_000} MB, which no file of an export is.")
        return path.read_bytes()


class _Packed:
    def __init__(self, file: Path) -> None:
        self.file = zipfile.ZipFile(file)

    def names(self) -> list[str]:
        return sorted(self.file.namelist())

    def read(self, name: str) -> bytes:
        about = self.file.getinfo(_within(name))
        if about.file_size > LARGEST:
            raise NotReadable(f"{name} is larger than {LARGEST // 1_000_000} MB, which no file of an export is.")
        try:
            # What it says of its size is not believed: no more than that is unpacked.
            with self.file.open(about) as packed:
                return packed.read(about.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as why:  # damaged, locked with a password, packed in another way
            raise NotReadable(f"{name} cannot be unpacked ({why}). Take the export out once more.") from why


def _within(name: str) -> str:
    if name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name:
        raise KeyError(name)
    return name


class Bundle:
    """An export that is taken in."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.about = self._json(ABOUT)
        if self.about.get("format") != FORMAT:
            raise NotReadable(f"{ABOUT} does not say that this is an export of Weeknotes.")
        if self.about.get("version") != VERSION:
            raise NotReadable(f"This export is of version {self.about.get('version')}, and this Weeknotes reads version {VERSION}. Bring Weeknotes up to date first.")

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table; none where its file is not there."""
        try:
            held = self._json(f"data/{name}.json")[name]
        except KeyError:
            return []
        if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
            raise NotReadable(f"data/{name}.json does not hold what an export does.")
        return held

    def person(self) -> dict[str, Any] | None:
        """What belongs to the person whose export it is; None in any other."""
        try:
            held = self._json("data/person.json")["person"]
        except KeyError:
            return None
        return held if isinstance(held, dict) else None

    def notes(self) -> Iterator[dict[str, Any]]:
        """Every note, those published first coming first."""
        names = [name for name in self.files.names() if name.startswith("data/notes/") and name.endswith(".json")]
        order = []
        for name in names:
            note = self._json(name).get("note")
            if not isinstance(note, dict):
                raise NotReadable(f"{name} does not hold a note.")
            order.append((str((note.get("edition") or {}).get("made_at") or ""), name))
        for _at, name in sorted(order):
            yield self._json(name)["note"]

    def _json(self, name: str) -> dict[str, Any]:
        try:
            held = json.loads(self.files.read(name))
        except (ValueError, RecursionError, zipfile.BadZipFile) as why:
            raise NotReadable(f"{name} cannot be read as JSON. Take the export out once more, and bring that in.") from why
        if not isinstance(held, dict):
            raise NotReadable(f"{name} does not hold what an export does.")
        return held


def our_export(paths: Sequence[str]) -> Path | None:
    """The one path that is an export of Weeknotes, folder or ZIP file; None for anything else."""
    if len(paths) != 1:
        return None
    path = Path(paths[0])
    if path.is_dir():
        return path if _says_so(path) else None
    if path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as file:
            return path if ABOUT in file.namelist() else None
    return None


def _says_so(folder: Path) -> bool:
    return (folder / ABOUT).is_file() and (folder / "data").is_dir()


def opened(path: Path) -> Bundle:
    """The export at `path`. NotReadable with a sentence where it is none."""
    try:
        return Bundle(_Folder(path) if path.is_dir() else _Packed(path))
    except KeyError as why:
        raise NotReadable(f"{path} has no {ABOUT}, so it is no export of Weeknotes.") from why
    except (OSError, zipfile.BadZipFile) as why:
        raise NotReadable(f"{path} cannot be opened: {why}.") from why
