"""Weeks as the write page offers them."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from weeknotes.notes.models import Note
from weeknotes.web.dates import days_between, iso, monday, number

WEEKS_BACK = 12


def week_choices(note: Note, today: date) -> list[tuple[str, str]]:
    """ISO weeks to choose from, next week first, then this one and twelve back; the note's own always among them."""
    this = monday(today)
    mondays = [this + timedelta(weeks=1 - n) for n in range(WEEKS_BACK + 2)]
    for own in (note.week_from, note.week_to):
        if own and own not in mondays:
            mondays.append(own)
    return [(iso(m), week_words(m)) for m in sorted(mondays, reverse=True)]


def week_words(m: date) -> str:
    """`Week 47, 16–22 November 2026`."""
    return _("Week %(number)s, %(days)s") % {"number": number(m), "days": days_between(m, m + timedelta(days=6))}
