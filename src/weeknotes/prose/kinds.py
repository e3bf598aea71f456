"""What kind of section a heading opens: its own words first, then, where it says nothing of its own, the heading above it."""

import re
from functools import lru_cache

from weeknotes.prose.dates import said_in
from weeknotes.prose.shapes import SectionKind
from weeknotes.prose.vocabulary import CUES, HEADINGS, INHERITS, SIGNS, SPOKEN, TABLE

_EDGES = re.compile(r"^[^\w]+|[^\w)]+$")
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:[.):]| -| –)\s+(?=\S)")
_NUMBERED = re.compile(r"[\s(]*\b(?:week|sprint|wythnos) \d{1,3}\)?$")
_COPULA = re.compile(r"\s+(?:are|were|include|included|will be|yw|oedd|yn cynnwys)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BEFORE = re.compile(
    r"^(?:the|a|an|my|our|some|a few|this week's|the week's|today's|more|other|little|small|big|biggest|main|key|top|first|here are|here's"
    r"|and|so|also|ok|okay|right|now|yn gyntaf|y|yr|fy|ein)\s+(?=\S)"
)
_AFTER = re.compile(
    r"\s+(?:(?:this|last|of the|for the|from the|in the|over the|so far this|from this|for this|of this|of my|of our) (?:past |last )?"
    r"(?:week|month|sprint|fortnight|quarter|cycle|term|year|day|weekend)"
    r"|so far|to date|today|these days|at the moment|right now|recently|lately|again|though|too|as well|anyway|yr wythnos(?: hon| yma)?|o'r wythnos|hyd yma|hyd yn hyn|heddiw)$"
)
_MOST_WORDS = 10
_LONGEST = 140  # characters; a longer heading is read by its opening


def plain(heading: str) -> str:
    """Give a heading as it is looked up: lower case, straight apostrophes, no number or sign before it, no punctuation after it."""
    text = heading[:_LONGEST].lower().replace("’", "'").replace("‘", "'").replace("\u00a0", " ")
    text = _EDGES.sub("", text)
    for spoken, written in SPOKEN:
        text = spoken.sub(written, text)
    return _COPULA.sub("", _NUMBER.sub("", text))


@lru_cache(maxsize=2048)
def kind_of(heading: str) -> tuple[SectionKind, str]:
    """Give the kind a heading's own words say and the phrase that says so; ("other", "") where they say nothing."""
    text = plain(heading)
    for way in ("whole", "starts", "has"):
        for kind in TABLE["heading"]:
            pattern: re.Pattern[str] = getattr(HEADINGS[kind], way)
            found = pattern.search(text) if way == "has" else pattern.match(text)
            if found:
                return kind, found.group().strip()
    bare = _bare(text)
    if bare and bare != text:
        # "Today I learned (a lot)", "Biggest achievement so far": the rest of it decides.
        kind, why = kind_of(bare)
        if kind != "other":
            return kind, why
    head = _head(text)
    if head:
        # "Personal: running on foundations", "Next week – the plan", "Coming week: …": what stands before the sign decides.
        kind, why = kind_of(head)
        if kind != "other":
            return kind, why
    undated = _undated(text)
    if undated != text:  # a day alone ("5 March 2021") says nothing, though it begins with a number
        return kind_of(undated) if undated else ("other", "")
    return _cued(text) or _signed(heading) or ("other", "")


def _cued(text: str) -> tuple[SectionKind, str] | None:
    """The kind that a word or turn of phrase in the heading speaks for, where no phrase fits it whole."""
    if len(text.split()) > _MOST_WORDS:
        return None
    for way in ("says", "names"):
        for kind in TABLE["cue"]:
            pattern: re.Pattern[str] = getattr(CUES[kind], way)
            found = pattern.search(text) if way == "says" else pattern.match(text)
            if found:
                return kind, found.group().strip()
    return None


def _signed(heading: str) -> tuple[SectionKind, str] | None:
    """The kind that a picture sign speaks for, beside at most two words."""
    if len(re.findall(r"\w+", heading)) <= 2:
        for kind, signs in SIGNS.items():
            for sign in signs:
                if sign in heading:
                    return kind, sign
    return None


def _bare(text: str) -> str:
    """A heading without what stands in brackets, small words before it, and when it was at its end."""
    return _EDGES.sub("", _BEFORE.sub("", _AFTER.sub("", _BRACKETS.sub("", text)))).strip()


def _undated(text: str) -> str:
    """A heading without the date or week number that closes it ("key themes, 11-17 dec")."""
    for said in said_in(text):
        if not text[said.end :].strip(" )"):
            text = text[: said.start]
    return _EDGES.sub("", _NUMBERED.sub("", text))


def _head(text: str) -> str:
    """What stands before the first colon, dash or comma of a heading, or ""."""
    for sign in (": ", " – ", " - ", " — ", ", "):
        head, found, _ = text.partition(sign)
        if found:
            return head.strip()
    return ""


def names_kind(line: str) -> bool:
    """Whether a short line that is set apart (in italics, alone) is a heading: it says a kind, and does not end as a sentence does."""
    return line.rstrip()[-1:] not in {".", ",", ";", "!", ""} and len(line.split()) <= 6 and kind_of(line)[0] != "other"


def inherits(heading: str) -> bool:
    """Whether a heading says nothing of its own ("One", "Work", "Monday"), so that under another it is of that one's kind."""
    text = plain(heading)
    return not text or bool(INHERITS.match(text))
