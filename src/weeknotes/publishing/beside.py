"""Which week, and which year, with a public note comes before and after another."""

from datetime import date

from weeknotes.notes.models import Note
from weeknotes.publishing import shelf
from weeknotes.publishing.almanac import counted, years
from weeknotes.publishing.weeks import key_of, weeks_of, years_of


def week_before(monday: date) -> date | None:
    """The latest that a public note stands under before `monday`."""
    return max((one for one in counted() if one < monday), default=None)


def week_after(monday: date) -> date | None:
    """The earliest that a public note stands under after `monday`."""
    return min((one for one in counted() if one > monday), default=None)


def year_before(year: int) -> int | None:
    """The latest that a public note stands under before `year`."""
    return max((one for one in years() if one < year), default=None)


def year_after(year: int) -> int | None:
    """The earliest that a public note stands under after `year`."""
    return min((one for one in years() if one > year), default=None)


def keys_beside(kind: str, note: Note) -> set[str]:
    """The pages of a kind before and after those on which `note` stands, where those come or go with it: they lead to them."""
    if kind == shelf.WEEK and (mondays := weeks_of(note)):
        ends = ((mondays[0], week_before), (mondays[-1], week_after))
        return {key_of(one) for monday, ask in ends if shelf.first_or_last(kind, key_of(monday), note) and (one := ask(monday))}
    if kind == shelf.YEAR and (theirs := years_of(note)):
        turns = ((min(theirs), year_before), (max(theirs), year_after))
        return {f"{other:04d}" for year, ask_year in turns if shelf.first_or_last(kind, f"{year:04d}", note) and (other := ask_year(year))}
    return set()
