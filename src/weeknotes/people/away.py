"""Days away: said, taken back, forgotten after a year."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Away, Person
from weeknotes.web.dates import DAY

KEPT_FOR = timedelta(days=365)
FARTHEST = timedelta(days=731)  # the longest leave, and some


@transaction.atomic
def be_away(*, person: Person, first: date, last: date) -> Away:
    """Have `person` away from `first` to `last`, both among the days. Days that meet others of theirs become one stretch with them."""
    if last < first:
        raise ValueError("the last day away comes before the first")
    Person.objects.select_for_update().get(pk=person.pk)
    met = list(Away.objects.filter(person=person, first__lte=last + DAY, last__gte=first - DAY))
    Away.objects.filter(pk__in=[one.pk for one in met]).delete()
    return Away.objects.create(
        person=person, first=min([first, *(one.first for one in met)]), last=max([last, *(one.last for one in met)])
    )


def take_back(*, person: Person, away: int) -> bool:
    """Have `person` not away on those days after all; whether they were theirs to take back."""
    return Away.objects.filter(person=person, pk=away).delete()[0] > 0


def away_on(people: Iterable[int], first: date) -> dict[int, list[tuple[date, date]]]:
    """The days from `first` on on which each of `people` is away, as stretches, by the person's id. One query."""
    found: dict[int, list[tuple[date, date]]] = {}
    for one in Away.objects.filter(person__in=list(people), last__gte=first):
        found.setdefault(one.person_id, []).append((one.first, one.last))
    return found


def let_go_old() -> int:
    """Delete days away that ended a year ago or earlier; how many stretches. Part of the worker's round."""
    return Away.objects.filter(last__lt=timezone.localdate() - KEPT_FOR).delete()[0]
