"""Pictures, sounds and films that stand in a note by their address alone: readers are not given them."""

from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.reach import reach
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Image, Link, Outline

NAME = "media_not_given"
NOT_GIVEN = Words(
    what=N_("Readers of this note will not be given this picture, sound or film: it was not put in here, only its address was."),
    why=N_("Whoever put it into another note gave it to the readers of that one. Here readers see its words alone."),
    source=N_("How Weeknotes gives pictures to readers"),
    do=N_("Put the file itself into this note; if it is somebody else’s, ask them for it first. Or take it out."),
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find those whose addresses are known as not given here, wherever anybody but the writer is to read."""
    if context.ungiven:
        level = reach(outline, context.level)
        for block in outline.blocks:
            for one, address in _addresses(block.images, block.links):
                if address in context.ungiven and level(one.start) > 0:
                    yield noticed(outline, NAME, NOT_GIVEN, one.start, one.end, address)


def _addresses(images: tuple[Image, ...], links: tuple[Link, ...]) -> Iterator[tuple[Image | Link, str]]:
    yield from ((image, image.src) for image in images)
    yield from ((link, link.href) for link in links)


rule = Rule(NAME, run)
