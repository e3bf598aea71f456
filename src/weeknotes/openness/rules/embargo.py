"""What must not be out yet."""

import re
from collections.abc import Iterator
from datetime import date

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import bounds
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.reach import reaching
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.dates import Day, said_in
from weeknotes.prose.sentences import straight
from weeknotes.prose.shapes import Outline

NAME = "embargo"
WORDS = Words(
    what=N_("This speaks of something that is not to be out yet."),
    why=N_("Whoever gave it under embargo trusts that it stays there until then."),
    source=N_("Freedom of Information Act 2000, section 22; Pre-release Access to Official Statistics Order 2008"),
    do=N_("Publish after that time, or leave it out until then."),
)
ORGANISATION = 3

STEMS = (
    "embargo", "publication", "publish", "release", "shared", "sharing", "do not ", "don't ", "don’t ", "under wraps", "not be ", "confidential", "secret", "keep ",
    "public until", "public till", "announced until", "announced till", "out until", "out till", "yhoedd", "yfrinach", "yddhau", "annu",
)  # fmt: skip
SAYS = re.compile(
    r"\b(?:under (?:\w+ ){0,2}embargo|embargoed|embargo (?:until|till|to|on it|ends|lifts|is|runs)|dan (?:\w+ ){0,1}embargo|embargo(?: \w+)? (?:tan|hyd)"
    r"|embargo(?=[:, ]{1,3}\d)"
    r"|not (?:for|to be) (?:publication|published|release|released|shared|sharing) (?:before|until|till)|under wraps|keep (?:this|it|that) (?:quiet|secret"
    r"|to yourself|to yourselves|between us) (?:until|till|for now)|(?:not|n't)(?: be)? (?:public|announced|out) (?:until|till)|(?:confidential|secret) (?:until"
    r"|till)|cyfrinachol tan|cadwch (?:hyn|hwn) yn gyfrinach|(?:should|must|may|can) ?not be (?:published|shared|released|quoted)(?: \w+){0,2} (?:before|until|till)"
    r"|no publication before|(?:do not|don't) (?:share|publish"
    r"|post|release|tweet|quote|forward)(?: \w+){0,3} (?:before|until|till)"
    r"|embargo ar(?: [\w']+){1,5} (?:tan|hyd)|(?:nid|ddim) (?:yw )?i'w (?:gyhoeddi|chyhoeddi|ryddhau|rhyddhau|rannu|rhannu) (?:cyn|tan)"
    r"|ni (?:ddylid|ddylech|chaiff|ellir) (?:ei |eu )?(?:[cg]h?yhoeddi|rannu|rhannu|ryddhau|rhyddhau)(?: [\w']+){0,3} (?:cyn|tan)|peidiwch (?:â|a)(?:'i"
    r"|'u)? (?:gyhoeddi|chyhoeddi|ryddhau|rhyddhau|rannu|rhannu)(?: [\w']+){0,3} (?:cyn|tan))\b"
)
ENDED = re.compile(r"\b(?:lifted|ended|has passed|is over|are out|is out|came out|godwyd|codwyd|wedi dod i ben|wedi'i godi|mae allan)\b")
TRADE = re.compile(r"\b(?:trade|arms|oil|weapons|masnach|arfau)\b")
ABOUT = 120  # characters after the words in which their day stands


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find words of an embargo whose day is after the moment of publishing, or is not said."""
    if context.level >= ORGANISATION:
        today = context.moment.date() if context.moment else None
        yield from reaching(outline, ORGANISATION, context.level, search(outline, NAME, WORDS, lambda passage: look(passage, today), stems=STEMS))


def look(passage: Passage, today: date | None = None) -> Iterator[Hit]:
    """What a passage says of an embargo that holds on `today`, once a sentence."""
    text = straight(passage.text)
    if passage.code or not SAYS.search(text):
        return
    for first, last in bounds(passage.text):
        says = SAYS.search(text, first, last)
        if says and not TRADE.search(text, first, last) and not ENDED.search(text, first, last):
            end, until = _until(passage.text, says.end(), last, today)
            if today is None or until is None or until > today:
                yield Hit(says.start(), end, text[says.start() : end])


def _until(text: str, after: int, last: int, today: date | None) -> tuple[int, date | None]:
    """Where the words end with the day that follows them, and that day; where none is said, where they end without it."""
    near = text[after : min(last, after + ABOUT)]
    for said in said_in(near):
        return after + len(near[: said.end].rstrip(".")), _day(said.first, today)
    return after, None


def _day(day: Day, today: date | None) -> date | None:
    """A day as a date; where no year is said, the one nearest to `today`."""
    if day.year is not None or today is None:
        return day.dated()
    dates = [found for year in (today.year - 1, today.year, today.year + 1) if (found := day.dated(year))]
    return min(dates, key=lambda found: abs(found - today), default=None)


rule = Rule(NAME, run)
