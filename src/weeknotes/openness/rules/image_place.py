"""Pictures that say where they were taken, and pictures of people nobody said yes for."""

from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "image_place"
SOURCE = N_("ICO guide to the UK GDPR: What is personal data?")
PLACED = Words(
    what=N_("The file of this picture says where it was taken."),
    why=N_("Whoever has the file can read the place from it, and the place may be somebody’s home."),
    source=SOURCE,
    do=N_("Put in a copy that does not say it, or say why it stays."),
)
UNASKED = Words(
    what=N_("There are people in this picture, and nobody has said yet that they were asked."),
    why=N_("A face is personal data, and it is theirs."),
    source=SOURCE,
    do=N_("Ask them, and say so beside the picture; or choose another."),
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find the pictures whose addresses are among those placed or unasked."""
    if context.placed or context.unasked:
        for block in outline.blocks:
            for image in block.images:
                for addresses, words, why in ((context.placed, PLACED, "placed"), (context.unasked, UNASKED, "unasked")):
                    if image.src in addresses:
                        yield noticed(outline, NAME, words, image.start, image.end, f"{why}\0{image.src}")


rule = Rule(NAME, run)
