"""Feeds and sitemaps, read back by programs that were not written here."""

import uuid
from datetime import date, timedelta

import feedparser
import pytest
from django.utils.timezone import now
from lxml import etree

from weeknotes.publishing.baked import everybody
from weeknotes.publishing.change import press_again
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def test_a_feed_reads_back_as_it_was_published(write, nerys, tomos, housing, page, settings):
    note = write("Rain & <wind>", '<p>Rain <a href="https://example.org/?a=1&amp;b=2">fell</a> &amp; fell.</p>', teams=[housing], writers=[tomos])
    edition = publish(note=note, by=nerys)
    for path in ("", "people/nerys/", "people/tomos/", "teams/housing/", "2021/", "2021/w11/"):
        text = page(f"{path}feed.xml")
        read = feedparser.parse(text)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"
        (entry,) = read.entries
        assert feedparser.parse(text).feed.links[1].href == f"{settings.SITE_URL}/{path}feed.xml"
        assert feedparser.parse(text).feed.link == f"{settings.SITE_URL}/{path}"
        assert entry.title == "Rain & <wind>"
        assert entry.link == f"{settings.SITE_URL}/people/nerys/rain-wind/"
        assert entry.id == uuid.uuid5(note.uid, "en").urn
        assert entry.content[0].type == "text/html"
        assert 'href="https://example.org/?a=1&amp;b=2"' in entry.content[0].value
        assert [author.name for author in entry.authors] == ["Nerys", "Tomos"]
        assert entry.updated_parsed[:6] == edition.made_at.timetuple()[:6]
        assert entry.published_parsed[:6] == note.published_at.timetuple()[:6]


def test_a_feed_has_what_the_standard_asks_for(write, nerys, page):
    publish(note=write(cy=("Dau", "<p>Glaw.</p>")), by=nerys)
    for path, lang in (("feed.xml", "en"), ("cy/feed.xml", "cy"), ("cy/people/nerys/feed.xml", "cy")):
        feed = etree.fromstring(page(path).encode())
        assert feed.tag == f"{ATOM}feed"
        assert feed.get(f"{XML}lang") == lang
        for scope in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(scope.findall(f"{ATOM}{name}")) == 1, (path, name)
            assert scope.find(f"{ATOM}id").text.startswith("urn:uuid:")
            assert len(scope.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert [entry.get(f"{XML}lang") for entry in feed.findall(f"{ATOM}entry")] == [lang]
        assert feed.find(f"{ATOM}entry/{ATOM}content").get("type") == "html"


def test_an_empty_feed_is_a_feed(organisation, page):
    read = feedparser.parse(page("feed.xml"))
    assert not read.bozo
    assert read.entries == []
    assert read.feed.updated_parsed[:6] == organisation.made_at.utctimetuple()[:6]


def test_an_entry_keeps_its_name_and_its_day_when_it_is_corrected(write, rewrite, nerys, page):
    note = write()
    publish(note=note, by=nerys)
    first = feedparser.parse(page("feed.xml")).entries[0]
    rewrite(note, "<p>Dry all week.</p>", title="Another title")
    publish(note=note, by=nerys, correction="It was dry.")
    again = feedparser.parse(page("feed.xml")).entries[0]
    assert (again.id, again.published, again.link) == (first.id, first.published, first.link)
    assert again.updated_parsed >= first.updated_parsed
    assert "It was dry." in again.content[0].value


def test_a_feed_is_in_the_order_of_the_days_and_holds_thirty(write, freeze_many, page):
    days = [date(2020, 1, 3) + timedelta(weeks=n) for n in range(33)]
    freeze_many([write(day.isoformat(), monday=day - timedelta(days=4), dated=day) for day in [*days[10:], *days[:10]]])
    titles = [entry.title for entry in feedparser.parse(page("feed.xml")).entries]
    assert titles == [day.isoformat() for day in reversed(days)][:30]


def test_characters_that_xml_has_no_place_for_are_left_out(write, nerys, page):
    publish(note=write("A\x0bB\x1b", "<p>C￾D\x0c</p>"), by=nerys)
    read = feedparser.parse(page("feed.xml"))
    assert not read.bozo
    assert read.entries[0].title in {"AB", "A B"}


def test_sitemaps_say_every_page_once_in_each_language(write, nerys, page, settings):
    press_again([*everybody.spots(everybody.TEAMS)], at=now())
    publish(note=write(cy=("Dau", "<p>Glaw.</p>"), dated=date(2021, 3, 19)), by=nerys)
    schema = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = etree.fromstring(page("sitemap.xml").encode())
    listed = [one.text.removeprefix(f"{settings.SITE_URL}/") for one in index.iter(f"{schema}loc")]
    assert listed == ["sitemap-pages.xml", "sitemap-people.xml", "sitemap-2021-w11.xml"]
    urls = [url for path in listed for url in etree.fromstring(page(path).encode()).iter(f"{schema}url")]
    places = [url.find(f"{schema}loc").text for url in urls]
    assert len(places) == len(set(places))
    on_disk = {file.relative_to(settings.PUBLIC).as_posix().removesuffix("index.html") for file in settings.PUBLIC.rglob("index.html")}
    named = {place.removeprefix(f"{settings.SITE_URL}/") for place in places}
    assert named <= on_disk
    assert [path for path in on_disk - named if "/years/" not in path] == []
    for url in urls:
        links = url.findall("{http://www.w3.org/1999/xhtml}link")
        assert sorted(link.get("hreflang") for link in links) == ["cy", "en"]
