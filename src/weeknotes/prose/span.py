"""From a stretch of a block's words to the stretch of source it stands in, and from a place to its sentence."""

import re
from bisect import bisect_right

from weeknotes.prose.shapes import Block

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]{0,3}[^\Wa-z_])")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|prof|st|no|cllr|approx|inc|ltd|h\.y)|\b[A-Z])\.$", re.IGNORECASE)


def span(block: Block, source: str, first: int, last: int) -> tuple[int, int]:
    """Give the places in the source of `block.text[first:last]`, which must not be empty: where it starts and one past its end."""
    start = block.place(first)
    end = block.place(last - 1)
    found = _ENTITY.match(source, end) if source[end : end + 1] == "&" and block.text[last - 1] != ";" else None
    return start, min(found.end() if found else end + 1, block.end)


def sentences(text: str) -> list[int]:
    """Give the index at which each sentence of a text starts, the first being 0."""
    ends = (one for one in _END.finditer(text) if not _SHORT.search(text, max(0, one.start() - 8), one.start() + 1))
    return [0, *(one.end() for one in ends)]


def sentence_at(text: str, starts: list[int], index: int) -> tuple[int, int]:
    """Give the bounds of the sentence of `text` in which `index` stands, without the white space around it."""
    number = bisect_right(starts, index)
    first = starts[number - 1]
    last = starts[number] if number < len(starts) else len(text)
    return first, first + len(text[first:last].rstrip())
