"""Telephone numbers, in the words and behind links."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher, format_number, is_valid_number

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "phone"
WORDS = Words(
    what=N_("A phone number stands here."),
    why=N_("If it is a person’s own, readers could ring it."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out, or say why it stays."),
)

REGION = "GB"
FEWEST = 7  # digits in the shortest number worth a look
LENGTH = 10  # digits of a UK number after the 0 or +44
# A first group of three digits or more keeps dates (01.04.2021) out.
FIRST = re.compile(
    r"(?<![\w£$€+])(?<!\d[.,:/])(?:(?:\+|\b00)44[ .-]?(?:\(0\) ?|0)?(?P<abroad>[1-9][0-9]{1,9})|\(?0(?P<home>[1-9][0-9]{1,9})\)?)(?!\d)"
)
GROUP = re.compile(r"(?:[ .-]|(?<=\)))([0-9]{3,8})(?!\d)")
NO_NUMBER = re.compile(r"\d{1,2}\.|[0-3]?\d[ .-][01]?\d[ .-](?:19|20)\d\d(?!\d)")  # a version, a date and more
FILE = re.compile(r"_|\.(?:avif|bmp|csv|docx?|gif|heic|jpe?g|pdf|png|svg|tiff?|webp|xlsx?)\b", re.IGNORECASE)
# Numbers that Ofcom keeps free for drama ("Telephone numbers for use in TV and radio drama programmes"). People who write an example copy
# the shape of a real one, so they are found too.
DRAMA = (
    "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960", "1414960", "1514960", "1614960",
    "1632960", "1914980", "2079460", "2896496", "2920180", "3069990", "7700900", "8081570", "9098790",
)  # fmt: skip


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find each number that can be dialled in the UK (libphonenumber, VALID), and Ofcom's numbers for drama."""
    return search(outline, NAME, WORDS, look)


def look(passage: Passage) -> Iterator[Hit]:
    """The telephone numbers in a passage, each once, in rising order."""
    text = passage.text
    if sum(map(text.count, "0123456789")) < FEWEST:
        return
    inside = in_web_address(text)
    last = 0
    for hit in sorted([*_grouped(text), *_matched(text)], key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last and not inside(hit.start) and not FILE.match(text, hit.end):
            last = hit.end
            yield hit


def _matched(text: str) -> Iterator[Hit]:
    """What libphonenumber finds. It reads long runs of digits as one thing, so that two numbers side by side escape it."""
    for match in PhoneNumberMatcher(text, REGION, leniency=Leniency.VALID, max_tries=len(text)):
        if not NO_NUMBER.match(match.raw_string):
            yield Hit(match.start, match.end, format_number(match.number, PhoneNumberFormat.E164))


def _grouped(text: str) -> Iterator[Hit]:
    """UK numbers read group by group, up to the tenth digit and no further."""
    for first in FIRST.finditer(text):
        digits, end = first["abroad"] or first["home"], first.end()
        while len(digits) < LENGTH and (group := GROUP.match(text, end)):
            digits, end = digits + group[1], group.end()
        if len(digits) == LENGTH and (digits.startswith(DRAMA) or _valid(digits)):
            yield Hit(first.start(), end, f"+44{digits}")


def _valid(digits: str) -> bool:
    return is_valid_number(PhoneNumber(country_code=44, national_number=int(digits)))


rule = Rule(NAME, run, yields_to=("email", "card", "nhs", "nino"))
