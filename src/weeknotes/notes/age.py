"""How long ago a draft was started, in words: what has been lying for weeks may say things that are no longer so."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# From this age on, what a draft says may no longer be so.
LONG = timedelta(weeks=8)

# Whole sentences, since the words for one and two, and the word counted, change with each other in Welsh.
_DAYS: tuple[str | Promise, ...] = (
    gettext_lazy("Started today"),
    gettext_lazy("Started yesterday"),
    gettext_lazy("Started two days ago"),
    gettext_lazy("Started three days ago"),
    gettext_lazy("Started four days ago"),
    gettext_lazy("Started five days ago"),
    gettext_lazy("Started six days ago"),
)
_WEEKS: tuple[str | Promise, ...] = (
    gettext_lazy("Started a week ago"),
    gettext_lazy("Started two weeks ago"),
    gettext_lazy("Started three weeks ago"),
    gettext_lazy("Started four weeks ago"),
    gettext_lazy("Started five weeks ago"),
    gettext_lazy("Started six weeks ago"),
    gettext_lazy("Started seven weeks ago"),
    gettext_lazy("Started eight weeks ago"),
)
_MONTHS: tuple[str | Promise, ...] = (
    gettext_lazy("Started two months ago"),
    gettext_lazy("Started three months ago"),
    gettext_lazy("Started four months ago"),
    gettext_lazy("Started five months ago"),
    gettext_lazy("Started six months ago"),
    gettext_lazy("Started seven months ago"),
    gettext_lazy("Started eight months ago"),
    gettext_lazy("Started nine months ago"),
    gettext_lazy("Started ten months ago"),
    gettext_lazy("Started eleven months ago"),
)
_YEARS: tuple[str | Promise, ...] = (
    gettext_lazy("Started over a year ago"),
    gettext_lazy("Started over two years ago"),
    gettext_lazy("Started over three years ago"),
    gettext_lazy("Started over four years ago"),
    gettext_lazy("Started over five years ago"),
)


@dataclass(frozen=True, slots=True)
class Age:
    """A draft's age: `words` for the screen, and whether it has been `lying` so long that facts may have moved."""

    words: str
    lying: bool

    def __str__(self) -> str:
        return _("%(started)s; facts may have moved") % {"started": self.words} if self.lying else self.words


def draft_age(started: datetime, now: datetime | None = None) -> Age:
    """How long ago a draft was `started`, seen from `now`. A clock that was set back makes nothing younger than today."""
    first, last = timezone.localdate(started), timezone.localdate(now or timezone.now())
    passed = max(last - first, timedelta(0))
    return Age(str(_words(first, last, passed)), passed >= LONG)


def _words(first: date, last: date, passed: timedelta) -> str | Promise:
    if passed.days < len(_DAYS):
        return _DAYS[passed.days]
    months = _months(first, last)
    if passed < LONG or months < 2:
        return _WEEKS[min(passed.days // 7, len(_WEEKS)) - 1]
    if months < 12:
        return _MONTHS[months - 2]
    return _YEARS[min(months // 12, len(_YEARS)) - 1]


def _months(first: date, last: date) -> int:
    """Whole months from `first` to `last`."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
