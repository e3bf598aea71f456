"""What a site that quotes a link to a public note may show of it."""

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree, html

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.publishing.addresses import public_url
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


def asked(**query: str):
    return Client().get("/oembed", query)


def whole(note: Note) -> str:
    """The whole address of a public note."""
    path = public_url(note)
    assert path is not None
    return settings.SITE_URL + path


def test_a_public_note_is_told_by_name_with_its_first_words_and_a_link(write, nerys, tomos):
    note = write("Rain & <wind>", "<p>Rain & <b>wind</b> fell.</p><script>alert(1)</script>", writers=[tomos])
    publish(note=note, by=nerys)
    at = whole(note)
    answer = asked(url=at, format="json")
    said = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert (said["title"], said["author_name"], said["provider_name"]) == ("Rain & <wind>", "Nerys, Tomos", "Glanderw")
    assert said["author_url"] == f"{settings.SITE_URL}/people/nerys/"
    shown = html.fragment_fromstring(said["html"])
    assert shown.tag == "blockquote"
    assert [link.get("href") for link in shown.iter("a")] == [at]
    assert {one.tag for one in shown.iter()} == {"blockquote", "p", "footer", "a"}
    assert "Rain & wind fell." in shown.text_content()
    xml = etree.fromstring(asked(url=at, format="xml").content)
    assert {one.tag: one.text for one in xml} == {name: str(value) for name, value in said.items()}
    assert asked(url=at).json() == asked(url=at.removesuffix("/")).json() == said


def test_a_page_says_where_to_ask_and_is_answered_there(write, nerys, page):
    publish(note=write("Dau & un", cy=("Y ddau", "<p>Glaw.</p>")), by=nerys)
    for path, title in (("people/nerys/dau-un/index.html", "Dau & un"), ("cy/people/nerys/y-ddau/index.html", "Y ddau")):
        (link,) = html.fromstring(page(path)).xpath("//head/link[@type='application/json+oembed']/@href")
        assert link.startswith(f"{settings.SITE_URL}/oembed?")
        assert Client().get(link.removeprefix(settings.SITE_URL)).json()["title"] == title


def test_a_former_address_leads_to_the_note_as_it_is_now(write, rewrite, nerys):
    note = write("One name")
    publish(note=note, by=nerys)
    before = whole(note)
    rewrite(note, "<p>Other words.</p>", title="Another name")
    publish(note=note, by=nerys)
    said = asked(url=before).json()
    assert said["title"] == "Another name"
    assert whole(note) in said["html"]


def test_it_fits_where_it_is_asked_to(write, nerys):
    note = write()
    publish(note=note, by=nerys)
    at = whole(note)
    assert (asked(url=at, maxwidth="300").json()["width"], asked(url=at, maxwidth="9000").json()["width"]) == (300, 600)
    assert asked(url=at, maxwidth="²", maxheight="0").json()["width"] == 600


@pytest.mark.parametrize("level", [Level.ME, Level.TEAM, Level.ORGANISATION])
def test_what_is_not_for_everyone_is_not_found(write, nerys, housing, level):
    note = write("Walrus", teams=[housing])
    publish(note=note, by=nerys)
    at = whole(note)
    withdraw(note=note, by=nerys)
    assert asked(url=at).status_code == 404
    publish(note=note, by=nerys, level=level)
    for address in (at, f"{settings.SITE_URL}/notes/{note.uid}/"):
        answer = asked(url=address)
        assert answer.status_code == 404
        assert b"Walrus" not in answer.content


@pytest.mark.parametrize("url", ["", "nonsense", "https://[", "https://elsewhere.example/people/nerys/", "/people/nerys/two-in-the-morning/", "javascript:alert(1)"])
def test_what_is_no_address_of_a_note_is_answered_with_a_sentence(write, nerys, url):
    publish(note=write(), by=nerys)
    answer = asked(url=url)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")
    assert "There is no public note at that address." in answer.content.decode()


def test_another_format_is_refused(organisation):
    answer = asked(url=settings.SITE_URL, format="yaml")
    assert answer.status_code == 501
    assert "json or xml" in answer.content.decode()
