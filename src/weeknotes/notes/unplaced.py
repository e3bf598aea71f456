"""What an MP4 or M4A says of itself beside what is seen and heard: where and with what it was taken, by whom. It is blanked on the way in.

Boxes become `free` ones (ISO 14496-12, 8.1.2) of the same length, so that nothing that is played moves.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from weeknotes.notes.boxes import Box, boxes

# User data, metadata, and boxes of makers' own; what stands in samples of a track of metadata, such as the places of an action camera.
TOLD = frozenset({b"udta", b"meta", b"uuid"})
MOST_TABLE = 8_000_000  # bytes of one table of a track of metadata
MOST_SPANS = 200_000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the file, and what stands there instead; nothing but zeros where `words` is None."""

    start: int
    end: int
    words: bytes | None = None


class Blanked:
    """A file read from its beginning, a piece at a time, with `spans` blanked."""

    def __init__(self, file: IO[bytes], spans: list[Span]) -> None:
        file.seek(0)
        self._file = file
        self._spans = sorted(spans, key=lambda span: span.start)
        self._ends = [span.end for span in self._spans]
        self._at = 0
        # Of spans that lie in each other the wider would hide the others from the search.
        for place in range(1, len(self._ends)):
            self._ends[place] = max(self._ends[place], self._ends[place - 1])

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, fewer at the end."""
        piece = bytearray(self._file.read(size))
        first, last = self._at, self._at + len(piece)
        for span in self._spans[bisect_right(self._ends, first) :]:
            if span.start >= last:
                break
            start, end = max(span.start, first), min(span.end, last)
            if start < end:
                piece[start - first : end - first] = bytes(end - start) if span.words is None else span.words[start - span.start : end - span.start]
        self._at = last
        return bytes(piece)


def told_in(file: IO[bytes], size: int) -> list[Span]:
    """What is to be blanked in a file that begins as an MP4 does; nothing in any other. Whatever the bytes are, nothing outside of the file is named."""
    file.seek(4)
    if file.read(4) != b"ftyp":
        return []
    spans: list[Span] = []
    for box in boxes(file, 0, size):
        if box.name in TOLD:
            spans += _gone(box)
        elif box.name == b"moov":
            for part in boxes(file, box.inside, box.end):
                if part.name in TOLD:
                    spans += _gone(part)
                elif part.name == b"trak":
                    spans += _track(file, part, size)
    return spans


def _track(file: IO[bytes], track: Box, size: int) -> Iterator[Span]:
    """What a track says of itself; all of it, and its samples, where it is one of metadata."""
    parts = list(boxes(file, track.inside, track.end))
    media = next((part for part in parts if part.name == b"mdia"), None)
    within = list(boxes(file, media.inside, media.end)) if media else []
    handler = next((part for part in within if part.name == b"hdlr"), None)
    if handler is not None and _bytes(file, handler, 12)[8:12] == b"meta":
        yield from _samples(file, within, size)
        yield from _gone(track)
        return
    for part in (*parts, *within):
        if part.name in TOLD:
            yield from _gone(part)


def _samples(file: IO[bytes], media: list[Box], size: int) -> Iterator[Span]:
    """Where the samples of a track stand: the chunks of its table (ISO 14496-12, 8.7), each as long as the samples in it."""
    info = next((part for part in media if part.name == b"minf"), None)
    table = next((part for part in boxes(file, info.inside, info.end) if part.name == b"stbl"), None) if info else None
    tables = {part.name: _bytes(file, part, MOST_TABLE) for part in boxes(file, table.inside, table.end)} if table else {}
    wide = b"co64" in tables
    chunks = _numbers(tables.get(b"co64" if wide else b"stco", b""), 8, 8 if wide else 4)
    same = int.from_bytes(tables.get(b"stsz", b"")[4:8])
    sizes = _numbers(tables.get(b"stsz", b""), 12, 4)
    runs = _numbers(tables.get(b"stsc", b""), 8, 4)
    ahead = [(runs[at], runs[at + 1]) for at in range(len(runs) // 3 * 3 - 3, -1, -3)]
    held = sample = 0
    for number, start in enumerate(chunks[:MOST_SPANS], 1):
        while ahead and ahead[-1][0] <= number:
            held = ahead.pop()[1]
        length = same * held if same else sum(sizes[sample : sample + held])
        sample += held
        if 0 < start < size and length:
            yield Span(start, min(start + length, size))


def _numbers(table: bytes, begin: int, width: int) -> list[int]:
    return [int.from_bytes(table[at : at + width]) for at in range(begin, len(table) - width + 1, width)]


def _gone(box: Box) -> Iterator[Span]:
    yield Span(box.at + 4, box.at + 8, b"free")
    yield Span(box.inside, box.end)


def _bytes(file: IO[bytes], box: Box, most: int) -> bytes:
    file.seek(box.inside)
    return file.read(min(box.end - box.inside, most))
