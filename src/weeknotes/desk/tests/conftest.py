"""People, a team and a browser for the tests of this room, and what a page says in words."""

import re
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.full import Full, fill
from weeknotes.notes.start import draft_for
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import make_team
from weeknotes.web.dates import monday

W12 = date(2021, 3, 22)  # the Monday of the week on whose Friday most tests are


@pytest.fixture
def nerys(db: None) -> Person:
    """Who began the site, which speaks both languages."""
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys Pugh", email="nerys@glanderw.test")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos Rees", email="tomos@glanderw.test")


@pytest.fixture
def sian(nerys: Person) -> Person:
    return add_person(name="Siân Owen", email="sian@glanderw.test")


@pytest.fixture
def repairs(nerys: Person) -> Team:
    """A team of one."""
    return make_team(name_en="Repairs", name_cy="Trwsio", by=nerys)


@pytest.fixture
def browser(nerys: Person) -> Client:
    return client_of(nerys)


@pytest.fixture
def full(nerys: Person) -> Full:
    """Everything due at once, this week."""
    return fill(nerys, monday(timezone.localdate()))


def client_of(person: Person) -> Client:
    """A browser in which `person` is signed in."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def words_of(html: str) -> str:
    """What some HTML says, its white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]{0,2000}>", " ", html)).split())


def words_on(answer: HttpResponseBase) -> str:
    """What a page says."""
    return words_of(answer.content.decode())  # type: ignore[attr-defined]


def own_text(person: Person, week: date = W12) -> str:
    """What stands in somebody's draft of a week."""
    note = draft_for(person, week)
    return note.bodies.get().html if note else ""
