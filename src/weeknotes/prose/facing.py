"""Two languages of one note laid out side by side: which of their outermost blocks stand beside which."""

from bisect import bisect_right
from dataclasses import dataclass, field

from weeknotes.prose.html import parse
from weeknotes.prose.parity import Parity
from weeknotes.prose.tree import write_node


@dataclass(slots=True)
class Facing:
    """Blocks that face each other: the numbers of the outermost blocks of each text, their HTML, and the rows of the alignment in them."""

    blocks: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    html: tuple[str, str] = ("", "")
    rows: set[int] = field(default_factory=set)


def facing(one: str, other: str, held: Parity) -> tuple[Facing, ...]:
    """Two clean HTML texts, whose alignment is `held`, in the order of both: every outermost block of each once."""
    nodes = (parse(one), parse(other))
    written = [[write_node(node) for node in several] for several in nodes]
    starts = [_starts(several) for several in written]
    found: list[Facing] = []
    where: dict[tuple[int, int], int] = {}
    for number, row in enumerate(held.rows):
        at = [None if n is None else bisect_right(starts[side], held.sides[side].units[n].start) - 1 for side, n in enumerate(row)]
        held_by = [where[side, n] for side, n in enumerate(at) if n is not None and (side, n) in where]
        first = min(held_by, default=len(found))
        # A block that is here already keeps its row beside it, and with it all that came since.
        found[first:] = [_joined(found[first:])]
        last = found[first]
        for side, n in enumerate(at):
            if n is not None and n not in last.blocks[side]:
                last.blocks[side].append(n)
        last.rows.add(number)
        where.update(((side, n), first) for side in (0, 1) for n in last.blocks[side])
    if not found and any(nodes):
        found.append(Facing())
    for side in (0, 1):
        _take_in(found, side, len(nodes[side]))
    for each in found:
        each.html = ("\n".join(written[0][n] for n in each.blocks[0]), "\n".join(written[1][n] for n in each.blocks[1]))
    return tuple(found)


def _joined(several: list[Facing]) -> Facing:
    """Neighbours as one; a new one where there are none."""
    whole = Facing()
    for each in several:
        for side in (0, 1):
            whole.blocks[side].extend(n for n in each.blocks[side] if n not in whole.blocks[side])
        whole.rows |= each.rows
    return whole


def _starts(written: list[str]) -> list[int]:
    """Where each outermost block starts in the text, one block a line."""
    starts, at = [], 0
    for each in written:
        starts.append(at)
        at += len(each) + 1
    return starts


def _take_in(found: list[Facing], side: int, count: int) -> None:
    """Blocks that are in no row (a rule, a heading without words) stand with the block before them."""
    where = {n: each for each in found for n in each.blocks[side]}
    for n in range(count):
        if n not in where:
            where[n] = where[n - 1] if n else found[0]
            where[n].blocks[side].append(n)
            where[n].blocks[side].sort()
