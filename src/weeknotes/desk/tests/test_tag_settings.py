"""Settings of tags: who may change what, what everybody sees at once, and what nobody is told."""

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NoteTag, Tag
from weeknotes.notes.start import start
from weeknotes.notes.tags import line_of, put
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en", "cy"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    bake()
    return person


def tagged(person: Person, title: str, *names: str, level: Level = Level.PUBLIC) -> Note:
    note = start(author=person, monday=None, kind=Note.REFLECTION, title=title, html="<p>Rain.</p>", level=level)
    put(note=note, names=names)
    publish(note=note, by=person, level=level)
    return note


def read(path: str) -> str:
    file = settings.PUBLIC / path
    return file.read_text() if file.is_file() else ""


def names(client: Client, slug: str, en: str, cy: str = ""):
    return client.post(f"/settings/tags/{slug}/", {"do": "names", "name_en": en, "name_cy": cy})


def test_another_name_stands_on_every_page_at_once_and_old_addresses_lead_to_it(client: Client, host: Person):
    tagged(host, "Drips", "Damp", "Rain")
    tagged(host, "Sun", "Rain")
    assert names(client, "damp", "Damp and mould", "Lleithder").headers["Location"] == "/settings/tags/damp-and-mould/"
    assert ">Damp and mould</a>" in read("people/nerys/drips/index.html")
    assert "Lleithder" in read("cy/tags/damp-and-mould/index.html") + read("cy/tags/index.html")
    assert not (settings.PUBLIC / "tags" / "damp").exists()
    for old, new in (("/tags/damp/", "/tags/damp-and-mould/"), ("/cy/tags/damp/feed.xml", "/cy/tags/damp-and-mould/feed.xml")):
        answer = client.get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, new)
    assert "/tags/damp/" not in read("sitemap-tags.xml")
    assert audit() == ()


def test_chains_of_names_and_tags_made_one_lead_straight_to_where_they_are_now(client: Client, host: Person):
    tagged(host, "Drips", "Damp", "Wet")
    other = tagged(host, "Drains", "Wet")
    tagged(host, "Roof", "Buildings")
    names(client, "damp", "Damp and mould")
    names(client, "damp-and-mould", "Mould")
    client.post("/settings/tags/mould/", {"do": "merge", "into": "wet"})
    client.post("/settings/tags/wet/", {"do": "merge", "into": "buildings"})
    for old in ("damp", "damp-and-mould", "mould", "wet"):
        assert client.get(f"/tags/{old}/").headers["Location"] == "/tags/buildings/"
    assert line_of(other) == "Buildings"
    assert NoteTag.objects.count() == 3
    assert "Drips" in read("tags/buildings/index.html")
    assert audit() == ()


def test_a_name_that_comes_back_has_its_old_address_and_the_one_between_leads_there(client: Client, host: Person):
    tagged(host, "Drips", "Damp")
    names(client, "damp", "Mould")
    names(client, "mould", "Damp")
    assert "Drips" in read("tags/damp/index.html")
    assert client.get("/tags/mould/").headers["Location"] == "/tags/damp/"
    # A new tag never takes an address that leads on.
    put(note=start(author=host, monday=None, title="New", html="<p>x</p>"), names=["Mould"])
    assert Tag.objects.count() == 1
    assert audit() == ()


def test_an_old_address_says_nothing_once_no_note_with_the_tag_is_for_everyone(client: Client, host: Person):
    note = tagged(host, "Drips", "Damp")
    names(client, "damp", "Reorganisation")
    withdraw(note=note, by=host)
    assert client.get("/tags/damp/").status_code == 404
    assert "Reorganisation" not in client.get("/settings/tags/").content.decode()
    publish(note=note, by=host)
    assert client.get("/tags/damp/").headers["Location"] == "/tags/reorganisation/"


def test_a_member_gives_the_name_that_is_missing_and_changes_no_other(client: Client, host: Person):
    tagged(host, "Drips", "Damp")
    client.force_login(add_person(name="Tomos"), backend=BACKEND)
    page = client.get("/settings/tags/damp/").content.decode()
    assert 'name="name_cy"' in page
    assert 'name="name_en"' not in page
    assert "becomes part" not in page.lower()
    assert names(client, "damp", "Mine now", "Lleithder").status_code == 302
    assert (Tag.objects.get().name_en, Tag.objects.get().name_cy, Tag.objects.get().slug) == ("Damp", "Lleithder", "damp")
    assert names(client, "damp", "Mine now", "Fy un i").status_code == 403
    assert client.post("/settings/tags/damp/", {"do": "merge", "into": "damp"}).status_code == 403
    assert "Lleithder" in read("cy/tags/damp/index.html")


def test_what_is_no_name_is_said_and_changes_nothing(client: Client, host: Person):
    tagged(host, "Drips", "Damp", "Rain")
    for en, says in (("", "in one language at least"), ("a, b", "Write one name here"), ("rain", "There is another tag called"), ("x" * 61, "60")):
        answer = names(client, "damp", en)
        assert answer.status_code == 422
        assert says in answer.content.decode()
    for into in ("", "damp", "nothing"):
        answer = client.post("/settings/tags/damp/", {"do": "merge", "into": into})
        assert answer.status_code == 422
        assert "Choose the tag" in answer.content.decode()
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["damp", "rain"]


def test_a_tag_of_notes_that_one_may_not_see_is_nowhere_in_the_settings_though_a_name_may_meet_it(client: Client, host: Person):
    tomos = add_person(name="Tomos")
    theirs = tagged(tomos, "Between us", "Layoffs", level=Level.ME)
    tagged(host, "Drips", "Damp")
    assert "Layoffs" not in client.get("/settings/tags/").content.decode() + client.get("/settings/tags/damp/").content.decode()
    assert client.get("/settings/tags/layoffs/").status_code == 404
    assert client.post("/settings/tags/damp/", {"do": "merge", "into": "layoffs"}).status_code == 422
    assert names(client, "damp", "Layoffs").status_code == 302
    assert line_of(theirs) == "Layoffs"
    assert "Between us" not in read("tags/layoffs/index.html")
    assert audit() == ()


def test_a_tag_takes_both_names_of_one_that_nobody_sees_any_more(client: Client, host: Person):
    before = tagged(host, "Between us", "Rain")
    names(client, "rain", "Rain", "Glaw")
    withdraw(note=before, by=host)
    put(note=before, names=[])
    tagged(host, "Drips", "Damp")
    assert names(client, "damp", "Rain", "Glaw").headers["Location"] == "/settings/tags/rain/"
    assert Tag.objects.count() == 1
    assert client.get("/tags/damp/").headers["Location"] == "/tags/rain/"
    assert audit() == ()
