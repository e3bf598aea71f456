import uuid
from datetime import date

import pytest

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person

WEEK = date(2026, 11, 16)
TEXT = (
    "<p>Rain all week.</p><h2>Goals for the week</h2><ol><li>The depot can see the whole rota</li><li>We ring three tenants</li></ol>"
    "<h2>Ones to watch</h2><p>Out of hours – the calls go on.</p>"
)


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys", email="nerys@glanderw.example")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos")


@pytest.fixture
def body(nerys: Person) -> Body:
    note = start(author=nerys, monday=WEEK, title="Rain", html=TEXT, level=Level.PUBLIC)
    return Body.objects.get(note=note)


@pytest.fixture
def note(body: Body) -> Note:
    return body.note


def key() -> uuid.UUID:
    return uuid.uuid4()
