"""Pinned notes: who may pin where, what stands first, and that nothing stays pinned which is not for everyone."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, leave
from weeknotes.publishing.audit import audit
from weeknotes.publishing.models import Pin
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.pins import PinsFull, pin, places, unpin
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes(write, nerys, housing):
    """Three public notes of Nerys on a team's page, the oldest first."""
    made = []
    for week in range(3):
        note = write(f"Note {week}", monday=date(2021, 1, 4) + timedelta(weeks=week), teams=[housing])
        publish(note=note, by=nerys)
        made.append(note)
    return made


def titles(text: str) -> list[str]:
    return re.findall(r">(Note \d)</a></h[23]>", text)


def test_pinned_notes_stand_first_in_every_tree_once_and_named_so(notes: list[Note], nerys: Person, page):
    pin(note=notes[0], by=nerys, key="person")
    pin(note=notes[1], by=nerys, key="person")
    pin(note=notes[1], by=nerys, key="person")
    for tree, word in (("", ">Pinned<"), ("cy/", 'id="pinned"')):
        text = page(f"{tree}people/nerys/index.html")
        assert titles(text) == ["Note 1", "Note 0", "Note 2"]
        assert word in text
    assert "Pinned" not in page("index.html") + page("teams/housing/index.html")
    assert audit() == ()
    unpin(note=notes[1], by=nerys, key="person")
    assert titles(page("people/nerys/index.html")) == ["Note 0", "Note 2", "Note 1"]
    assert audit() == ()


def test_no_more_than_two_are_pinned_to_a_page(notes: list[Note], nerys: Person):
    for note in notes[:2]:
        pin(note=note, by=nerys, key="person")
    with pytest.raises(PinsFull):
        pin(note=notes[2], by=nerys, key="person")
    assert Pin.objects.count() == 2


def test_a_member_pins_to_the_teams_page_and_the_host_to_the_first(notes: list[Note], nerys: Person, tomos: Person, housing, page):
    assert places(note=notes[0], by=tomos) == []
    with pytest.raises(PermissionDenied):
        pin(note=notes[0], by=tomos, key="team:housing")
    join(team=housing, person=tomos)
    pin(note=notes[0], by=tomos, key="team:housing")
    assert titles(page("teams/housing/index.html"))[0] == "Note 0"
    leave(team=housing, person=tomos)
    with pytest.raises(PermissionDenied):
        unpin(note=notes[0], by=tomos, key="team:housing")
    with pytest.raises(PermissionDenied):
        pin(note=notes[0], by=nerys, key="home")
    nerys.is_host = True
    nerys.save()
    pin(note=notes[0], by=nerys, key="home")
    assert titles(page("index.html"))[0] == "Note 0"
    assert [place.key for place in places(note=notes[0], by=nerys)] == ["person", "home"]
    assert audit() == ()


@pytest.mark.parametrize("how", ["withdraw", "narrow"])
def test_what_is_not_for_everyone_any_more_is_pinned_nowhere_also_when_it_comes_back(notes: list[Note], nerys: Person, page, how: str):
    pin(note=notes[0], by=nerys, key="person")
    if how == "withdraw":
        withdraw(note=notes[0], by=nerys)
    else:
        narrow(note=notes[0], by=nerys, level=Level.TEAM)
    assert not Pin.objects.exists()
    assert "Note 0" not in page("people/nerys/index.html")
    publish(note=notes[0], by=nerys, level=Level.PUBLIC)
    assert titles(page("people/nerys/index.html")) == ["Note 2", "Note 1", "Note 0"]
    assert audit() == ()


def test_a_note_that_is_not_for_everyone_is_not_pinned(write, nerys: Person):
    note = write("Draft")
    with pytest.raises(PermissionDenied):
        pin(note=note, by=nerys, key="person")


def test_it_is_pinned_and_taken_down_from_its_page(client: Client, notes: list[Note], nerys: Person, tomos: Person):
    client.force_login(nerys, backend=BACKEND)
    at = f"/notes/{notes[0].uid}/pin/"
    assert at in client.get(f"/notes/{notes[0].uid}/").content.decode()
    assert "Nothing is pinned here" in client.get(at).content.decode()
    answer = client.post(at, {"page": "person", "do": "pin"}, follow=True).content.decode()
    assert "Pinned by Nerys" in answer
    assert "Take this note down" in answer
    for note in notes[1:]:
        answer = client.post(f"/notes/{note.uid}/pin/", {"page": "person", "do": "pin"}, follow=True).content.decode()
    assert "Two notes are pinned there already" in answer
    assert client.post(at, {"page": "home", "do": "pin"}).status_code == 404
    client.post(at, {"page": "person", "do": "unpin"})
    assert Pin.objects.count() == 1
    client.force_login(tomos, backend=BACKEND)
    assert client.get(at).status_code == 404
    assert at not in client.get(f"/notes/{notes[0].uid}/").content.decode()
