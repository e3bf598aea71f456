"""The canonical tree of a note's HTML: blocks, runs of words with their marks, pictures; and how it is written down.

Two trees that are equal are written the same, and what is written grows into an equal tree again: that makes `clean` idempotent.
Depth is bounded (`grow.DEEPEST`), so the recursion here is too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

AUDIENCES = ("me", "named", "team", "organisation", "public")
HEADINGS = ("h2", "h3")
RANK = {"a": 0, "strong": 1, "em": 2, "s": 3, "sup": 4, "sub": 5, "code": 6}


@dataclass(frozen=True, slots=True)
class Mark:
    """One inline element around a run: its tag, its address if a link, its language; `id` is the name of one end of a footnote."""

    tag: str
    href: str = ""
    lang: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image. `alt` is None where the writer gave none, "" where they said decorative."""

    src: str
    alt: str | None = None
    width: str = ""
    height: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same marks, a line break (`text` is a newline) or a picture (`text` is empty)."""

    text: str
    marks: tuple[Mark, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A block: words (`runs`) first, blocks inside it (`children`) after them.

    In `pre` there is one run, its newlines kept. A table's children are caption, thead and tbody; a row's are its cells.
    `begins` is the number of the first point of a numbered list.
    """

    tag: str
    runs: tuple[Run, ...] = ()
    children: tuple["Node", ...] = ()
    audience: str = ""
    lang: str = ""
    begins: int = 1


def escape(text: str) -> str:
    """`text` as HTML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")


def attribute(name: str, value: str) -> str:
    """` name="value"`, escaped."""
    quoted = escape(value).replace('"', "&quot;")
    return f' {name}="{quoted}"'


def write_picture(picture: Picture) -> str:
    """A picture as `<img>`."""
    words = attribute("src", picture.src)
    if picture.alt is not None:
        words += attribute("alt", picture.alt)
    for name, value in (("width", picture.width), ("height", picture.height), ("lang", picture.lang)):
        if value:
            words += attribute(name, value)
    return f"<img{words}>"


def open_tag(mark: Mark, *, rel: bool = False) -> str:
    """The opening tag of a mark; with `rel`, links that leave the site say `rel="noopener"`."""
    words = attribute("href", mark.href) if mark.tag == "a" else ""
    if mark.id:
        words += attribute("id", mark.id)
    if mark.lang:
        words += attribute("lang", mark.lang)
    if rel and mark.href.startswith(("http:", "https:")):
        words += ' rel="noopener"'
    return f"<{mark.tag}{words}>"


@dataclass(frozen=True, slots=True)
class Step:
    """What is written before a run: the marks that end, innermost first, and those that begin, outermost first."""

    shut: tuple[Mark, ...]
    start: tuple[Mark, ...]


def steps(runs: Sequence[Run]) -> list[Step]:
    """How the marks of `runs` nest: at each place the one that reaches furthest is outermost. One step a run, and one for the end."""
    ends: list[dict[Mark, int]] = [{} for _ in runs]
    ends.append({})
    for i in range(len(runs) - 1, -1, -1):
        ends[i] = {mark: ends[i + 1].get(mark, i + 1) for mark in runs[i].marks}
    found: list[Step] = []
    opened: list[Mark] = []
    for i in range(len(runs) + 1):
        want = ends[i]
        keep = 0
        while keep < len(opened) and opened[keep] in want:
            keep += 1
        shut = tuple(reversed(opened[keep:]))
        del opened[keep:]
        reach = {mark: end for mark, end in want.items() if mark not in opened}
        start = tuple(sorted(reach, key=lambda mark: (-reach[mark], RANK[mark.tag])))
        opened += start
        found.append(Step(shut, start))
    return found


def write_runs(runs: Sequence[Run], *, rel: bool = False) -> str:
    """Runs as inline HTML."""
    if not any(run.marks for run in runs):
        return "".join(map(_bare, runs))
    parts: list[str] = []
    plan = steps(runs)
    for i, step in enumerate(plan):
        parts += [f"</{mark.tag}>" for mark in step.shut]
        parts += [open_tag(mark, rel=rel) for mark in step.start]
        if i < len(runs):
            parts.append(_bare(runs[i]))
    return "".join(parts)


def _bare(run: Run) -> str:
    return write_picture(run.picture) if run.picture else "<br>" if run.text == "\n" else escape(run.text)


def write_node(node: Node, *, rel: bool = False) -> str:
    """One block as HTML, each block inside it on a line of its own."""
    words = attribute("data-audience", node.audience) if node.audience else ""
    if node.begins != 1:
        words += attribute("start", str(node.begins))
    if node.lang:
        words += attribute("lang", node.lang)
    if node.tag == "hr":
        return f"<hr{words}>"
    if node.tag == "pre":
        return f"<pre{words}><code>{escape(node.runs[0].text)}</code></pre>"
    inner = write_runs(node.runs, rel=rel)
    if node.children:
        glue = "" if node.tag == "tr" else "\n"
        inner += glue + glue.join(write_node(child, rel=rel) for child in node.children) + glue
    return f"<{node.tag}{words}>{inner}</{node.tag}>"


def write(nodes: Iterable[Node], *, rel: bool = False) -> str:
    """A note as HTML, one block a line."""
    return "\n".join(write_node(node, rel=rel) for node in nodes)


def text_of(runs: Iterable[Run]) -> str:
    """The words of runs; pictures have none, a line break is a newline."""
    return "".join(run.text for run in runs)


def lines(nodes: Iterable[Node]) -> Iterable[str]:
    """The words of each block in order, those without words left out."""
    for node in nodes:
        words = text_of(node.runs)
        if words.strip():
            yield words
        yield from lines(node.children)
