"""Publishing when many who would read it are not at work."""

from collections.abc import Iterator
from datetime import datetime

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import of_all
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "out_of_hours"
WHY = N_("Colleagues who see it now may feel that they should read it now.")
SOURCE = N_("HSE Management Standards: Demands")
DO = N_("It can wait: “Publish it later” takes a day and a time.")
HOLIDAY = Words(what=N_("It is a holiday."), why=WHY, source=SOURCE, do=DO)
WEEKEND = Words(what=N_("It is the weekend."), why=WHY, source=SOURCE, do=DO)
EARLY_OR_LATE = Words(what=N_("It is outside the hours in which most people work."), why=WHY, source=SOURCE, do=DO)
SATURDAY = 5
FIRST, PAST = 7, 19  # hours of the day
WRITER_ALONE = 0


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Say once of a note that others would read that its moment is on a holiday, at the weekend, or outside 7:00 to 19:00."""
    if context.moment is not None and context.level > WRITER_ALONE and outline.blocks and (words := look(context.moment, context)):
        yield of_all(NAME, words, words.what)


def look(moment: datetime, context: Context) -> Words | None:
    """What is to be said of a moment, or None."""
    if any(window.kind == "holiday" and window.first <= moment.date() <= window.last for window in context.windows):
        return HOLIDAY
    if moment.weekday() >= SATURDAY:
        return WEEKEND
    return None if FIRST <= moment.hour < PAST else EARLY_OR_LATE


rule = Rule(NAME, run)
