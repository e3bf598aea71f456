"""The team's note: a quiet line for whoever's turn it is, and one note that all members write."""

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.start import draft_for
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person, Team
from weeknotes.people.rota import set_rota
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, make_team
from weeknotes.web.dates import monday

LINE = "It is your turn to write the note of Repairs this week."


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en"], person="Nerys")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos")


@pytest.fixture
def team(nerys: Person, tomos: Person) -> Team:
    made = make_team(name_en="Repairs", by=nerys)
    join(team=made, person=tomos)
    Team.objects.filter(pk=made.pk).update(headings_en="What we fixed\nWhat we wait for")
    made.refresh_from_db()
    set_rota(team=made, people=[tomos, nerys], monday=monday(timezone.localdate()))
    return made


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_only_whoever_s_turn_it_is_finds_a_line_about_it(team: Team, nerys: Person, tomos: Person):
    assert LINE in as_(tomos).get("/today/").content.decode()
    assert LINE not in as_(nerys).get("/today/").content.decode()


def test_one_note_is_begun_for_the_team_and_written_by_its_members(team: Team, nerys: Person, tomos: Person):
    first = as_(tomos).post("/write/team/repairs/")
    note = Note.objects.get()
    assert first.headers["Location"] == f"/write/{note.uid}/en/"
    assert (note.author, note.byline_team) == (tomos, team)
    assert list(note.teams.all()) == [team]
    assert list(note.note_people.values_list("person", "part")) == [(nerys.pk, NotePerson.WRITES)]
    assert "<h2>What we fixed</h2>" in note.bodies.get().html
    assert as_(nerys).post("/write/team/repairs/").headers["Location"] == first.headers["Location"]
    assert as_(nerys).get(first.headers["Location"]).status_code == 200
    assert Note.objects.count() == 1


def test_it_is_not_taken_for_ones_own_note_of_the_week(team: Team, tomos: Person):
    client = as_(tomos)
    client.post("/write/team/repairs/")
    assert draft_for(tomos, monday(timezone.localdate())) is None
    assert "Write this week" in client.get("/today/").content.decode()


def test_nobody_else_begins_it_or_comes_into_it(team: Team, nerys: Person):
    outside = add_person(name="Outside")
    assert as_(outside).post("/write/team/repairs/").status_code == 404
    assert not Note.objects.exists()
    as_(nerys).post("/write/team/repairs/")
    join(team=team, person=outside)
    assert as_(outside).post("/write/team/repairs/").status_code == 404
    assert Client().post("/write/team/repairs/").headers["Location"].startswith("/sign-in/")
