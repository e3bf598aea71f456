"""What Friday puts into a note, as blocks of its tree: a line, a line under its label, a line with its links, a photo."""

from collections.abc import Iterable

from weeknotes.prose.jotting import pieces
from weeknotes.prose.tree import Mark, Node, Picture, Run


def one_line(words: str) -> str:
    """`words` with white space folded."""
    return " ".join(words.split())


def list_item(words: str) -> Node:
    """A list item."""
    return Node("li", (Run(one_line(words)),))


def paragraph(words: str) -> Node:
    """A paragraph."""
    return Node("p", (Run(one_line(words)),))


def labelled(label: str, words: str) -> Node:
    """A paragraph that its label leads in, where it has one."""
    if not label.strip():
        return paragraph(words)
    return Node("p", (Run(one_line(label), (Mark("strong"),)), Run(f" – {one_line(words)}")))


def linked(words: str, link: str) -> tuple[Run, ...]:
    """The words of a jotting, its addresses and the one kept with it as links."""
    return tuple(Run(one.text, (Mark("a", one.href),) if one.href else ()) for one in pieces(one_line(words), link))


def figure(src: str, alt: str | None, caption: tuple[Run, ...] = ()) -> Node:
    """A photo, over its caption where it has one. `alt` is None where nobody has said what it shows."""
    picture = Run("", (), Picture(src, None if alt is None else one_line(alt)))
    return Node("figure", (picture,), (Node("figcaption", caption),) if caption else ())


def shows(nodes: Iterable[Node], src: str) -> bool:
    """Whether the picture at `src` stands somewhere in `nodes`."""
    return any(any(run.picture and run.picture.src == src for run in node.runs) or shows(node.children, src) for node in nodes)
