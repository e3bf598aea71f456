"""Boxes as they grew, settled into the canonical tree: nothing empty, one form for one meaning, a heading's audience never widened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from weeknotes.prose.runs import BREAK, blank, normalise, one_line, paragraphs, shows
from weeknotes.prose.tree import AUDIENCES, Node, Run, text_of

LISTS = frozenset({"ul", "ol"})
PUBLIC = len(AUDIENCES) - 1


@dataclass(slots=True)
class Box:
    """A block being grown: its words as they came (`raw`) or the boxes inside it. `rank` is a heading's, as it was written; `begins` the first number of a list."""

    tag: str
    lang: str = ""
    audience: str = ""
    rank: int = 0
    begins: int = 1
    raw: list[Run] = field(default_factory=list)
    inside: list["Box"] = field(default_factory=list)


def number(audience: str) -> int:
    """The level a `data-audience` value stands for; "" is public, an unknown one is "me"."""
    if not audience:
        return PUBLIC
    return AUDIENCES.index(audience) if audience in AUDIENCES else 0


class Ranks:
    """The levels in force while headings pass by: `enter` gives what a heading and all under it may reach."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, int]] = []

    def enter(self, rank: int, level: int) -> int:
        """The narrower of `level` and what the sections around allow, which holds until a heading of the same or a higher rank."""
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        if self.stack:
            level = min(level, self.stack[-1][1])
        self.stack.append((rank, level))
        return level


def settle(root: Box) -> tuple[Node, ...]:
    """The canonical blocks of what grew in `root`."""
    as_was, as_is = Ranks(), Ranks()
    found: list[Node] = []
    for box in root.inside:
        if box.tag != "heading":
            found += _flow([box])
            continue
        runs = one_line(normalise(box.raw))
        audience = AUDIENCES[number(box.audience)] if box.audience else ""
        if not audience and not shows(runs):
            continue
        rank = 2 if box.rank <= 2 else 3
        reach = as_was.enter(box.rank, number(audience))
        if as_is.enter(rank, number(audience)) > reach:
            # h1 over h2 (or h3 over h4) have become one rank: what was inside the narrow section says so itself now.
            audience = AUDIENCES[reach]
            as_is.enter(rank, reach)
        found.append(Node(f"h{rank}", runs if shows(runs) else (), audience=audience, lang=box.lang))
    return tuple(found)


def _flow(boxes: Iterable[Box]) -> list[Node]:
    found: list[Node] = []
    for box in boxes:
        if box.tag == "p":
            found += [Node("p", runs, lang=box.lang) for runs in paragraphs(normalise(box.raw)) if shows(runs)]
        elif box.tag == "hr":
            found.append(Node("hr", lang=box.lang))
        elif box.tag == "pre":
            text = "".join(run.text for run in box.raw).replace("\r", "").lstrip("\n").rstrip()
            if not blank(text):
                found.append(Node("pre", (Run(text),), lang=box.lang))
        elif box.tag == "table":
            found += _table(box)
        elif box.tag == "figure":
            found += _figure(box)
        else:
            children = [_item(child) for child in box.inside] if box.tag in LISTS else _flow(box.inside)
            children = [child for child in children if child.tag != "li" or child.runs or child.children]
            if children:
                found.append(Node(box.tag, (), tuple(children), lang=box.lang, begins=box.begins))
    return found


def _item(box: Box) -> Node:
    """A list item or table cell: its only paragraph (in an item, the one before nested lists) stands without `p`."""
    nodes = _flow(box.inside)
    if nodes and nodes[0].tag == "p" and not nodes[0].lang and all(box.tag == "li" and node.tag in LISTS for node in nodes[1:]):
        return Node(box.tag, nodes[0].runs, tuple(nodes[1:]), lang=box.lang)
    return Node(box.tag, (), tuple(nodes), lang=box.lang)


def _caption(boxes: Sequence[Box], tag: str) -> list[Node]:
    captions = [box for box in boxes if box.tag == tag]
    raw = [run for box in captions for run in (*box.raw, Run(BREAK))]
    runs = one_line(normalise(raw))
    return [Node(tag, runs, lang=captions[0].lang)] if shows(runs) else []


def _as_paragraphs(captions: Iterable[Node]) -> list[Node]:
    return [Node("p", caption.runs, lang=caption.lang) for caption in captions]


def _holds_media(nodes: Iterable[Node]) -> bool:
    return any(
        node.tag in {"table", "pre", "blockquote"} or any(run.picture for run in node.runs) or _holds_media(node.children) for node in nodes
    )


def _figure(box: Box) -> list[Node]:
    captions = _caption(box.inside, "figcaption")
    nodes = _flow(child for child in box.inside if child.tag != "figcaption")
    if not _holds_media(nodes):
        return nodes + _as_paragraphs(captions)
    if len(nodes) == 1 and nodes[0].tag == "p" and not nodes[0].lang and not text_of(nodes[0].runs).strip():
        return [Node("figure", nodes[0].runs, tuple(captions), lang=box.lang)]
    return [Node("figure", (), (*nodes, *captions), lang=box.lang)]


def _rows(box: Box) -> Iterable[tuple[bool, Box]]:
    for child in box.inside:
        if child.tag == "tr":
            yield False, child
        elif child.tag != "caption":
            for row in child.inside:
                yield child.tag == "thead", row


def _table(box: Box) -> list[Node]:
    captions = _caption(box.inside, "caption")
    head: list[Node] = []
    body: list[Node] = []
    for is_head, row in _rows(box):
        cells = tuple(_item(cell) for cell in row.inside)
        if cells:
            (head if is_head else body).append(Node("tr", (), cells, lang=row.lang))
    if not any(cell.runs or cell.children for row in head + body for cell in row.children):
        return _as_paragraphs(captions)
    if not head and len(body) > 1 and all(cell.tag == "th" for cell in body[0].children):
        head.append(body.pop(0))
    parts = [Node(tag, (), tuple(rows)) for tag, rows in (("thead", head), ("tbody", body)) if rows]
    return [Node("table", (), (*captions, *parts), lang=box.lang)]
