"""Two languages of one note held against each other: what stands on one side only, each with its place.

Sentences are the writer's and are not compared: a translation may part and join paragraphs. Compared is what readers of one language would
miss: headings, list items, links, pictures and their words, captions, tables, quotations, code, footnotes, and who may read a part.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from weeknotes.prose.align import Row
from weeknotes.prose.answers import WHOLE, Held, Place, Side, answered, sides
from weeknotes.prose.shapes import Image, Link, Outline
from weeknotes.prose.tree import AUDIENCES

What = Literal[
    "heading", "level", "audience", "words", "item", "listed", "quote", "code", "table", "cells", "caption", "image", "alt", "link", "footnote",
    "unwritten", "left",
]  # fmt: skip
ORDER: tuple[What, ...] = get_args(What)


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands on `side` (0 the first text, 1 the second) and not on the other, or otherwise there.

    `places` has a place for each text, None where it does not stand; `row` is its row in the alignment; `count` how many follow each other;
    `said` a link's address, a picture's source or its words, the narrower audience.
    """

    what: What
    side: int
    row: int
    places: tuple[Place | None, Place | None]
    said: str = ""
    count: int = 1

    @property
    def place(self) -> Place | None:
        """Where it stands."""
        return self.places[self.side]

    def mirrored(self) -> "Difference":
        """The same, seen from the other text."""
        return replace(self, side=1 - self.side, places=(self.places[1], self.places[0]))


@dataclass(frozen=True, slots=True)
class Answer:
    """A link or picture of the first text and the one of the second that answers it: in which row, where, and the words of each."""

    what: What
    row: int
    places: tuple[Place, Place]
    words: tuple[str, str]
    address: str


@dataclass(frozen=True, slots=True)
class Parity:
    """Two texts block by block (`rows`), their differences in order, what answers each other, and how many of each thing do."""

    sides: tuple[Side, Side]
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    answers: tuple[Answer, ...]
    same: tuple[tuple[What, int], ...]


def parity(one: Outline, other: Outline) -> Parity:
    """Hold two outlines of one note, in two languages, against each other. Never raises; mirrored when they change places."""
    both, rows = sides(one, other)
    same: Counter[What] = Counter()
    found = [said for number, row in enumerate(rows) for said in _of_row(both, number, row, same)]
    found = _joined(found)
    found += _empty(both, rows)
    links, paired = answered(both, rows, lambda u: u.links, lambda link: link.href)
    pictures, seen = answered(both, rows, lambda u: u.images, lambda image: image.src)
    notes, marked = answered(both, rows, lambda u: [None] * u.notes, lambda _mark: "")
    found += [_alone("link", side, held) for side, held in links]
    found += [_alone("image", side, held) for side, held in pictures]
    found += [_alone("footnote", side, held) for side, held in notes]
    found += [said for pair in seen for said in _alt(*pair)]
    same.update({"link": len(paired), "image": len(seen), "footnote": len(marked)})
    answers = [*(_answer("link", *pair) for pair in paired), *(_answer("image", *pair) for pair in seen)]
    return Parity(both, rows, in_order(found), tuple(answers), tuple((what, same[what]) for what in ORDER if same[what]))


def in_order(several: Iterable[Difference]) -> tuple[Difference, ...]:
    """Differences as they follow each other in the two texts."""
    return tuple(sorted(several, key=lambda d: (d.row, ORDER.index(d.what), d.side, d.place.start if d.place else 0)))


def _at(side: int, place: Place, other: Place | None = None) -> tuple[Place | None, Place | None]:
    return (place, other) if side == 0 else (other, place)


def _alone(what: What, side: int, held: Held) -> Difference:
    thing = held.thing
    said = thing.href if isinstance(thing, Link) else thing.src if isinstance(thing, Image) else ""
    return Difference(what, side, held.row, _at(side, held.place), said)


def _answer(what: What, one: Held, other: Held) -> Answer:
    return Answer(what, one.row, (one.place, other.place), (one.words, other.words), _alone(what, 0, one).said)


def _of_row(both: tuple[Side, Side], number: int, row: Row, same: Counter[What]) -> Iterator[Difference]:
    """What the blocks of one row say: alone, or other than each other."""
    i, j = row
    if i is None:
        assert j is not None
        yield from _by_itself(both, 1, number, j)
        return
    if j is None:
        yield from _by_itself(both, 0, number, i)
        return
    a, b = both[0].units[i], both[1].units[j]
    places = (both[0].places[i], both[1].places[j])
    if a.kind != b.kind:
        yield Difference("listed", 0 if a.kind == "item" else 1, number, places)
        return
    if a.kind in WHOLE:
        same[a.kind] += 1  # type: ignore[index]
    if a.size != b.size:
        yield Difference("cells", 0 if a.size > b.size else 1, number, places, count=abs(a.size - b.size))
    if a.kind == "heading":
        if a.level != b.level:
            yield Difference("level", 0 if a.level < b.level else 1, number, places)
        reach = (both[0].levels[a.start], both[1].levels[b.start])
        if reach[0] != reach[1]:
            yield Difference("audience", 0 if reach[0] < reach[1] else 1, number, places, AUDIENCES[min(reach)])


def _by_itself(both: tuple[Side, Side], side: int, number: int, n: int) -> Iterator[Difference]:
    """A block without an answer. A caption under a picture that has none either goes with the picture."""
    kind = both[side].units[n].kind
    with_picture = kind == "caption" and n - 1 in both[side].alone and both[side].units[n - 1].kind == "image"
    if kind in WHOLE and not with_picture:
        yield Difference(kind, side, number, _at(side, both[side].places[n]))  # type: ignore[arg-type]


def _joined(found: list[Difference]) -> list[Difference]:
    """Things of a kind that follow each other on one side, under one heading, as one difference that counts them."""
    kept: list[Difference] = []
    for one in found:
        last = kept[-1] if kept else None
        follows = (
            last is not None
            and one.what != "heading"
            and (last.what, last.side) == (one.what, one.side)
            and None in one.places
            and last.row + last.count == one.row
        )
        if last is not None and follows:
            kept[-1] = replace(last, count=last.count + 1)
        else:
            kept.append(one)
    return kept


def _empty(both: tuple[Side, Side], rows: tuple[Row, ...]) -> Iterator[Difference]:
    """Sections that answer each other, with paragraphs on one side and nothing at all on the other."""
    opened: tuple[int, Place | None, Place | None] | None = (0, None, None)
    inside: tuple[list[int], list[int]] = ([], [])
    for number, (i, j) in enumerate([*rows, (None, None)]):
        heads = [n is not None and side.units[n].kind == "heading" for side, n in zip(both, (i, j), strict=True)]
        if not any(heads) and (i is not None or j is not None):
            for here, n in zip(inside, (i, j), strict=True):
                here.extend(() if n is None else (n,))
            continue
        if opened is not None:
            yield from _nothing_under(both, opened, inside)
        opened = (number, both[0].places[i], both[1].places[j]) if i is not None and j is not None else None
        inside = ([], [])


def _nothing_under(
    both: tuple[Side, Side], opened: tuple[int, Place | None, Place | None], inside: tuple[list[int], list[int]]
) -> Iterator[Difference]:
    number, *heads = opened
    for side in (0, 1):
        words = [n for n in inside[side] if both[side].units[n].kind == "paragraph"]
        if words and not inside[1 - side] and both[1 - side].units:
            yield Difference("words", side, number, _at(side, both[side].places[words[0]], heads[1 - side]), count=len(words))


def _alt(one: Held, other: Held) -> Iterator[Difference]:
    """A picture with words on one side only."""
    said = [bool(held.words.strip()) for held in (one, other)]
    if said[0] != said[1]:
        side = 0 if said[0] else 1
        held = (one, other)[side]
        yield Difference("alt", side, held.row, (one.place, other.place), held.words)
