"""The page that says how to follow, and the file of who writes here."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from lxml import etree, html

from weeknotes.publishing import addresses
from weeknotes.publishing.audit import audit
from weeknotes.publishing.baked.follow import PAGE
from weeknotes.publishing.kinds import Spot, render
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


def test_every_feed_it_names_is_there_and_every_list_is_named(write, nerys, tomos, housing, page):
    note = write(teams=[housing], writers=[tomos])
    publish(note=note, by=nerys)
    for tree in ("", "cy/"):
        shown = html.fromstring(page(f"{tree}feeds/index.html"))
        feeds = [one.get("href") for one in shown.xpath("//main//a[@type!='text/x-opml']")]
        assert all((Path(settings.PUBLIC) / one.lstrip("/")).is_file() for one in feeds)

        for folder in ("", "people/nerys/", "people/tomos/", "teams/housing/"):
            assert {f"/{tree}{folder}{file}" for file in addresses.FEEDS.values()} <= set(feeds)
        assert shown.xpath("//input[@readonly]/@value") == [f"{settings.SITE_URL}/{tree}feed.xml"]
    assert "Trwsio tai" in page("cy/feeds/index.html")
    withdraw(note=note, by=nerys)
    assert "/people/nerys/" not in page("feeds/index.html")
    assert audit() == ()


def test_links_to_it_stand_at_the_foot_and_in_the_head_of_every_list(write, nerys, page):
    publish(note=write(), by=nerys)
    for path, tree in (("index.html", "/"), ("people/nerys/index.html", "/"), ("cy/index.html", "/cy/"), ("feeds/index.html", "/")):
        shown = html.fromstring(page(path))
        assert shown.xpath("//footer//a[starts-with(@href, '/') and contains(@href, 'feeds/')]/@href") == [f"{tree}feeds/"]
        assert shown.xpath("//head/link[@rel='outline']/@href") == [f"{tree}feeds.opml"]


def test_the_file_says_who_writes_here(write, nerys, tomos, housing, page):
    """OPML 2.0, as its specification asks a list of subscriptions to be."""
    nerys.about = "Repairs & roofs"
    nerys.save()
    publish(note=write(teams=[housing], writers=[tomos]), by=nerys)
    for tree in ("", "cy/"):
        opml = etree.fromstring(page(f"{tree}feeds.opml").encode())
        assert (opml.tag, opml.get("version")) == ("opml", "2.0")
        assert [one.tag for one in opml] == ["head", "body"]
        assert opml.find("head/title").text
        assert all(one.get("text") for one in opml.iter("outline"))
        followed = [one for one in opml.iter("outline") if one.get("type")]
        assert {one.get("type") for one in followed} == {"rss"}
        names = {one.get("text"): one for one in followed}
        assert set(names) >= {"Nerys", "Tomos", "Trwsio tai" if tree else "Housing repairs"}
        assert names["Nerys"].get("description") == "Repairs & roofs"
        assert names["Nerys"].get("htmlUrl") == f"{settings.SITE_URL}/{tree}people/nerys/"
        for one in followed:
            assert one.get("xmlUrl").startswith(settings.SITE_URL)
            assert (Path(settings.PUBLIC) / one.get("xmlUrl").removeprefix(f"{settings.SITE_URL}/")).is_file()


def test_a_site_without_notes_says_how_to_follow_it(organisation, page):
    assert json.loads(page("feed.json"))["items"] == []
    assert f'value="{settings.SITE_URL}/feed.xml"' in page("feeds/index.html")


def test_it_asks_few_questions(write, nerys, django_assert_max_num_queries):
    publish(note=write(), by=nerys)
    with django_assert_max_num_queries(6):
        made = render(Spot(PAGE, "", "en"))
        assert made is not None and made.body
