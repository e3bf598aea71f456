"""Headings whose levels do not form a tree."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Block, Outline

NAME = "heading_order"
SOURCE = N_("WCAG 2.2, 1.3.1 Info and Relationships; GOV.UK content design: Headings")
WHY = N_("People who hear the page find their way by its headings.")
SKIPPED = Words(
    what=N_("This heading is at level %(here)s, and the one above it at level %(above)s."),
    why=WHY,
    source=SOURCE,
    do=N_("Make it level %(want)s."),
)
FIRST = Words(
    what=N_("The first heading is at level %(here)s."),
    why=WHY,
    source=SOURCE,
    do=N_("Make it level %(want)s: the title of the note is level 1."),
)
EMPTY = Words(
    what=N_("This heading has no words."),
    why=WHY,
    source=N_("WCAG 2.2, 2.4.6 Headings and Labels"),
    do=N_("Give it words, or take it out."),
)
TOPS = Words(
    what=N_("Level 1 is used %(count)s times here, and it belongs to the title of the note."),
    why=WHY,
    source=SOURCE,
    do=N_("Keep it for the title, and make the others level 2."),
)
TITLE = 1
# A heading without words is no block, so it is looked for between blocks.
EMPTY_HTML = re.compile(r"<h([1-6])(?:\s[^<>]{0,500})?>(?:\s|&nbsp;|<br ?/?>){0,50}</h\1\s{0,9}>", re.IGNORECASE)
EMPTY_MARKDOWN = re.compile(r"^ {0,3}#{1,6}(?!#)[ \t#]*$", re.MULTILINE)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find empty headings, levels skipped on the way down, and a title's level used for sections too (WCAG 2.2, 1.3.1, 2.4.6; G141).

    The title of a note is level 1, whether it stands in the text or apart, so that a section is level 2. Once for the whole note where
    every heading is level 1; a heading on the way up may pass over levels.
    """
    if outline.syntax == "text":
        return  # there a heading is known by its looks, and has no level
    headings = [block for block in outline.blocks if block.kind == "heading"]
    tops = [block for block in headings if block.level == TITLE]
    if len(tops) > 1:
        yield _finding(outline, tops[1], TOPS, count=len(tops))
    above = TITLE
    for number, block in enumerate(headings):
        if block.level > above + 1:
            yield _finding(outline, block, SKIPPED if number else FIRST, here=block.level, above=above, want=above + 1)
        above = block.level
    for start, end in _empty(outline):
        yield noticed(outline, NAME, EMPTY, start, end, "")


def _empty(outline: Outline) -> Iterator[tuple[int, int]]:
    """Where headings without words stand: blocks, and signs of a heading between blocks (after the last one in Markdown only)."""
    signs = [EMPTY_HTML, EMPTY_MARKDOWN] if outline.syntax == "markdown" else [EMPTY_HTML]
    past = None
    for block in outline.blocks:
        if block.kind == "heading" and not block.text and not block.images:
            yield block.start, block.end
        if past is not None:
            yield from (match.span() for sign in signs for match in sign.finditer(outline.source, past, block.start))
        past = block.end
    if past is not None and outline.syntax == "markdown":
        yield from (match.span() for match in EMPTY_MARKDOWN.finditer(outline.source, past))


def _finding(outline: Outline, block: Block, words: Words, **values: int) -> Finding:
    shown = {name: str(value) for name, value in values.items()}
    return noticed(outline, NAME, words, block.start, block.end, f"{block.level}\0{block.text}", **shown)


rule = Rule(NAME, run)
