"""The boxes that an MP4 or M4A is made of (ISO 14496-12, 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

MOST_BOXES = 400  # in a row


@dataclass(frozen=True, slots=True)
class Box:
    """One of them: its name, where it begins, where what is in it does, and where it ends."""

    name: bytes
    at: int
    inside: int
    end: int


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """The boxes that stand from `start` to `end`, one after the other; none after one that does not fit."""
    at = start
    for _box in range(MOST_BOXES):
        file.seek(at)
        lead = file.read(16)
        if at + 8 > end or len(lead) < 8:
            return
        length, head = int.from_bytes(lead[:4]), 8
        if length == 1:
            length, head = int.from_bytes(lead[8:16]), 16
        elif length == 0:
            length = end - at
        if length < head or at + length > end:
            return
        yield Box(lead[4:8], at, at + head, at + length)
        at += length
