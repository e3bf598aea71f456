"""A team's rota: whose turn it is to write its note, worked out from an order, a rhythm and who is away. Nobody is told who did not write."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from weeknotes.people.away import FARTHEST, away_on
from weeknotes.people.models import Membership, Person, Rhythm, Team, Turn
from weeknotes.web.dates import WEEK

LONGEST = FARTHEST // WEEK + 1  # turns after which nobody is away any more


@dataclass(frozen=True, slots=True)
class Coming:
    """A person of the rota, and the Monday of the week in which it is next their turn."""

    person: Person
    week: date


def whose(order: Sequence[int], here: Collection[int], number: int) -> int | None:
    """Who of `order` has turn `number`, counted from the first one's, 0. Somebody not `here` is passed over, and nobody else's place moves."""
    for step in range(len(order)):
        one = order[(number + step) % len(order)]
        if one in here:
            return one
    return None


def next_week(rhythm: Rhythm, monday: date) -> date:
    """The Monday of the first week from `monday` on in which the team writes a note."""
    if rhythm.cadence_from is None:
        return monday
    weeks = (monday - rhythm.cadence_from) // WEEK
    return monday + timedelta(weeks=-weeks % rhythm.cadence)


def rota(team: Team, monday: date) -> tuple[Coming, ...]:
    """The team's rota from the week beginning `monday` on, whoever is next first; each person who is in the team now once.

    Somebody who is away on the day on which the team's note is written is passed over in that week. Two queries.
    """
    stint = Membership.objects.now().filter(team=team, person=OuterRef("person"), person__is_active=True)
    rows = Turn.objects.filter(team=team).select_related("person", "team__rhythm")
    turns = list(rows.annotate(is_here=Exists(stint)).order_by("place", "pk"))
    if not turns:
        return ()
    rhythm: Rhythm = getattr(turns[0].team, "rhythm", None) or Rhythm(team=team)
    people = {one.person_id: one.person for one in turns}
    here = {one.person_id for one in turns if one.is_here}
    first = next_week(rhythm, monday)
    start = (first - (rhythm.cadence_from or first)) // (WEEK * rhythm.cadence)
    found: dict[int, Coming] = {}
    away = away_on(here, first)
    for number in range(len(people) + LONGEST):
        week = first + number * rhythm.cadence * WEEK
        day = week + timedelta(days=rhythm.note_day)
        there = [one for one in here if not any(since <= day <= until for since, until in away.get(one, ()))]
        one = whose(list(people), there, start + number)
        if one is not None and one not in found:
            found[one] = Coming(people[one], week)
        if len(found) == len(here):
            break
    return tuple(found.values())


def turns_of(person: Person, monday: date) -> list[tuple[Team, bool]]:
    """The teams in whose rota `person` is, and whether they write its note in the week beginning `monday`. One query where they are in none."""
    teams = Team.objects.filter(turns__person=person, closed_at=None, memberships__person=person, memberships__left_at=None).order_by("slug")
    firsts = [(team, next(iter(rota(team, monday)), None)) for team in teams]
    return [(team, first is not None and (first.person.pk, first.week) == (person.pk, monday)) for team, first in firsts]


@transaction.atomic
def set_rota(*, team: Team, people: Iterable[Person], monday: date) -> None:
    """Have `people`, members of the team, write its note in this order, the first in the first week from `monday` on in which it writes one."""
    rhythm, _made = Rhythm.objects.get_or_create(team=team)
    rhythm.cadence_from = next_week(rhythm, monday)
    rhythm.save(update_fields=["cadence_from"])
    Turn.objects.filter(team=team).delete()
    Turn.objects.bulk_create(Turn(team=team, person=one, place=place) for place, one in enumerate(people))
