"""NHS numbers, and the CHI and Health and Care numbers that share their form."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "nhs"
WORDS = Words(
    what=N_("This reads as an NHS number."),
    why=N_("It leads to one person’s health record, and health is among the things the law protects most."),
    source=N_("ICO guide to the UK GDPR: Special category data"),
    do=N_("Take it out. If it is another kind of number, say so."),
)

NUMBER = re.compile(r"(?<![\w£$€+/-])(?<!\d[.,])(?:[0-9]{3}([ -])[0-9]{3}\1[0-9]{4}|[0-9]{10})(?![\w/]|[.,-]\w)")
NAMED = re.compile(r"\b(?:nhs|chi|h&c|health and care|gig|patient|claf)\b", re.IGNORECASE)
BOOK = re.compile(r"isbn(?:-10)?[\s:]{0,3}$", re.IGNORECASE)
ABROAD = re.compile(r"(?:\+|\b00)\d{1,3}[ .-]?(?:\(0\) ?)?$")
NEAR = 20  # characters looked at before a number


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find ten digits, plain or 3-3-4, whose check digit is right (NHS Data Dictionary: NHS NUMBER, modulus 11)."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The NHS numbers in a passage.

    One in eleven of all ten-digit numbers has the right check digit, and each ISBN-10 has it. Times in seconds and English ISBNs begin with
    0 to 3, telephone numbers with 0; so plain digits beginning thus, and groups in a longer row of groups, need the word beside them.
    """
    text = passage.text
    if not NUMBER.search(text):
        return
    inside, named = in_web_address(text), bool(NAMED.search(text))
    for match in NUMBER.finditer(text):
        digits = nhs.compact(match.group())
        if not nhs.is_valid(digits):
            continue
        start, end = match.span()
        before = text[max(0, start - NEAR) : start]
        doubtful = (match[1] is None and digits[0] in "0123") or _in_row(text, start, end)
        if not (inside(start) or BOOK.search(before) or ABROAD.search(before) or len(set(digits)) == 1 or (doubtful and not named)):
            yield Hit(start, end, digits)


def _in_row(text: str, start: int, end: int) -> bool:
    """Whether further digits stand right before or after, with one space or hyphen between."""
    return bool(re.search(r"\d[ -]$", text[max(0, start - 2) : start]) or re.match(r"[ -]\d", text[end : end + 2]))


rule = Rule(NAME, run, yields_to=("card",))
