"""Posts of one file that each stand under a heading which is a date or a week: a log."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from weeknotes.prose.dates import monday_of, numbered_in, said_in
from weeknotes.prose.shapes import Why
from weeknotes.prose.wording import fold

N_ = str  # marks a sentence for translation where it is shown

DATED = N_("%(count)s headings are each a date or a week.")
TWO = N_("Two headings are dates. Is this one note, or two?")
DATED_AS_ONE = N_("%(count)s headings are dates, but the file is dated as one. Is each a note?")
OTHERS_BESIDE = N_("%(count)s headings are dates and others beside them are not. Is each dated part a note?")
CLOSE = N_("%(count)s headings are days that follow each other closely. Is each a note, or each week?")
NO_ORDER = N_("%(count)s headings are dates in no order. Is each a note?")
ATX = re.compile(r"(#{1,6})[ \t\u00a0]+(.*)")
FENCE = re.compile(r"(?:```|~~~)")
# Words that may stand beside the date of a log's heading; anything else must be the same in every heading.
BESIDE = re.compile(
    r"(?:date|dyddiad|week|weeks|weeknotes?|notes?|nodiadau|wythnos|w|c|wc|wb|beginning|commencing|ending|of|the|and|to|on|for|no|number"
    r"|update|updates|meeting|entry|log|diary|journal|mon|tue|wed|thu|fri|sat|sun|\w{3,6}day|\d{1,4}(?:st|nd|rd|th)?)"
)
PLACEHOLDER = re.compile(r"template|insert|\bdd\b|\byyyy\b|^date$|^dyddiad$")
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: rank, words, place; `day` a date to compare by (2024 where no year is said), `dated` the date if fully stated."""

    rank: int
    text: str
    start: int
    day: date | None
    dated: date | None
    beside: str

    @property
    def placeholder(self) -> bool:
        """Whether it is a form's heading waiting for a date."""
        return self.day is None and PLACEHOLDER.search(fold(self.text)) is not None


@dataclass(frozen=True, slots=True)
class Log:
    """The entries of a log and whether they are sure; `why` tells what was seen."""

    headings: tuple[Heading, ...]
    ends: tuple[int, ...]
    sure: bool
    why: Why


def _heading(rank: int, text: str, start: int) -> Heading:
    day = dated = None
    rest = text
    for said in said_in(text):
        if said.digits and said.first.year is None:
            continue  # "Part 1/3" is no day
        day = said.first.dated(2024)
        dated = said.first.dated() if not said.last and not said.lead else None
        rest = text[: said.start] + " " + text[said.end :]
        break
    else:
        for number in numbered_in(text):
            day = monday_of(f"{number.year or 2024}-W{number.numbers[0]:02d}")
            rest = text[: number.start] + " " + text[number.end :]
            break
    beside = " ".join(word for word in fold(rest).split() if not BESIDE.fullmatch(word))
    if "template" in beside:
        day = dated = None
    return Heading(rank, text, start, day, dated, beside)


def headings(source: str) -> list[Heading]:
    """The headings of Markdown (# and underlined), those in code left out."""
    found: list[Heading] = []
    start = 0
    fenced = False
    before = ("", 0)
    for row in source.split("\n"):
        text = row.strip()
        if FENCE.match(text):
            fenced = not fenced
        elif not fenced and (atx := ATX.match(text)):
            found.append(_heading(len(atx[1]), atx[2].strip(" #\t"), start))
        elif not fenced and before[0] and text and len(text) >= 3 and (not text.strip("=") or not text.strip("-")):
            under = _heading(1 if text[0] == "=" else 2, before[0], before[1])
            if under.day:
                found.append(under)
        before = (text if not ATX.match(text) else "", start)
        start += len(row) + 1
    return found


def _gaps(days: Sequence[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(days)]


def log(source: str, *, published: bool = False) -> Log | None:
    """The log `source` is, None where it is none. `published`: its front matter dates it as one piece of writing."""
    every = headings(source)
    days = [heading for heading in every if heading.day]
    shared = Counter(heading.beside for heading in days)
    entries = [heading for heading in days if _beside_agrees(heading, shared)]
    if len(entries) < 2:
        return None
    lowest = max(heading.rank for heading in entries)
    # A heading that is a sub-heading elsewhere in the log is one here too, whatever its rank by mistake.
    deeper = {fold(heading.text) for heading in every if heading.rank > lowest}
    chosen = {heading.start for heading in entries}
    beside = [heading for heading in every if heading.rank <= lowest and heading.start > entries[0].start and heading.start not in chosen]
    others = [heading for heading in beside if fold(heading.text) not in deeper]
    stops = sorted(heading.start for heading in (*entries, *others))
    after = [*stops, len(source)]
    ends = tuple(after[bisect_right(stops, heading.start)] for heading in entries)
    compared = [heading.day for heading in entries if heading.day]
    if (max(compared) - min(compared)).days <= 8:
        return None
    doubt = _doubt(entries, [heading for heading in others if not heading.placeholder], compared, published=published)
    if doubt and all(heading.beside for heading in entries) and len(entries) < SEVERAL:
        return None
    return Log(tuple(entries), ends, not doubt, Why(doubt or DATED, {"count": len(entries)}))


def _beside_agrees(heading: Heading, shared: Counter[str]) -> bool:
    return not heading.beside or (len(heading.beside) <= 60 and shared[heading.beside] > 1)


def _doubt(entries: Sequence[Heading], others: Sequence[Heading], days: Sequence[date], *, published: bool) -> str:
    """Why a log that may be one is not cut, as a sentence with a place for the count; or ""."""
    gaps = _gaps(days)
    if len(entries) < SEVERAL:
        return TWO
    if published:
        return DATED_AS_ONE
    if others:
        return OTHERS_BESIDE
    if median(abs(gap) for gap in gaps) < 4:
        return CLOSE
    if max(sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)) < 0.6 * len(gaps):
        return NO_ORDER
    return ""
