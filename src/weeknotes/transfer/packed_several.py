"""Several zips in one zip, as somebody packs them who has an export in parts: read as if all that is in them lay together."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import IO

from weeknotes.transfer.bundle import Form, Packed, Refused, numbered


class Several:
    """The files of several archives under the names that they have there, as parts of one export name each other; below the name of each archive where two
    would be called the same. Closing it closes all, and what holds them. `weight` is that of the whole, so that what unpacks to too much is told by it."""

    form: Form = "archive"

    def __init__(self, held_by: Packed, parts: Mapping[str, Packed]) -> None:
        self._held_by, self._parts = held_by, tuple(parts.values())
        self.weight = held_by.weight
        apart = _twice(parts.values())
        above = [f"{PurePosixPath(name).with_suffix('').as_posix()}/" if apart else "" for name in parts]
        every = sorted((f"{folder}{name}", part, name) for folder, part in zip(above, self._parts, strict=True) for name in part.sizes())
        self._where = dict(zip(numbered(name for name, _part, _inner in every), ((part, inner) for _name, part, inner in every), strict=True))
        self.hidden = frozenset(f"{folder}{name}" for folder, part in zip(above, self._parts, strict=True) for name in part.hidden)
        self.left: list[tuple[str, Refused]] = [(f"{folder}{name}", why) for folder, part in zip(above, self._parts, strict=True) for name, why in part.left]

    def sizes(self) -> dict[str, int]:
        known = {id(part): part.sizes() for part in self._parts}
        return {name: known[id(part)][inner] for name, (part, inner) in self._where.items()}

    def open(self, name: str) -> tuple[IO[bytes], int]:
        part, inner = self._where[name]
        return part.open(inner)

    def close(self) -> None:
        for part in self._parts:
            part.close()
        self._held_by.close()


def _twice(parts: Iterable[Packed]) -> bool:
    names = [name for part in parts for name in part.sizes()]
    return len(set(names)) < len(names)
