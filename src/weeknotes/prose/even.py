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


def even(one: str, other: str) -> tuple[str, str]:
    """Two clean HTML texts, each heading's part for no more readers than that of the heading that answers it. Nothing becomes wider."""
    if "data-audience" not in one and "data-audience" not in other:
        return one, other
    both, rows = sides(outline(one, syntax="html"), outline(other, syntax="html"))
    texts = (one, other)
    heads = [[_Head(f.start(), int(f[1]), number(f[2] or "")) for f in HEADING.finditer(text)] for text in texts]
    at = [{head.start: n for n, head in enumerate(several)} for several in heads]
    pairs = []
    for i, j in rows:
        if i is not None and j is not None and both[0].units[i].start in at[0] and both[1].units[j].start in at[1]:
            pairs.append((at[0][both[0].units[i].start], at[1][both[1].units[j].start]))
    while True:
        reach = [_reach(several) for several in heads]
        uneven = [(i, j) for i, j in pairs if reach[0][i] != reach[1][j]]
        if not uneven:
            return _written(one, heads[0]), _written(other, heads[1])
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
