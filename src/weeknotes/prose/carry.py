"""A link or a picture that stands in one language of a note only, carried over to the other: to the place that answers its own.

Its words go with it as they are, to be written over; that they still stand so is found before publishing (`remains`). It goes nowhere where
more people would read it than read it now.
"""

from weeknotes.prose.cut import level_at
from weeknotes.prose.html import clean, parse
from weeknotes.prose.parity import Difference, Parity
from weeknotes.prose.remains import DOTS
from weeknotes.prose.settle import PUBLIC
from weeknotes.prose.tree import write_node

# Blocks in which a link can follow the words; of a table it cannot be said in which cell.
_TAKES = frozenset({"paragraph", "item", "quote", "caption", "heading"})


def carry(one: str, other: str, held: Parity, which: Difference) -> str | None:
    """The text that lacks `which`, one of the differences of `held`, with it in; None where it is no link or picture, or must not be.

    `one` and `other` are clean HTML, and `held` is their parity. A link follows the words of the block that answers its own, or stands in
    a paragraph of its own with dots for its sentence; a picture stands as a figure after the last block before it that has an answer.
    """
    place = which.place
    if which.what not in {"link", "image"} or place is None or (which.what == "link" and which.said.startswith("#")):
        return None
    source, target = (one, other) if which.side == 0 else (other, one)
    there = held.sides[1 - which.side]
    answers = (row[1 - which.side] for row in reversed(held.rows[: which.row + 1]))
    number = next((n for n in answers if n is not None), None)
    unit = None if number is None else there.units[number]
    if (level_at(target, unit.start, PUBLIC) if unit else PUBLIC) > level_at(source, place.start, PUBLIC):
        return None
    thing = source[place.start : place.end]
    if which.what == "link" and unit and held.rows[which.row][1 - which.side] == number and unit.kind in _TAKES:
        at = target.rindex("</", unit.start, unit.end) if unit.kind == "heading" else unit.end
        return clean(f"{target[:at]} {thing}{target[at:]}")
    block = f"<p>{DOTS} {thing} {DOTS}</p>" if which.what == "link" else _figure(held, which, thing)
    return _with(target, block, after=unit.start if unit else -1)


def _figure(held: Parity, which: Difference, picture: str) -> str:
    """A picture alone, with dots for its caption where it has one."""
    assert which.place is not None
    units = held.sides[which.side].units
    here = which.place.unit
    captioned = units[here].kind == "image" and here + 1 < len(units) and units[here + 1].kind == "caption"
    return f"<figure>{picture}{f'<figcaption>{DOTS}</figcaption>' if captioned else ''}</figure>"


def _with(text: str, block: str, *, after: int) -> str:
    """Clean `text` with `block` behind its outermost block that holds the offset `after`; before all where that is -1."""
    written = [write_node(node) for node in parse(text)]
    place = end = 0
    while place < len(written) and end <= after:
        end += len(written[place]) + 1
        place += 1
    return clean("\n".join([*written[:place], block, *written[place:]]))
