"""Two texts that grew from one: put together where their changes do not touch, both kept one after the other where they do.

No word that either side wrote is ever left out, and nothing is read by more people than in the text it comes from.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from weeknotes.prose.edits import align, edits
from weeknotes.prose.html import clean, parse
from weeknotes.prose.settle import LISTS, PUBLIC, Ranks, number
from weeknotes.prose.tree import HEADINGS, Node, Run, text_of, write

_WORD = re.compile(r"\s+|\S+\s*")
MINE, THEIRS = 0, 1


@dataclass(frozen=True, slots=True)
class Touch:
    """A place where both changed the same words: each side's HTML, "" where that side took them out."""

    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Both texts in one, the places where both of each stand, and whether something would be read by more than in its own text."""

    title: str
    html: str
    touches: tuple[Touch, ...]
    widens: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A block that changes by itself: one at the root, or one point of a list there (`wrap` is the list without its points)."""

    node: Node
    wrap: Node | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, those of blocks inside it too."""
        return tuple(_words(self.node))


@dataclass(slots=True)
class _Side:
    """What one side made of the base: for each base unit its own unit (None: taken out), and what was put before each (and at the end)."""

    made: list[int | None]
    put: list[list[int]]


@dataclass(slots=True)
class _Text:
    """The text being put together: units, and for each the places in the two texts that it comes from."""

    units: list[Unit] = field(default_factory=list)
    origins: list[tuple[tuple[int, int], ...]] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)

    def add(self, unit: Unit, *origins: tuple[int, int]) -> None:
        self.units.append(unit)
        self.origins.append(origins)


def merge(base: tuple[str, str], mine: tuple[str, str], theirs: tuple[str, str]) -> Merged:
    """Put together two texts (title, clean HTML) that grew from `base`. Where both titles changed, `theirs` stands and both are told."""
    title, titles = _title(base[0], mine[0], theirs[0])
    for same, other in ((mine, theirs), (theirs, mine)):
        if same[1] in {base[1], other[1]}:
            return Merged(title, other[1], titles, widens=False)
    texts = (units(mine[1]), units(theirs[1]))
    text = _together(units(base[1]), texts)
    levels = (_levels(texts[MINE]), _levels(texts[THEIRS]))
    widens = any(
        level > levels[side][place]
        for level, origins in zip(_levels(text.units), text.origins, strict=True)
        for side, place in origins
    )
    return Merged(title, clean(write(_wrapped(text.units))), (*titles, *text.touches), widens)


def units(html: str) -> tuple[Unit, ...]:
    """The units of a text in order."""
    found: list[Unit] = []
    for node in parse(html):
        if node.tag in LISTS:
            found += (Unit(point, replace(node, children=())) for point in node.children)
        else:
            found.append(Unit(node))
    return tuple(found)


def _wrapped(found: Iterable[Unit]) -> Iterator[Node]:
    """Blocks again: points of one kind of list that follow each other are one list."""
    points: list[Node] = []
    wrap: Node | None = None
    for unit in found:
        if points and wrap is not None and unit.wrap != wrap:
            yield replace(wrap, children=tuple(points))
            points = []
        wrap = unit.wrap
        if wrap is None:
            yield unit.node
        else:
            points.append(unit.node)
    if points and wrap is not None:
        yield replace(wrap, children=tuple(points))


def _words(node: Node) -> Iterator[str]:
    yield from text_of(node.runs).split()
    for child in node.children:
        yield from _words(child)


def _title(base: str, mine: str, theirs: str) -> tuple[str, tuple[Touch, ...]]:
    if mine in {base, theirs}:
        return theirs, ()
    if theirs == base:
        return mine, ()
    return theirs, (Touch(clean(_paragraph(mine)), clean(_paragraph(theirs))),)


def _paragraph(words: str) -> str:
    return write([Node("p", (Run(words),))])


def _side(base: Sequence[Unit], text: Sequence[Unit]) -> _Side:
    side = _Side([None] * len(base), [[] for _ in range(len(base) + 1)])
    at = 0
    for i, j in align([(u, u.words) for u in base], [(u, u.words) for u in text]):
        if i is not None:
            side.made[i] = j
            at = i + 1
        else:
            assert j is not None
            side.put[at].append(j)
    return side


def _together(base: Sequence[Unit], texts: tuple[Sequence[Unit], Sequence[Unit]]) -> _Text:
    sides = (_side(base, texts[MINE]), _side(base, texts[THEIRS]))
    text = _Text()
    for place in range(len(base) + 1):
        _put(text, texts, sides[MINE].put[place], sides[THEIRS].put[place])
        if place < len(base):
            _made(text, base[place], texts, sides[MINE].made[place], sides[THEIRS].made[place])
    return text


def _put(text: _Text, texts: tuple[Sequence[Unit], Sequence[Unit]], mine: Sequence[int], theirs: Sequence[int]) -> None:
    """What either side put at one place: once where it is the same, else one side's after the other's."""
    one, other = [texts[MINE][n] for n in mine], [texts[THEIRS][n] for n in theirs]
    if one == other:
        for unit, i, j in zip(one, mine, theirs, strict=True):
            text.add(unit, (MINE, i), (THEIRS, j))
        return
    if one and other:
        text.touches.append(Touch(_html(one), _html(other)))
    for side, places in ((MINE, mine), (THEIRS, theirs)):
        for n in places:
            text.add(texts[side][n], (side, n))


def _made(text: _Text, was: Unit, texts: tuple[Sequence[Unit], Sequence[Unit]], mine: int | None, theirs: int | None) -> None:
    """What became of one unit of the base."""
    one = None if mine is None else texts[MINE][mine]
    other = None if theirs is None else texts[THEIRS][theirs]
    origins = tuple((side, n) for side, n in ((MINE, mine), (THEIRS, theirs)) if n is not None)
    if one in (other, was) or other == was:
        kept = other if one == was else one
        if kept is not None:
            text.add(kept, *origins)
        return
    if one is not None and other is not None:
        woven = _woven(was, one, other)
        if woven is not None:
            text.add(woven, *origins)
            return
    text.touches.append(Touch(_html([one]), _html([other])))
    for unit, origin in zip((u for u in (one, other) if u is not None), origins, strict=True):
        text.add(unit, origin)


def _html(found: Iterable[Unit | None]) -> str:
    return write(_wrapped(unit for unit in found if unit is not None))


def _woven(was: Unit, one: Unit, other: Unit) -> Unit | None:
    """One unit with the changes of both, None where they touch or where it cannot be told."""
    nodes = (was.node, one.node, other.node)
    if any(node.children or node.tag == "pre" for node in nodes):
        return None
    shape = _either(*((node.tag, node.audience, node.lang, unit.wrap) for node, unit in zip(nodes, (was, one, other), strict=True)))
    tokens = [_tokens(node.runs) for node in nodes]
    runs = _weave(tokens[0], _changes(tokens[0], tokens[1]), _changes(tokens[0], tokens[2]))
    if shape is None or runs is None:
        return None
    tag, audience, lang, wrap = shape
    return Unit(Node(tag, _joined(runs), (), audience, lang), wrap)


Shape = tuple[str, str, str, Node | None]
Change = tuple[int, int, tuple[Run, ...]]


def _either(was: Shape, one: Shape, other: Shape) -> Shape | None:
    """The shape that one side gave, None where each gave another."""
    if one in {was, other}:
        return other
    return one if other == was else None


def _tokens(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs of one word each, with the space after it."""
    found: list[Run] = []
    for run in runs:
        found += [run] if run.picture else [replace(run, text=word) for word in _WORD.findall(run.text)]
    return tuple(found)


def _changes(old: Sequence[Run], new: Sequence[Run]) -> list[Change]:
    return [(e.old_start, e.old_end, tuple(new[e.new_start : e.new_end])) for e in edits(old, new) if not e.same]


def _weave(old: Sequence[Run], one: Sequence[Change], other: Sequence[Change]) -> list[Run] | None:
    """`old` with the changes of both sides; None unless an unchanged word stands between any two of them. The same change twice is one."""
    changes = sorted({*one, *other}, key=lambda change: change[:2])
    for (_, end, _), (start, _, _) in itertools.pairwise(changes):
        if start <= end:
            return None
    found: list[Run] = []
    at = 0
    for start, end, words in changes:
        found += [*old[at:start], *words]
        at = end
    return [*found, *old[at:]]


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs that follow each other with the same marks, as one."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.picture is None and run.picture is None and last.marks == run.marks and "\n" not in (last.text, run.text):
            found[-1] = replace(last, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)


def _levels(found: Iterable[Unit]) -> list[int]:
    """For each unit the level of the section it stands in."""
    ranks = Ranks()
    level = PUBLIC
    reached = []
    for unit in found:
        if unit.node.tag in HEADINGS:
            level = ranks.enter(int(unit.node.tag[1]), number(unit.node.audience))
        reached.append(level)
    return reached
