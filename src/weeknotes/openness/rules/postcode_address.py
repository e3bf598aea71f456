"""Addresses of homes: a UK postcode with a house's number or name in front of it."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, in_web_address, search
from weeknotes.openness.people import UPPER
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Outline

NAME = "postcode_address"
WORDS = Words(
    what=N_("This reads as the address of somebody’s home."),
    why=N_("It leads to the people who live there, and says what happened to them."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Leave the street or the area, and take out the number and the postcode. If it is an office, say so."),
)

# Royal Mail: one or two letters, a digit, perhaps a digit or letter; then a digit and two letters other than C, I, K, M, O, V.
POSTCODE = re.compile(r"(?<![\w/-])(?:[A-Z]{1,2}[0-9][0-9A-Z]?|[a-z]{1,2}[0-9][0-9a-z]?) ?[0-9](?:[ABD-HJLNP-UW-Z]{2}|[abd-hjlnp-uw-z]{2})(?![\w/-])")
GUARD = re.compile(r"[0-9][A-Za-z]{2}(?!\w)")
FAR = 120  # characters in front of a postcode in which its address stands

CAP = rf"[{UPPER}][\w'’.-]{{0,30}}"
SMALL = r"(?:y|yr|the|of|on|and|under|upon|by|bach|ap|ar|i['’]r|o['’]r)"
PART = rf"(?:{CAP}|{SMALL}|\d{{1,4}}[A-Za-z]?)"
REST = rf"(?:[, ]{{1,2}}{PART}){{0,14}}"
FLAT = r"(?:(?:[Ff]lat|[Ff]flat|[Aa]partment|[Uu]nit|[Rr]oom|[Cc]aravan|[Pp]lot) [0-9]{1,4}[A-Za-z]?,? )"
NUMBER = r"[0-9]{1,4}[A-Za-z]?(?:[-/][0-9]{1,4}[A-Za-z]?)?"
MONTH = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin"
    r"|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)\b)"
)
NUMBERED = re.compile(rf"(?<![\w.,£/-])(?:{FLAT}?{NUMBER},? {MONTH}{CAP}{REST}|{FLAT}{CAP}{REST})[, .]{{0,3}}(?:postcode:? |cod post:? )?\Z")
STREET_WORD = (
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Crescent|Terrace|Drive|Grove|Hill|Row|Way|Place|Gardens|Rise|View|Walk|Mews|Green|Square"
    r"|Heol|Stryd|Ffordd|Lôn|Lon|Rhodfa|Cilgant|Teras|Rhes|Clos|Maes|Llwybr|Allt|Tyle)"
)
HOUSE_WORD = (
    r"(?:Cottage|Cottages|Farm|Farmhouse|Villa|Lodge|Barn|Bungalow|Manor|Vicarage|Rectory|Croft|House|T[yŷ]|Bryn|Fferm|Bwthyn|Plas|Hafod|Hendre"
    r"|Tyddyn|Maes|Gwêl|Gwel|Penrhiw)"
)
WORDS_IN = rf"{CAP}(?: (?:{CAP}|{SMALL})){{0,3}}"
NAMED = re.compile(
    rf"(?<![\w'’.-])(?P<house>{WORDS_IN}),? (?P<more>{WORDS_IN}(?:, {WORDS_IN}){{0,3}})[, .]{{0,3}}\Z"
)
HOME = re.compile(r"\b(?:T[yŷ]|Cottages?|Farm|Bungalow|Bwthyn|Fferm|Tyddyn)\b")
HOUSE = re.compile(rf"\b{HOUSE_WORD}\b")
STREET = re.compile(rf"\b{STREET_WORD}\b")
STREETS = re.compile(rf"\b{CAP} {STREET_WORD}\b|\b(?:Heol|Stryd|Ffordd|Lôn|Rhodfa|Cilgant|Teras|Rhes|Clos)(?: (?:y|yr))? {CAP}")
# What is open to everybody, or an organisation's own, is nobody's home.
OPEN = re.compile(
    r"\b(?:offices?|civic|council|county hall|town hall|city hall|guildhall|headquarters|hq|depot|library|libraries|school|hospital|surgery|clinic"
    r"|station|leisure|community|museum|court house"
    r"|magistrates|university|college|campus|hub|church|chapel|village hall|memorial|hotel|pub|shop|store|venue|conference|arena|theatre|centre"
    r"|business park|enterprise|industrial|park and ride|po box"
    r"|(?:s|ch)?wyddfa|swyddfeydd|neuadd|cyngor|gyngor|canolfan|ganolfan|llyfrgell|lyfrgell|ysgol|ysbyty|meddygfa|prifysgol|coleg|depo|pencadlys"
    r"|amgueddfa|eglwys|capel|gwesty)\b",
    re.IGNORECASE,
)
NEAR = 45  # characters in front of an address that may say what stands there


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find a postcode with a house's number, or its name and a street, right before it; not where an office is said to stand."""
    return search(outline, NAME, WORDS, look, figures=True)


def look(passage: Passage) -> Iterator[Hit]:
    """The addresses in a passage, in order."""
    text = passage.text
    if not GUARD.search(text):
        return
    inside, past = in_web_address(text), 0
    for match in POSTCODE.finditer(text):
        at = match.start()
        if inside(at):
            continue
        first = max(past, at - FAR)
        past = match.end()
        start = _address(text, first, at)
        if start >= 0:
            yield Hit(start, match.end(), " ".join(re.sub(r"[\W_]+", " ", text[start : match.end()]).lower().split()))


def _address(text: str, first: int, at: int) -> int:
    """Where the address begins that ends with the postcode at `at`; -1 where there is none, or nobody's home."""
    numbered = NUMBERED.search(text, first, at)
    if numbered:
        start = numbered.start()
        # "14 Heron Close": an office may stand there by name, in front of the number or in the words that lead to it.
        return -1 if OPEN.search(_sentence(text, start)) or OPEN.search(STREETS.sub(" ", text[start:at])) else start
    named = NAMED.search(text, first, at)
    if not named or OPEN.search(_sentence(text, named.start())):
        return -1
    # "Tŷ Capel" and "Chapel Cottage" are homes by their names.
    place = named["more"] if HOME.search(named["house"]) else named.group()
    if OPEN.search(STREETS.sub(" ", place)):
        return -1
    if HOUSE.search(named["house"]) or (STREET.search(named["more"]) and "," in named.group()):
        return _after_small(text, named.start())
    return -1


def _after_small(text: str, start: int) -> int:
    """Past a capital word that only begins the sentence (“At Rose Cottage”)."""
    lead = re.compile(r"(?:At|In|To|From|Near|Outside|The|Visited|Met|Mae|Yn|Ger|Aethom|Yng) ").match(text, start)
    return lead.end() if lead else start


def _sentence(text: str, start: int) -> str:
    """The words right in front of an address, no further than the sentence reaches."""
    return re.split(r"[.!?;] ", text[max(0, start - NEAR) : start])[-1]


rule = Rule(NAME, run)
