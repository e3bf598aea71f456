"""When backups are made by themselves, and which of them are kept: pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_ONE = re.compile(r"(\d{1,4}) ?(day|week|month)s?", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Keep:
    """The newest backup of each of so many days, ISO weeks and months is kept; and always the newest of all."""

    days: int = 0
    weeks: int = 0
    months: int = 0

    @classmethod
    def read(cls, text: str) -> "Keep":
        """Out of words such as "7 days, 4 weeks, 6 months". ValueError with a sentence for others."""
        found: dict[str, int] = {}
        for part in re.split(r"[,;]|\band\b", text):
            one = _ONE.fullmatch(part.strip())
            if one is None or f"{one[2].lower()}s" in found:
                raise ValueError(f"{text!r} does not say how long. It takes words such as: 7 days, 4 weeks, 6 months.")
            found[f"{one[2].lower()}s"] = int(one[1])
        return cls(**found)

    def of(self, made: Iterable[datetime]) -> set[datetime]:
        """Those of `made` that are kept."""
        newest_first = sorted(made, reverse=True)
        kept = set(newest_first[:1])
        for many, period in ((self.days, _day), (self.weeks, _week), (self.months, _month)):
            seen: dict[object, datetime] = {}
            for one in newest_first:
                if period(one) not in seen and len(seen) < many:
                    seen[period(one)] = one
            kept.update(seen.values())
        return kept


def clock(text: str) -> time:
    """A time of day, such as 03:30. ValueError with a sentence for other words."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time of day. It takes one such as 03:30.")
    return time(int(found[1]), int(found[2]))


def last_due(now: datetime, at: time) -> datetime:
    """The last moment before `now` that had this time of day, on the clock of `now`."""
    day: date = now.date()
    if now.time() < at:
        day -= timedelta(days=1)
    return datetime.combine(day, at, now.tzinfo)


def _day(one: datetime) -> object:
    return one.date()


def _week(one: datetime) -> object:
    return one.isocalendar()[:2]


def _month(one: datetime) -> object:
    return one.year, one.month
