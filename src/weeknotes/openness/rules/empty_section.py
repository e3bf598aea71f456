"""Headings under which nothing stands."""

from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "empty_section"
EMPTY = Words(
    what=N_("Nothing stands under “%(heading)s”."),
    why=N_("A reader who goes there finds nothing, and may wonder what was left out."),
    source=N_("WCAG 2.2, 2.4.6 Headings and Labels"),
    do=N_("Write something under it, or take the heading out."),
)
TITLE = 1
_LONGEST = 80


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find headings that the end, or another heading of their level or above, follows at once (WCAG 2.2, 2.4.6).

    A heading of level 1 is the title. In plain text a heading is known by its looks alone, and none is looked at.
    """
    if outline.syntax == "text":
        return
    for at, block in enumerate(outline.blocks):
        if block.kind != "heading" or block.level <= TITLE or not block.text:
            continue
        after = outline.blocks[at + 1] if at + 1 < len(outline.blocks) else None
        if after is None or (after.kind == "heading" and after.level <= block.level):
            yield noticed(outline, NAME, EMPTY, block.start, block.end, block.text, heading=block.text[:_LONGEST])


rule = Rule(NAME, run)
