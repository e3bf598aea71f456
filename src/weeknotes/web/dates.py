"""Days, weeks and times as people read them, in English and Welsh. Names come from the Unicode locale data that Babel carries."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_datetime
from django.utils import timezone

from weeknotes.prose.week import EARLIEST, LATEST
from weeknotes.web.spoken import spoken

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def _lang(lang: str | None) -> str:
    return (lang or spoken())[:2]


def day(value: date | datetime, lang: str | None = None) -> str:
    """`20 November 2026`."""
    return _written(_local(value), "d MMMM y", _lang(lang))


def day_month(value: date | datetime, lang: str | None = None) -> str:
    """`20 November`."""
    return _written(_local(value), "d MMMM", _lang(lang))


def weekday(value: date | datetime, lang: str | None = None) -> str:
    """`Friday`."""
    return _written(_local(value), "EEEE", _lang(lang))


def short_weekday(value: date, lang: str | None = None) -> str:
    """`Fri 20`."""
    return _written(value, "EEE d", _lang(lang))


def short_month(month: int, lang: str | None = None) -> str:
    """`Nov`, for a month by its number."""
    return _written(date(2024, month, 1), "LLL", _lang(lang))


def month(number: int, lang: str | None = None) -> str:
    """`November`, for a month by its number."""
    return format_date(date(2024, number, 1), "LLLL", locale=_lang(lang))


def letter_of_month(number: int, lang: str | None = None) -> str:
    """`N`: as much of a month as fits on a line of twelve."""
    return format_date(date(2024, number, 1), "LLLLL", locale=_lang(lang))


def clock(value: datetime, lang: str | None = None) -> str:
    """`16:42`, in the site's time zone."""
    return format_datetime(timezone.localtime(value), "HH:mm", locale=_lang(lang))


def days_between(first: date, last: date, lang: str | None = None) -> str:
    """`16–20 November 2026`, or with both months or years where they differ."""
    if (first.year, first.month) == (last.year, last.month):
        return day(first, lang) if first == last else f"{first.day}–{day(last, lang)}"
    if first.year == last.year:
        return f"{day_month(first, lang)} – {day(last, lang)}"
    return f"{day(first, lang)} – {day(last, lang)}"


def monday(value: date) -> date:
    """The Monday of the ISO week that holds `value`."""
    return value - timedelta(days=value.weekday())


def iso(week: date) -> str:
    """`2026-W47` for the Monday (or any day) of that week."""
    year, number, _ = week.isocalendar()
    return f"{year}-W{number:02d}"


def is_told(day: date) -> bool:
    """Whether a note can be of that day: it lies in a year in which notes are written, so that its week and month and those beside them can be reckoned."""
    return EARLIEST <= day.year <= LATEST


def from_iso(text: str) -> date | None:
    """The Monday of `2026-W47` (or `2026-w47`), or None where there is no such week, or it is of no year in which notes are written."""
    year, dash, number = text.upper().partition("-W")
    if not (dash and len(year) == 4 and year.isdecimal() and number.isdecimal() and len(number) == 2 and EARLIEST <= int(year) <= LATEST):
        return None
    try:
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None


def number(week: date) -> int:
    """The week's number in its ISO year."""
    return week.isocalendar().week


def _local(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@lru_cache(maxsize=2_000)
def _written(value: date, pattern: str, lang: str) -> str:
    """A day by a pattern of the locale data: pages say the same few hundred days over and over."""
    return format_date(value, pattern, locale=lang)
