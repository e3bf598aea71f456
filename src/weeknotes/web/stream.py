"""Long files a piece at a time, from the place that was asked for: what a player needs to go to a moment of a sound or film (RFC 9110, 14)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a file is sent: the status, from where, how much, and the headers that say so."""

    status: int
    start: int
    length: int
    headers: tuple[tuple[str, str], ...]


def part_of(size: int, tag: str, asked: str | None, unless: str | None) -> Part:
    """What to send of `size` bytes with the ETag `tag` for the headers Range (`asked`) and If-Range (`unless`).

    Several ranges, or one that cannot be read, are answered by the whole (RFC 9110, 14.2); one past the end by 416.
    """
    whole = Part(200, 0, size, (("Accept-Ranges", "bytes"), ("Content-Length", str(size))))
    found = _RANGE.fullmatch(asked.strip()) if asked else None
    if found is None or not any(found.groups()) or (unless is not None and unless.strip() != tag):
        return whole
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if first and last and int(last) < start:
        return whole
    if start >= size:
        return Part(416, 0, 0, (("Content-Range", f"bytes */{size}"), ("Content-Length", "0")))
    length = end - start + 1
    return Part(
        206, start, length, (("Accept-Ranges", "bytes"), ("Content-Range", f"bytes {start}-{end}/{size}"), ("Content-Length", str(length)))
    )


def pieces(opened: Callable[[], IO[bytes]], part: Part) -> Iterator[bytes]:
    """The bytes of `part`, at most PIECE at a time, of the file that `opened` gives once the first is asked for; closed at the end."""
    with opened() as file:
        file.seek(part.start)
        left = part.length
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
