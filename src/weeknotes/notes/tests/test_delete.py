import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from weeknotes.notes import media_files
from weeknotes.notes.delete import KEPT_FOR, StillPublishedError, bring_back, delete, erase, erase_old
from weeknotes.notes.describe import About, describe
from weeknotes.notes.freeze import freeze, thaw
from weeknotes.notes.jot import jot
from weeknotes.notes.levels import Level
from weeknotes.notes.media_files import path_of
from weeknotes.notes.models import Blob, Body, Edition, Jotting, Media, Note, NotePerson, Revision
from weeknotes.notes.placing import place
from weeknotes.notes.save import save
from weeknotes.notes.start import blank, draft_for, start, teams_of_last
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.conftest import WEEK, key
from weeknotes.notes.tests.drawn import drawn
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND

OLD = timezone.now() - KEPT_FOR - timedelta(hours=1)


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def address(body: Body, what: str = "") -> str:
    return f"/write/{body.note.uid}/{body.lang}/{what}"


def with_tomos(note: Note, tomos: Person) -> None:
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.WRITES)


def out(note: Note, by: Person) -> Edition:
    return freeze(note=note, by=by, level=Level.PUBLIC, at=timezone.now())


def test_a_deleted_draft_is_nowhere_and_comes_back_as_it_was(signed_in: Client, nerys: Person, body: Body):
    before = (body.title, body.html, body.version)
    answer = signed_in.post(address(body, "delete/"), follow=True).content.decode()
    assert "30 days left" in answer
    assert "Rain" in answer
    assert address(body) not in signed_in.get("/write/").content.decode()
    assert draft_for(nerys, WEEK) is None
    gone = signed_in.get(address(body))
    assert gone.status_code == 410
    assert "Bring it back" in gone.content.decode()
    assert "We ring three tenants" not in gone.content.decode()
    signed_in.post(f"/write/deleted/{body.note.uid}/back/")
    body.refresh_from_db()
    assert (body.title, body.html, body.version) == before
    assert signed_in.get(address(body)).status_code == 200
    assert draft_for(nerys, WEEK) == body.note
    assert "No deleted notes" in signed_in.get("/write/deleted/").content.decode()


def test_the_last_words_are_kept_before_a_note_is_deleted(signed_in: Client, body: Body):
    signed_in.post(address(body, "delete/"), {"html": "<p>Last words.</p>", "title": "Rain", "version": body.version})
    signed_in.post(f"/write/deleted/{body.note.uid}/back/")
    body.refresh_from_db()
    assert body.html == "<p>Last words.</p>"


def test_two_texts_that_meet_as_a_note_is_deleted_are_shown_and_it_is_not_deleted(signed_in: Client, nerys: Person, body: Body):
    version = body.version
    save(body=body, by=nerys, title="Rain", html="<p>From the phone.</p>", version=version, save_key=key())
    answer = signed_in.post(address(body, "delete/"), {"html": "<p>From the desk.</p>", "title": "Rain", "version": version})
    assert answer.status_code == 409
    assert "From the phone." in answer.content.decode()
    assert Note.objects.deleted().count() == 0


def test_a_published_note_is_withdrawn_first(signed_in: Client, nerys: Person, note: Note, body: Body):
    out(note, nerys)
    page = signed_in.get(address(body)).content.decode()
    assert "withdraw it first" in page
    assert address(body, "delete/") not in page
    answer = signed_in.post(address(body, "delete/"), follow=True).content.decode()
    assert "Withdraw it first" in answer
    assert Note.objects.deleted().count() == 0
    with pytest.raises(StillPublishedError):
        delete(note=note, by=nerys)
    thaw(note=note, at=timezone.now())
    delete(note=note, by=nerys)
    assert Note.objects.deleted().get() == note


def test_the_database_itself_refuses_a_note_that_is_deleted_and_published(nerys: Person, note: Note):
    edition = out(note, nerys)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(deleted_at=timezone.now())
    thaw(note=note, at=timezone.now())
    delete(note=note, by=nerys)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(edition=edition, level=4)


def test_only_the_author_deletes(client: Client, nerys: Person, tomos: Person, note: Note, body: Body):
    with_tomos(note, tomos)
    client.force_login(tomos, backend=BACKEND)
    assert address(body, "delete/") not in client.get(address(body)).content.decode()
    assert client.post(address(body, "delete/")).status_code == 403
    for verb in (delete, bring_back, erase):
        with pytest.raises(PermissionDenied):
            verb(note=note, by=tomos)
    delete(note=note, by=nerys)
    told = client.get(address(body))
    assert told.status_code == 410
    assert "Nerys deleted it" in told.content.decode()
    assert "/back/" not in told.content.decode()
    for address_of_others in (f"/write/deleted/{note.uid}/for-good/", f"/write/deleted/{note.uid}/back/"):
        assert client.post(address_of_others).status_code == 404
    assert "Rain" not in client.get("/write/deleted/").content.decode()


def test_a_stranger_is_not_told_that_a_note_was_deleted(client: Client, nerys: Person, tomos: Person, body: Body):
    delete(note=body.note, by=nerys)
    client.force_login(tomos, backend=BACKEND)
    assert client.get(address(body)).status_code == 404


def test_a_page_that_was_open_while_its_note_was_deleted_is_told_so_and_saves_again_when_it_is_back(signed_in: Client, nerys: Person, tomos: Person, body: Body):
    with_tomos(body.note, tomos)
    delete(note=body.note, by=nerys)
    sent = json.dumps({"save_key": str(key()), "version": body.version, "title": "Rain", "html": "<p>Still writing.</p>"})
    answer = signed_in.post(address(body, "save/"), sent, content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (410, "refused")
    assert "among the deleted until" in answer.json()["message"]
    other = Client()
    other.force_login(tomos, backend=BACKEND)
    assert "Nerys has deleted this note" in other.post(address(body, "save/"), sent, content_type="application/json").json()["message"]
    bring_back(note=body.note, by=nerys)
    assert signed_in.post(address(body, "save/"), sent, content_type="application/json").json()["state"] == "kept"


def test_words_sent_by_a_form_to_a_deleted_note_are_kept_with_it(signed_in: Client, nerys: Person, body: Body):
    delete(note=body.note, by=nerys)
    answer = signed_in.post(address(body), {"markdown": "Written without a script.", "title": "Rain", "version": body.version})
    assert answer.status_code == 410
    assert "kept with it" in answer.content.decode()
    bring_back(note=body.note, by=nerys)
    body.refresh_from_db()
    assert body.html == "<p>Written without a script.</p>"


def test_deleted_twice_it_keeps_its_first_day(nerys: Person, note: Note):
    delete(note=note, by=nerys, at=OLD)
    delete(note=note, by=nerys)
    assert Note.objects.get(pk=note.pk).deleted_at == OLD


def test_after_thirty_days_a_draft_goes_whole_and_not_a_day_before(nerys: Person, note: Note, body: Body):
    for n in range(3):  # saves that lean on the first
        save(body=body, by=nerys, title="Rain", html=f"<p>{n}</p>", version=body.version, save_key=key())
    assert Revision.objects.filter(base__isnull=False).exists()
    jot(person=nerys, text="the lift")
    Jotting.objects.update(open=False, fate=Jotting.USED, note=note)
    young = start(author=nerys, monday=None, title="Young", html="<p>x</p>")
    delete(note=young, by=nerys, at=timezone.now() - KEPT_FOR + timedelta(hours=1))
    delete(note=note, by=nerys, at=OLD)
    assert erase_old() == 1
    assert set(Note.objects.all()) == {young}
    assert not Revision.objects.filter(body=body).exists()
    assert Jotting.objects.get().note is None
    assert erase_old() == 0


def test_a_note_brought_back_in_time_is_left_alone(nerys: Person, note: Note):
    delete(note=note, by=nerys, at=OLD)
    bring_back(note=note, by=nerys)
    assert erase_old() == 0
    assert Note.objects.filter(pk=note.pk).exists()


def test_of_a_note_that_was_published_an_empty_shell_stays(nerys: Person, tomos: Person, note: Note):
    with_tomos(note, tomos)
    out(note, nerys)
    thaw(note=note, at=timezone.now())
    delete(note=note, by=nerys)
    erase(note=note, by=nerys)
    shell = Note.objects.get(pk=note.pk)
    assert (shell.week_from, shell.dated, shell.byline_team_id) == (None, None, None)
    for rows in (shell.bodies, shell.items, shell.sights, shell.note_people, shell.note_teams, shell.corrections, shell.considered):
        assert not rows.exists()
    assert not Revision.objects.exists()
    assert [(e.number, e.correction, e.checked) for e in shell.editions.all()] == [(1, "", [])]
    assert not Note.objects.deleted().exists()
    with pytest.raises(Note.DoesNotExist):
        bring_back(note=note, by=nerys)


def test_nothing_is_deleted_for_good_that_was_not_deleted_before(nerys: Person, note: Note):
    erase(note=note, by=nerys)
    assert Note.objects.kept().filter(pk=note.pk).exists()


def test_deleting_for_good_asks_first_and_says_what_goes(signed_in: Client, nerys: Person, body: Body):
    save(body=body, by=nerys, title="Rain", html="<p>more</p>", version=body.version, save_key=key())
    delete(note=body.note, by=nerys)
    page = signed_in.get(f"/write/deleted/{body.note.uid}/for-good/").content.decode()
    assert "Delete “Rain” for good?" in page
    assert "2 earlier versions" in page
    assert Note.objects.deleted().count() == 1
    assert "Deleted for good." in signed_in.post(f"/write/deleted/{body.note.uid}/for-good/", follow=True).content.decode()
    assert Note.objects.count() == 0
    assert signed_in.get(f"/write/deleted/{body.note.uid}/for-good/").status_code == 404


def test_a_page_of_deleted_notes_says_when_the_last_day_has_come(signed_in: Client, nerys: Person, note: Note):
    delete(note=note, by=nerys, at=timezone.now() - KEPT_FOR + timedelta(hours=2))
    assert "1 day left" in signed_in.get("/write/deleted/").content.decode()
    Note.objects.update(deleted_at=OLD)
    assert "goes for good today" in signed_in.get("/write/deleted/").content.decode()


def test_what_is_deleted_does_not_shape_the_next_note(nerys: Person, note: Note):
    idle = start(author=nerys, monday=None, kind=Note.REFLECTION)
    assert blank(nerys) == idle
    delete(note=idle, by=nerys)
    assert blank(nerys) is None
    describe(note=note, about=About("weeknote", WEEK, WEEK, Level.ME, (), (), (), None))
    delete(note=note, by=nerys)
    assert teams_of_last(nerys) == []


@pytest.mark.parametrize("published", [False, True])
def test_pictures_that_stand_in_no_other_note_go_with_theirs(nerys: Person, note: Note, published: bool):
    other = start(author=nerys, monday=None, title="Another", html="<p>x</p>")
    alone = take_picture(note=note, by=nerys, name="alone.png", data=drawn("PNG", (60, 40))).media
    both = take_picture(note=note, by=nerys, name="both.png", data=drawn("PNG", (60, 40), colour="red")).media
    place(note=other, by=nerys, html=f'<img src="/media/{both.uid}">')
    if published:
        out(note, nerys)
        thaw(note=note, at=timezone.now())
    delete(note=note, by=nerys, at=OLD)
    assert erase_old() == 1
    assert list(Media.objects.all()) == [both]
    assert set(Blob.objects.all()) == {both.original, *(copy.blob for copy in both.copies.all())}
    assert not Media.objects.filter(pk=alone.pk).exists()
    assert media_files.clear_all() > 0
    assert all(path_of(blob.key, shown=blob.shown).exists() for blob in Blob.objects.all())
    assert media_files.clear_all() == 0
