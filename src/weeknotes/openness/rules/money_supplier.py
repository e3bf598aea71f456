"""An amount of money beside a supplier."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import bounds, whole_words
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.reach import reaching
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "money_supplier"
WORDS = Words(
    what=N_("An amount of money stands here beside a supplier."),
    why=N_("What a supplier asks or is paid may be theirs to keep to themselves, and other suppliers read this too."),
    source=N_("Freedom of Information Act 2000, section 43: Commercial interests"),
    do=N_("If it is published already, link to where. If not, take out the amount or the name."),
)
ORGANISATION = 3

STEMS = ("£", "€", "&pound", "&euro", "&#163", "pound", "punt", "bunt", "bunn", "quid", "euro", "ewro")
AMOUNT = re.compile(
    r"[£€]\s?\d[\d,.]{0,20}(?:\s?(?:k|m|bn|thousand|million|billion|mil|fil|miliwn|filiwn)\b)?"
    r"|(?<![\d,.])\d[\d,.]{0,20}(?:\s?(?:k|m|thousand|million|mil|fil|miliwn|filiwn))?\s(?:o\s)?(?:pounds?|quid|euros?|punt|bunt|bunnoedd|bunnau|ewros?)\b",
    re.IGNORECASE,
)
_SPELT = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a|and|half|hundred|thousand|million|k"
    r"|un|dau|dwy|tri|tair|pedwar|pum|chwe|saith|wyth|naw|deg|ugain|hanner|cant|gant|mil|fil|miliwn|filiwn|a|ac"
)
SPELT = re.compile(rf"\b(?:(?:{_SPELT})[ -]){{1,7}}(?:o )?(?:pounds|bunnoedd|bunnau|euros)\b", re.IGNORECASE)
# A company by its form, which follows a name; "Limited time" opens a sentence.
COMPANY = re.compile(r"[A-Z0-9][\w&'’.-]{0,40},?\s(?:Ltd|LTD|Limited|PLC|plc|Plc|LLP|llp|Cyf|CYF|Cyfyngedig|CCC|GmbH|Inc|LLC|CIC)\b")
SUPPLIER = re.compile(
    r"\b(?:suppliers?|contractors?|subcontractors?|vendors?|providers?|firms?|quote[sd]?|quotations?|invoice[sd]?|darparw(?:r|yr)|ddarparw(?:r|yr)|cwmni"
    r"|gwmni|chwmni|cwmnïau|dyfynbris|ddyfynbris|anfoneb(?:au)?|consultants|consultanc(?:y|ies)|(?:the|an|our|recruitment) agency|asiantaeth recriwtio|[cg]h?yflenw(?:r"
    r"|yr|ydd|wyr)|g?is-?gontractwyr?|[cg]h?ontractwr|[cg]h?ontractwyr|nghyflenwr)\b",
    re.IGNORECASE,
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find the first amount in each sentence that also names a supplier: one of the organisation's list, a company by its form, or one by that word."""
    if context.level >= ORGANISATION:
        found = search(outline, NAME, WORDS, lambda passage: look(passage, context.suppliers), stems=STEMS)
        yield from reaching(outline, ORGANISATION, context.level, found)


def look(passage: Passage, suppliers: frozenset[str] = frozenset()) -> Iterator[Hit]:
    """The amounts in a passage that stand in one sentence with a supplier."""
    text = passage.text
    if passage.code or not (AMOUNT.search(text) or SPELT.search(text)):
        return
    for first, last in bounds(text):
        amount = AMOUNT.search(text, first, last) or SPELT.search(text, first, last)
        if amount and (who := _supplier(text[first:last], suppliers)):
            start, end = amount.span()
            end = start + len(text[start:end].rstrip(".,"))
            yield Hit(start, end, f"{text[start:end]}\0{who.casefold()}")


def _supplier(sentence: str, suppliers: frozenset[str]) -> str:
    """The supplier that a sentence names, or ""."""
    named = whole_words(suppliers, sentence)
    if named:
        return named[0][2]
    found = COMPANY.search(sentence) or SUPPLIER.search(sentence)
    return found.group() if found else ""


rule = Rule(NAME, run)
