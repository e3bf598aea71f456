"""How far each part of a note goes: what stands under a heading for fewer people is for no more than they are."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from weeknotes.openness.finding import Finding
from weeknotes.prose.settle import Ranks, number
from weeknotes.prose.shapes import Block, Outline

UNDERLINED = re.compile(r"[^\n]*\n {0,3}(?:=+|-+)[ \t]*(?:\n|$)")


def reach(outline: Outline, level: int) -> Callable[[int], int]:
    """Tell the level in force at an offset of the source of a note that goes as far as `level` (0 for its writer to 4 for everyone)."""
    ranks = Ranks()
    starts, levels = [0], [level]
    for block in outline.blocks:
        if block.kind == "heading" and _parts(outline, block):
            starts.append(block.start)
            levels.append(min(level, ranks.enter(block.level, number(audience(block)))))
    return lambda offset: levels[bisect_right(starts, offset) - 1]


def reaching(outline: Outline, least: int, level: int, found: Iterable[Finding]) -> Iterator[Finding]:
    """Those of `found` that stand where a note that goes as far as `level` goes as far as `least`."""
    some = list(found)
    if some:
        reached = reach(outline, level)
        yield from (one for one in some if reached(one.start) >= least)


def audience(block: Block) -> str:
    """The audience that a heading gives its part, "" where it gives none."""
    return (block.audience or "").strip().lower()


def _parts(outline: Outline, block: Block) -> bool:
    """Whether a heading begins a part; in Markdown a line that is one by its looks alone (in bold) begins none."""
    if outline.syntax == "text" or block.audience is not None or outline.source.startswith("<", block.start):
        return True
    return outline.syntax == "markdown" and (
        outline.source.startswith("#", block.start) or UNDERLINED.match(outline.source, block.start) is not None
    )
