"""People and notes for the tests of this room: written and published as the product does it."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from weeknotes.memory.models import Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.models import Membership, Organisation, Person, Team
from weeknotes.publishing.publish import publish

W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)
Published = Callable[..., Note]


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(id=1, name_en="Glanderw", languages="en,cy")


@pytest.fixture
def nerys(organisation: Organisation) -> Person:
    return Person.objects.create(slug="nerys", name="Nerys Pugh", email="nerys@glanderw.test")


@pytest.fixture
def tomos(organisation: Organisation) -> Person:
    return Person.objects.create(slug="tomos", name="Tomos Rees", email="tomos@glanderw.test")


@pytest.fixture
def repairs(nerys: Person, tomos: Person) -> Team:
    """A team of both."""
    team = Team.objects.create(slug="repairs", name_en="Repairs", name_cy="Atgyweirio")
    for person in (nerys, tomos):
        Membership.objects.create(team=team, person=person)
    return team


@pytest.fixture
def published(nerys: Person) -> Published:
    """Publish `html` as a note for the week that is `week` weeks after W11 of 2021."""

    def make(
        html: str, week: int | None = 0, *, by: Person = nerys, level: Level = Level.PUBLIC, team: Team | None = None, **more: object
    ) -> Note:
        more.setdefault("title", f"Note {week}")
        monday = None if week is None else W11 + week * WEEK
        more.setdefault("teams", [team] if team else ())
        note = start(author=by, monday=monday, html=html, level=level, **more)  # type: ignore[arg-type]
        if team:
            note.byline_team = team
            note.save(update_fields=["byline_team"])
        publish(note=note, by=by, level=level)
        note.refresh_from_db()
        return note

    return make


@pytest.fixture
def corrected() -> Callable[[Note, str], None]:
    """Publish `html` as the next edition of a note."""

    def make(note: Note, html: str) -> None:
        body = note.bodies.get(lang=note.lead_lang)
        save(body=body, by=note.author, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
        publish(note=note, by=note.author, correction="Put right.")
        note.refresh_from_db()

    return make


@pytest.fixture
def signed_in(nerys: Person) -> Client:
    client = Client()
    client.force_login(nerys)
    return client


@pytest.fixture
def threads() -> Callable[..., list[Thread]]:
    """Threads of a kind, the first said first."""
    return lambda kind: list(Thread.objects.filter(kind=kind).order_by("first_week", "id"))
