"""The rows of a site to bake (`bake`): published notes in English by a hundred people in ten teams, as they are frozen. Run with Django set up."""

from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from bench.bake import PEOPLE, WORDS, dated
from bench.prose import words
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Note, NoteTeam, Sight
from weeknotes.notes.models import Language as Spoken
from weeknotes.people.models import Organisation, Person, Team
from weeknotes.prose.excerpt import excerpt
from weeknotes.prose.excerpt import words as counted
from weeknotes.prose.html import clean
from weeknotes.publishing.models import Address

PIECE, TEAMS = 500, 10


def fill(notes: int) -> None:
    """Make them in an empty database."""
    Organisation.objects.create(id=1, name_en="Glanderw County Council", languages="en")
    Person.objects.bulk_create(Person(id=n + 1, slug=f"person-{n}", name=f"Person {n}", email=f"person-{n}@glanderw.example") for n in range(PEOPLE))
    Team.objects.bulk_create(Team(id=n + 1, slug=f"team-{n}", name_en=f"Team {n}", page_level=Level.PUBLIC) for n in range(TEAMS))
    for first in range(0, notes, PIECE):
        with transaction.atomic():
            _piece(range(first, min(first + PIECE, notes)))


def _piece(numbers: range) -> None:
    made: tuple[list[Note], list[Edition], list[Body], list[Sight], list[Spoken], list[Address], list[NoteTeam]] = ([], [], [], [], [], [], [])
    rows_of_notes, editions, bodies, sights, spoken, addresses, teams = made
    for number in numbers:
        pk, person, at = number + 1, number % PEOPLE + 1, dated(number)
        monday, text = at.date() - timedelta(days=at.weekday()), clean(words(WORDS, seed=number))
        title, slug = f"Note {number}", f"note-{number}"
        frozen = {"level": Level.PUBLIC, "wanted_level": Level.PUBLIC, "published_at": at + timedelta(seconds=number % 3600), "edition_id": pk}
        rows_of_notes.append(Note(pk=pk, author_id=person, week_from=monday, week_to=monday, dated=at.date(), dated_precision="day", **frozen))
        editions.append(Edition(pk=pk, note_id=pk, number=1, made_at=at, by_id=person, level=Level.PUBLIC))
        bodies.append(Body(note_id=pk, lang="en", version=1, title=title, slug=slug, html=text, saved_at=at))
        shown = {"words": counted(text), "title": title, "slug": slug, "excerpt": excerpt(text), "html": text}
        sum_of = sha256(text.encode()).hexdigest()
        sights.append(Sight(note_id=pk, edition_id=pk, lang="en", level=Level.PUBLIC, floor=0, fingerprint=sum_of, outline=[], **shown))
        spoken.append(Spoken(note_id=pk, lang="en", since=at))
        addresses.append(Address(path=f"/people/person-{person - 1}/{slug}/", note_id=pk, lang="en"))
        teams.append(NoteTeam(note_id=pk, team_id=number % TEAMS + 1, week_from=monday))
    for model, rows in zip((Note, Edition, Body, Sight, Spoken, Address, NoteTeam), made, strict=True):
        model._default_manager.bulk_create(rows)  # type: ignore[arg-type]
