"""Atom, RSS and JSON Feed beside every list: to their rules, and read back the same by a program that was not written here."""

import json
import re
import uuid
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from lxml import etree, html

from weeknotes.publishing import shelf, there
from weeknotes.publishing.kinds import Spot, render
from weeknotes.publishing.models import Page
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.baked import type_of

pytestmark = pytest.mark.django_db

ATOM, DC, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
XML = "{http://www.w3.org/XML/1998/namespace}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
TEXT = (
    '<p>Rain <a href="https://example.org/?a=1&amp;b=2">fell</a> &amp; fell, as <a href="/people/tomos/">Tomos</a> '
    'said<sup><a href="#note-1">1</a></sup>.</p><ul><li>“Ŵyn”</li></ul>'
)


@pytest.fixture
def several(write, freeze_many, nerys, tomos, housing):
    """Notes in one language and in two, by one and by two, with a title and without, and one that was corrected."""
    notes = [
        write("Rain & <wind>", TEXT, teams=[housing], writers=[tomos]),
        write("Both", "<p>Dry.</p>", cy=("Y ddau", "<p>Sych.</p>"), dated=date(2021, 3, 26)),
        write("", "<p>Nothing to call it.</p>", dated=date(2021, 4, 2)),
    ]
    freeze_many(notes)
    publish(note=notes[1], by=nerys, correction="It was drier still.")
    return notes


def folders(name: str = "rss.xml") -> list[str]:
    """Every folder of the public tree that has a feed of that name."""
    return sorted(file.parent.relative_to(settings.PUBLIC).as_posix().removeprefix(".") for file in Path(settings.PUBLIC).rglob(name))


def whole(address: str) -> bool:
    """Whether an address says where it leads without knowing where it stands (RFC 3986, 4.3)."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https", "mailto"} and (bool(parts.netloc) or parts.scheme == "mailto")


def addresses_in(text: str) -> list[str]:
    """Every address in the HTML of an entry."""
    found = html.fromstring(f"<div>{text}</div>")
    return [*found.xpath("//@href"), *found.xpath("//@src"), *(one.split()[0] for srcset in found.xpath("//@srcset") for one in srcset.split(", "))]


def test_every_list_has_all_three_in_every_tree_and_one_that_ends_with_its_time_has_atom(several, page):
    lists = {(kind, key) for kind in shelf.KINDS for key in there.every_key(kind)}
    assert len(folders("feed.xml")) == 2 * len(lists)
    lasting = 2 * len([one for one in lists if one[0] not in {shelf.YEAR, shelf.WEEK}])
    assert len(folders("rss.xml")) == len(folders("feed.json")) == lasting
    assert {"2021", "cy/2021/w11"} <= set(folders("feed.xml")) - set(folders("rss.xml"))


def test_atom_keeps_its_rules(several, page):
    """RFC 4287, 4.1 and 4.2, as the W3C's feed validator asks them."""
    for folder in folders("feed.xml"):
        path = f"{folder}/feed.xml".lstrip("/")
        feed = etree.fromstring(page(path).encode())
        (itself,) = feed.findall(f"{ATOM}link[@rel='self']")
        assert itself.get("href") == f"{settings.SITE_URL}/{path}"
        assert itself.get("type") == type_of("feed.xml").partition(";")[0]
        assert feed.get(f"{XML}lang") == ("cy" if path.startswith("cy/") else "en")
        names = [one.text for one in feed.iter(f"{ATOM}id")]
        assert len(names) == len(set(names))
        assert all(uuid.UUID(name.removeprefix("urn:uuid:")) and name.startswith("urn:uuid:") for name in names)
        for one in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(one.findall(f"{ATOM}{name}")) == 1
            assert one.find(f"{ATOM}title").text
            alternates = [(link.get("type"), link.get("hreflang")) for link in one.findall(f"{ATOM}link[@rel='alternate']")]
            assert len(alternates) == len(set(alternates)) == 1
            assert one.find(f"{ATOM}author/{ATOM}name").text
        assert all(RFC3339.fullmatch(when.text) for name in ("updated", "published") for when in feed.iter(f"{ATOM}{name}"))
        assert all(whole(link.get("href")) for link in feed.iter(f"{ATOM}link"))
        assert all(whole(uri.text) for uri in feed.iter(f"{ATOM}uri"))
        for content in feed.iter(f"{ATOM}content"):
            assert content.get("type") == "html"
            assert [one for one in addresses_in(content.text) if not whole(one)] == []
        updated = feed.find(f"{ATOM}updated").text
        assert updated == max(one.find(f"{ATOM}updated").text for one in feed.findall(f"{ATOM}entry"))


def test_rss_keeps_its_rules(several, page):
    """The specification, and the best practices profile of the RSS Advisory Board."""
    for folder in folders():
        path = f"{folder}/rss.xml".lstrip("/")
        rss = etree.fromstring(page(path).encode())
        assert (rss.tag, rss.get("version")) == ("rss", "2.0")
        (channel,) = rss
        for name in ("title", "link", "description", "language", "lastBuildDate"):
            assert len(channel.findall(name)) == 1, name
            assert channel.find(name).text
        (itself,) = channel.findall(f"{ATOM}link[@rel='self']")
        assert itself.get("href") == f"{settings.SITE_URL}/{path}"
        assert itself.get("type") == "application/rss+xml"
        assert channel.find("link").text == f"{settings.SITE_URL}/{path.removesuffix('rss.xml')}"
        assert channel.find("language").text == ("cy" if path.startswith("cy/") else "en")
        items = channel.findall("item")
        assert items
        names = [one.find("guid") for one in items]
        assert all(name.get("isPermaLink") == "false" for name in names)
        assert len({name.text for name in names}) == len(items)
        for one in items:
            for name in ("title", "link", "description", "pubDate", f"{CONTENT}encoded"):
                assert len(one.findall(name)) == 1, name
            assert one.find("author") is None  # it holds a mail address, which nobody gave for this
            assert one.find(f"{DC}creator").text
            assert whole(one.find("link").text)
            assert [at for at in addresses_in(one.find(f"{CONTENT}encoded").text) if not whole(at)] == []
        days = [when.text for name in ("pubDate", "lastBuildDate") for when in channel.iter(name)]
        assert all(RFC822.fullmatch(day) and parsedate_to_datetime(day) for day in days)


def test_json_feed_keeps_its_rules(several, page):
    """jsonfeed.org, version 1.1."""
    for folder in folders():
        path = f"{folder}/feed.json".lstrip("/")
        feed = json.loads(page(path))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == f"{settings.SITE_URL}/{path}"
        assert feed["home_page_url"] == f"{settings.SITE_URL}/{path.removesuffix('feed.json')}"
        assert feed["language"] == ("cy" if path.startswith("cy/") else "en")
        names = [one["id"] for one in feed["items"]]
        assert len(names) == len(set(names)) > 0
        for one in feed["items"]:
            assert all(isinstance(one[name], str) and one[name] for name in ("id", "url", "title", "content_html", "language"))
            assert "" not in one.values()
            assert whole(one["url"])
            assert [at for at in addresses_in(one["content_html"]) if not whole(at)] == []
            assert all(RFC3339.fullmatch(one[name]) for name in ("date_published", "date_modified"))
            assert all(author["name"] and whole(author["url"]) for author in one["authors"])


def test_atom_and_rss_are_read_back_the_same_and_json_says_the_same(several, page):
    for folder in folders():
        atom, rss = (feedparser.parse(page(f"{folder}/{name}".lstrip("/"))) for name in ("feed.xml", "rss.xml"))
        said = json.loads(page(f"{folder}/feed.json".lstrip("/")))
        assert (atom.version, rss.version) == ("atom10", "rss20")
        assert not atom.bozo
        assert not rss.bozo
        assert atom.feed.title == rss.feed.title == said["title"]
        assert atom.feed.link == rss.feed.link == said["home_page_url"]
        assert atom.feed.language == rss.feed.language == said["language"]
        assert [e.id for e in atom.entries] == [e.id for e in rss.entries] == [one["id"] for one in said["items"]]
        assert [e.link for e in atom.entries] == [e.link for e in rss.entries] == [one["url"] for one in said["items"]]
        assert [e.title for e in atom.entries] == [e.title for e in rss.entries]
        assert [e.content[0].value for e in atom.entries] == [e.content[0].value for e in rss.entries]
        assert [e.published_parsed for e in atom.entries] == [e.published_parsed for e in rss.entries]
        assert [e.updated_parsed for e in atom.entries] == [e.updated_parsed for e in rss.entries]
        assert [e.content[0].language for e in atom.entries] == [one["language"] for one in said["items"]]
        assert [e.language for e in rss.entries] == [one["language"] for one in said["items"]]
        for entry, other, one in zip(atom.entries, rss.entries, said["items"], strict=True):
            assert [a.name for a in entry.authors] == [a.name for a in other.authors] == [a["name"] for a in one["authors"]]
            for name, when in (("date_published", entry.published_parsed), ("date_modified", entry.updated_parsed)):
                assert datetime.fromisoformat(one[name]).utctimetuple()[:6] == when[:6]
            reread = feedparser.parse(f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'><![CDATA[{one['content_html']}]]></content></entry></feed>")
            assert reread.entries[0].content[0].value == entry.content[0].value


def test_dates_of_rss_are_in_english_in_the_welsh_tree(several, page):
    assert re.search(r"<pubDate>(Mon|Tue|Wed|Thu|Fri|Sat|Sun), ", page("cy/rss.xml"))
    assert "Cywirwyd" in page("cy/rss.xml")


def test_the_head_of_a_page_names_all_three(several, page):
    head = html.fromstring(page("people/nerys/index.html")).xpath("//head/link[@rel='alternate' and not(@hreflang)]")
    assert [(one.get("type"), one.get("href")) for one in head] == [
        ("application/atom+xml", "/people/nerys/feed.xml"),
        ("application/rss+xml", "/people/nerys/rss.xml"),
        ("application/feed+json", "/people/nerys/feed.json"),
    ]
    assert len({one.get("title") for one in head}) == 3
    assert html.fromstring(page("404.html")).xpath("//head/link[@rel='alternate' and not(@hreflang)]") == []


def test_what_the_head_names_is_there_with_its_own_type(several, page):
    for folder in folders("feed.xml"):
        text = page(f"{folder}/index.html".lstrip("/"))
        for link in html.fromstring(text).xpath("//head/link[@rel='alternate' and not(@hreflang)]"):
            assert (Path(settings.PUBLIC) / link.get("href").lstrip("/")).is_file()
            assert type_of(link.get("href").rpartition("/")[2]).startswith(link.get("type"))


def test_a_withdrawn_note_is_gone_from_all_three(several, nerys, holding):
    withdraw(note=several[0], by=nerys)
    assert holding("Rain &amp; &lt;wind&gt;") == []
    assert holding("“Ŵyn”") == []


@pytest.mark.parametrize(("form", "name"), [("rss", "rss.xml"), ("json", "feed.json")])
def test_a_feed_that_waits_to_be_written_is_answered_all_the_same(several, form, name):
    file = Path(settings.PUBLIC) / "people/nerys" / name
    text = file.read_bytes()
    file.unlink()
    Page.objects.filter(kind=form, key="person:nerys", lang="en").update(stale_at=several[0].published_at)
    answer = Client().get(f"/people/nerys/{name}")
    assert answer.content == text
    assert answer["Content-Type"] == type_of(name)


def test_a_feed_asks_few_questions_however_many_notes_it_has(write, freeze_many, django_assert_max_num_queries):
    freeze_many([write(f"Note {n}", dated=date(2020, 1, 10) + timedelta(days=n)) for n in range(32)])
    for form in ("feed", "rss", "json"):
        with django_assert_max_num_queries(15):
            made = render(Spot(form, "person:nerys", "en"))
            assert made is not None and made.body
