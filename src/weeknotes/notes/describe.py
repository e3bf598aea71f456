"""Changing what stands around the words: week, language, who writes, who may read, which teams. Never the audience in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NotePerson, NoteTeam
from weeknotes.notes.series import Chosen, place
from weeknotes.notes.tags import put
from weeknotes.people.models import Person, Team
from weeknotes.web.prepared import prepared


@dataclass(frozen=True, slots=True)
class About:
    """What a writer chooses for a note; `monday` None is a note about no week, `dated` None one that takes the day it is published."""

    kind: str
    monday: date | None
    last_monday: date | None
    level: Level
    teams: tuple[Team, ...]
    writers: tuple[Person, ...]
    named: tuple[Person, ...]
    dated: date | None
    episode: Chosen | None = None  # None leaves the note where it stands
    tags: tuple[str, ...] | None = None  # None leaves those it has


@transaction.atomic
def describe(*, note: Note, about: About) -> None:
    """Set week, kind, teams, people and the wanted audience of `note`. ValueError where a week does not begin on a Monday or runs backwards."""
    first, last = about.monday, about.last_monday or about.monday
    if first and (first.weekday() or (last and (last.weekday() or last < first))):
        raise ValueError("weeks begin on Mondays and run forwards")
    if (first, last) != (note.week_from, note.week_to):
        note.week_from, note.week_to = first, last
        note.covers_from = first
        note.covers_to = last + timedelta(days=6) if last else None
        note.week_how = Note.CHOSEN if first else Note.UNKNOWN
    note.kind = about.kind
    note.wanted_level = about.level
    if about.dated != note.dated:
        note.dated, note.dated_precision = about.dated, "day" if about.dated else "unknown"
    note.save()
    if about.episode is not None:
        place(note=note, chosen=about.episode)
    if about.tags is not None:
        put(note=note, names=about.tags)
    _people(note, about.writers, about.named)
    _teams(note, about.teams)


def _people(note: Note, writers: Iterable[Person], named: Iterable[Person]) -> None:
    wanted = {p.pk: NotePerson.NAMED for p in named} | {p.pk: NotePerson.WRITES for p in writers}
    wanted.pop(note.author_id, None)
    held = {np.person_id: np for np in _people_of(note.pk)}
    if gone := [np.pk for pk, np in held.items() if pk not in wanted]:
        NotePerson.objects.filter(pk__in=gone).delete()
    for pk, part in wanted.items():
        if pk not in held:
            NotePerson.objects.create(note=note, person_id=pk, part=part)
        elif held[pk].part != part:
            NotePerson.objects.filter(pk=held[pk].pk).update(part=part)


def _teams(note: Note, teams: Iterable[Team]) -> None:
    wanted = {t.pk for t in teams}
    held = {nt.team_id: nt for nt in _teams_of(note.pk)}
    if gone := [nt.pk for pk, nt in held.items() if pk not in wanted]:
        NoteTeam.objects.filter(pk__in=gone).delete()
    if new := sorted(wanted - held.keys()):
        NoteTeam.objects.bulk_create(NoteTeam(note=note, team_id=pk, week_from=note.week_from) for pk in new)
    if any(nt.week_from != note.week_from for pk, nt in held.items() if pk in wanted):
        NoteTeam.objects.filter(note=note).update(week_from=note.week_from)


@prepared(int)
def _people_of(note: int) -> QuerySet[NotePerson]:
    return NotePerson.objects.filter(note=note)


@prepared(int)
def _teams_of(note: int) -> QuerySet[NoteTeam]:
    return NoteTeam.objects.filter(note=note)
