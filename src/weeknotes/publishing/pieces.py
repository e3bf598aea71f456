"""A long list of names in pieces that stay as they were when one more comes: what a page says of each is then made once, and kept."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from zlib import crc32

SOME = 16


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """What it is called."""


One = TypeVar("One", bound=Named)


def pieces(lines: Iterable[One]) -> list[tuple[One, ...]]:
    """`lines` in their order, some sixteen to a piece. Each ends where a name says so by itself, wherever it stands, so that one more line alters its own
    piece and no other."""
    found: list[tuple[One, ...]] = []
    piece: list[One] = []
    for line in lines:
        piece.append(line)
        if not crc32(line.name.encode()) % SOME:
            found.append(tuple(piece))
            piece = []
    return [*found, tuple(piece)] if piece else found
