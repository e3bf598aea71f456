"""Links that did not answer when they were tried."""

from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "dead_link"
DEAD = Words(
    what=N_("This link did not answer when it was tried."),
    why=N_("A reader who follows it may come to nothing."),
    source=N_("GOV.UK content design: Links"),
    do=N_("Find where the page went, link to a copy in an archive, or take the link out."),
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find each link whose address is among those that did not answer, each address once."""
    known: set[str] = set()
    if context.dead:
        for block in outline.blocks:
            for link in block.links:
                if link.href in context.dead and link.href not in known:
                    known.add(link.href)
                    yield noticed(outline, NAME, DEAD, link.start, link.end, link.href)


rule = Rule(NAME, run)
