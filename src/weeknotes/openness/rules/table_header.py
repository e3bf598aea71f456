"""Tables none of whose cells says that it is a heading."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "table_header"
BARE = Words(
    what=N_("This table has no headings."),
    why=N_("Somebody who hears it, cell after cell, is not told what each one is."),
    source=N_("WCAG 2.2, 1.3.1 Info and Relationships (H51, H63)"),
    do=N_("Make the first row, or the first column, its headings."),
)
TAG = re.compile(r"<(/?)(table|th)(?=[\s>/])([^<>]{0,500})>", re.IGNORECASE)
LAYOUT = re.compile(r"""\brole\s{0,3}=\s{0,3}["']?(?:presentation|none)\b""", re.IGNORECASE)
# A row of nothing but bars and spaces, and under it the row of dashes that makes it the head of a table.
EMPTY_HEAD = re.compile(r"^[ ]{0,3}(?=[ \t|]{0,200}\|)[ \t|]{1,200}\n[ ]{0,3}[|:-][ \t|:-]{2,400}$", re.MULTILINE)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find tables without th in HTML, and tables of Markdown whose head is empty (WCAG 2.2, 1.3.1; H51, F91)."""
    if outline.syntax == "text" or not ("<table" in outline.source.lower() or (outline.syntax == "markdown" and "|" in outline.source)):
        return
    coded = _coded(outline)
    for start, end in _bare(outline.source):
        if not coded(start):
            yield noticed(outline, NAME, BARE, start, end, "table")
    if outline.syntax == "markdown":
        for match in EMPTY_HEAD.finditer(outline.source):
            if not coded(match.start()):
                yield noticed(outline, NAME, BARE, *match.span(), "table")


def _bare(source: str) -> Iterator[tuple[int, int]]:
    """Where the opening tags stand of tables that end without a th of their own."""
    opened: list[tuple[int, int, bool]] = []
    for tag in TAG.finditer(source):
        if tag[2].lower() == "th":
            if opened:
                opened[-1] = (*opened[-1][:2], True)
        elif not tag[1]:
            opened.append((tag.start(), tag.end(), LAYOUT.search(tag[3]) is not None))
        elif opened:
            start, end, headed = opened.pop()
            if not headed:
                yield start, end


def _coded(outline: Outline) -> Callable[[int], bool]:
    """Tells whether a place in the source stands in a block of code."""
    spans = [(block.start, block.end) for block in outline.blocks if block.kind == "code"]

    def inside(at: int) -> bool:
        before = bisect_right(spans, (at, len(outline.source)))
        return bool(before) and at < spans[before - 1][1]

    return inside


rule = Rule(NAME, run)
