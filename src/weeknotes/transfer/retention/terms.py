"""A class in words: how long, and counted from what; and the arithmetic of months."""

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.transfer.models_retention import LEFT, PUBLISHED, WITHDRAWN, WRITTEN, Terms


def earlier(day: date, months: int) -> date:
    """The day so many months before `day`; the last of the month where that month has no such day."""
    return _moved(day, -months)


def later(day: date, months: int) -> date:
    """The day so many months after `day`; the last of the month where that month has no such day."""
    return _moved(day, months)


def _moved(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def period(months: int | None) -> str:
    """`6 years`, `1 year, 6 months`, `for good`."""
    if months is None:
        return _("for good")
    years, rest = divmod(months, 12)
    said = [ngettext("%(count)d year", "%(count)d years", years) % {"count": years}] if years else []
    if rest:
        said.append(ngettext("%(count)d month", "%(count)d months", rest) % {"count": rest})
    return ", ".join(said)


def counted(counted_from: str) -> str:
    """What the time is counted from, after how long it is."""
    return {
        PUBLISHED: _("from the day a note was published or last corrected"),
        WITHDRAWN: _("from the day a note was withdrawn, or last written on since"),
        WRITTEN: _("from the day a draft was last written on"),
        LEFT: _("from the day its writer left"),
    }[counted_from]


def what(kind: str) -> str:
    """What a note on a list is."""
    return {PUBLISHED: _("a published note"), WITHDRAWN: _("a withdrawn note"), WRITTEN: _("a draft")}[kind]


def how_long(terms: Terms) -> str:
    """`6 years from the day a note was published or last corrected`."""
    return period(terms.months) if terms.months is None else _("%(period)s %(counted)s") % {"period": period(terms.months), "counted": counted(terms.counted_from)}
