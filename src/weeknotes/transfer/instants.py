"""A moment as exports write it: ISO 8601, RFC 822, a number of seconds or milliseconds. What states no zone is taken as UTC, a bare day as its noon."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from weeknotes.transfer.dating import stated_day

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2})|\s[A-Z]{3,4})?)?", re.IGNORECASE
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:")
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)


def instant(said: object) -> datetime | None:
    """The moment that `said` states, with its zone; None where it states none that a note can have."""
    made = _made(said)
    return made if made is not None and _FIRST <= made < _LAST else None


def noon(day: date) -> datetime:
    """A day that states no hour, at its noon: the same day wherever it is read."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def named(name: str) -> datetime | None:
    """The day in a file's name, as `dating` reads it."""
    day = stated_day({}, name)
    return noon(day) if day else None


def _made(said: object) -> datetime | None:
    if isinstance(said, bool) or said is None:
        return None
    try:
        if isinstance(said, datetime):
            return said if said.tzinfo else said.replace(tzinfo=UTC)
        if isinstance(said, date):
            return noon(said)
        if isinstance(said, int | float):
            return datetime.fromtimestamp(said / 1000 if abs(said) > 10**11 else said, UTC)
        text = str(said)[:100].strip()
        if found := _ISO.match(text):
            return _iso(found)
        if _MAIL.match(text):
            made = parsedate_to_datetime(text)
            return made if made.tzinfo else made.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    day = stated_day({"date": str(said)[:100]}, "")
    return noon(day) if day else None


def _iso(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, _z, sign, hours, minutes = found.groups()
    if hour is None:
        return noon(date(int(year), int(month), int(day)))
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-ahead if sign == "-" else ahead)
    return datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59), tzinfo=zone)
