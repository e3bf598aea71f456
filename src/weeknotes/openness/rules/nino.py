"""National Insurance numbers."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, outside_addresses, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "nino"
WORDS = Words(
    what=N_("This reads as a National Insurance number."),
    why=N_("It belongs to one person for life, and somebody else could use it in their name."),
    source=N_("GOV.UK, Your National Insurance number; HMRC, National Insurance Manual NIM39110"),
    do=N_("Take it out. If it is another kind of number, say so."),
)

NUMBER = re.compile(
    r"(?<![\w/-])(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z](?:[ -]?\d\d){3}[ -]?[A-D](?![\w/]|-\w)",
    re.IGNORECASE | re.ASCII,
)
SEPARATOR = re.compile(r"[ -]")


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find two letters of a prefix in use, six digits and A to D, with or without spaces (HMRC, NIM39110)."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The National Insurance numbers in a passage."""
    for match in outside_addresses(NUMBER, passage.text):
        number = match.group()
        plain = SEPARATOR.sub("", number)
        # In small letters with spaces, "at 12 34 56 a …" is a sentence.
        if number == plain or number.isupper():
            yield Hit(match.start(), match.end(), plain.upper())


rule = Rule(NAME, run)
