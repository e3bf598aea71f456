"""The day a post says it was published: in its front matter, or in its file's name. Never from the file's own times."""

import re
from datetime import date, datetime

_KEYS = ("date", "published", "pubdate", "publish_date", "published_at", "created", "datepublished", "article:published_time")
_LONGEST = 100  # characters of a day with its hour
_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_BEGINS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")  # as Jekyll reads the names of posts, with noughts or without
_HOUR = re.compile(r"(?:,|\s+at)?[\sT]+\d{1,2}:\d{2}.*", re.DOTALL)
_WEEKDAY = re.compile(r"[A-Za-z]{3,6}day,?\s+", re.IGNORECASE)


def stated_day(meta: dict[str, str], name: str) -> date | None:
    """The day in `meta` (ISO 8601, or `4 May 2018`-like), else one in the file's `name` as 2018-05-04 or 20180504, or that it begins with as 2018-5-4; None
    where neither is one."""
    for key in _KEYS:
        found = _day(meta.get(key, ""))
        if found:
            return found
    match = _BEGINS.match(name) or _NAME.search(name)
    return _made(*(int(n) for n in match.groups())) if match else None


def _day(text: str) -> date | None:
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


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
