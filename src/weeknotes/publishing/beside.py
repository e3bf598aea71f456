"""Which week, and which year, with a public note comes before and after another. A few looks into an index, however many notes there are."""

from datetime import date

from weeknotes.notes.models import Note
from weeknotes.notes.queries import LONGEST_RANGE, Notes
from weeknotes.publishing import shelf
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.weeks import ends_of, key_of, weeks_of, years_of
from weeknotes.web import dates


@once
def week_before(monday: date) -> date | None:
    """The Monday of the latest week before `monday` that a public note stands under."""
    eve = monday - dates.WEEK
    about_weeks = _about_weeks()
    if about_weeks.covering(eve).exists():
        return eve
    found = []
    newest = about_weeks.filter(week_from__lt=monday).order_by("-week_from").values_list("week_from", flat=True).first()
    if newest is not None:
        # A note that began before it may reach further.
        near = about_weeks.filter(week_from__lte=newest, week_from__gte=newest - LONGEST_RANGE).order_by()
        found = [min(last or first, first + LONGEST_RANGE) for first, last in near.values_list("week_from", "week_to").distinct() if first]
    day = _of_days().filter(dated__lt=monday).order_by("-dated").values_list("dated", flat=True).first()
    return max([*found, *([dates.monday(day)] if day else [])], default=None)


@once
def week_after(monday: date) -> date | None:
    """The Monday of the earliest week after `monday` that a public note stands under."""
    morrow = monday + dates.WEEK
    about_weeks = _about_weeks()
    if about_weeks.covering(morrow).exists():
        return morrow
    first = about_weeks.filter(week_from__gt=morrow).order_by("week_from").values_list("week_from", flat=True).first()
    day = _of_days().filter(dated__gte=morrow).order_by("dated").values_list("dated", flat=True).first()
    return min([one for one in (first, dates.monday(day) if day else None) if one is not None], default=None)


@once
def year_before(year: int) -> int | None:
    """The latest year before `year` that has a public note."""
    week = week_before(ends_of(year)[0])
    review = _reviews().filter(dated__lt=date(year, 1, 1)).order_by("-dated").values_list("dated", flat=True).first()
    return max([one for one in (week.isocalendar().year if week else None, review.year if review else None) if one], default=None)


@once
def year_after(year: int) -> int | None:
    """The earliest year after `year` that has a public note."""
    week = week_after(ends_of(year)[1])
    review = _reviews().filter(dated__gt=date(year, 12, 31)).order_by("dated").values_list("dated", flat=True).first()
    return min([one for one in (week.isocalendar().year if week else None, review.year if review else None) if one], default=None)


def keys_beside(kind: str, note: Note) -> set[str]:
    """The pages of a kind before and after those on which `note` stands or would stand: they lead to it."""
    if kind == shelf.WEEK and (weeks := weeks_of(note)):
        return {key_of(one) for one in (week_before(weeks[0]), week_after(weeks[-1])) if one}
    if kind == shelf.YEAR and (years := years_of(note)):
        return {f"{one:04d}" for one in (year_before(min(years)), year_after(max(years))) if one}
    return set()


def _about_weeks() -> Notes:
    return shelf.public().exclude(kind=Note.REVIEW).exclude(week_from=None)


def _of_days() -> Notes:
    return shelf.public().exclude(kind=Note.REVIEW).filter(week_from=None, dated__isnull=False)


def _reviews() -> Notes:
    return shelf.public().filter(kind=Note.REVIEW)
