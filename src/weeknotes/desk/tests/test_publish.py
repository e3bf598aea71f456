import re

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "<p>Rain all week.</p><h2>Goals for the week</h2><ul><li>We ring three tenants</li></ul>"


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en", "cy"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    return person


@pytest.fixture
def body(nerys: Person) -> Body:
    note = start(author=nerys, monday=from_iso("2026-W47"), title="Rain", html=TEXT, level=Level.PUBLIC)
    return Body.objects.get(note=note)


def form(client: Client, body: Body, **more: str) -> dict[str, str]:
    page = client.get(f"/write/{body.note.uid}/en/").content.decode()
    seen, version = (re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("seen", "version"))
    assert seen
    assert version
    html = Body.objects.get(pk=body.pk).html
    return {"seen": seen[1], "version": version[1], "title": "Rain", "html": html, "week": "2026-W47", "audience": "4"} | more


def test_publishing_with_the_list_in_sight_puts_the_note_on_the_web(client: Client, body: Body):
    answer = client.post(f"/write/{body.note.uid}/en/publish/", form(client, body))
    assert "See its public page" in answer.content.decode()
    assert "Rain all week" in (settings.PUBLIC / "people" / "nerys" / "rain" / "index.html").read_text()


def test_what_was_not_in_sight_is_shown_before_it_is_published(client: Client, body: Body):
    more = TEXT.replace("</li>", "</li><li>We buy a boat</li>")
    answer = client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, html=more), follow=True)
    page = answer.content.decode()
    assert "look at what I read now" in page
    assert "We buy a boat" in page
    assert Note.objects.get().edition_id is None
    assert client.post(f"/write/{body.note.uid}/en/publish/", form(client, body)).status_code == 200
    assert Note.objects.get().level == Level.PUBLIC


def test_a_note_for_me_alone_is_remembered_and_stands_nowhere(client: Client, body: Body):
    answer = client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, audience="0"))
    assert "Remembered, for you alone" in answer.content.decode()
    assert "See its public page" not in answer.content.decode()
    assert "Rain" not in "".join(p.read_text() for p in settings.PUBLIC.rglob("*.html"))


def test_a_correction_is_a_new_edition_that_readers_see_as_such(client: Client, body: Body):
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body))
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, html=TEXT.replace("Rain", "Hail"), correction="It was hail."))
    page = (settings.PUBLIC / "people" / "nerys" / "rain" / "index.html").read_text()
    assert "Hail all week" in page
    assert "It was hail." in page
    assert Note.objects.get().editions.count() == 2


def test_withdrawing_takes_it_away_before_the_answer_and_says_what_it_cannot(client: Client, body: Body):
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body))
    answer = client.post(f"/write/{body.note.uid}/en/withdraw/", form(client, body), follow=True)
    assert "cannot be called back" in answer.content.decode()
    assert not (settings.PUBLIC / "people" / "nerys" / "rain").exists()
    assert client.get("/people/nerys/rain/").status_code == 410


def test_what_the_writer_can_mend_is_said_on_the_write_page(client: Client, body: Body):
    answer = client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, html="", title=""), follow=True)
    answer = client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, html="", title=""), follow=True)
    assert "This note has no words yet." in answer.content.decode()
    assert Note.objects.get().edition_id is None


def test_a_note_about_no_week_becomes_a_reflection(client: Client, body: Body):
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, week=""))
    assert (Note.objects.get().kind, Note.objects.get().week_from) == (Note.REFLECTION, None)


def test_a_tab_that_fell_behind_publishes_nothing_and_shows_both_texts(client: Client, body: Body):
    old = form(client, body)
    client.post(f"/write/{body.note.uid}/en/", form(client, body, html="<p>From the other tab.</p>"))
    answer = client.post(f"/write/{body.note.uid}/en/publish/", old | {"html": "<p>From this tab.</p>"})
    assert answer.status_code == 409
    assert "From this tab." in answer.content.decode()
    assert Note.objects.get().edition_id is None


def test_what_stands_around_a_published_note_changes_with_its_next_edition_and_not_before(client: Client, body: Body):
    bake()
    tomos = add_person(name="Tomos")
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body))
    sent = form(client, body, week="2026-W46", audience="1", named=str(tomos.pk))
    assert "change when you publish it again" in client.post(f"/write/{body.note.uid}/en/about/", sent).json()["message"]
    assert "change when you publish it again" in client.post(f"/write/{body.note.uid}/en/", sent, follow=True).content.decode()
    note = Note.objects.get()
    assert (note.week_from, note.level, note.wanted_level) == (from_iso("2026-W47"), Level.PUBLIC, Level.PUBLIC)
    assert not note.note_people.exists()
    assert audit() == ()
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, week="2026-W46", audience="1", named=str(tomos.pk)))
    note.refresh_from_db()
    assert (note.week_from, note.level, note.note_people.get().person) == (from_iso("2026-W46"), Level.NAMED, tomos)
    assert audit() == ()


def test_choices_for_a_published_note_are_on_the_page_that_asks_to_look_again(client: Client, body: Body):
    client.post(f"/write/{body.note.uid}/en/publish/", form(client, body))
    more = TEXT.replace("</li>", "</li><li>We buy a boat</li>")
    page = client.post(f"/write/{body.note.uid}/en/publish/", form(client, body, html=more, audience="3")).content.decode()
    assert "look at what I read now" in page
    assert '<option value="3" selected>' in page
    assert Note.objects.get().level == Level.PUBLIC
