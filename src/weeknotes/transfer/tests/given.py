"""What tests give to be brought in, and what they ask of what was read."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from weeknotes.transfer.neutral import Post
from weeknotes.transfer.record import Record


def given(folder: Path, name: str, data: bytes | str) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def laid(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        given(folder, name, data)
    return folder


def posts(found: Iterable[object]) -> dict[str, Any]:
    """The posts among what was read, by title."""
    return {one.title or one.place: one for one in found if isinstance(one, Post | Record)}
