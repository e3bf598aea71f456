"""A week: every public note that covers it."""

from datetime import timedelta

from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.baked.lists import kind_of, page_of
from weeknotes.publishing.entries import entries
from weeknotes.publishing.kinds import Rendered
from weeknotes.publishing.shelf import Shelf
from weeknotes.publishing.weeks import days_of
from weeknotes.web import dates


def page(on: Shelf, lang: str) -> Rendered:
    """All of its notes, newest first."""
    assert on.monday is not None
    shown = entries(on.notes, lang)
    year = on.monday.isocalendar().year
    return page_of(
        on,
        lang,
        "publishing/week.html",
        shown=shown,
        entries=shown,
        number=dates.number(on.monday),
        line=days_of(on.monday),
        covers=dates.days_between(on.monday, on.monday + timedelta(days=4)),
        year=year,
        year_url=addresses.address("year", f"{year:04d}", lang),
    )


kind = kind_of(shelf.WEEK, page)
