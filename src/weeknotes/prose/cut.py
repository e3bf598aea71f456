"""What of a note may be read at a level: sections that are narrower are cut out, and nothing shows where they stood.

Levels (MODELS.md, 6): me 0, named 1, team 2, organisation 3, public 4. A section is a heading and everything up to the next heading of
the same or a higher rank; inside a section nothing is wider than the section, and in a note nothing is wider than the note.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from weeknotes.prose.html import parse, plain
from weeknotes.prose.settle import PUBLIC, Ranks, number
from weeknotes.prose.tree import HEADINGS, Node, write
from weeknotes.prose.wording import Sentence, sentences_of

# Clean HTML only: a heading's attributes never hold ">", and "<" never stands in text.
HEADING = re.compile(r'<h([23])(?: data-audience="([a-z]*)")?[^>]*>')


@dataclass(frozen=True, slots=True)
class Part:
    """A heading's words ("" for what stands above the first one), its rank (2 or 3, 0 for none), and how far it and all under it reach."""

    words: str
    rank: int
    level: int


def parts(html: str, note_level: int) -> tuple[Part, ...]:
    """The parts of clean `html` in their order, each with its level: what stands above the first heading, if anything does, then heading by heading."""
    blocks = parse(html)
    found: list[Part] = []
    for block, level in zip(blocks, _reaches(blocks, note_level), strict=True):
        if block.tag in HEADINGS:
            found.append(Part(" ".join(plain(write((block,))).split()), int(block.tag[1]), level))
        elif not found:
            found.append(Part("", 0, level))
    return tuple(found)


def _reaches(blocks: Iterable[Node], note_level: int) -> list[int]:
    """For each root block the level of the section it stands in."""
    ranks = Ranks()
    level = note_level
    found = []
    for block in blocks:
        if block.tag in HEADINGS:
            level = min(note_level, ranks.enter(int(block.tag[1]), number(block.audience)))
        found.append(level)
    return found


def cut(html: str, level: int, *, keep_marks: bool = False) -> str:
    """`html` as a reader given `level` may have it: clean HTML without the sections whose level is below it.

    `data-audience` is left out too, unless `keep_marks`.
    """
    blocks = parse(html)
    seen = (block for block, reach in zip(blocks, _reaches(blocks, PUBLIC), strict=True) if reach >= level)
    return write(seen if keep_marks else (replace(block, audience="") for block in seen))


def levels(html: str, note_level: int) -> tuple[int, ...]:
    """The levels at which a note of `note_level` reads differently, widest first: the note's own, then one for each narrower section."""
    return tuple(sorted({note_level, *_reaches(parse(html), note_level)}, reverse=True))


def levels_at(html: str, offsets: Sequence[int], note_level: int) -> tuple[int, ...]:
    """The level in force at each offset of clean `html`, a heading's own from its tag on. One pass for all offsets."""
    ranks = Ranks()
    starts = [0]
    reaches = [note_level]
    for found in HEADING.finditer(html):
        starts.append(found.start())
        reaches.append(min(note_level, ranks.enter(int(found[1]), number(found[2] or ""))))
    return tuple(reaches[max(bisect_right(starts, offset) - 1, 0)] for offset in offsets)


def level_at(html: str, offset: int, note_level: int) -> int:
    """The level in force at `offset` of clean `html`; for many offsets use `levels_at`."""
    return levels_at(html, (offset,), note_level)[0]


def sentence_levels(html: str, note_level: int) -> tuple[tuple[Sentence, int], ...]:
    """The sentences of `html`, as `wording.sentences` gives them, each with the level of the section it stands in."""
    blocks = parse(html)
    found: list[tuple[Sentence, int]] = []
    at = 0
    for block, level in zip(blocks, _reaches(blocks, note_level), strict=True):
        words = plain(write((block,)))
        found += [(Sentence(one.text, at + one.start), level) for one in sentences_of(words)]
        at += len(words) + 1 if words else 0
    return tuple(found)
