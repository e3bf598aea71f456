"""The small things in two texts of one note, links and pictures and footnote marks: which answers which, and which wait for an answer."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from weeknotes.prose.align import Row, Unit, UnitKind, align, units
from weeknotes.prose.cut import levels_at
from weeknotes.prose.settle import PUBLIC
from weeknotes.prose.shapes import Image, Link, Outline

LONGEST = 80
# What goes with its block where the block stands alone. A paragraph's links and pictures count for themselves, and so does a picture alone.
WHOLE: frozenset[UnitKind] = frozenset({"heading", "item", "quote", "code", "table", "caption"})
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in one text: offsets in the source, its block, the words there, and the heading above it ("" before the first)."""

    start: int
    end: int
    unit: int
    words: str
    under: str


@dataclass(frozen=True, slots=True)
class Side:
    """One text: its blocks, the place of each, which of them stand alone, and the level in force at each heading, by where it starts."""

    units: tuple[Unit, ...]
    places: tuple[Place, ...]
    levels: dict[int, int]
    alone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """A link, picture or footnote mark (None), where it stands and in which row."""

    row: int
    place: Place
    thing: Link | Image | None

    @property
    def words(self) -> str:
        """What a link or a picture says in words; "" where it says nothing."""
        if isinstance(self.thing, Link):
            return self.thing.text
        return (self.thing.alt or "") if isinstance(self.thing, Image) else ""


Waiting = list[tuple[Hashable, Held]]


def sides(one: Outline, other: Outline) -> tuple[tuple[Side, Side], tuple[Row, ...]]:
    """Both texts, and their blocks in rows."""
    here, there = _side(one, units(one)), _side(other, units(other))
    rows = align(here.units, there.units)
    alone = [frozenset(row[n] for row in rows if row[1 - n] is None) for n in (0, 1)]
    return (
        Side(here.units, here.places, here.levels, frozenset(n for n in alone[0] if n is not None)),
        Side(there.units, there.places, there.levels, frozenset(n for n in alone[1] if n is not None)),
    ), rows


def _side(outline: Outline, several: tuple[Unit, ...]) -> Side:
    heads = [u.start for u in several if u.kind == "heading"]
    reached = levels_at(outline.source, heads, PUBLIC) if outline.syntax == "html" else (PUBLIC,) * len(heads)
    places: list[Place] = []
    under = ""
    for number, unit in enumerate(several):
        if unit.kind == "heading":
            under = unit.text[:LONGEST]
        places.append(Place(unit.start, unit.end, number, unit.text[:LONGEST], under))
    return Side(several, tuple(places), dict(zip(heads, reached, strict=True)))


def answered(
    both: tuple[Side, Side], rows: tuple[Row, ...], things: Callable[[Unit], Iterable[_T]], key: Callable[[_T], Hashable]
) -> tuple[list[tuple[int, Held]], list[tuple[Held, Held]]]:
    """What is left on each side of the things in its blocks once each has found its answer, and the answers found.

    Alike in one row first, then alike anywhere (it has moved), then any two of one row: a page that has an address in each language.
    """
    first = _waiting(both[0], 0, rows, things, key)
    second = _waiting(both[1], 1, rows, things, key)
    paired: list[tuple[Held, Held]] = []
    alike: tuple[Callable[[tuple[Hashable, Held]], Hashable], ...] = (lambda w: (w[0], w[1].row), lambda w: w[0], lambda w: w[1].row)
    for same in alike:
        first, second = _met(first, second, same, paired)
    return [(0, held) for _key, held in first] + [(1, held) for _key, held in second], paired


def _waiting(
    side: Side, which: int, rows: tuple[Row, ...], things: Callable[[Unit], Iterable[_T]], key: Callable[[_T], Hashable]
) -> Waiting:
    found: Waiting = []
    for number, row in enumerate(rows):
        n = row[which]
        if n is None or (n in side.alone and side.units[n].kind in WHOLE):
            continue
        found += [(key(thing), _held(number, side.places[n], thing)) for thing in things(side.units[n])]
    return found


def _held(row: int, block: Place, thing: object) -> Held:
    if isinstance(thing, Link):
        return Held(row, Place(thing.start, thing.end, block.unit, (thing.text or thing.href)[:LONGEST], block.under), thing)
    if isinstance(thing, Image):
        return Held(row, Place(thing.start, thing.end, block.unit, (thing.alt or thing.src)[:LONGEST], block.under), thing)
    return Held(row, block, None)


def _met(
    first: Waiting, second: Waiting, same: Callable[[tuple[Hashable, Held]], Hashable], paired: list[tuple[Held, Held]]
) -> tuple[Waiting, Waiting]:
    """Pair those of equal `same`, in order; what is left of each side."""
    here: dict[Hashable, Waiting] = {}
    for one in first:
        here.setdefault(same(one), []).append(one)
    left: Waiting = []
    for other in second:
        queue = here.get(same(other))
        if queue:
            paired.append((queue.pop(0)[1], other[1]))
        else:
            left.append(other)
    rest = {id(one) for queue in here.values() for one in queue}
    return [one for one in first if id(one) in rest], left
