"""A number of things that is announced, and a list that has another."""

from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.says import says
from weeknotes.prose.shapes import Outline

NAME = "said_found"
DIFFERS = Words(
    what=N_("You say %(said)s; %(found)s are here."),
    why=N_("A reader who counts wonders which is right."),
    source=N_("The Seven Principles of Public Life: Honesty"),
    do=N_("Mend the number or the list, or say that these are some of them."),
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find each number that the list under it does not bear out (`prose.says`); a number without a list is no finding."""
    for one in says(outline):
        if one.found:
            yield noticed(
                outline, NAME, DIFFERS, one.start, one.end, f"{one.said} {one.found} {one.what}", said=str(one.said), found=str(one.found)
            )


rule = Rule(NAME, run)
