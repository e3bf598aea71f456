"""The day a post says it was published: in its front matter, or in its file's name. Never from the file's own times."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from weeknotes.transfer import month_names

# By their letters alone: it is publishDate, publish_date and “publish date” in different places.
_KEYS = ("date", "published", "pubdate", "pubdatetime", "publishdate", "publisheddate", "publishedat", "created", "datepublished", "article:publishedtime")
_JOINTS = re.compile(r"[\s_-]")
_Said = TypeVar("_Said")
_LONGEST = 100  # characters of a day with its hour
_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_BEGINS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")  # as Jekyll reads the names of posts, with noughts or without
_HOUR = re.compile(r"(?:,|\s+at)?[\sT]+\d{1,2}:\d{2}.*", re.DOTALL)
_WEEKDAY = re.compile(r"[A-Za-z]{3,6}day,?\s+", re.IGNORECASE)


def stated_day(meta: Mapping[str, str], name: str) -> date | None:
    """The day in `meta` (ISO 8601, or with its month in words), else one in the file's `name` as 2018-05-04 or 20180504, or that it begins with as 2018-5-4; None
    where neither is one."""
    for said in days_in(meta):
        found = day_in(said) or _in_words(said)
        if found:
            return found
    match = _BEGINS.match(name) or _NAME.search(name)
    return _made(*(int(n) for n in match.groups())) if match else None


def is_only_begun(meta: Mapping[str, str], name: str) -> bool:
    """Whether the day that `stated_day` gives is that on which a text was begun: that says nothing of anybody having been shown it."""
    return stated_day(meta, name) is not None and stated_day({key: said for key, said in meta.items() if _JOINTS.sub("", key) != "created"}, name) is None


def days_in(meta: Mapping[str, _Said]) -> Iterator[_Said]:
    """What stands in `meta`, whose names are in small letters, under each that may say when a text was published, the surest first."""
    bare = {_JOINTS.sub("", key): said for key, said in meta.items()}
    return (bare[key] for key in _KEYS if key in bare)


def day_in(text: str) -> date | None:
    """The day that `text` begins with, in figures or as English mostly has it; None where it is none."""
    typed = text.strip()
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed) or re.match(r"(\d{4})/(\d{1,2})/(\d{1,2})", typed)
    if match:
        return _made(*(int(n) for n in match.groups()))
    bare = _HOUR.sub("", _WEEKDAY.sub("", typed, count=1)).strip() if len(typed) <= _LONGEST else ""
    for form in ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%a, %d %b %Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(bare, form).date()
        except ValueError:
            continue
    return None


def _in_words(text: str) -> date | None:
    """The same where its month is in words in any other way, in any language that is known."""
    try:
        found = month_names.stated(text.strip()[:_LONGEST], UTC)
    except (ValueError, OverflowError):
        return None
    return _made(found.year, found.month, found.day) if found else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
