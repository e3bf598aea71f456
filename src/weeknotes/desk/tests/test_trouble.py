"""Bad days: a very long note, a database that another process holds."""

import json
import sqlite3
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from weeknotes.memory.models import Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting, Note
from weeknotes.notes.start import start
from weeknotes.people.begin import begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import make_team
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import from_iso
from weeknotes.web.tests.answer import Answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    return person


def saved(client: Client, body: Body, html: str) -> Answer:
    sent = {"save_key": str(uuid.uuid4()), "version": body.version, "title": "Long", "html": html}
    return client.post(f"/write/{body.note.uid}/en/save/", json.dumps(sent), content_type="application/json")


def test_a_note_of_two_hundred_thousand_words_is_saved_shown_published_and_comes_back(client: Client, nerys: Person):
    note = start(author=nerys, monday=from_iso("2021-W11"), level=Level.PUBLIC)
    body = note.bodies.get()
    long = "".join(f"<p>{'Rain on the market and the stalls stood empty until noon. ' * 20}</p>" for _ in range(1000))
    assert saved(client, body, f"<h2>Goals</h2><ul><li>Ring the callers</li></ul><h2>What I did</h2>{long}").status_code == 200
    assert client.get(f"/write/{note.uid}/en/").status_code == 200
    publish(note=note, by=nerys)
    assert len((settings.PUBLIC / "people" / "nerys" / "long" / "index.html").read_text().split()) > 200_000
    assert [t.words for t in Thread.objects.all()] == ["Ring the callers"]
    assert "Ring the callers" in client.get("/friday/2021-W12/").content.decode()


def test_a_note_that_is_too_long_for_one_piece_is_refused_in_a_sentence(client: Client, nerys: Person):
    body = start(author=nerys, monday=from_iso("2021-W11")).bodies.get()
    answer = saved(client, body, "x" * 10_000_001)
    assert answer.status_code == 413
    assert "Make two notes of it" in answer.json()["message"]
    assert Body.objects.get().html == ""


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL locks rows, and waits")
def test_a_database_held_by_another_process_is_said_and_nothing_saved_is_lost(client: Client, nerys: Person):
    body = start(author=nerys, monday=from_iso("2021-W11"), title="Before", html="<p>Before.</p>").bodies.get()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        answer = saved(client, body, "<p>Meanwhile.</p>")
        other.execute("ROLLBACK")
    finally:
        other.close()
        connection.close()
    assert answer.status_code == 503
    assert "The database does not answer just now" in answer.content.decode()
    assert Body.objects.get().html == "<p>Before.</p>"
    assert saved(client, body, "<p>Afterwards.</p>").status_code == 200
    assert Note.objects.count() == 1


def test_a_character_that_no_text_has_is_left_out_of_forms_addresses_and_saves(client: Client, nerys: Person):
    assert client.post("/monday/", {"line": "Ring\x00 the depot"}).status_code == 302
    assert client.post("/jot/", {"text": "The lift\x00 again"}).status_code == 302
    for address in ("/threads/?q=depot%00", "/threads/?team=%00", "/search/?q=depot%00", "/write/?q=depot%00", "/lessons/new/?note=%00", "/friday/%00/"):
        assert client.get(address).status_code in {200, 404}
    body = Body.objects.get()
    assert "<li>Ring the depot</li>" in body.html
    assert Jotting.objects.get().text == "The lift again"
    sent = {"save_key": str(uuid.uuid4()), "version": body.version, "title": "Rain\x00 \ud800", "html": "<p>All\x00 week.</p>"}
    assert client.post(f"/write/{body.note.uid}/en/save/", json.dumps(sent), content_type="application/json").status_code == 200
    body.refresh_from_db()
    assert (body.title, body.html) == ("Rain \ufffd", "<p>All week.</p>")


@pytest.mark.parametrize("version", [-1, 99_999_999_999, 10**30, float("inf"), "many"])
def test_a_version_that_no_text_has_is_refused_or_kept_and_never_an_error(client: Client, nerys: Person, version: object):
    body = start(author=nerys, monday=from_iso("2021-W11"), title="Before", html="<p>Before.</p>").bodies.get()
    sent = {"save_key": str(uuid.uuid4()), "version": version, "title": "After", "html": "<p>After.</p>"}
    assert client.post(f"/write/{body.note.uid}/en/save/", json.dumps(sent), content_type="application/json").status_code == 400
    assert Body.objects.get().html == "<p>Before.</p>"
    assert client.post(f"/write/{body.note.uid}/en/", sent | {"do": "save"}).status_code in {302, 422}
    assert Body.objects.get().html == "<p>After.</p>"


@pytest.mark.parametrize("week", ["9999-W52", "0001-W01", "2021-W99", "now"])
def test_a_week_in_which_nobody_writes_is_none(client: Client, nerys: Person, week: str):
    team = make_team(name_en="Repairs", by=nerys)
    year, _dash, number = week.lower().partition("-")
    assert client.get(f"/friday/{week}/").status_code == 404
    for then in ("signed-in/", "words/", "document.docx", "document.docx?as=everybody"):
        assert client.get(f"/teams/{team.slug}/{year}/{number}/{then}").status_code == 404
    for address in ("/my-teams/", f"/questions/team/{team.slug}/", "/jot/", "/write/new/"):
        assert client.get(f"{address}?week={week}").status_code in {200, 404, 405}


@pytest.mark.parametrize("signed_in", [True, False])
def test_an_address_with_what_no_text_has_is_nothing_here_on_every_database(signed_in: bool, client: Client, nerys: Person):
    if not signed_in:
        client.logout()
    for address in ("people/%00/", "notes/%00/", "feeds/private/%00/feed.xml", "mail/week/off/%00/", "shared/a%00b/", "sign-in/link/%00/", "calendar/%00/weeknotes.ics", "%00", "mail-in/%00"):
        for answered in (client.get(f"/{address}"), client.post(f"/{address}", {"text": "rain"})):
            assert answered.status_code == 404
            assert "Nothing here" in answered.content.decode()
