"""Under which weeks and years public notes stand, and how many: asked at every change, and answered from indexes."""

from collections import Counter
from datetime import date

from django.db.models import Count, QuerySet

from weeknotes.notes.models import Note
from weeknotes.notes.queries import Notes
from weeknotes.notes.viewer import NOBODY
from weeknotes.publishing import catalogue
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.weeks import Cover, weeks_of, years_of
from weeknotes.web import dates
from weeknotes.web.prepared import prepared


def weeks() -> tuple[date, ...]:
    """The Mondays of the weeks, the oldest first."""
    return tuple(sorted(counted()))


@once
def years() -> tuple[int, ...]:
    """The years, the oldest first."""
    known = catalogue.counted("year")
    if known is not None:
        return tuple(sorted(int(year) for year in known))
    return tuple(sorted({year for note, _several in _different() for year in years_of(note)}))


@once
def counted() -> Counter[date]:
    """How many notes stand under each week, by its Monday."""
    found: Counter[date] = Counter()
    known = catalogue.counted("week")
    if known is not None:
        return Counter({monday: several for key, several in known.items() if (monday := dates.from_iso(key)) is not None})
    for note, several in _different():
        for monday in weeks_of(note):
            found[monday] += several
    return found


@once
def _different() -> list[tuple[Cover, int]]:
    """What public notes cover, each once, and how many are alike. Three queries; their rows are as many as there are different weeks and days."""
    found = [(Cover(week_from=first, week_to=last), several) for first, last, several in _spans()]
    found += [(Cover(dated=day), several) for day, several in _days()]
    return found + [(Cover(Note.REVIEW, dated=day), several) for day, several in _reviews()]


def _about() -> Notes:
    return Note.objects.visible_to(NOBODY).order_by().exclude(kind=Note.REVIEW)


@prepared()
def _spans() -> QuerySet[Note, tuple[date, date | None, int]]:
    return _about().filter(week_from__isnull=False).values_list("week_from", "week_to").annotate(several=Count("pk"))


@prepared()
def _days() -> QuerySet[Note, tuple[date, int]]:
    return _about().filter(week_from=None, dated__isnull=False).values_list("dated").annotate(several=Count("pk"))


@prepared()
def _reviews() -> QuerySet[Note, tuple[date, int]]:
    reviews = Note.objects.visible_to(NOBODY).order_by().filter(kind=Note.REVIEW, dated__isnull=False)
    return reviews.values_list("dated").annotate(several=Count("pk"))
