"""A week: the public notes that cover it."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.beside import week_after, week_before
from weeknotes.publishing.entries import Name, listed
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.sheets import EACH, address_of
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import days_of, key_of
from weeknotes.web import dates


def page(on: Shelf, lang: str) -> Rendered:
    """Its notes, newest first; what is beyond the fiftieth stands on sheets of its own."""
    assert on.monday is not None
    shown = listed(on.newest[:EACH], lang)
    last = max(0, (on.count - 1) // EACH)
    year = on.monday.isocalendar().year
    return page_of(
        on,
        lang,
        "publishing/week.html",
        shown=shown,
        entries=shown,
        several=on.count,
        older=address_of(on.kind, on.key, None, last, lang) if last else None,
        before=_beside(week_before(on.monday), lang),
        after=_beside(week_after(on.monday), lang),
        number=dates.number(on.monday),
        line=days_of(on.monday),
        covers=dates.days_between(on.monday, on.monday + timedelta(days=4)),
        year=year,
        year_url=addresses.address("year", f"{year:04d}", lang),
    )


def _beside(monday: date | None, lang: str) -> Name | None:
    """Another week: its number and the days it covers, and its page."""
    if monday is None:
        return None
    name = _("Week %(number)s, %(year)s") % {"number": dates.number(monday), "year": monday.isocalendar().year}
    return Name(name, addresses.address("week", key_of(monday), lang))


kind = kind_of(shelf.WEEK, page)
