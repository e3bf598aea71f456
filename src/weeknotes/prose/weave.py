"""Weaving a block's words out of its source: white space folded, markup left out, every character's place kept."""

import re
from html import unescape

_WORD = re.compile(r"\S+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Weave:
    """Gathers the words of one block from pieces of `source` and the marks that lead back to it."""

    __slots__ = ("_delta", "_parts", "_space", "length", "marks", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: list[tuple[int, int]] = []
        self.length = 0
        self._parts: list[str] = []
        self._delta: int | None = None
        self._space = False

    @property
    def text(self) -> str:
        """The words so far, white space folded."""
        return "".join(self._parts)

    @property
    def ahead(self) -> int:
        """The index in `text` at which the next word will stand."""
        return self.length + 1 if self._space and self.length else self.length

    def gap(self) -> None:
        """Say that words before and after do not touch."""
        self._space = True

    def add(self, start: int, end: int) -> None:
        """Add the characters of the source from `start` to `end` as they stand."""
        piece = self.source[start:end]
        words = piece.split()
        if not words:
            self._space = self._space or bool(piece)
            return
        folded = " ".join(words)
        lead = piece.find(words[0])
        if lead:
            self._space = True
        core = len(piece.rstrip()) - lead
        if len(folded) == core:
            # One white space character stands between words, so the places run on without a break.
            self._put(folded, start + lead)
        else:
            for word in _WORD.finditer(self.source, start, end):
                self._put(word.group(), word.start())
                self._space = True
        self._space = lead + core < len(piece)

    def decode(self, start: int, end: int) -> None:
        """Add the characters from `start` to `end` with HTML character references read."""
        at = start
        for found in _ENTITY.finditer(self.source, start, end):
            self.add(at, found.start())
            self.put(unescape(found.group()), found.start())
            at = found.end()
        self.add(at, end)

    def put(self, words: str, offset: int) -> None:
        """Add `words` that stand in the source in another form at `offset`."""
        plain = " ".join(words.split())
        if not plain:
            self._space = True
            return
        self._put(plain, offset)
        self._delta = None

    def _put(self, words: str, offset: int) -> None:
        if self._space and self.length:
            self._parts.append(" ")
            self.length += 1
        self._space = False
        delta = offset - self.length
        if delta != self._delta:
            self.marks.append((self.length, offset))
            self._delta = delta
        self._parts.append(words)
        self.length += len(words)
