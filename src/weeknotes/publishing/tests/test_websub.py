"""The site's WebSub hub is told of what is new, by the worker, once, and again where it did not answer: against a real server."""

import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.conf import settings as conf
from django.utils.timezone import now
from lxml import etree

from weeknotes.net import fetch as fetching
from weeknotes.net.tests.elsewhere import LOOPBACK, elsewhere
from weeknotes.publishing import looked_at, websub
from weeknotes.publishing.bake import bake
from weeknotes.publishing.models import Ping
from weeknotes.publishing.publish import publish
from weeknotes.publishing.websub import LEASE, MOST_TRIES, tell_hub, wait
from weeknotes.publishing.withdraw import withdraw
from weeknotes.work.sign import SOON, WELL

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    with elsewhere(tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture
def hub(there, settings, monkeypatch):
    """A hub on this machine, in a network that the host has named, its authority trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(there.authority))
    settings.FETCH_ALSO = (LOOPBACK,)
    settings.WEBSUB_HUB = there.url("/hub")
    fetching._context.cache_clear()
    there.told.clear()
    there.answers.clear()
    there.refuses.clear()
    yield there
    fetching._context.cache_clear()


def told(hub) -> list[str]:
    """The addresses that the hub was told of."""
    assert {(path, media) for path, media, _form in hub.told} <= {("/hub", "application/x-www-form-urlencoded")}
    forms = [parse_qs(form, strict_parsing=True) for _path, _media, form in hub.told]
    assert all(form["hub.mode"] == ["publish"] for form in forms)
    return [address for form in forms for address in form["hub.url"]]


def test_the_worker_tells_the_hub_of_every_feed_that_changed_once(hub, write, nerys):
    publish(note=write(), by=nerys)
    assert hub.told == []  # the answer to the writer waits for nobody
    count = Ping.objects.count()
    assert tell_hub() == count
    addresses = told(hub)
    assert len(addresses) == len(set(addresses)) == count
    folders = ("", "people/nerys/", "cy/", "cy/people/nerys/")
    assert {f"{conf.SITE_URL}/{folder}{name}" for folder in folders for name in ("feed.xml", "rss.xml", "feed.json")} <= set(addresses)
    assert f"{conf.SITE_URL}/2021/w11/feed.xml" in addresses
    assert tell_hub() == 0
    assert len(hub.told) == count


def test_feeds_name_the_hub(hub, write, nerys, page):
    bake()
    publish(note=write(), by=nerys)
    for name in ("feed.xml", "rss.xml"):
        links = [one.get("href") for one in etree.fromstring(page(name).encode()).iter(f"{ATOM}link") if one.get("rel") == "hub"]
        assert links == [conf.WEBSUB_HUB]
    assert json.loads(page("feed.json"))["hubs"] == [{"type": "WebSub", "url": conf.WEBSUB_HUB}]


def test_a_site_without_a_hub_says_nothing_and_keeps_nothing(write, nerys, page):
    publish(note=write(), by=nerys)
    assert not Ping.objects.exists()
    assert 'rel="hub"' not in page("feed.xml") + page("rss.xml")
    assert "hubs" not in json.loads(page("feed.json"))
    assert tell_hub() == 0


def test_a_hub_that_does_not_take_it_is_told_again_later_and_later(hub, write, nerys):
    hub.answers["/hub"] = 503
    publish(note=write(), by=nerys)
    first = Ping.objects.order_by("due_at", "pk")[0]
    at = first.due_at
    waits = []
    for tries in range(1, 4):
        assert tell_hub(at) == 0
        assert len(hub.told) == tries + 2  # the round ends where the hub refuses three
        Ping.objects.exclude(pk=first.pk).delete()
        first.refresh_from_db()
        waits.append(first.due_at - at)
        at = first.due_at
    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    hub.answers.clear()
    assert tell_hub(at - timedelta(seconds=1)) == 0
    assert tell_hub(at) == 1
    assert not Ping.objects.exists()


def test_a_hub_that_refuses_one_feed_is_told_of_the_others_in_the_same_round(hub, write, nerys):
    publish(note=write(), by=nerys)
    first = Ping.objects.order_by("due_at", "pk")[0]
    count = Ping.objects.count()
    hub.refuses.add(first.url)
    assert tell_hub() == count - 1
    assert [ping.url for ping in Ping.objects.all()] == [first.url]


def test_a_hub_that_is_not_there_is_asked_once_a_round(hub, write, nerys, settings):
    settings.WEBSUB_HUB = "https://localhost:1/hub"
    publish(note=write(), by=nerys)
    assert tell_hub() == 0
    assert Ping.objects.filter(tries=1).count() == 1


def test_it_is_given_up_in_the_end(hub, write, nerys):
    hub.answers["/hub"] = 302
    publish(note=write(), by=nerys)
    one = Ping.objects.order_by("pk")[0]
    Ping.objects.exclude(pk=one.pk).delete()
    Ping.objects.update(tries=MOST_TRIES - 1)
    assert tell_hub() == 0
    assert not Ping.objects.exists()
    assert [path for path, _media, _form in hub.told] == ["/hub"]


def test_it_is_tried_for_about_two_days_as_the_host_is_told():
    assert timedelta(hours=42) < sum((wait(tries) for tries in range(1, MOST_TRIES)), timedelta()) < timedelta(hours=54)


def test_the_host_is_told_of_feeds_that_wait_though_only_one_was_tried(hub, write, nerys):
    publish(note=write(), by=nerys)
    assert [sign.how for sign in looked_at.hub(False)] == [WELL]
    Ping.objects.update(due_at=now() - timedelta(minutes=16))
    (sign,) = looked_at.hub(False)
    assert (sign.how, sign.found) == (SOON, f"{Ping.objects.count()} feeds are to be told of again.")


def test_what_another_worker_is_sending_is_not_sent_twice(hub, write, nerys, monkeypatch):
    publish(note=write(), by=nerys)
    Ping.objects.exclude(pk=Ping.objects.order_by("pk")[0].pk).delete()
    inner: list[int | None] = []
    real = fetching.post

    def slowly(url, fields):
        if not inner:
            inner.append(None)
            inner.append(tell_hub())  # the other worker, at the same moment
        real(url, fields)

    monkeypatch.setattr(websub, "post", slowly)
    assert tell_hub() == 1
    assert inner == [None, 0]
    assert len(hub.told) == 1


def test_a_note_published_while_the_hub_is_told_is_told_too(hub, write, nerys, monkeypatch):
    note = write()
    publish(note=note, by=nerys)
    real = fetching.post
    once: list[str] = []

    def and_withdraw(url, fields):
        if not once:
            once.append(fields["hub.url"])
            withdraw(note=note, by=nerys)
        real(url, fields)

    monkeypatch.setattr(websub, "post", and_withdraw)
    tell_hub()
    assert Ping.objects.filter(url=once[0]).exists()
    assert Ping.objects.exists()


def test_a_worker_that_was_killed_at_it_leaves_it_for_the_next(hub, write, nerys):
    publish(note=write(), by=nerys)
    one = Ping.objects.order_by("pk")[0]
    Ping.objects.exclude(pk=one.pk).delete()
    claimed = one.due_at + LEASE
    Ping.objects.update(due_at=claimed, tries=1)
    assert tell_hub(one.due_at) == 0
    assert tell_hub(claimed) == 1


def test_a_hub_inside_that_the_host_did_not_name_is_not_told(hub, write, nerys, settings):
    settings.FETCH_ALSO = ()
    publish(note=write(), by=nerys)
    assert tell_hub() == 0
    assert hub.told == []
    assert Ping.objects.exists()
