"""Which weeks and years a public note stands under: asked at every change, and answered from indexes."""

from datetime import date

from django.db.models import Max

from weeknotes.notes.models import Note
from weeknotes.notes.viewer import NOBODY
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.weeks import weeks_of, years_of


@once
def weeks() -> tuple[date, ...]:
    """The Mondays of the weeks, the oldest first."""
    return tuple(sorted({monday for note in _different() for monday in weeks_of(note)}))


@once
def years() -> tuple[int, ...]:
    """The years, the oldest first."""
    return tuple(sorted({year for note in _different() for year in years_of(note)}))


@once
def _different() -> list[Note]:
    """Public notes that differ in what they cover, with nothing else of them loaded: the longest of those that begin in one week, and one for each
    day of those about none. Three queries; their rows are as many as there are weeks and days."""
    notes = Note.objects.visible_to(NOBODY).order_by()
    about, reviews = notes.exclude(kind=Note.REVIEW), notes.filter(kind=Note.REVIEW, dated__isnull=False)
    spans = about.filter(week_from__isnull=False).values_list("week_from").annotate(last=Max("week_to"))
    days = about.filter(week_from=None, dated__isnull=False).values_list("dated", flat=True).distinct()
    found = [Note(week_from=first, week_to=last) for first, last in spans]
    return found + [Note(dated=day) for day in days] + [Note(kind=Note.REVIEW, dated=day) for day in reviews.values_list("dated", flat=True).distinct()]
