"""What is behind the newest entries of a feed: archives that do not shift, and entries that are no more."""

import json
import re
import uuid
from datetime import date, timedelta

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from weeknotes.notes.delete import delete, erase
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Tag
from weeknotes.notes.tags import put
from weeknotes.people import site
from weeknotes.publishing import feeds, places
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake, refresh
from weeknotes.publishing.change import affected
from weeknotes.publishing.models import FeedPlace, Gone
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.tag_names import rename_tag
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

ATOM, AT, FH = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}", "{http://purl.org/syndication/history/1.0}"
FIRST = date(2015, 1, 5)


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Archives of three, so that a few notes fill some. What a feed shows stays as many as it is, or as few as an archive holds."""
    monkeypatch.setattr(places, "CHUNK", 3)
    monkeypatch.setattr(feeds, "MOST", 3)


@pytest.fixture
def weekly(write, freeze_many):
    """So many notes, a day apart; of one week, so that there are few lists to write."""

    def made(count: int, first: int = 0, **more):
        notes = [
            write(f"Note {n:02d}", f"<p>Words {n:02d}.</p>", monday=FIRST, dated=FIRST + timedelta(days=n), **more)
            for n in range(first, first + count)
        ]
        freeze_many(notes)
        return notes

    return made


def got(address: str, **headers):
    """The answer to GET for an archive."""
    return Client().get(address.removeprefix(settings.SITE_URL), **headers)


def link(document: bytes, relation: str) -> str | None:
    """Where the link of that relation leads, in Atom or RSS."""
    found = [one.get("href") for one in etree.fromstring(document).iter(f"{ATOM}link") if one.get("rel") == relation]
    assert len(found) < 2
    return found[0] if found else None


def all_of(first: bytes) -> tuple[list[str], list[bytes]]:
    """The titles in a feed and everything behind it, followed as a reader does; and each document."""
    documents = [first]
    while address := link(documents[-1], "prev-archive"):
        answer = got(address)
        assert answer.status_code == 200
        assert link(answer.content, "self") == address
        documents.append(answer.content)
        assert len(documents) < 20
    return [entry.title for document in documents for entry in feedparser.parse(document).entries], documents


def test_every_note_can_be_reached_from_every_feed(weekly, page):
    weekly(8)
    everything = {f"Note {n:02d}" for n in range(8)}
    for folder in ("", "people/nerys/", "2015/", "cy/", "cy/people/nerys/"):
        for name in ("feed.xml",) if folder == "2015/" else ("feed.xml", "rss.xml"):
            titles, documents = all_of(page(f"{folder}{name}").encode())
            assert set(titles) == everything, (folder, name)
            assert len(documents) == 3
        if folder == "2015/":
            continue
        feed = json.loads(page(f"{folder}feed.json"))
        titles, seen = [one["title"] for one in feed["items"]], {feed["feed_url"]}
        while "next_url" in feed:
            assert feed["next_url"] not in seen
            seen.add(feed["next_url"])
            feed = json.loads(got(feed["next_url"]).content)
            titles += [one["title"] for one in feed["items"]]
        assert set(titles) == everything


def test_an_archive_says_that_it_is_one_and_where_the_others_are(weekly, page):
    """RFC 5005, 4: all are one feed, by its id; each leads to the newest entries, and to those beside it."""
    weekly(8)
    head = page("people/nerys/feed.xml").encode()
    folder = f"{settings.SITE_URL}/people/nerys/"
    first, second = (got(f"/people/nerys/feed-{n}.xml").content for n in (1, 2))
    assert [link(head, one) for one in ("prev-archive", "next-archive", "current")] == [f"{folder}feed-2.xml", None, None]
    assert [link(second, one) for one in ("prev-archive", "next-archive", "current")] == [f"{folder}feed-1.xml", None, f"{folder}feed.xml"]
    assert [link(first, one) for one in ("prev-archive", "next-archive", "current")] == [None, f"{folder}feed-2.xml", f"{folder}feed.xml"]
    names = {etree.fromstring(document).find(f"{ATOM}id").text for document in (head, first, second)}
    assert len(names) == 1
    assert [etree.fromstring(document).find(f"{FH}archive") is not None for document in (head, first, second)] == [False, True, True]
    rss = etree.fromstring(got("/people/nerys/rss-1.xml").content)
    assert rss.find(f"channel/{FH}archive") is not None
    assert got("/people/nerys/rss-1.xml")["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert got("/people/nerys/feed-1.json")["Content-Type"] == "application/feed+json; charset=utf-8"


def test_an_archive_that_is_full_does_not_change_when_notes_come_or_go_elsewhere(weekly, write, nerys):
    notes = weekly(7)
    before = got("/feed-1.xml").content
    publish(note=write("An old one", monday=FIRST, dated=FIRST - timedelta(days=8)), by=nerys)
    withdraw(note=notes[4], by=nerys)
    assert got("/feed-1.xml").content == before


def test_a_note_that_goes_leaves_its_place_and_its_id_and_nothing_else(weekly, nerys):
    notes = weekly(8)
    held = feedparser.parse(got("/feed-1.xml").content).entries
    second = got("/feed-2.xml").content
    withdraw(note=notes[1], by=nerys)
    after = got("/feed-1.xml").content
    assert [entry.title for entry in feedparser.parse(after).entries] == ["Note 02", "Note 00"]
    (deleted,) = etree.fromstring(after).findall(f"{AT}deleted-entry")
    assert deleted.get("ref") == next(entry.id for entry in held if entry.title == "Note 01")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)", deleted.get("when"))
    assert (sorted(deleted.attrib), len(deleted), deleted.text) == (["ref", "when"], 0, None)
    assert b"Words 01" not in after
    assert got("/feed-2.xml").content == second
    for name in ("rss-1.xml", "feed-1.json"):
        assert b"Words 01" not in got(f"/{name}").content
        assert b"deleted" not in got(f"/{name}").content


def test_the_feed_itself_says_what_is_no_more_in_every_tree(write, nerys, page):
    stays, goes = write("Stays"), write("Goes", cy=("Mynd", "<p>Yn mynd.</p>"))
    for note in (stays, goes):
        publish(note=note, by=nerys)
    names = {tree: {e.title: e.id for e in feedparser.parse(page(f"{tree}people/nerys/feed.xml")).entries} for tree in ("", "cy/")}
    withdraw(note=goes, by=nerys)
    for tree, title in (("", "Goes"), ("cy/", "Mynd")):
        for folder in ("", "people/nerys/"):
            feed = etree.fromstring(page(f"{tree}{folder}feed.xml").encode())
            assert [one.get("ref") for one in feed.findall(f"{AT}deleted-entry")] == [names[tree][title]]
            assert feed.find(f"{ATOM}updated").text == feed.find(f"{AT}deleted-entry").get("when")
    assert names[""]["Goes"] == uuid.uuid5(goes.uid, "en").urn
    assert audit() == ()


@pytest.mark.parametrize("how", ["narrowed", "deleted", "deleted for good"])
def test_whatever_took_a_note_away_its_entry_is_said_to_be_gone(weekly, nerys, page, how):
    _stays, goes = weekly(2)
    if how == "narrowed":
        narrow(note=goes, by=nerys, level=Level.ORGANISATION)
    else:
        withdraw(note=goes, by=nerys)
        delete(note=goes, by=nerys)
        if how == "deleted for good":
            erase(note=goes, by=nerys)
            bake(everything=True)
    feed = etree.fromstring(page("people/nerys/feed.xml").encode())
    assert [one.get("ref") for one in feed.findall(f"{AT}deleted-entry")] == [uuid.uuid5(goes.uid, "en").urn]
    assert "Note 01" not in page("people/nerys/feed.xml")
    assert audit() == ()


def test_a_note_that_comes_back_has_its_place_and_its_name_again(weekly, nerys, page):
    notes = weekly(5)
    before = [entry.id for entry in feedparser.parse(got("/feed-1.xml").content).entries]
    withdraw(note=notes[0], by=nerys)
    publish(note=notes[0], by=nerys, level=Level.PUBLIC)
    assert [entry.id for entry in feedparser.parse(got("/feed-1.xml").content).entries] == before
    assert b"deleted-entry" not in got("/feed-1.xml").content
    assert "deleted-entry" not in page("feed.xml")
    assert not Gone.objects.exists()
    assert audit() == ()


def test_a_note_that_comes_back_on_other_lists_is_said_to_be_gone_nowhere(weekly, nerys, housing, page):
    _stays, goes = weekly(2, teams=[housing])
    withdraw(note=goes, by=nerys)
    assert "deleted-entry" in page("teams/housing/feed.xml")
    goes.note_teams.all().delete()
    publish(note=goes, by=nerys, level=Level.PUBLIC)
    assert "deleted-entry" not in page("teams/housing/feed.xml")
    assert "Note 01" not in page("teams/housing/feed.xml")
    assert audit() == ()


def test_a_note_that_moved_to_another_week_and_goes_is_said_to_be_gone_where_it_was_first(weekly, nerys, page):
    _stays, goes = weekly(2)
    goes.week_from = goes.week_to = FIRST + timedelta(weeks=60)
    goes.save()
    publish(note=goes, by=nerys, level=Level.PUBLIC)
    assert "deleted-entry" not in page("2015/w02/feed.xml")
    withdraw(note=goes, by=nerys)
    assert "deleted-entry" in page("2015/w02/feed.xml")
    assert "deleted-entry" in page("cy/2015/feed.xml")
    assert audit() == ()


def test_the_feeds_of_a_language_that_came_later_say_nothing_of_what_was_gone_before(write, nerys, housing, organisation, page):
    organisation.languages = "en"
    organisation.save()
    site.forget()
    bake()
    for title in ("Otter", "Penguin"):
        publish(note=write(title, teams=[housing]), by=nerys)
    withdraw(note=Note.objects.get(bodies__title="Penguin"), by=nerys)
    organisation.languages = "en,cy"
    organisation.save()
    site.forget()
    bake()
    refresh(team=housing)
    assert audit() == ()
    assert "deleted-entry" in page("feed.xml")
    assert "deleted-entry" not in page("cy/feed.xml")


def test_a_note_that_was_never_public_leaves_no_trace(write, nerys, page):
    publish(note=write("Stays"), by=nerys)
    inside = write("Inside", level=Level.ORGANISATION)
    publish(note=inside, by=nerys)
    withdraw(note=inside, by=nerys)
    assert "deleted-entry" not in page("feed.xml")
    assert not FeedPlace.objects.filter(note=inside).exists()


def test_what_is_published_late_for_an_old_day_is_in_the_feed_until_an_archive_has_it(weekly, write, nerys, page):
    weekly(6)
    old = [write(f"Old {n}", monday=FIRST, dated=FIRST - timedelta(days=9 - n)) for n in range(3)]
    for note in old[:2]:
        publish(note=note, by=nerys)
    assert [e.title for e in feedparser.parse(page("feed.xml")).entries] == ["Note 05", "Note 04", "Note 03", "Old 1", "Old 0"]
    publish(note=old[2], by=nerys)
    assert [e.title for e in feedparser.parse(page("feed.xml")).entries] == ["Note 05", "Note 04", "Note 03"]
    assert [e.title for e in feedparser.parse(got("/feed-3.xml").content).entries] == ["Old 2", "Old 1", "Old 0"]


def test_publishing_touches_no_more_files_when_there_is_more_behind_a_feed(weekly):
    few = affected(weekly(9)[-1])
    many = affected(weekly(14, first=9)[-1])
    assert len(many) == len(few), (sorted(many - few), sorted(few - many))


def test_nothing_for_fewer_people_is_in_an_archive(write, freeze_many, nerys, housing):
    kept = '<p>Open words.</p><h2 data-audience="team">Walrus</h2><p>Walrus words.</p>'
    notes = [write(f"N{n}", kept, monday=FIRST, dated=FIRST + timedelta(days=n), teams=[housing]) for n in range(4)]
    freeze_many(notes)
    for level in (Level.ORGANISATION, Level.TEAM, Level.ME):
        publish(note=write("Penguin", "<p>Penguin.</p>", teams=[housing], level=level), by=nerys)
    for name in ("feed-1.xml", "rss-1.xml", "feed-1.json"):
        said = got(f"/{name}").content
        assert said.count(b"Open words") >= 3
        assert b"Walrus" not in said
        assert b"Penguin" not in said
    assert got("/teams/housing/feed-1.xml").status_code == 200
    housing.page_level = Level.ORGANISATION
    housing.save()
    refresh(team=housing)
    assert got("/teams/housing/feed-1.xml").status_code == 404


@pytest.mark.parametrize("name", ["feed-2.xml", "feed-0.xml", "feed-01.xml", "rss-1.json", "feed-9999999.xml", "people/nobody/feed-1.xml", "1999/feed-1.xml"])
def test_an_archive_that_is_not_there_is_not_found(weekly, name):
    weekly(4)
    assert got(f"/{name}").status_code == 404


def test_an_archive_of_the_first_language_under_its_prefix_leads_to_the_tree_at_the_top(weekly):
    weekly(3)
    answer = got("/en/feed-1.xml")
    assert (answer.status_code, answer["Location"]) == (301, "/feed-1.xml")
    assert b'xml:lang="cy"' in got("/cy/feed-1.xml", headers={"Accept-Language": "en"}).content


def test_an_archive_under_a_former_name_of_a_tag_leads_to_the_one_that_it_has_now(write, freeze_many):
    notes = [write(f"Note {day}", monday=FIRST, dated=FIRST + timedelta(days=day)) for day in range(3)]
    for note in notes:
        put(note=note, names=["Damp"])
    freeze_many(notes)
    assert len(feedparser.parse(got("/tags/damp/feed-1.xml").content).entries) == 3
    rename_tag(tag=Tag.objects.get(), name_en="Mould", name_cy="")
    for at in ("/tags/damp/feed-1.xml", "/cy/tags/damp/rss-1.xml"):
        answer = got(at)
        assert (answer.status_code, answer["Location"]) == (301, at.replace("damp", "mould"))
    for note in notes:
        withdraw(note=note, by=note.author)
    assert got("/tags/damp/feed-1.xml").status_code == 404


def test_a_reader_that_has_an_archive_is_told_so(weekly, nerys):
    notes = weekly(4)
    answer = got("/feed-1.xml")
    assert answer["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer
    again = got("/feed-1.xml", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    withdraw(note=notes[0], by=nerys)
    assert got("/feed-1.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_a_site_from_before_there_were_archives_gets_them_with_its_next_bake(weekly):
    weekly(7)
    before = [got(f"/feed-{n}.xml").content for n in (1, 2)]
    FeedPlace.objects.all().delete()
    assert got("/feed-1.xml").status_code == 404
    bake()
    assert [got(f"/feed-{n}.xml").content for n in (1, 2)] == before


def test_a_former_name_of_a_person_is_forgotten(weekly, nerys):
    weekly(4)
    nerys.slug, nerys.name = "nerys-huws", "Nerys Huws"
    nerys.save()
    refresh(person=nerys)
    assert not FeedPlace.objects.filter(key="nerys").exists()
    assert got("/people/nerys/feed-1.xml").status_code == 404
    assert len(feedparser.parse(got("/people/nerys-huws/feed-1.xml").content).entries) == 3
    assert audit() == ()


def test_what_was_gone_under_a_former_name_is_not_said_under_the_next_person_who_has_it(weekly, write, nerys, tomos, page):
    for note in weekly(4):
        withdraw(note=note, by=nerys)
    nerys.slug, nerys.name = "nerys-huws", "Nerys Huws"
    nerys.save()
    refresh(person=nerys)
    tomos.slug = "nerys"
    tomos.save()
    publish(note=write("Rain", author=tomos), by=tomos)
    feed = page("people/nerys/feed.xml")
    assert "Rain" in feed
    assert "deleted-entry" not in feed


def test_an_archive_asks_few_questions(weekly, django_assert_max_num_queries):
    weekly(7)
    with django_assert_max_num_queries(16):
        assert got("/people/nerys/feed-1.xml").status_code == 200
    assert places.CHUNK == 3
