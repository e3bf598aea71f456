"""The canonical tree written as Markdown, for the box that works without JavaScript.

What Markdown cannot say stands as HTML in it. Nothing here promises that the Markdown reads back the same: `markdown.from_html` checks
that and asks again, with every doubtful character escaped, or for HTML.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from weeknotes.prose.tree import HEADINGS, Mark, Node, Picture, Run, open_tag, steps, write_node, write_picture

ENTITY = re.compile(r"&(?=#|[A-Za-z])")
TAGLIKE = re.compile(r"<(?=[A-Za-z/!?])")
LINE_START = re.compile(r"^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-:|= ]+$)", re.MULTILINE)
NUMBER_START = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
PRE = re.compile(r"(<pre[^>]*>[^<]*<code>[^<]*</code></pre>)")
AUDIENCE_END = re.compile(r"\{(?=audience=[^{}]*\}$)")
AUDIENCE_LINE = re.compile(r"(?<!\\)\{(?=audience=[^{}\n]*\}$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to write: `strict` escapes all that might be read as markup; `flat` is one line only; `cell` is inside a table."""

    strict: bool = False
    flat: bool = False
    cell: bool = False


@dataclass(slots=True)
class Piece:
    """Something written: words, or one end of a mark, whose other end is the piece at `partner`."""

    text: str
    mark: Mark | None = None
    partner: int = -1


def _escaped(text: str, manner: Manner, *, linked: bool) -> str:
    out = []
    brackets = manner.strict or linked or any(sign in text for sign in ("](", "]:", "[^", "^["))
    for i, letter in enumerate(text):
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        special = letter in "\\`"
        if letter == "*":
            special = manner.strict or not (before.isspace() and after.isspace())
        elif letter == "_":
            special = manner.strict or not (before.isalnum() and after.isalnum())
        elif letter in "[]":
            special = brackets
        elif letter == "~":
            special = manner.strict or "~" in (before, after)
        elif letter == "|":
            special = manner.cell or manner.strict
        out.append("\\" + letter if special else letter)
    return TAGLIKE.sub(r"\\<", ENTITY.sub("&amp;", "".join(out)))


def _fence(text: str, least: int) -> str:
    """More backticks than any run of them in `text`."""
    return "`" * max(least, 1 + max((len(run) for run in re.findall("`+", text)), default=0))


def _span(text: str, manner: Manner) -> str:
    fence = _fence(text, 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return fence + pad + (text.replace("|", "\\|") if manner.cell else text) + pad + fence


def _destination(address: str) -> str:
    safe = ENTITY.sub("&amp;", address.replace("\\", "\\\\"))
    if re.search(r"[\s()<>]", safe):
        return "<" + safe.replace("<", "\\<").replace(">", "\\>") + ">"
    return safe


def _picture(picture: Picture, manner: Manner) -> str:
    if picture.alt is None or picture.width or picture.height or picture.lang:
        return write_picture(picture)
    return f"![{_escaped(picture.alt, manner, linked=True)}]({_destination(picture.src)})"


def _beside(pieces: Sequence[Piece], at: int, end: int) -> str:
    """The character a delimiter sees beside it, at the start or end (-1) of the piece there; " " at the edges."""
    if not 0 <= at < len(pieces):
        return " "
    return pieces[at].text[end] if pieces[at].mark is None else "*"


def _signs(letter: str) -> bool:
    """Whether CommonMark takes `letter` for white space or punctuation."""
    return isWhiteSpace(ord(letter)) or isMdAsciiPunct(ord(letter)) or isPunctChar(letter)


def _delimiters(pieces: Sequence[Piece], start: int, end: int) -> tuple[str, str]:
    """What is written for a mark: delimiters where CommonMark would read them as such, tags elsewhere (CommonMark 0.31, 6.2)."""
    mark = pieces[start].mark
    assert mark is not None
    tags = (open_tag(mark), f"</{mark.tag}>")
    if mark.tag == "a":
        return tags if mark.lang or mark.id else ("[", f"]({_destination(mark.href)})")
    if mark.lang or mark.tag not in {"strong", "em", "s"}:
        return tags
    outside = _beside(pieces, start - 1, -1), _beside(pieces, end + 1, 0)
    inside = _beside(pieces, start + 1, 0), _beside(pieces, end - 1, -1)
    apart = all(_signs(letter) for letter in outside)
    if not apart and any(_signs(inner) and not _signs(outer) for inner, outer in zip(inside, outside, strict=True)):
        return tags
    if mark.tag == "em":
        return ("_", "_") if apart else ("*", "*")
    return ("**", "**") if mark.tag == "strong" else ("~~", "~~")


def _alone(run: Run, mark: Mark, manner: Manner) -> str:
    """A mark around one run and nothing else, where Markdown has its own way to write that; otherwise ""."""
    if mark == Mark("code") and run.picture is None:
        return _span(run.text, manner)
    bare = mark.tag == "a" and not mark.lang and not mark.id and run.text == mark.href and re.match("(?:https?|mailto):", run.text)
    return f"<{run.text}>" if bare and not re.search(r"[\s<>\\&]", run.text) else ""


def _plan(runs: Sequence[Run], manner: Manner) -> list[Piece]:
    pieces: list[Piece] = []
    opened: dict[Mark, int] = {}
    plan = steps(runs)

    def shut(marks: Sequence[Mark]) -> None:
        for mark in marks:
            if mark in opened:
                at = opened.pop(mark)
                pieces[at].partner = len(pieces)
                pieces.append(Piece("", mark, at))

    for run, step, following in zip(runs, plan, plan[1:], strict=False):
        shut(step.shut)
        inmost = step.start[-1] if step.start and step.start[-1] in following.shut else None
        alone = _alone(run, inmost, manner) if inmost else ""
        for mark in step.start[: -1 if alone else None]:
            opened[mark] = len(pieces)
            pieces.append(Piece("", mark))
        if alone:
            text = alone
        elif run.picture:
            text = _picture(run.picture, manner)
        elif run.text == "\n":
            text = "<br>" if manner.flat else "\\\n"
        else:
            text = _escaped(run.text, manner, linked=any(mark.tag == "a" for mark in run.marks))
        pieces.append(Piece(text))
    shut(plan[-1].shut)
    return pieces


def inline(runs: Sequence[Run], manner: Manner) -> str:
    """Runs as Markdown."""
    pieces = _plan(runs, manner)
    return "".join(
        piece.text if piece.mark is None else _delimiters(pieces, *sorted((i, piece.partner)))[i > piece.partner]
        for i, piece in enumerate(pieces)
    )


def as_html(node: Node) -> str:
    """A block as HTML on one line, which Markdown lets stand."""
    parts = PRE.split(write_node(node))
    return "".join(part.replace("\n", "&#10;" if i % 2 else "") for i, part in enumerate(parts))


def _indented(text: str, first: str, rest: str) -> str:
    return "\n".join((first if i == 0 else rest if line else rest.rstrip()) + line for i, line in enumerate(text.split("\n")))


def _paragraph(runs: Sequence[Run], manner: Manner) -> str:
    text = AUDIENCE_LINE.sub(r"\\{", inline(runs, manner))
    return NUMBER_START.sub(r"\1\\", LINE_START.sub(r"\\", text))


def _heading(node: Node, manner: Manner) -> str:
    text = AUDIENCE_END.sub(r"\\{", inline(node.runs, replace(manner, flat=True)))
    if text.endswith("#"):
        text = text[:-1] + "\\#"
    return " ".join(part for part in ("#" * int(node.tag[1]), text, f"{{audience={node.audience}}}" if node.audience else "") if part)


def _list(node: Node, manner: Manner, *, other: bool) -> str:
    loose = any(not item.runs and item.children[0].tag == "p" for item in node.children)
    found = []
    for i, item in enumerate(node.children):
        sign = f"{node.begins + i}{')' if other else '.'} " if node.tag == "ol" else "* " if other else "- "
        # Below words without a line between, only a list from 1 is one (CommonMark 0.31, 5.3).
        body = "\n\n" if loose or any(child.begins != 1 for child in item.children) else "\n"
        inner = ([_paragraph(item.runs, manner)] if item.runs else []) + _blocks(item.children, manner)
        found.append(_indented(as_html(item) if item.lang else body.join(inner), sign, " " * len(sign)))
    return ("\n\n" if loose else "\n").join(found)


def _table(node: Node, manner: Manner) -> str:
    parts = {part.tag: part.children for part in node.children}
    head, body = parts.get("thead", ()), parts.get("tbody", ())
    cells = [cell for row in (*head, *body) for cell in row.children]
    simple = (
        len(head) == 1
        and "caption" not in parts
        and not any(cell.children or cell.lang for cell in cells)
        and not any(row.lang for row in (*head, *body))
        and all(cell.tag == ("th" if i < len(head[0].children) else "td") for i, cell in enumerate(cells))
        and all(len(row.children) == len(head[0].children) for row in body)
    )
    if not simple:
        return as_html(node)
    within = replace(manner, flat=True, cell=True)
    rows = ["| " + " | ".join(inline(cell.runs, within) for cell in row.children) + " |" for row in (*head, *body)]
    rows.insert(1, "|" + " --- |" * len(head[0].children))
    return "\n".join(rows)


def block(node: Node, manner: Manner, *, other: bool = False) -> str:
    """One block as Markdown; `other` takes the second set of list signs, for a list that follows a list."""
    if node.lang or node.tag == "figure":
        return as_html(node)
    if node.tag in HEADINGS:
        return _heading(node, manner)
    if node.tag == "hr":
        return "***"
    if node.tag == "pre":
        fence = _fence(node.runs[0].text, 3)
        return f"{fence}\n{node.runs[0].text}\n{fence}"
    if node.tag == "blockquote":
        return _indented("\n\n".join(_blocks(node.children, manner)), "> ", "> ")
    if node.tag == "table":
        return _table(node, manner)
    if node.tag == "p":
        return _paragraph(node.runs, manner)
    return _list(node, manner, other=other)


def others(nodes: Sequence[Node]) -> list[bool]:
    """For each block whether it is a list that needs other signs than the like list right before it."""
    found: list[bool] = []
    for i, node in enumerate(nodes):
        follows = i > 0 and node.tag in {"ul", "ol"} and nodes[i - 1].tag == node.tag
        found.append(follows and not found[-1])
    return found


def _blocks(nodes: Sequence[Node], manner: Manner) -> list[str]:
    return [block(node, manner, other=other) for node, other in zip(nodes, others(nodes), strict=True)]
