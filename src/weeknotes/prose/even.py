"""Two languages of one note kept to the same readers: a part that is for fewer people in one is for no more in the other."""

from dataclasses import dataclass

from weeknotes.prose.answers import sides
from weeknotes.prose.cut import HEADING
from weeknotes.prose.outline import outline
from weeknotes.prose.settle import Ranks, number
from weeknotes.prose.tree import AUDIENCES, attribute


@dataclass(slots=True)
class _Head:
    """A heading of clean HTML: where it starts, its rank, and the level it asks for."""

    start: int
    rank: int
    level: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A part that one of two texts (`side`, 0 or 1) keeps to fewer readers because the other does: where its heading starts, its words, and the level before and then."""

    side: int
    start: int
    words: str
    was: int
    now: int


def even(one: str, other: str) -> tuple[str, str]:
    """Two clean HTML texts, each heading's part for no more readers than that of the heading that answers it. Nothing becomes wider."""
    if "data-audience" not in one and "data-audience" not in other:
        return one, other
    heads = _evened(one, other)
    return _written(one, heads[0]), _written(other, heads[1])


def losses(one: str, other: str) -> tuple[Loss, ...]:
    """What `even` takes from somebody, in either text: its parts in their order, those of the first text first."""
    if "data-audience" not in one and "data-audience" not in other:
        return ()
    found = []
    for side, (text, heads) in enumerate(zip((one, other), _evened(one, other), strict=True)):
        words = {block.start: block.text for block in outline(text, syntax="html").blocks if block.kind == "heading"}
        before = _reach(_heads(text))
        found += [Loss(side, head.start, words.get(head.start, ""), was, now) for head, was, now in zip(heads, before, _reach(heads), strict=True) if now < was]
    return tuple(found)


def _heads(text: str) -> list[_Head]:
    return [_Head(f.start(), int(f[1]), number(f[2] or "")) for f in HEADING.finditer(text)]


def _evened(one: str, other: str) -> tuple[list[_Head], list[_Head]]:
    """The headings of both texts, with the levels that make them even."""
    both, rows = sides(outline(one, syntax="html"), outline(other, syntax="html"))
    heads = (_heads(one), _heads(other))
    at = [{head.start: n for n, head in enumerate(several)} for several in heads]
    pairs = []
    for i, j in rows:
        if i is not None and j is not None and both[0].units[i].start in at[0] and both[1].units[j].start in at[1]:
            pairs.append((at[0][both[0].units[i].start], at[1][both[1].units[j].start]))
    while True:
        reach = [_reach(several) for several in heads]
        uneven = [(i, j) for i, j in pairs if reach[0][i] != reach[1][j]]
        if not uneven:
            return heads
        for i, j in uneven:
            heads[0][i].level = heads[1][j].level = min(reach[0][i], reach[1][j])


def _reach(heads: list[_Head]) -> list[int]:
    ranks = Ranks()
    return [ranks.enter(head.rank, head.level) for head in heads]


def _written(html: str, heads: list[_Head]) -> str:
    """`html` with each heading asking for its level; a heading whose level is as it was stays as it is written."""
    for head, found in reversed(list(zip(heads, list(HEADING.finditer(html)), strict=True))):
        if head.level == number(found[2] or ""):
            continue
        tag = found.group()
        was = attribute("data-audience", found[2]) if found[2] is not None else ""
        rest = tag[len(f"<h{found[1]}") + len(was) :]
        html = (
            html[: head.start] + f"<h{found[1]}" + attribute("data-audience", AUDIENCES[head.level]) + rest + html[head.start + len(tag) :]
        )
    return html
