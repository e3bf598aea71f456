"""Tags for everyone: their pages, feeds and list, what stands on the note, and that none tells of a note for fewer people."""

import json
from datetime import date, timedelta

import feedparser
import pytest

from weeknotes.notes.describe import About
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Tag
from weeknotes.notes.tags import put
from weeknotes.publishing.audit import audit
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.tag_names import rename_tag
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

FIRST = date(2021, 1, 4)


@pytest.fixture
def tagged(write, nerys):
    """A public note with these tags."""

    def made(title: str, *names: str, week: int = 0, level: Level = Level.PUBLIC) -> Note:
        note: Note = write(title, monday=FIRST + timedelta(weeks=week), dated=FIRST + timedelta(weeks=week, days=4))
        put(note=note, names=names)
        publish(note=note, by=nerys, level=level)
        return note

    return made


def about(note: Note, *names: str) -> About:
    return About(note.kind, note.week_from, note.week_to, Level.PUBLIC, (), (), (), note.dated, None, names)


def test_a_tag_has_a_page_newest_first_and_a_feed_in_every_tree_and_stands_on_its_notes(tagged, page):
    tagged("Drips", "Damp and mould")
    tagged("Drains", "Damp and mould", "Rain", week=1)
    Tag.objects.filter(slug="rain").update(name_cy="Glaw", key_cy="glaw")
    for tree in ("", "cy/"):
        text = page(f"{tree}tags/damp-and-mould/index.html")
        assert text.index(">Drains<") < text.index(">Drips<")
        read = feedparser.parse(page(f"{tree}tags/damp-and-mould/feed.xml"))
        assert not read.bozo
        assert [one.title for one in read.entries] == ["Drains", "Drips"]
        assert read.feed.title.startswith("Damp and mould")
    assert '<a href="/tags/damp-and-mould/" rel="tag" class="p-category">Damp and mould</a>, <a href="/tags/rain/" rel="tag" class="p-category">Rain</a>' in page("people/nerys/drains/index.html")
    for at in ("/tags/rain/", "/cy/tags/rain/", "/tags/", "/cy/tags/"):
        assert f"{at}</loc>" in page("sitemap-tags.xml") + page("sitemap-pages.xml")


def test_all_tags_are_listed_by_the_alphabet_of_the_tree_and_linked_from_the_first_page(tagged, page):
    tagged("One", "Rain", "damp", "Letters")
    text = page("tags/index.html")
    assert text.index(">damp<") < text.index(">Letters<") < text.index(">Rain<")
    assert '<h2 class="gloss" id="l1">D</h2>' in text
    assert '<a href="/tags/">' in page("index.html")
    assert '<a href="/cy/tags/rain/" lang="en">Rain</a>' in page("cy/tags/index.html")
    assert audit() == ()


def test_tags_of_notes_for_fewer_people_stand_nowhere_for_everyone(tagged, write, holding, settings, page):
    tagged("Between us", "Reorganisation", level=Level.ORGANISATION)
    put(note=write("A draft"), names=["Layoffs"])
    assert not (settings.PUBLIC / "tags").exists()
    tagged("For all", "Rain")
    assert holding("eorganisation") == []
    assert holding("ayoffs") == []
    assert "All tags" in page("index.html")


def test_a_note_that_is_withdrawn_or_narrowed_goes_from_its_tag_and_the_last_takes_the_pages_with_it(tagged, nerys, settings, page):
    one, two = tagged("Drips", "Damp"), tagged("Drains", "Damp", week=1)
    withdraw(note=one, by=nerys)
    assert "Drips" not in page("tags/damp/index.html") + page("tags/damp/feed.xml")
    narrow(note=two, by=nerys, level=Level.ORGANISATION)
    assert not (settings.PUBLIC / "tags").exists()
    assert "/tags/" not in page("index.html") + page("sitemap-pages.xml") + page("sitemap-tags.xml") + page("sitemap.xml")
    assert audit() == ()


def test_tags_of_a_published_note_change_with_its_next_edition(tagged, nerys, page, settings):
    note = tagged("Drips", "Damp", "Rain")
    publish(note=note, by=nerys, about=about(note, "Rain", "Letters"))
    assert not (settings.PUBLIC / "tags" / "damp").exists()
    assert "Drips" in page("tags/letters/index.html")
    assert "Damp" not in page("people/nerys/drips/index.html")
    publish(note=note, by=nerys)
    assert "Letters" in page("people/nerys/drips/index.html")
    assert audit() == ()


def test_every_feed_says_the_tags_of_its_entries_alike_in_the_language_of_each(write, nerys, page):
    note = write("Drips", cy=("Diferion", "<p>Glaw.</p>"))
    put(note=note, names=["Rain & <wind>", "Damp"])
    Tag.objects.filter(slug="damp").update(name_cy="Lleithder", key_cy="lleithder")
    publish(note=note, by=nerys)
    for tree, names in (("", ["Damp", "Rain & <wind>"]), ("cy/", ["Lleithder", "Rain & <wind>"])):
        for folder in ("", "people/nerys/", "tags/damp/"):
            for form in ("feed.xml", "rss.xml"):
                read = feedparser.parse(page(f"{tree}{folder}{form}"))
                assert not read.bozo
                assert [(one.term, one.scheme) for one in read.entries[0].tags] == [(name, f"http://127.0.0.1:8000/{tree}tags/") for name in names]
            assert json.loads(page(f"{tree}{folder}feed.json"))["items"][0]["tags"] == names


def test_another_name_of_a_tag_stands_in_every_feed_of_its_notes_at_once(tagged, page):
    tagged("Drips", "Damp")
    rename_tag(tag=Tag.objects.get(), name_en="Mould", name_cy="Llwydni")
    for folder in ("", "people/nerys/", "tags/mould/", "2021/", "2021/w01/"):
        assert [one.term for one in feedparser.parse(page(f"{folder}feed.xml")).entries[0].tags] == ["Mould"]
    assert audit() == ()
