"""Which years there are: asked at every change, and answered by looks into indexes."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, Max, Min

from weeknotes.notes.queries import LONGEST_RANGE
from weeknotes.people.models import Organisation
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.shelf import covered_by, dated_in, public, reviews_of


@once
def years() -> tuple[int, ...]:
    """The years that have a public note, newest first. Some queries, which look into an index for each year that there may be."""
    ends = [public().order_by().aggregate(end=end(of))["end"] for of in ("week_from", "dated") for end in (Min, Max)]
    days = [day for day in ends if day is not None]
    if not days:
        return ()
    # The last of several weeks may lie in the year after, and a week at the turn of a year in the one before.
    may = range(max(min(days).year - 1, date.min.year + 1), min((max(days) + LONGEST_RANGE).year + 1, date.max.year - 1) + 1)
    found: list[int] = []
    for first in range(may.start, may.stop, 50):
        several = range(first, min(first + 50, may.stop))
        with connection.cursor() as cursor:
            cursor.execute(*_any_in(several))
            row = cursor.fetchone() or [False] * len(several)
        found += [year for year, there in zip(several, row, strict=True) if there]
    return tuple(reversed(found))


@lru_cache(maxsize=8)
def _any_in(several: range) -> tuple[str, tuple[Any, ...]]:
    """The question whether each of these years has a public note: put into SQL once, as it is asked at every change."""
    parts = {f"y{year}": Exists(covered_by(year)) | Exists(dated_in(year)) | Exists(reviews_of(year)) for year in several}
    return Organisation.objects.annotate(**parts).values_list(*parts).query.sql_with_params()
