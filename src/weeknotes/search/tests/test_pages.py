import xml.etree.ElementTree as ET
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.people import site
from weeknotes.people.models import Organisation, Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.bake import bake
from weeknotes.search.tests.conftest import Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(nerys: Person) -> Client:
    return Client()


def words(client: Client, at: str) -> str:
    return unescape(client.get(at).content.decode())


def test_everybody_finds_what_is_for_everyone_with_its_words_marked_and_keeps_no_cookie(reader: Client, note: Publish):
    made = note("Rain & rota", "<p>The <em>rota</em> is late.</p><h2>What I’m learning</h2><p>Ask sooner.</p>")
    answer = reader.get("/search/?q=rota")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'The <mark>rota</mark> is late.' in text
    assert 'Rain &amp; <mark>rota</mark>' in text
    assert f'href="/people/nerys-pugh/{made.bodies.get().slug}/"' in text
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text
    assert "What people learned" in words(reader, "/search/?q=sooner").partition("<ol")[2]


def test_who_is_signed_in_finds_what_is_theirs_too_on_a_page_of_their_own(reader: Client, note: Publish, nerys: Person):
    note("Quiet", "<p>The rota.</p>", level=Level.ME)
    assert "Nothing that you may read" in words(reader, "/search/?q=rota")
    reader.force_login(nerys, backend=BACKEND)
    text = words(reader, "/search/?q=rota")
    assert "/notes/" in text
    assert "Quiet" in text
    assert 'aria-current="page">Search' in text


def test_each_tree_has_its_page_in_its_language(reader: Client, note: Publish):
    note("Rain", "<p>Rota.</p>", cy=("Glaw", "<p>Y gartref.</p>"))
    welsh = reader.get("/cy/search/?q=cartref")
    assert '<html lang="cy"' in welsh.content.decode()
    assert 'Hefyd yn chwilio am <b class="ink" lang="cy">gartref</b>' in welsh.content.decode()
    assert "/cy/people/nerys-pugh/glaw/" in welsh.content.decode()
    assert reader.get("/en/search/?q=rota").headers["Location"] == "/search/?q=rota"
    Organisation.objects.update(languages="en")
    site.forget()
    assert reader.get("/cy/search/").status_code == 404


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Type a word or two."),
        ("?q=", "Type a word or two."),
        ("?q=%00%22%27%3B--", "There is no word in that"),
        ("?q=-rota", "Add a word to look for."),
        ("?q=zeppelin", "Nothing that you may read has all of “zeppelin”."),
        ("?q=rota&by=Nobody+Here", "Nobody called Nobody Here"),
        ("?q=%F0%9F%8F%A0", "There is no word in that"),
        ("?q=" + "a" * 10_000, "Nothing that you may read"),
        ("?q=" + "a+" * 5_000, "Only the words at its beginning"),
        ("?q=title:rota+OR+NEAR(x)+*+^y&in=<b>&team=x&year=20x&of=de&page=-1", "Nothing that you may read"),
        ("?q=rota&page=999", "1 note"),
        ("?q=%ff%fe", "no word"),
    ],
)
def test_whatever_is_asked_is_answered_with_a_sentence(reader: Client, note: Publish, query: str, sentence: str):
    note("Rain", "<p>Rota.</p>")
    answer = reader.get(f"/search/{query}")
    assert answer.status_code == 200
    assert sentence in unescape(answer.content.decode())
    assert "<b>" not in answer.content.decode().replace('<b class="ink"', "")


def test_nobody_learns_from_a_search_whether_somebody_has_an_account(reader: Client, note: Publish, nerys: Person):
    Person.objects.create(slug="hidden-hettie", name="Hidden Hettie", email="hettie@council.example")
    drafting = Person.objects.create(slug="quiet-quentin", name="Quiet Quentin", email="quentin@council.example")
    note("Rain", "<p>Rota.</p>")
    note("For us", "<p>Rota.</p>", by=drafting, level=Level.ORGANISATION)
    names = ("Nobody Atall", "Hidden Hettie", "hidden-hettie", "Quiet Quentin")
    said = [words(reader, f"/search/?q=rota&by={name}") for name in names]
    assert all(f"Nobody called {name} has written what you may read." in one for name, one in zip(names, said, strict=True))
    Person.objects.create(slug="nerys-too", name=nerys.name, email="other@council.example")
    assert "1 note" in reader.get("/search/", {"q": "rota", "by": nerys.name}).content.decode()


def test_what_was_found_has_pages_that_keep_what_was_asked(reader: Client, note: Publish, nerys: Person):
    for number in range(12):
        note(f"Note {number}", "<p>Rota.</p>")
    first = words(reader, "/search/?q=rota&of=en")
    assert first.count("<li><p") == 10
    assert 'rel="next" href="/search/?q=rota&of=en&page=2"' in first
    second = words(reader, "/search/?q=rota&of=en&page=2")
    assert second.count("<li><p") == 2
    assert 'rel="prev" href="/search/?q=rota&of=en"' in second


def test_behind_the_last_page_the_last_one_is_shown(reader: Client, note: Publish):
    for number in range(12):
        note(f"Note {number}", "<p>Rota.</p>")
    last = words(reader, "/search/?q=rota&page=9")
    assert last.count("<li><p") == 2
    assert 'rel="prev" href="/search/?q=rota"' in last
    assert 'start="11"' in last


def test_the_foot_of_the_page_leads_where_that_of_every_page_does(reader: Client, note: Publish):
    note("Rain")
    foot = words(reader, "/cy/search/").partition("<footer")[2]
    assert all(f'href="/cy/{way}/"' in foot for way in ("about", "accessibility", "privacy", "feeds"))


def test_the_script_of_the_page_is_given_the_results_alone_and_the_last_word_may_be_begun(reader: Client, note: Publish):
    note("Rain", "<p>Boilers.</p>")
    answer = reader.get("/search/?q=boil", headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<mark>Boilers</mark>" in answer
    assert "<html" not in answer
    assert 'role="status"' in answer
    assert "<mark>" not in reader.get("/search/?q=boil").content.decode()


def test_a_browser_is_told_how_to_search_here(reader: Client):
    answer = reader.get("/search/opensearch.xml")
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml"
    found = ET.fromstring(answer.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = found.find(f"{space}Url[@type='text/html']")
    assert url is not None
    assert url.get("template", "").endswith("/search/?q={searchTerms}")
    assert 0 < len(found.findtext(f"{space}ShortName") or "") <= 16
    assert "/cy/search/" in reader.get("/cy/search/opensearch.xml").content.decode()
    assert reader.get("/en/search/opensearch.xml").status_code == 404
    assert 'href="/search/opensearch.xml"' in reader.get("/search/").content.decode()


def test_public_pages_lead_to_the_search_of_their_tree(note: Publish, reader: Client):
    note("Rain")
    bake()
    assert 'href="/search/"' in (settings.PUBLIC / "index.html").read_text()
    assert 'href="/cy/search/"' in (settings.PUBLIC / "cy" / "index.html").read_text()
