"""Numbers of passports."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "passport"
WORDS = Words(
    what=N_("This reads as the number of a passport."),
    why=N_("Somebody could use it to pass for its owner."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out. If it is another kind of number, say so."),
)

# HM Passport Office, Basic passport checks: nine digits; newer ones may begin with a letter in place of the first.
NUMBER = r"(?<![\w£$€/.,+-])(?:[0-9]{9}|[A-Z][0-9]{8}|[0-9]{3} [0-9]{3} [0-9]{3})(?![\w/]|[.,-][0-9]| [0-9])"
CUE = r"(?:[Pp]assports?|PASSPORTS?|(?:[Pp]|[Bb]|[Mm]h|[Pp]h)asbort)"
CUES = frozenset({"passport", "passports", "pasbort", "basbort", "mhasbort", "phasbort"})
BY_CUE = re.compile(rf"(?:\b{CUE}\b[^0-9.!?;]{{0,40}}(?:\b[Nn]o\.[^0-9.!?;]{{0,6}})?(?P<after>{NUMBER})|(?P<before>{NUMBER})[^0-9.!?;]{{1,25}}\b{CUE}\b)")


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find nine digits, or a letter and eight, beside the word passport in the same sentence."""
    return search(outline, NAME, WORDS, look, cues=CUES)


def look(passage: Passage) -> Iterator[Hit]:
    """The passport numbers in a passage."""
    text = passage.text
    inside = in_web_address(text)
    for match in BY_CUE.finditer(text):
        start, end = match.span("after" if match["after"] else "before")
        if not inside(start):
            yield Hit(start, end, text[start:end].replace(" ", ""))


rule = Rule(NAME, run, yields_to=("nhs",))
