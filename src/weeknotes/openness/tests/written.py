"""Outlines written by hand, for tests of the rules."""

from typing import Any

from weeknotes.openness.check import check
from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.rule import Rule
from weeknotes.prose.outline import outline
from weeknotes.prose.shapes import Block, Image, Link, Outline, Syntax


def note(*blocks: Block, source: str = "", title: str | None = None) -> Outline:
    """An outline of these blocks, in Markdown."""
    return Outline(source=source, syntax="markdown", title=title, blocks=blocks, sections=(), language=None)


def paragraph(text: str, kind: str = "paragraph") -> Outline:
    """A note of one block whose source is its text."""
    return note(Block(kind, text, 0, len(text), marks=((0, 0),)), source=text)  # type: ignore[arg-type]


def link(text: str, href: str) -> Outline:
    """A note of one paragraph that is one Markdown link."""
    source = f"[{text}]({href})"
    return note(Block("paragraph", text, 0, len(source), marks=((0, 1),), links=(Link(text, href, 0, len(source)),)), source=source)


def picture(alt: str | None, src: str) -> Outline:
    """A note of one HTML picture."""
    source = f'<img src="{src}">' if alt is None else f'<img alt="{alt}" src="{src}">'
    return note(Block("image", "", 0, len(source), images=(Image(alt, src, 0, len(source)),)), source=source)


def headings(*levels: int) -> Outline:
    """A note of headings at these levels, each with one word."""
    lines = [f"{'#' * level} h{at}" for at, level in enumerate(levels)]
    source = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    blocks = [
        Block("heading", f"h{at}", start, start + len(line), level=level, marks=((0, start + level + 1),))
        for at, (start, line, level) in enumerate(zip(starts, lines, levels, strict=True))
    ]
    return note(*blocks, source=source)


def seen(rule: Rule, source: str, syntax: Syntax = "html", **known: Any) -> tuple[Finding, ...]:
    """What one rule notices in a note as it is read, given what is known around it."""
    found = check(outline(source, syntax=syntax), rules=[rule], context=Context(**known))
    assert {one.rule for one in found} <= {rule.name}
    return found


def quotes(rule: Rule, source: str, syntax: Syntax = "html", **known: Any) -> list[str]:
    """The words of the source at which one rule notices something."""
    return [one.quote for one in seen(rule, source, syntax, **known)]
