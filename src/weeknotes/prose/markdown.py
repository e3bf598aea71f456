"""Markdown to a note's HTML and back, so that the box without JavaScript loses nothing."""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from weeknotes.prose.as_markdown import Manner, as_html, block, others
from weeknotes.prose.compose import blocks_to_html
from weeknotes.prose.html import parse
from weeknotes.prose.marked import headed, marked
from weeknotes.prose.settle import PUBLIC, Ranks, number
from weeknotes.prose.tree import AUDIENCES, HEADINGS, Mark, Node, Run, write

__all__ = ["blocks_to_html", "from_html", "rendered", "to_html"]

# Marks the place of a footnote's number until the note is put under the section it is called from.
NOTE = "#weeknotes-note-"
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
APART = re.compile(r"[^\s>|<#]")  # what opens neither a quotation, a table, HTML nor a heading of its own


class _Reader(MarkdownIt):
    """markdown-it that leaves addresses as they are written: `clean` decides about them."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's names)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        return url


def _apart(state: StateCore) -> None:
    """A line that is marked as a heading belongs to no list, quotation or paragraph before it, though no blank line stands between."""
    if "{audience=" not in state.src:
        return
    rows, fence = list[str](), ""
    for row in state.src.split("\n"):
        opens = FENCE.match(row)
        if opens and (not fence or (opens[1].startswith(fence) and not row.strip().strip(fence[0]))):
            fence = "" if fence else opens[1]
        elif not fence and rows and rows[-1].strip() and APART.match(row) and headed(row):
            rows.append("")
        rows.append(row)
    state.src = "\n".join(rows)


def _audiences(state: StateCore) -> None:
    """`## Heading {audience=team}`: the mark leaves the words before they are read. A line of words that ends with one is a heading of the part it stands in."""
    ranks, around, made = Ranks(), PUBLIC, list[Token]()
    for at, token in enumerate(state.tokens):
        before = state.tokens[at - 1] if at else None
        if token.type == "inline" and before is not None and before.type == "heading_open":
            found = marked(token.content)
            if found:
                token.content, audience = found
                before.attrSet("data-audience", audience)
            if before.level == 0:
                around = ranks.enter(int(before.tag[1]), number(found[1] if found else ""))
        elif token.type == "paragraph_close" and token.level == 0 and any(map(headed, state.tokens[at - 1].content.split("\n"))):
            del made[-2:]
            made += _lines(state.tokens[at - 1].content, token.map, around)
            continue
        made.append(token)
    state.tokens = made


def _lines(words: str, place: list[int] | None, around: int) -> Iterator[Token]:
    """The lines of a paragraph: each that is marked as a heading for no more than `around`, what stands between them as paragraphs."""
    for one, lines in groupby(words.split("\n"), key=headed):
        tag = "h3" if one else "p"
        kind = "heading" if one else "paragraph"
        opening = Token(f"{kind}_open", tag, 1, map=place, block=True)
        if one:
            opening.attrSet("data-audience", AUDIENCES[min(number(one[1]), around)])
        yield opening
        yield Token("inline", "", 0, map=place, level=1, children=[], content=one[0] if one else "\n".join(lines), block=True)
        yield Token(f"{kind}_close", tag, -1, block=True)


def _uncalled(state: StateCore) -> None:
    """A footnote nothing calls stays where it was written; the plugin would drop it."""
    refs = state.env.get("footnotes", {}).get("refs", {})
    kept = []
    dropping = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            dropping.append(refs.get(":" + token.meta["label"], -1) < 0)
        drop = token.type.startswith("footnote_reference") and dropping[-1]
        if token.type == "footnote_reference_close":
            dropping.pop()
        if not drop:
            kept.append(token)
    state.tokens = kept


def _reference(_renderer: RendererHTML, tokens: Sequence[Token], at: int, *_rest: object) -> str:
    note = tokens[at].meta["id"]
    return f'<sup><a href="{NOTE}{note}">{note + 1}</a></sup>'


def _nothing(*_all: object) -> str:
    return ""


def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(footnote_plugin)
    reader.core.ruler.before("block", "apart", _apart)
    reader.core.ruler.after("block", "audiences", _audiences)
    reader.core.ruler.before("footnote_tail", "uncalled", _uncalled)
    reader.add_render_rule("footnote_ref", _reference)
    reader.add_render_rule("footnote_anchor", _nothing)
    return reader


READER = _reader()
# The forty outermost marks of a line that opens deeper quotations and lists, and the rest of its marks.
_DEEP = re.compile(r"^([ \t]*+(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*+){40})(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*+)++(?=\S)", re.MULTILINE)


def to_html(text: str) -> str:
    """Markdown (CommonMark, tables, ~~struck~~, footnotes, `## Heading {audience=team}`) as clean HTML.

    HTML in it is kept as far as the allow-list goes. Footnotes stand at the end; in a note with narrower sections, at the end of the
    section that calls them, so that no word leaves its section. An audience that is none reads "me".
    """
    return write(_read(text))


def rendered(text: str) -> str:
    """The same for what is cleaned later, as many notes at once are: `clean(rendered(text)) == to_html(text)`."""
    return to_html(text) if "[^" in text or "^[" in text else READER.render(_DEEP.sub(r"\1", text), {})


def _read(text: str) -> tuple[Node, ...]:
    env: dict[str, Any] = {}
    # Beyond its own limit of nesting the parser drops words; nobody reads forty levels.
    tokens = READER.parse(_DEEP.sub(r"\1", text), env)
    cut = next((i for i, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    blocks = parse(READER.renderer.render(tokens[:cut], READER.options, env))
    notes: list[tuple[Node, ...]] = []
    start = cut + 1
    for i in range(cut, len(tokens)):
        if tokens[i].type == "footnote_close":
            notes.append(parse(READER.renderer.render(tokens[start + 1 : i], READER.options, env)))
            start = i + 1
    names = [_name(i, note) for i, note in enumerate(notes)]
    return tuple(_linked(_with_notes(blocks, notes, names), names, set())) if notes else blocks


def _calls(node: Node) -> Iterator[int]:
    for run in node.runs:
        for mark in run.marks:
            if mark.href.startswith(NOTE) and mark.href.removeprefix(NOTE).isdecimal():
                yield int(mark.href.removeprefix(NOTE))
    for child in node.children:
        yield from _calls(child)


def _linked(nodes: Iterable[Node], names: Sequence[str], called: set[int]) -> Iterator[Node]:
    """The calls in `nodes` as links to their notes; the first of each can be gone back to, and what only looks like one is words."""

    def mark(of: Mark) -> Mark | None:
        if not of.href.startswith(NOTE):
            return of
        number = of.href.removeprefix(NOTE)
        if not number.isdecimal() or int(number) >= len(names):
            return None
        first = int(number) not in called
        called.add(int(number))
        name = names[int(number)]
        return Mark("a", f"#fn-{name}", of.lang, f"fnref-{name}" if first else "")

    for node in nodes:
        runs = tuple(replace(run, marks=tuple(made for of in run.marks if (made := mark(of)))) for run in node.runs)
        yield replace(node, runs=runs, children=tuple(_linked(node.children, names, called)))


def _name(number: int, note: Sequence[Node]) -> str:
    """A footnote's name, the same every time, and not that of one in another text on the same page."""
    return f"{number + 1:x}x{zlib.crc32(write(note).encode()):x}"


def _with_notes(blocks: Sequence[Node], notes: Sequence[tuple[Node, ...]], names: Sequence[str]) -> Iterator[Node]:
    ranks = Ranks()
    section = 0
    sections: list[int] = []
    reaches: dict[int, int] = {0: PUBLIC}
    homes: dict[int, int] = {}
    parted = any(block.audience for block in blocks)
    for i, node in enumerate(blocks):
        if node.tag in HEADINGS:
            section = i
            reaches[i] = ranks.enter(int(node.tag[1]), number(node.audience))
        sections.append(section)
        for note in _calls(node):
            homes.setdefault(note, section)
    narrowest = min(reaches, key=lambda at: reaches[at])
    for i, body in enumerate(notes):
        # A note called only from another note belongs where that one does; one called from nowhere that is left, to the narrowest section.
        home = homes.setdefault(i, narrowest)
        for called in (called for node in body for called in _calls(node)):
            homes.setdefault(called, home)
    for i, node in enumerate(blocks):
        yield node
        if i + 1 == len(blocks) or (parted and sections[i + 1] != sections[i]):
            mine = [n for n in range(len(notes)) if not parted or homes[n] == sections[i]]
            if mine:
                yield Node("hr")
                yield from _under(mine, notes, names, reaches[sections[i]])


def _under(mine: Sequence[int], notes: Sequence[tuple[Node, ...]], names: Sequence[str], reach: int) -> Iterator[Node]:
    """The notes numbered `mine`, those that hold a narrower heading last, under a heading of that level."""
    levels = {n: min((number(node.audience) for node in notes[n]), default=PUBLIC) for n in mine}
    for n in sorted(mine, key=lambda n: (levels[n] < PUBLIC, n)):
        body = [replace(node, tag="p", audience="") if node.tag in HEADINGS else node for node in notes[n]]
        body = [node for node in body if node.tag != "p" or node.runs]
        sign = Run(str(n + 1), (Mark("a", f"#fnref-{names[n]}", id=f"fn-{names[n]}"), Mark("sup")))
        if levels[n] < PUBLIC:
            yield Node("h3", (sign,), audience=AUDIENCES[min(levels[n], reach)])
        elif body and body[0].tag == "p":
            body[0] = replace(body[0], runs=(sign, Run(" "), *body[0].runs))
        else:
            yield Node("p", (sign,))
        yield from body


def from_html(html: str) -> str:
    """Markdown that `to_html` turns into `clean(html)` again, whatever `html` is; what Markdown cannot say stands in it as HTML."""
    nodes = parse(html)
    whole = write(nodes)
    for manner in (Manner(), Manner(strict=True)):
        text = _joined(block(node, manner, other=other) for node, other in zip(nodes, others(nodes), strict=True))
        if to_html(text) == whole:
            return text
    text = _joined(_told(node, other=other) for node, other in zip(nodes, others(nodes), strict=True))
    return text if to_html(text) == whole else _joined(map(as_html, nodes))


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks)


def _told(node: Node, *, other: bool) -> str:
    """The plainest Markdown for one block that reads back the same."""
    whole = write([node])
    tried = (block(node, manner, other=other) for manner in (Manner(), Manner(strict=True)))
    return next((text for text in tried if to_html(text) == whole), as_html(node))
