"""Where an export is written: a folder, or one ZIP file. The same export gives the same bytes: nothing in either says when it was made."""

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

# The first day that a ZIP file can say (APPNOTE 4.4.6).
NO_DAY = (1980, 1, 1, 0, 0, 0)


class NotEmpty(Exception):
    """Where it would be written, something else is already; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Into(Protocol):
    """Takes files one after another."""

    def put(self, path: str, data: bytes) -> None:
        """Write a file at `path`, parted by slashes, within it."""


class Folder:
    """A folder of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: set[Path] = set()

    def put(self, path: str, data: bytes) -> None:
        """Write a file; folders on the way are made."""
        target = self.folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(data)


class Packed:
    """A ZIP file, its files in the order they came. Pictures are packed already, and only stored."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""
        about = zipfile.ZipInfo(path, NO_DAY)
        about.external_attr = 0o644 << 16
        about.compress_type = zipfile.ZIP_STORED if path.startswith("media/") else zipfile.ZIP_DEFLATED
        self.file.writestr(about, data)


@contextmanager
def opened(to: Path) -> Iterator[Into]:
    """Write into `to`: a ZIP file where its name ends so, else a folder. It is there under its name once it is whole, and not at all where it failed.

    NotEmpty where something is there that an export did not write.
    """
    if to.suffix.lower() == ".zip":
        if to.is_dir():
            raise NotEmpty(f"{to} is a folder. Name a file that is not there yet, or another folder.")
        to.parent.mkdir(parents=True, exist_ok=True)
        half = to.with_name(f".{to.name}.half")
        try:
            fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(fd, "wb") as file, zipfile.ZipFile(file, "w", compresslevel=6) as packed:
                yield Packed(packed)
            half.replace(to)
        finally:
            half.unlink(missing_ok=True)
        return
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise NotEmpty(f"{to} is there already and not empty. Name a folder that is not there yet, so that nothing of yours is written over.")
    half = to.with_name(f".{to.name}.half")
    if half.exists():
        raise NotEmpty(f"{half} is left over from an export that was stopped. Delete it, then begin again.")
    half.mkdir(parents=True, mode=0o700)
    try:
        yield Folder(half)
        if to.exists():
            to.rmdir()
        half.replace(to)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def as_json(data: Any) -> bytes:
    """Data as a JSON file that reads well line by line, keys in the order of the alphabet."""
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
