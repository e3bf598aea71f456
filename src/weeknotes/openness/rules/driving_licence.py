"""Numbers of driving licences."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, outside_addresses, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "driving_licence"
WORDS = Words(
    what=N_("This reads as the number of a driving licence."),
    why=N_("It holds part of the name and the date of birth of one person, and somebody else could use it in their name."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out. If it is another kind of number, say so."),
)

# DVLA, Information on driving licences (INS57P): five signs of the surname, filled up with 9;
# decade, month (5 more in its first digit for women), day, year; two initials or 9; three signs of DVLA's own.
NUMBER = re.compile(
    r"(?<![\w/-])(?P<surname>[A-Z9]{5})[ -]?[0-9](?:[05][1-9]|[16][0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9][ -]?(?:[A-Z][A-Z9]"
    r"|99)[0-9A-Z][A-Z]{2}(?: ?[0-9]{2})?(?![\w/])",
    re.IGNORECASE | re.ASCII,
)
SURNAME = re.compile(r"[A-Z]{1,5}9{0,4}", re.IGNORECASE)
GUARD = re.compile(r"[0-9]{6}")
# Northern Ireland: eight digits, by their cue alone.
NORTHERN = re.compile(
    r"\b(?:driv(?:ing|er)['’]?s? licen[cs]e|driver number|(?:d|th|nh)?rwydded (?:yrru"
    r"|gyrru))\b[^0-9.!?;]{0,25}(?:\b[Nn]o\.[^0-9.!?;]{0,4})?(?P<number>(?<![\w£/.,-])[0-9]{8}(?![\w/]|[.,-][0-9]))",
    re.IGNORECASE,
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find sixteen signs built as DVLA's driver numbers are, and eight digits after the words for a driving licence."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The driver numbers in a passage."""
    text = passage.text
    if not GUARD.search(text):
        return
    for match in outside_addresses(NUMBER, text):
        plain = re.sub(r"[ -]", "", match.group()).upper()
        if SURNAME.fullmatch(match["surname"]) and match.group().upper() == match.group():
            yield Hit(match.start(), match.end(), plain)
    if "icen" in text or "rwydded" in text or "river" in text:
        for match in NORTHERN.finditer(text):
            yield Hit(*match.span("number"), match["number"])


rule = Rule(NAME, run)
