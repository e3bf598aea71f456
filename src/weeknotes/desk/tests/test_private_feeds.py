"""Private feeds: made, seen once, read by a program that is not signed in, ended; and what is never in one."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from lxml import etree

from weeknotes.desk import by_secret
from weeknotes.notes.levels import Level
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.tags import put
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.views_picture import figure
from weeknotes.people import feed_tokens
from weeknotes.people.begin import add_person, begin
from weeknotes.people.feed_tokens import Of, make_feed
from weeknotes.people.models import Membership, Person, Team, Token
from weeknotes.people.sign_in import BACKEND, holder, sign_in_link
from weeknotes.people.teams import join, leave, make_team
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 11, 20)


@pytest.fixture
def nerys() -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos")


@pytest.fixture
def repairs(nerys: Person, tomos: Person) -> Team:
    made = make_team(name_en="Repairs", by=nerys)
    join(team=made, person=tomos, role=Membership.MEMBER)
    return made


@pytest.fixture
def signed_in(client: Client, tomos: Person) -> Client:
    client.force_login(tomos, backend=BACKEND)
    return client


def note(author: Person, title: str, level: Level, html: str = "", **more: object):
    made = start(author=author, monday=DAY - timedelta(days=4), title=title, html=html or f"<p>Words of {title}.</p>", level=level, dated=DAY, **more)  # type: ignore[arg-type]
    publish(note=made, by=author)
    return made


EVERYTHING = Of()


def folder_of(person: Person, of: Of = EVERYTHING) -> str:
    return f"/feeds/private/{make_feed(person=person, name='Phone', of=of)[1]}/"


def titles(folder: str) -> set[str]:
    return {entry.title for entry in feedparser.parse(Client().get(f"{folder}feed.xml").content).entries}


def test_a_feed_is_made_and_its_address_is_seen_once(signed_in: Client, tomos: Person, repairs: Team, nerys: Person):
    note(nerys, "For the team", Level.TEAM, teams=[repairs])
    answer = signed_in.post("/settings/feeds/", {"name": "My phone", "of": ""})
    (address,) = re.findall(rf"{settings.SITE_URL}(/feeds/private/[\w-]+/feed\.xml)", answer.content.decode())
    assert Client().get(address).status_code == 200
    assert "For the team" in Client().get(address).content.decode()
    again = signed_in.get("/settings/feeds/").content.decode()
    assert "My phone" in again
    assert "/feeds/private/" not in again
    assert address.split("/")[3] not in str(Token.objects.filter(purpose=Token.FEED).values())


def test_what_it_is_of_is_all_of_it(nerys: Person, tomos: Person, repairs: Team):
    other = add_person(name="Aled")
    note(nerys, "Nerys for all here", Level.ORGANISATION)
    note(nerys, "Nerys for the team", Level.TEAM, teams=[repairs])
    note(other, "Aled for everyone", Level.PUBLIC)
    assert titles(folder_of(tomos)) == {"Nerys for all here", "Nerys for the team", "Aled for everyone"}
    assert titles(folder_of(tomos, Of(team=repairs))) == {"Nerys for the team"}
    assert titles(folder_of(tomos, Of(person=nerys))) == {"Nerys for all here", "Nerys for the team"}
    assert titles(folder_of(other)) == {"Nerys for all here", "Aled for everyone"}


def test_it_holds_nothing_for_fewer_than_a_team_and_none_of_a_writers_own_texts(nerys: Person, tomos: Person, repairs: Team):
    html = '<p>Open.</p><h2 data-audience="team">Team</h2><p>Walrus.</p><h2 data-audience="named">Named</h2><p>Penguin.</p><h2 data-audience="me">Own</h2><p>Otter.</p>'
    note(nerys, "Whole", Level.ORGANISATION, html, teams=[repairs], named=[tomos])
    note(nerys, "Named only", Level.NAMED, named=[tomos])
    note(nerys, "Mine only", Level.ME)
    for reader in (nerys, tomos):
        said = Client().get(f"{folder_of(reader)}feed.xml").content.decode()
        assert "Walrus" in said
        assert [word for word in ("Penguin", "Otter", "Named only", "Mine only") if word in said] == []


def test_it_says_the_tags_of_what_is_in_it_and_of_nothing_else(nerys: Person, tomos: Person):
    for title, level, name in (("For all here", Level.ORGANISATION, "Rain"), ("Mine only", Level.ME, "Layoffs")):
        put(note=note(nerys, title, level), names=[name])
    said = Client().get(f"{folder_of(tomos)}feed.xml").content
    assert [[one.term for one in entry.tags] for entry in feedparser.parse(said).entries] == [["Rain"]]
    assert b"Layoffs" not in said


def test_it_follows_what_its_owner_may_read_now(nerys: Person, tomos: Person, repairs: Team):
    held = note(nerys, "For the team", Level.TEAM, teams=[repairs])
    folder = folder_of(tomos)
    assert titles(folder) == {"For the team"}
    leave(team=repairs, person=tomos)
    assert titles(folder) == set()
    join(team=repairs, person=tomos)
    assert titles(folder) == {"For the team"}
    withdraw(note=held, by=nerys)
    assert titles(folder) == set()


def test_it_is_read_in_all_three_formats_and_they_say_the_same(nerys: Person, tomos: Person):
    held = note(nerys, "Rain", Level.ORGANISATION, '<p><a href="/people/nerys/">Nerys</a> wrote.</p>')
    folder = folder_of(tomos)
    atom, rss = (feedparser.parse(Client().get(f"{folder}{name}").content) for name in ("feed.xml", "rss.xml"))
    said = json.loads(Client().get(f"{folder}feed.json").content)
    assert not atom.bozo
    assert not rss.bozo
    assert atom.entries[0].link == rss.entries[0].link == said["items"][0]["url"] == f"{settings.SITE_URL}/notes/{held.uid}/"
    assert atom.entries[0].id == rss.entries[0].id == said["items"][0]["id"]
    assert atom.entries[0].content[0].value == rss.entries[0].content[0].value
    assert f'href="{settings.SITE_URL}/people/nerys/"' in said["items"][0]["content_html"]
    itself = etree.fromstring(Client().get(f"{folder}feed.xml").content).find("{http://www.w3.org/2005/Atom}link[@rel='self']")
    assert itself.get("href") == f"{settings.SITE_URL}{folder}feed.xml"


def test_a_public_note_has_the_name_and_address_it_has_in_public_feeds(nerys: Person, tomos: Person):
    note(nerys, "Open", Level.PUBLIC)
    public = feedparser.parse((settings.PUBLIC / "feed.xml").read_bytes()).entries[0]
    mine = feedparser.parse(Client().get(f"{folder_of(tomos)}feed.xml").content).entries[0]
    assert (mine.id, mine.link, mine.title) == (public.id, public.link, public.title)


def test_the_answer_is_kept_by_nobody_else_found_by_no_search_and_asked_about_again(nerys: Person, tomos: Person):
    note(nerys, "Rain", Level.ORGANISATION)
    folder = folder_of(tomos)
    answer = Client().get(f"{folder}feed.xml")
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Set-Cookie" not in answer
    again = Client().get(f"{folder}feed.xml", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    note(nerys, "Hail", Level.ORGANISATION)
    assert Client().get(f"{folder}feed.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_an_ended_feed_gives_nothing_and_says_so(signed_in: Client, nerys: Person, tomos: Person):
    note(nerys, "Rain", Level.ORGANISATION)
    folder = folder_of(tomos)
    token = Token.objects.get(purpose=Token.FEED)
    signed_in.post("/settings/feeds/", {"do": "end", "feed": str(token.pk)})
    answer = Client().get(f"{folder}feed.xml")
    assert answer.status_code == 410
    assert "ended" in answer.content.decode()
    assert "Rain" not in answer.content.decode()
    assert "Phone" not in signed_in.get("/settings/feeds/").content.decode()


def test_nobody_ends_or_sees_somebody_elses(signed_in: Client, nerys: Person):
    folder = folder_of(nerys)
    token = Token.objects.get(purpose=Token.FEED)
    for sent in (str(token.pk), "nonsense", "", "²"):
        assert signed_in.post("/settings/feeds/", {"do": "end", "feed": sent}).status_code == 302
    assert Client().get(f"{folder}feed.xml").status_code == 200
    assert "Phone" not in signed_in.get("/settings/feeds/").content.decode()
    assert Client().get("/settings/feeds/").status_code == 302


def test_whoever_leaves_takes_their_feeds_along(nerys: Person, tomos: Person):
    folder = folder_of(tomos)
    Person.objects.filter(pk=tomos.pk).update(is_active=False)
    assert Client().get(f"{folder}feed.xml").status_code == 410


@pytest.mark.parametrize("path", ["nothing/feed.xml", "ŵ/feed.xml", "{secret}/index.html", "{secret}/feed-1.xml"])
def test_what_is_no_feed_is_not_found(tomos: Person, path: str):
    secret = folder_of(tomos).split("/")[3]
    assert Client().get(f"/feeds/private/{path.format(secret=secret)}").status_code == 404


def test_a_sign_in_link_opens_no_feed_and_a_feed_signs_nobody_in(tomos: Person):
    link = sign_in_link(tomos).rstrip("/").rpartition("/")[2]
    assert Client().get(f"/feeds/private/{link}/feed.xml").status_code == 404
    secret = folder_of(tomos).split("/")[3]
    assert holder(secret) is None


def test_the_day_it_was_asked_for_is_for_its_owner_alone(signed_in: Client, nerys: Person, tomos: Person):
    folder = folder_of(tomos)
    assert "Nothing has asked for it yet" in signed_in.get("/settings/feeds/").content.decode()
    Client().get(f"{folder}feed.xml")
    assert "Last asked for on" in signed_in.get("/settings/feeds/").content.decode()
    other = Client()
    other.force_login(nerys, backend=BACKEND)
    assert "Last asked for on" not in other.get("/settings/feeds/").content.decode()


def test_a_reader_that_asks_without_end_is_told_to_wait(tomos: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(by_secret, "MOST_AN_HOUR", 1)
    cache.clear()
    folder, other = folder_of(tomos), folder_of(tomos)
    statuses = [Client().get(f"{folder}feed.xml") for _ in range(3)]
    assert statuses[0].status_code == 200
    assert statuses[2].status_code == 429
    assert statuses[2]["Retry-After"] == "3600"
    assert Client().get(f"{other}feed.xml").status_code == 200


def test_what_cannot_be_made_is_said(signed_in: Client, tomos: Person, monkeypatch: pytest.MonkeyPatch):
    assert "Say what you call it" in signed_in.post("/settings/feeds/", {"name": " ", "of": ""}).content.decode()
    answer = signed_in.post("/settings/feeds/", {"name": "x", "of": "team:nonsense"})
    assert answer.status_code == 422
    assert "Choose from the list" in answer.content.decode()
    assert not Token.objects.filter(purpose=Token.FEED).exists()
    monkeypatch.setattr(feed_tokens, "MOST", 1)
    signed_in.post("/settings/feeds/", {"name": "One", "of": ""})
    answer = signed_in.post("/settings/feeds/", {"name": "Two", "of": ""})
    assert answer.status_code == 422
    assert "End one that you no longer use" in answer.content.decode()


def test_pictures_come_through_the_feeds_own_address_and_end_with_it(nerys: Person, tomos: Person):
    made = start(author=nerys, monday=DAY - timedelta(days=4), title="Roof", html="<p>Words.</p>", level=Level.ORGANISATION)
    taken = take_picture(note=made, by=nerys, name="roof.png", data=drawn())
    body = made.bodies.get()
    save(body=body, by=nerys, title="Roof", html=f"<p>Words.</p>{figure(taken, alt='A roof', caption='')}", version=body.version, save_key=made.uid)
    publish(note=made, by=nerys)
    folder = folder_of(tomos)
    said = json.loads(Client().get(f"{folder}feed.json").content)["items"][0]
    assert said["image"].startswith(f"{settings.SITE_URL}{folder}media/")
    addresses = set(re.findall(rf"{settings.SITE_URL}(/[\w/.-]*media/[\w/.-]+)", said["content_html"]))
    assert addresses
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("image/")
        assert answer["Cache-Control"] == "private, no-cache"
        assert Client().get(address.replace(folder, "/feeds/private/nothing/")).status_code == 404
    withdraw(note=made, by=nerys)
    assert {Client().get(address).status_code for address in addresses} == {404}


def test_it_asks_few_questions_however_many_notes(nerys: Person, tomos: Person, repairs: Team, django_assert_max_num_queries):
    for number in range(4):
        note(nerys, f"Note {number}", Level.ORGANISATION, teams=[repairs])
    folder = folder_of(tomos)
    with django_assert_max_num_queries(16):
        assert len(titles(folder)) == 4


@pytest.mark.parametrize("file", ["feed.xml", "rss.xml", "feed.json"])
def test_what_was_saved_of_it_comes_in_for_whoever_brings_it_in_and_nobody_else(nerys: Person, tomos: Person, repairs: Team, tmp_path: Path, file: str):
    note(nerys, "Rain", Level.TEAM, teams=[repairs])
    note(nerys, "Sun", Level.PUBLIC)
    (tmp_path / file).write_bytes(Client().get(f"{folder_of(tomos)}{file}").content)
    come = [one for one in read(tmp_path / file) if isinstance(one, Post)]
    assert {one.title for one in come} == {"Rain", "Sun"}
    assert {one.reach for one in come} == {"me"}
