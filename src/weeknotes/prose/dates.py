"""Dates and weeks as people write them, in English and Welsh: days, ranges, numbered weeks, with what is missing left missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from weeknotes.prose.vocabulary import MONTHS

Lead = Literal["beginning", "ending", "of", ""]

_MONTH = "|".join(sorted(MONTHS, key=lambda one: (-len(one), one)))
_ORDINAL = r"(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ed|ain)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sat|sun)(?:day)?|dydd \w+|llun|mawrth|mercher|iau|gwener|sadwrn|sul)"
_TO = r"\s*(?:-|–|—|−|to|until|till|through|thru|&|and|hyd at|hyd|tan|i|at)\s*"
_OF = r"(?:\s+of|\s+o)?[\s.,/-]{1,3}"
_YEAR = r"(?:[\s,.'’/-]{1,3}(?P<y%s>(?:19|20)\d\d|\d\d(?![\d:/.%%]|\s*(?:am|pm|years|people|users|hours|days)\b)))?"
_DAY = rf"(?:{_WEEKDAY},?\s+)?(?P<d%s>\d{{1,2}}){_ORDINAL}"
# A range begins on a day there is: "Week 45 – Friday 20 November" is a number and a day.
_FROM = rf"(?:{_WEEKDAY},?\s+)?(?P<d1>0?[1-9]|[12]\d|3[01])(?!\d){_ORDINAL}"
_LEAD = (
    r"(?P<lead>w/?c\.?:?|w/?b\.?:?|w/?e\.?:?|week[\s-]?(?:commencing|beginning|starting|from|ending|of|to)|week(?=\s+\d)"
    r"|wythnos\s+(?:yn\s+|yn|sy'n\s+|a\s+)?(?:dechrau|ddechrau|cychwyn|gychwyn|gorffen|orffen|diweddu|ddiweddu|o))"
)
_WORDS = re.compile(
    rf"(?:\b{_LEAD}[\s:]*(?:the\s+|ar\s+)?)?(?<![\d.,/£$€-])\b(?:"
    rf"{_FROM}(?:{_OF}(?P<m1>{_MONTH})\b\.?{_YEAR % 1})?{_TO}{_DAY % 2}{_OF}(?P<m2>{_MONTH})\b\.?{_YEAR % 2}"
    rf"|{_DAY % 3}{_OF}(?P<m3>{_MONTH})\b\.?{_YEAR % 3}"
    rf"|(?:{_WEEKDAY},?\s+)?(?P<m4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}}){_ORDINAL}\b(?![:%]|\s*(?:am|pm|people|users)\b)(?:{_TO}(?:(?P<m5>{_MONTH})\.?\s+)?(?P<d5>\d{{1,2}}){_ORDINAL}\b)?(?:,?\s+(?P<y4>(?:19|20)\d\d))?"
    r"|(?P<iso>(?:19|20)\d\d[-/.]\d\d[-/.]\d\d)(?:\s*(?:-|–|—|to|/|i)\s*(?P<iso2>(?:19|20)\d\d[-/.]\d\d[-/.]\d\d))?"
    r"|(?P<nd>\d{1,2})[/.](?P<nm>\d{1,2})[/.](?P<ny>(?:19|20)?\d\d)\b(?:\s*(?:-|–|—|to|i)\s*(?P<nd2>\d{1,2})[/.](?P<nm2>\d{1,2})[/.](?P<ny2>(?:19|20)?\d\d)\b)?"
    r"|(?P<sd>\d{1,2})/(?P<sm>\d{1,2})(?![\d/.%])"
    r")",
    re.IGNORECASE,
)
_HINT = re.compile(r"\d")
_AND = r"(?:\s*(?:-|–|—|to|and|&|/|\+|a|i)\s*(?:week\s+|w)?(?P<n%s>\d{1,2})(?!\d))?"
# "week 24/11/2022" and "week 8 to 14 July" are dates, not the 24th and the 8th week.
_DATE = rf"\d|\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*\d|\s*(?:to|-|–|and)?\s*\d{{0,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?(?:{_MONTH})\b"
_NUMBERED = re.compile(
    rf"\b(?:(?P<ya>20\d\d)[\s,:/-]{{0,3}}(?:-?W|weeks?\s*(?:no\.?|number|#)?\s*|wk\s*|wythnos\s*)(?P<na>\d{{1,2}})(?!\d){_AND % 'a2'}"
    rf"|(?:weeks?|wk|wythnos)\s*(?:no\.?|number|#)?\s*(?P<nb>\d{{1,2}})(?!{_DATE}){_AND % 'b2'}"
    r"(?:[\s,:/(-]{1,3}(?:of\s+)?(?P<yb>20\d\d))?"
    r"|W(?P<nc>\d{1,2})[\s/-]{1,2}(?P<yc>20\d\d))\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"(?:\b(?P<by>by|before|until|from|next|erbyn|cyn|tan)\s+(?:the\s+end\s+of\s+)?)?\b(?:(?P<m>{_MONTH})\.?,?\s+)?(?P<y>20\d\d)\b(?![-/.]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written; `year` is None where the text gives none. It may be no date at all ("31 February")."""

    day: int
    month: int
    year: int | None = None

    def dated(self, year: int | None = None) -> date | None:
        """The date, in `year` where the text gives none; None where there is no such day."""
        in_year = self.year if self.year is not None else year
        try:
            return date(in_year or 2024, self.month, self.day) if in_year is not None else None
        except ValueError:
            return None

    @property
    def possible(self) -> bool:
        """Whether there is such a day in some year (29 February needs a leap year where the year is given)."""
        return self.dated(2024) is not None


@dataclass(frozen=True, slots=True)
class Said:
    """A date or a range found in a text, the words that lead to it ("w/c"), its place there, and whether it is all digits."""

    first: Day
    last: Day | None
    lead: Lead
    start: int
    end: int
    digits: bool = False

    def month_first(self) -> "Said":
        """The same digits read as in America, month first."""
        first = Day(self.first.month, self.first.day, self.first.year)
        return replace(self, first=first, last=self.last and Day(self.last.month, self.last.day, self.last.year))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A week by number ("2021 week 10", "week 8 and 9"); `year` is None where the text gives none."""

    numbers: tuple[int, ...]
    year: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A year, or a month of a year, named in passing; `ahead` where it is said as something to come ("by September 2020")."""

    year: int
    month: int | None
    ahead: bool


def _month(name: str) -> int:
    """The month that a matched name stands for: matching takes ı for i and ſ for s (Unicode case folding), the table does not."""
    return MONTHS[name.lower().replace("ı", "i").replace("ſ", "s").replace("\u0307", "")]


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _lead(text: str | None) -> Lead:
    words = (text or "").lower()
    if not words:
        return ""
    if words[:3] in {"w/e", "we.", "we:"} or words == "we" or words.endswith(("ending", "to", "gorffen", "orffen", "diweddu", "ddiweddu")):
        return "ending"
    return "of" if words == "week" or words.endswith(("of", " o")) else "beginning"


def said_in(text: str) -> Iterator[Said]:
    """Find dates and ranges in a text, in order. "13 - 17 July 2020" is one range; "3/9/21" is read day first, as in Britain."""
    if not _HINT.search(text):
        return
    for found in _WORDS.finditer(text):
        first, last = _days(found)
        yield Said(first, last, _lead(found["lead"]), found.start(), found.end(), bool(found["nd"] or found["sd"]))


def _days(found: re.Match[str]) -> tuple[Day, Day | None]:
    if found["d2"]:
        last = Day(int(found["d2"]), _month(found["m2"]), _year(found["y2"]))
        month = _month(found["m1"]) if found["m1"] else last.month
        year = _year(found["y1"])
        if year is None and last.year is not None:
            year = last.year - 1 if month > last.month else last.year
        return Day(int(found["d1"]), month, year), last
    if found["d3"]:
        return Day(int(found["d3"]), _month(found["m3"]), _year(found["y3"])), None
    if found["d4"]:
        month, year = _month(found["m4"]), _year(found["y4"])
        first = Day(int(found["d4"]), month, year)
        if not found["d5"]:
            return first, None
        after = _month(found["m5"]) if found["m5"] else month
        if year is not None and month > after:
            first = Day(first.day, month, year - 1)
        return first, Day(int(found["d5"]), after, year)
    if found["iso"]:
        return _iso(found["iso"]), _iso(found["iso2"]) if found["iso2"] else None
    if found["sd"]:
        return Day(int(found["sd"]), int(found["sm"])), None
    first = Day(int(found["nd"]), int(found["nm"]), _year(found["ny"]))
    return first, Day(int(found["nd2"]), int(found["nm2"]), _year(found["ny2"])) if found["nd2"] else None


def _iso(text: str) -> Day:
    return Day(int(text[8:]), int(text[5:7]), int(text[:4]))


def numbered_in(text: str) -> Iterator[Numbered]:
    """Find weeks by number in a text, in order; a number that is no ISO week is given all the same."""
    if not _HINT.search(text):
        return
    for found in _NUMBERED.finditer(text):
        first = found["na"] or found["nb"] or found["nc"]
        second = found["na2"] or found["nb2"]
        numbers = (int(first), int(second)) if second else (int(first),)
        yield Numbered(numbers, _year(found["ya"] or found["yb"] or found["yc"]), found.start(), found.end())


def mentions_in(text: str) -> Iterator[Mention]:
    """Find years named in a text, with their month where one stands before them."""
    if "20" not in text:
        return
    for found in _MONTH_YEAR.finditer(text):
        yield Mention(int(found["y"]), _month(found["m"]) if found["m"] else None, found["by"] is not None)


def monday_of(week: str) -> date | None:
    """The Monday of an ISO week written "2021-W12"; None where that year has no such week."""
    year, _, number = week.partition("-W")
    try:
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None


def iso_of(day: date) -> str:
    """The ISO week of a day, written "2021-W12"."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def week_most(first: date, last: date) -> str:
    """The ISO week that holds most of the days of a range: working days first, then days, then the earlier week."""
    count: dict[str, tuple[int, int]] = {}
    day = first
    while day <= last:
        key = iso_of(day)
        working, days = count.get(key, (0, 0))
        count[key] = working + (day.isoweekday() <= 5), days + 1
        day += timedelta(days=1)
    return max(sorted(count), key=lambda key: count[key])
