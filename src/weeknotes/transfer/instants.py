"""A moment as exports write it: ISO 8601, RFC 822, a number of seconds or milliseconds.

What states no zone is taken as UTC, but of the day that it states; a bare day is its noon.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate, parsedate_to_datetime

from django.utils.timezone import localtime

from weeknotes.transfer import month_names
from weeknotes.transfer.dating import day_in, stated_day

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2})|\s[A-Z]{3,4})?)?", re.IGNORECASE
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2,8},\s*)?\d{1,2} [A-Z][a-z]{2,8} \d{2,4} \d{1,2}:")  # RFC 822 has years of two numerals
# As far ahead as UTC, and told from it: the day is the one that is written.
AS_WRITTEN = timezone(timedelta(0), "as written")
_FURTHEST = timedelta(hours=14)
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)


def instant(said: object) -> datetime | None:
    """The moment that `said` states, with its zone; None where it states none that a note can have."""
    made = _made(said)
    return made if made is not None and _FIRST <= made < _LAST else None


def day_of(moment: datetime) -> date:
    """The day that it was where it was written, as far as that is stated; of a moment in UTC alone, the day that it was here."""
    if moment.utcoffset() or moment.tzname() == AS_WRITTEN.tzname(None):
        return moment.date()
    return localtime(moment).date()


def as_seen(moment: datetime | None, local: datetime | None) -> datetime | None:
    """`moment`, which is in UTC whatever it says, of the day that `local` states for it, where some clock on Earth shows both; whichever there is of the two."""
    if moment is None:
        return local
    ahead = local.replace(tzinfo=UTC) - moment.astimezone(UTC) if local is not None else _FURTHEST * 2
    if abs(ahead) > _FURTHEST:
        return moment.astimezone(UTC)
    return moment.astimezone(timezone(ahead) if ahead else AS_WRITTEN)


def noon(day: date) -> datetime:
    """A day that states no hour, at its noon: the same day wherever it is read."""
    return datetime.combine(day, time(12), tzinfo=AS_WRITTEN)


def named(name: str) -> datetime | None:
    """The day in a file's name, as `dating` reads it."""
    day = stated_day({}, name)
    return noon(day) if day else None


def _made(said: object) -> datetime | None:
    if isinstance(said, bool) or said is None:
        return None
    try:
        if isinstance(said, datetime):
            return said if said.tzinfo else said.replace(tzinfo=AS_WRITTEN)
        if isinstance(said, date):
            return noon(said)
        if isinstance(said, int | float):
            return datetime.fromtimestamp(said / 1000 if abs(said) > 10**11 else said, UTC)
        text = str(said)[:100].strip()
        if found := _ISO.match(text):
            return _iso(found)
        if _MAIL.match(text) and parsedate(text):
            made = parsedate_to_datetime(text)
            return made if made.tzinfo else made.replace(tzinfo=AS_WRITTEN)
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    if day := day_in(str(said)[:100]):
        return noon(day)
    return _in_words(str(said)[:100].strip())


def _in_words(text: str) -> datetime | None:
    try:
        found = month_names.stated(text, AS_WRITTEN)
    except (ValueError, OverflowError):
        return None
    return found if found is None or isinstance(found, datetime) else noon(found)


def _iso(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, z, sign, hours, minutes = found.groups()
    if hour is None:
        return noon(date(int(year), int(month), int(day)))
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-ahead if sign == "-" else ahead) if z or sign else AS_WRITTEN
    return datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59), tzinfo=zone)
