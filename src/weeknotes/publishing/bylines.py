"""Who wrote a note, and the public pages of teams that it stands on: of many notes at once, each person and team had once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NotePerson, NoteTeam
from weeknotes.people.models import Person, Team
from weeknotes.publishing.at_hand import answers
from weeknotes.web.prepared import Prepared, prepared


@dataclass(frozen=True, slots=True)
class Byline:
    """The author and who wrote it with them by name; the teams whose page is public, in no order."""

    writers: tuple[Person, ...]
    teams: tuple[Team, ...]


@prepared(list[int])
def _together(notes: list[int]) -> QuerySet[NotePerson, tuple[int, int]]:
    return NotePerson.objects.filter(note__in=notes, part=NotePerson.WRITES).order_by().values_list("note_id", "person_id")


@prepared(list[int])
def _on_teams(notes: list[int]) -> QuerySet[NoteTeam, tuple[int, int]]:
    return NoteTeam.objects.filter(note__in=notes, team__page_level=Level.PUBLIC).order_by().values_list("note_id", "team_id")


@prepared(list[int])
def _people(ids: list[int]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=ids).order_by()


@prepared(list[int])
def _teams(ids: list[int]) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=ids).order_by()


def bylines_of(notes: Collection[Note]) -> dict[int, Byline]:
    """For each note by its id who wrote it and where it stands; each is given its author. Four queries at most, however many notes, and each asked for once
    while answers are at hand."""
    known: dict[int, Byline] = answers("bylines")
    if lacking := {note.pk: note for note in notes if note.pk not in known}:
        wrote, stood = _by_note(_together(lacking)), _by_note(_on_teams(lacking))
        people = _had("people", _people, {*(note.author_id for note in lacking.values()), *(pk for some in wrote.values() for pk in some)})
        teams = _had("teams", _teams, {pk for some in stood.values() for pk in some})
        for note in lacking.values():
            others = [people[pk] for pk in wrote.get(note.pk, ()) if pk != note.author_id]
            known[note.pk] = Byline(_in_order(people[note.author_id], others), tuple(teams[pk] for pk in stood.get(note.pk, ())))
    for note in notes:
        note.author = known[note.pk].writers[0]
    return known


def byline_of(note: Note) -> Byline:
    """The same of one note. No query where it is at hand."""
    return bylines_of([note])[note.pk]


def _in_order(author: Person, others: Iterable[Person]) -> tuple[Person, ...]:
    return author, *sorted(others, key=lambda person: (person.name, person.slug))


def _by_note(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for note, other in rows:
        found.setdefault(note, []).append(other)
    return found


def _had(what: str, ask: Prepared[Any], ids: Collection[int]) -> dict[int, Any]:
    """The rows with these ids, each asked for once."""
    known = answers(what)
    if lacking := [pk for pk in ids if pk not in known]:
        known |= {row.pk: row for row in ask(lacking)}
    return known
