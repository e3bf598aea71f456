"""A deleted note and the rooms above it: what memory keeps, what its address answers, and what an import says of it."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from weeknotes.memory.answer import answer
from weeknotes.memory.friday import friday
from weeknotes.memory.models import Outcome, Thread
from weeknotes.notes.delete import KEPT_FOR, bring_back, delete, erase, erase_old
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.begin import begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.command import run
from weeknotes.web.dates import WEEK

pytestmark = pytest.mark.django_db(transaction=True)
W47 = date.fromisocalendar(2026, 47, 1)
RING, ROTA = "We ring three tenants", "The depot can see the whole rota"
TEXT = f"<p>Rain.</p><h2>Goals for the week</h2><ul><li>{RING}</li><li>{ROTA}</li></ul>"


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en", "cy"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    bake()
    return person


@pytest.fixture
def note(nerys: Person) -> Note:
    """A note that was public, and was taken back."""
    made = start(author=nerys, monday=W47, title="Rain", html=TEXT, level=Level.PUBLIC)
    publish(note=made, by=nerys)
    withdraw(note=made, by=nerys)
    return made


def goals(nerys: Person) -> set[str]:
    page = friday(nerys, W47 + WEEK, today=W47 + WEEK)
    return {g.kept.words for g in page.goals}


def test_what_a_deleted_note_said_does_not_come_back_until_the_note_does(client: Client, nerys: Person, note: Note):
    assert goals(nerys) == {RING, ROTA}
    delete(note=note, by=nerys)
    assert goals(nerys) == set()
    thread = Thread.objects.get(words=RING)
    assert RING not in client.get("/threads/").content.decode()
    assert client.get(f"/threads/{thread.uid}/").status_code == 404
    bring_back(note=note, by=nerys)
    assert goals(nerys) == {RING, ROTA}
    assert client.get(f"/threads/{thread.uid}/").status_code == 200


def test_a_decision_outlives_the_note_with_its_words_and_what_was_only_read_goes(client: Client, nerys: Person, note: Note):
    thread = Thread.objects.get(words=RING)
    answer(thread=thread, by=nerys, word="done", because="all three", week=W47, at=timezone.now())
    Outcome.objects.update(note=note)
    delete(note=note, by=nerys)
    erase(note=note, by=nerys)
    assert [t.words for t in Thread.objects.all()] == [RING]
    assert [(o.word, o.note_id) for o in Outcome.objects.all()] == [("done", None)]
    page = client.get(f"/threads/{thread.uid}/").content.decode()
    assert RING in page
    assert "all three" in page


def test_a_thread_that_other_notes_speak_of_keeps_their_words(nerys: Person, note: Note):
    again = start(author=nerys, monday=W47 + WEEK, title="Again", html=f"<h2>Goals for the week</h2><ul><li>{RING}</li></ul>", level=Level.ME)
    publish(note=again, by=nerys)
    thread = Thread.objects.get(words=RING)
    assert thread.first_week == W47
    delete(note=note, by=nerys, at=timezone.now() - KEPT_FOR)
    assert erase_old() == 1
    thread.refresh_from_db()
    assert (thread.first_week, thread.appearances.count()) == (W47 + WEEK, 1)
    assert not Thread.objects.filter(words=ROTA).exists()


def test_the_address_of_a_deleted_note_goes_on_saying_that_it_is_gone(client: Client, nerys: Person, note: Note):
    at = "/people/nerys/rain/"
    delete(note=note, by=nerys)
    assert client.get(at).status_code == 410
    erase(note=note, by=nerys)
    assert client.get(at).status_code == 410
    assert not audit()
    # The name is free for another note, the address is not.
    other = start(author=nerys, monday=W47, title="Rain", html="<p>Other rain.</p>", level=Level.PUBLIC)
    publish(note=other, by=nerys)
    assert client.get(at).status_code == 410
    assert not audit()


def test_a_deleted_note_cannot_be_published(nerys: Person, note: Note):
    delete(note=note, by=nerys)
    with pytest.raises(PermissionDenied):
        publish(note=note, by=nerys, level=Level.PUBLIC)
    assert not Note.objects.get(pk=note.pk).is_published


def test_bringing_the_same_file_in_again_says_that_it_is_among_the_deleted(nerys: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "rain.md"
    file.write_text("# Rain\n\nIt rained on the depot all week long.\n", encoding="utf-8")
    run(paths=[str(file)], person="nerys")
    note = Note.objects.get()
    delete(note=note, by=nerys)
    capsys.readouterr()
    run(paths=[str(file)], person="nerys")
    assert "1 among the deleted" in capsys.readouterr().err
    assert Note.objects.count() == 1
    erase(note=note, by=nerys)
    run(paths=[str(file)], person="nerys")
    assert "1 new" in capsys.readouterr().err
    assert Note.objects.kept().count() == 1
