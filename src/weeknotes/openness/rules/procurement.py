"""Buying that is under way: who bid, how they are scored, who is preferred."""

import re
from collections.abc import Iterator

from weeknotes.openness.context import Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.near import bounds
from weeknotes.openness.passage import Hit, Passage, search
from weeknotes.openness.reach import reaching
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.sentences import straight
from weeknotes.prose.shapes import Outline

NAME = "procurement"
WORDS = Words(
    what=N_("This may speak of buying that is still under way."),
    why=N_("Until an award is announced, what is said of bids can be unfair to somebody, and the award can be challenged for it."),
    source=N_("Procurement Act 2023, section 12: Objectives"),
    do=N_("Ask whoever runs the procurement, or leave it for the week in which the award is announced."),
)
ORGANISATION = 3

# Short ones stand in many other words.
CUES = frozenset({"bid", "bids", "itt", "itts", "rfp", "rfps"})
STEMS = (
    "tender", "endr", "bidder", "standstill", "call-off", "call off", "competition", "ystadleuaeth", "procure", "supplier", "affael",
    "ynig", "flenw",
    "segur", "award", "dyfarnu",
)  # fmt: skip
BUYING = re.compile(
    r"\b(?:tenders|(?<!was )(?<!were )(?<!is )(?<!are )(?<!very )(?<!so )tender|tenderers?|bids?|bidders?|itts?|rfps?|call[- ]offs?|framework competition"
    r"|mini[- ]?competitions?|further competitions?|procurements?|suppliers?"
    r"|[td]h?endr(?:au|wyr|wr|o)?|nhendr(?:au)?|[cg]h?affael(?:iad)?|[cg]h?ynigw?yr|[cg]h?ynigydd|[cg]h?yflenw(?:yr|r|ydd)|[cg]h?ystadleuaeth (?:bellach|fach)"
    r"|mini-gystadleuaeth)\b"
)
UNDER_WAY = re.compile(
    r"\b(?:evaluat(?:e|es|ed|ing|ion|ions|ors?)|scor(?:e|es|ed|ing)|moderat(?:e|ed|ing|ion)|short-?listed|short-?list|short-?listing|long-?list(?:ed)?"
    r"|(?:not|yet to|n't)(?: yet| be| been)* (?:announced?|awarded?|told|published|decided?|chosen|choose)"
    r"|(?:before|until|ahead of|pending) (?:the |contract )?award|(?:hope|hoping|about|due|ready|expect|plan) to award|which (?:one|of them) (?:won|wins)"
    r"|(?:bids|tenders|responses) (?:are |have )?(?:come|came|in|closed?|opened)\b|received|(?:can't|cannot|may not|unable to|not able to"
    r"|not allowed to) (?:yet )?(?:say|name|share|tell)|clarification questions|narrowed (?:it |them )?down|(?:short|long) list|demos|demonstrations|pitch(?:es|ed)?"
    r"|presentations|still in|in the race|assess(?:ed|ing)|choosing|selecting|(?:clear|current) leader|responses|in the running"
    r"|n?g?werthuso|werthus(?:iad|om|on)|s[cg]orio|rhestr fer|rhestr hir|cyn (?:dyfarnu|cyhoeddi|y dyfarniad)|heb (?:ei|eu) (?:gyhoeddi|cyhoeddi|dyfarnu|ddyfarnu)"
    r"|(?:ni|ddim) (?:fyddwn |wedi )?(?:yn )?(?:cyhoeddi|dyfarnu)|yn nwylo'r panel|i law|sgoriau|asesu|ar ôl yn|yn y ras|arddangosiadau|cyflwyniadau|dewis"
    r"|ar y gweill|yn mynd rhagdd(?:o|i)|(?:methu|gallaf|allaf|alla i"
    r"|gallwn|allwn)(?: ni)?(?: ddim)? (?:dweud|ddweud|enwi))\b"
)
SURE = re.compile(
    r"\b(?:preferred (?:bidder|supplier|tenderer)s?|(?:in|the|our|until the end of) (?:\w+ )?standstill(?: period)?|standstill period|(?:contract |intent to "
    r"|notice of )award letters?|award letters?|(?:intention|recommendation) to award|bidders?|tenderers?"
    r"|cyfnod segur|llythyr(?:au)? dyfarnu|[cg]h?ynigw?yr|[cg]h?ynigydd|cyflenwr a ffefrir)\b"
)
DONE = re.compile(
    r"\b(?:awarded|signed|announced|appointed|cyhoeddwyd|cyhoeddon|dyfarnwyd|dyfarnon|llofnodwyd|llofnodon|penodwyd|penodon)\b"
)
NOT_YET = re.compile(r"\b(?:not|yet|before|until|heb|ddim|cyn|ni (?:fydd\w*|chaiff|all\w*))\b|n't\b")
# A bid for money, which is asked and not bought; a prize for which one is shortlisted.
ASKED = re.compile(
    r"\b(?:fund(?:ing|ers?)?|grants?|lottery|heritage|budget|capital|awards (?:night|ceremony|dinner)|prize|gwobr(?:au|wyo)?|cronfa|gronfa|grant|loteri)\b"
)
LONGEST = 120  # characters between the words, beyond which only the first are quoted


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find sentences that speak of bids, tenders or suppliers as still being chosen among, of a standstill, or of a preferred bidder; not of an award made."""
    if context.level >= ORGANISATION:
        yield from reaching(outline, ORGANISATION, context.level, search(outline, NAME, WORDS, look, cues=CUES, stems=STEMS))


def look(passage: Passage) -> Iterator[Hit]:
    """What a passage says of buying that is under way, once a sentence."""
    text = straight(passage.text)
    if passage.code or not (BUYING.search(text) or SURE.search(text)):
        return
    for first, last in bounds(passage.text):
        sure = SURE.search(text, first, last)
        words = [sure] if sure else _both(text, first, last)
        if words and not ASKED.search(text, first, last) and (NOT_YET.search(text, first, last) or not DONE.search(text, first, last)):
            start, end = min(one.start() for one in words), max(one.end() for one in words)
            end = end if end - start <= LONGEST else min(words, key=re.Match.start).end()
            yield Hit(start, end, text[start:end])


def _both(text: str, first: int, last: int) -> list[re.Match[str]]:
    """What is bought and the words that it is under way, where a sentence has both."""
    buying, under_way = list(BUYING.finditer(text, first, last)), list(UNDER_WAY.finditer(text, first, last))
    return [*buying, *under_way] if buying and under_way else []


rule = Rule(NAME, run)
