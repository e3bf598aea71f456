"""A note for everybody that is in one of two languages."""

import re
from collections.abc import Iterator
from itertools import islice

from weeknotes.openness.context import EVERYONE, Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import bounds
from weeknotes.openness.noticed import of_all
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.reach import reaching
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.sentences import straight
from weeknotes.prose.shapes import Outline

NAME = "missing_language"
STANDARDS = N_("Welsh Language (Wales) Measure 2011; your Welsh Language Standards")
WELSH = Words(
    what=N_("This note is for everyone, and is not in Welsh yet."),
    why=N_("Readers may expect to read in Welsh what your organisation publishes, and to read it at the same time."),
    source=STANDARDS,
    do=N_("Add the Welsh beside it, or say why this note does without."),
)
ENGLISH = Words(
    what=N_("This note is for everyone, and is not in English yet."),
    why=N_("Not everybody whom it is for reads Welsh."),
    source=STANDARDS,
    do=N_("Add the English beside it, or say why this note does without."),
)
ASSESS = Words(
    what=N_("This speaks to the public, and the note is in one language."),
    why=N_("What asks people for their view, or changes what they can use, is to treat Welsh no less favourably than English."),
    source=N_("Welsh Language Standards: Policy making"),
    do=N_("Was it assessed what this does for the Welsh language? If so, say so; if not, ask whoever does that with you."),
)
BOTH = ("cy", "en")

STEMS = (
    "consult", "have your say", "views", "tell us", "let us", "survey", "hear", "clos", "mov", "chang", "charg", "stop", "start", "begin", "resume", "cut", "end", "reduc",
    "go up", "goes up", "going up", "rise", "rising", "ymgyngh", "eich dweud", "eich barn", "cau", "gau", "symud", "newid", "ffi", "dod i ben", "codi", "lleihau", "torri",
)  # fmt: skip
_SERVICE = (
    r"(?:services?|counters?|library|libraries|offices?|centres?|opening hours|routes?|rounds|collections?|charges?|fees?|bus(?:es)?|schools?"
    r"|pools?|parking|fares?|receptions?|help desks?|museums?|theatres?|toilets|car parks?|markets?|helpline|phone line)"
)
_GWASANAETH = (
    r"(?:n?g?wasanaeth(?:au)?|ll?yfrgell(?:oedd)?|swyddfa|swyddfeydd|(?:[cg]|ngh|ch)anolfan(?:nau)?|oriau agor|[cg]h?asgliad(?:au)?|rh?owndiau"
    r"|ffi|ffioedd|ysgol(?:ion)?|llinell ffôn|pwll nofio|(?:d|dd)erbynfa|meysydd parcio|maes parcio|amgueddfa|toiledau|marchnad)"
)
ASKS = re.compile(
    r"\b(?:(?:our|public|new|a|an|open|day|week) (?:\w+ ){0,2}consultations?|consultations? (?:on|about|begins?|opens?|is open|runs|closes?|ends?|starts?)"
    r"|consult(?:ing)? (?:on|with|people|residents)|have your say|(?:your|residents'|people's) views on|hear(?:ing)? from (?:you|residents)"
    r"|(?:tell us|let us know) what you think|(?:take part in|fill in) our survey"
    r"|ein (?:\w+ )?h?ymgynghoriad(?:au)?|ymgynghoriad(?:au)? (?:cyhoeddus|newydd|ar|am|yn)|ymgynghori|dweud eich dweud|eich barn)\b"
)
CHANGES = re.compile(
    r"\b(?:(?:we're|we are|we'll|we will|will|to|is|are) (?:be )?(?:close|closing|closed|move|moving|change|changing|stop|stopping|end|ending|charge|charging"
    r"|reduc\w+|cut|cutting|go(?:ing)? up|rise|rising)"
    r"|(?:starts|start again|begins|resumes|closes|moves to|changes|stops|ends|goes up|rises)(?= .{0,60}\b(?:from|on|in|until)\b)"
    r"|(?:yn|byddwn ni'n|bydd|rydyn ni'n) (?:cau|symud|newid|codi|dod i ben|lleihau|torri))\b"
)
SERVICE = re.compile(rf"\b(?:{_SERVICE}|{_GWASANAETH})\b")
AHEAD = re.compile(
    r"\b(?:from|will|next|we'll|january|february|march|april|may|june|july|august|september|october|november|december|o fis|ym mis|o ddydd|bydd\w*|nesaf|ebrill)\b"
)


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Say once of a note for everyone, as the organisation's profile has it, that it lacks Welsh or English, or ask whether that was assessed."""
    if context.level < EVERYONE or not context.langs or context.profile == "free" or not outline.blocks:
        return
    lacking = [lang for lang in BOTH if lang not in context.langs]
    if lacking and context.profile == "strict":
        yield of_all(NAME, WELSH if lacking[0] == "cy" else ENGLISH, lacking[0])
    elif lacking:
        yield from islice(reaching(outline, EVERYONE, context.level, search(outline, NAME, ASSESS, look, stems=STEMS)), 1)


def look(passage: Passage) -> Iterator[Hit]:
    """Where a passage asks the public for its view, or tells it of a service that will change."""
    text = straight(passage.text)
    if passage.code:
        return
    if asks := ASKS.search(text):
        yield Hit(asks.start(), asks.end(), asks.group())
    if not CHANGES.search(text):
        return
    for first, last in bounds(passage.text):
        change = CHANGES.search(text, first, last)
        if change and SERVICE.search(text, first, last) and AHEAD.search(text, first, last):
            yield Hit(change.start(), change.end(), change.group())


rule = Rule(NAME, run)
