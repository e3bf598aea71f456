"""Whose things a search goes through, and of which days, as conditions of the database."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from weeknotes.notes.models import Note, NotePerson, NoteTeam
from weeknotes.notes.queries import Notes
from weeknotes.people.models import Membership
from weeknotes.transfer.models_law import LawRequest


@dataclass(frozen=True, slots=True)
class Scope:
    """`people` None: everybody's. `first` and `last`: days that are not said are None."""

    people: frozenset[int] | None
    teams: frozenset[int]
    first: date | None
    last: date | None

    @classmethod
    def of(cls, request: LawRequest) -> "Scope":
        """That of a request: the people it names, and whoever is or was in the teams it names. One query at most."""
        if not (request.people or request.teams):
            return cls(None, frozenset(), request.first, request.last)
        inside = Membership.objects.filter(team__in=request.teams).values_list("person_id", flat=True) if request.teams else ()
        return cls(frozenset((*request.people, *inside)), frozenset(request.teams), request.first, request.last)

    def whose(self, field: str) -> Q:
        """Rows whose `field` is one of the people."""
        return Q() if self.people is None else Q(**{f"{field}__in": self.people})

    def when(self, field: str) -> Q:
        """Rows whose moment `field` lies in the days."""
        rule = Q()
        if self.first:
            rule &= Q(**{f"{field}__gte": _midnight(self.first)})
        if self.last:
            rule &= Q(**{f"{field}__lt": _midnight(self.last + timedelta(days=1))})
        return rule

    def notes(self) -> Notes:
        """Notes that are not gone: those that one of the people writes or a team is named on, of these days by their date, their weeks, or where they have neither, by when
        they were begun."""
        found = Note.objects.filter(erased_at=None)
        if self.people is not None:
            writes = Exists(NotePerson.objects.filter(note=OuterRef("pk"), person__in=self.people, part=NotePerson.WRITES))
            found = found.filter(Q(author__in=self.people) | Q(writes) | Q(Exists(NoteTeam.objects.filter(note=OuterRef("pk"), team__in=self.teams))))
        first, last = self.first or date.min, self.last or date.max
        if self.first or self.last:
            days = Q(dated__gte=first, dated__lte=last) | Q(week_from__lte=last, week_to__gte=_monday(first))
            found = found.filter(days | (Q(dated=None, week_from=None) & self.when("created_at")))
        return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _monday(day: date) -> date:
    """Weeks are kept by their Mondays: the one that holds `day` is meant, too."""
    return day - timedelta(days=day.weekday()) if day > date.min else day
