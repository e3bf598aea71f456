"""A date as a person types it into a box, with as much of it as they know: a day, a month, a quarter or a year; and how far it reaches."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from weeknotes.prose.dates import said_in
from weeknotes.prose.vocabulary import MONTHS

Precision = Literal["day", "month", "quarter", "year"]

_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_QUARTER = re.compile(r"(?:(?:q|ch)(?P<q>[1-4])[\s,/-]*(?P<y>(?:19|20)\d\d)|(?P<y2>(?:19|20)\d\d)[\s,/-]*(?:q|ch)(?P<q2>[1-4]))", re.IGNORECASE | re.ASCII)
_MONTH = re.compile(r"(?:mis\s+)?(?P<month>[^\W\d_]+)\.?,?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_FIGURES = re.compile(r"(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)")


def said_date(text: str) -> tuple[date, Precision] | None:
    """The first day of what `text` says, and how precise it is: "3 June 2019", "June 2019", "Mehefin 2019", "2019-06", "Q2 2019", "2019".

    None where it says no such time, or says no year.
    """
    typed = " ".join(text.split())
    if found := _ISO.fullmatch(typed):
        precision: Precision = "day" if found["day"] else "month" if found["month"] else "year"
        return _made(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1), precision)
    if found := _QUARTER.fullmatch(typed):
        return _made(int(found["y"] or found["y2"]), int(found["q"] or found["q2"]) * 3 - 2, 1, "quarter")
    if (found := _MONTH.fullmatch(typed)) and (month := MONTHS.get(found["month"].lower())):
        return _made(int(found["year"]), month, 1, "month")
    if found := _FIGURES.fullmatch(typed):
        return _made(int(found["year"]), int(found["month"]), 1, "month")
    for said in said_in(typed):
        if (said.start, said.end) == (0, len(typed)) and said.last is None and said.first.year:
            day = said.first.dated()
            return (day, "day") if day else None
    return None


def _made(year: int, month: int, day: int, precision: Precision) -> tuple[date, Precision] | None:
    try:
        return date(year, month, day), precision
    except ValueError:
        return None


def reaches(day: date, precision: Precision) -> tuple[date, date]:
    """The first and the last day of the day, month, quarter or year in which `day` lies."""
    if precision == "day":
        return day, day
    first, last = {"month": (day.month, day.month), "quarter": ((day.month - 1) // 3 * 3 + 1, (day.month - 1) // 3 * 3 + 3), "year": (1, 12)}[precision]
    return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])
