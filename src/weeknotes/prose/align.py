"""Which block of one text answers which of the same text in another language: in order, by kind, and by what both languages share.

Two languages share addresses, pictures, numbers and names, and headings that mean the same to the vocabulary. Of all ways to pair the
blocks in order, the one with the most in common is taken.
"""

import re
from dataclasses import dataclass
from typing import Literal

from weeknotes.prose.kinds import kind_of
from weeknotes.prose.shapes import Block, Image, Link, Outline

UnitKind = Literal["heading", "paragraph", "item", "quote", "code", "table", "caption", "image"]
Row = tuple[int | None, int | None]

# Looked at pair by pair up to here (three hundred blocks a side); longer texts are paired as they pass by.
MOST = 90_000
AHEAD = 8
_BASE: dict[UnitKind, int] = {
    "heading": 4, "paragraph": 3, "item": 3, "quote": 4, "code": 4, "table": 5, "caption": 3, "image": 4,
}  # fmt: skip
_WORD = re.compile(r"[^\W_]{3,}|\d+")
# The mark of a footnote; as Markdown writes it, it is only words in HTML.
_SUP = re.compile(r"<sup(?=[\s>])[^>]*>")
_RAISED = re.compile(_SUP.pattern + r"|\[\^[^\]\n]{1,20}\](?!:)")
_LISTED = {"item", "paragraph"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as it is compared, or a whole table: `size` counts its cells, else 1. `notes` counts footnote marks, `means` is a heading's kind."""

    kind: UnitKind
    text: str
    start: int
    end: int
    level: int
    audience: str | None
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    notes: int
    size: int
    means: str
    words: frozenset[str]
    addresses: frozenset[str]
    pictures: frozenset[str]


def units(outline: Outline) -> tuple[Unit, ...]:
    """The blocks of a text as they are compared: the cells of a table as one, rules left out."""
    found: list[Unit] = []
    cells: list[Block] = []
    for block in outline.blocks:
        if block.kind == "cell":
            if cells and "<table" in outline.source[cells[-1].end : block.start]:
                found.append(_unit(outline, cells))
                cells = []
            cells.append(block)
            continue
        if cells:
            found.append(_unit(outline, cells))
            cells = []
        if block.kind != "rule":
            found.append(_unit(outline, [block]))
    if cells:
        found.append(_unit(outline, cells))
    return tuple(found)


def _unit(outline: Outline, blocks: list[Block]) -> Unit:
    first, last = blocks[0], blocks[-1]
    kind: UnitKind = "table" if first.kind == "cell" else first.kind  # type: ignore[assignment]
    text = " ".join(block.text for block in blocks)
    links = tuple(link for block in blocks for link in block.links)
    images = tuple(image for block in blocks for image in block.images)
    return Unit(
        kind=kind,
        text=text,
        start=first.start,
        end=last.end,
        level=first.level,
        audience=first.audience,
        links=links,
        images=images,
        notes=0 if kind == "code" else len((_SUP if outline.syntax == "html" else _RAISED).findall(outline.source, first.start, last.end)),
        size=len(blocks),
        means=kind_of(text)[0] if kind == "heading" else "other",
        words=frozenset(_WORD.findall(text.casefold())),
        addresses=frozenset(link.href for link in links),
        pictures=frozenset(image.src for image in images),
    )


def likeness(one: Unit, other: Unit) -> int:
    """How much two blocks have in common; 0 where they cannot stand for each other."""
    if one.kind != other.kind:
        return 1 if {one.kind, other.kind} == _LISTED else 0
    found = _BASE[one.kind] + (one.level == other.level)
    found += 3 * min(2, len(one.addresses & other.addresses)) + 5 * min(1, len(one.pictures & other.pictures))
    found += min(3, len(one.words & other.words))
    short, long = sorted((len(one.text), len(other.text)))
    found += 2 * short >= long
    if one.means != "other" and other.means != "other":
        found += 4 if one.means == other.means else -3
    return found


def align(one: tuple[Unit, ...], other: tuple[Unit, ...]) -> tuple[Row, ...]:
    """Rows of places, in order: a pair, or a block of one side alone. The same rows, mirrored, when the sides change places."""
    if _order(other) < _order(one):
        return tuple((there, here) for here, there in align(other, one))
    paired = _best(one, other) if len(one) * len(other) <= MOST else _passing(one, other)
    rows: list[Row] = []
    here = there = 0
    for i, j in [*paired, (len(one), len(other))]:
        rows += [(n, None) for n in range(here, i)]
        rows += [(None, n) for n in range(there, j)]
        if i < len(one):
            rows.append((i, j))
        here, there = i + 1, j + 1
    return tuple(rows)


def _order(several: tuple[Unit, ...]) -> list[tuple[object, ...]]:
    """What `likeness` looks at, so that the side taken first does not depend on who asks."""
    return [(u.kind, u.level, u.text, [link.href for link in u.links], [image.src for image in u.images]) for u in several]


def _best(one: tuple[Unit, ...], other: tuple[Unit, ...]) -> list[tuple[int, int]]:
    """The pairs, in order, that have most in common together; of equals the one that pairs earliest."""
    like = [[likeness(a, b) for b in other] for a in one]
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        row, below, found = best[i], best[i + 1], like[i]
        for j in range(len(other) - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], found[j] + below[j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _passing(one: tuple[Unit, ...], other: tuple[Unit, ...]) -> list[tuple[int, int]]:
    """Pairs found in passing, by kind alone: the nearest block of the same kind, a few ahead at most."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        ahead = next((n for n in range(AHEAD) if _same(one, other, i + n, j) or _same(one, other, i, j + n)), None)
        if ahead is None:
            i, j = i + 1, j + 1
            continue
        if _same(one, other, i + ahead, j):
            i += ahead
        else:
            j += ahead
        pairs.append((i, j))
        i, j = i + 1, j + 1
    return pairs


def _same(one: tuple[Unit, ...], other: tuple[Unit, ...], i: int, j: int) -> bool:
    return i < len(one) and j < len(other) and one[i].kind == other[j].kind
