"""Dates of birth."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.dates import said_in
from weeknotes.prose.shapes import Outline

NAME = "birth_date"
WORDS = Words(
    what=N_("Somebody’s date of birth stands here."),
    why=N_("With a name it opens accounts and records, and it cannot be changed once it is known."),
    source=N_("ICO guide to the UK GDPR: What is personal data?"),
    do=N_("Take it out, or say an age or a range of ages if it matters."),
)

CUE = re.compile(
    r"\b(?P<born>born|ganed|ganwyd|eni ar|geni ar|ei eni|ei geni|eu geni)\b"
    r"|\bb\.(?= ?[0-9])|\b(?:d\.?o\.?b\b\.?|dates? of birth|birth ?dates?|birthday(?= (?:is|was|falls)\b|:)|dyddiad(?:au)? geni|ddyddiad(?:au)? geni|d\.g\.|(?:p|b|ph"
    r"|mh)en-?blwydd(?= (?:yw|ar)\b|:))",
    re.IGNORECASE,
)
CUES = (
    "born birth birthday birthdays birthdate birthdates dob b geni eni ganed ganwyd blwydd penblwydd benblwydd phenblwydd mhenblwydd"
)
GUARD = frozenset(CUES.split())
FIGURES = re.compile(r"(?<![\d/.-])(?:[0-3]?\d[-/. ][01]?\d[-/. ](?:(?:18|19|20)\d\d|\d\d)|(?:19|20)\d\d[-/.][01]\d[-/.][0-3]\d)(?![\d/-])")
# Years of people alive: with a year the sentence is surely about a birth; the other cues need none.
FAR = 60  # characters between a cue and the end of its date
BEFORE = 40
# A service or an idea can be born, too.
THING = re.compile(
    r"\b(?:teams?|services?|projects?|programmes?|ideas?|networks?|communit(?:y|ies)|council|company|organisations?|charit(?:y|ies)|blogs?|weeknotes?"
    r"|tools?|sites?|website|movements?"
    r"|groups?|partnerships?|it|this|that|which|unit|department|nhs|concept|brand|app|product|tîm|gwasanaeth|prosiect|syniad|rhwydwaith|cynllun|cyngor|grŵp)"
    r"(?: (?:hwn|hon|itself|really|first|officially))? (?:was |were |is |had been |a )?$|^(?: y| yr| i)?(?: \w+)? (?:tîm|gwasanaeth|prosiect|syniad"
    r"|rhwydwaith|cynllun|cyngor|grŵp)\b",
    re.IGNORECASE,
)
STOP = re.compile(r"[!?;]|\.\s+(?=[^\W\d_])")


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find a date that follows a word for being born in the same sentence (or stands right before “DOB”)."""
    return search(outline, NAME, WORDS, look, cues=GUARD)


def look(passage: Passage) -> Iterator[Hit]:
    """The dates of birth in a passage, each once."""
    text = passage.text
    past = 0
    for cue in CUE.finditer(text):
        if cue["born"] and THING.search(text[max(0, cue.start() - BEFORE) : cue.start()]):
            continue
        place = _after(text, cue) or _before(text, cue, past)
        if place and place[0] >= past:
            past = place[1]
            yield Hit(*place, " ".join(re.sub(r"[\W_]+", " ", text[place[0] : place[1]]).lower().split()))


def _after(text: str, cue: re.Match[str]) -> tuple[int, int] | None:
    """The place of the date that follows a cue, if one does."""
    end = cue.end()
    piece = text[end : end + FAR]
    if cue["born"] and THING.search(piece[:BEFORE]):
        return None
    return _first(STOP.split(piece)[0], end)


def _first(piece: str, at: int) -> tuple[int, int] | None:
    figures = FIGURES.search(piece)
    if figures:
        return at + figures.start(), at + figures.end()
    for said in said_in(piece):
        if said.last is None and (said.first.year is not None or not said.digits) and said.first.possible:
            return at + said.start, at + said.end
    return None


def _before(text: str, cue: re.Match[str], past: int) -> tuple[int, int] | None:
    """The place of a date with at most a bracket between it and the cue: “14/03/1987 (DOB)”."""
    if cue["born"]:
        return None
    first = max(past, cue.start() - 24)
    piece = text[first : cue.start()]
    place = _first(piece, first)
    return place if place and not piece[place[1] - first :].strip(" (,:–-=") else None


rule = Rule(NAME, run)
