"""What the site may ask of others, and what it never asks, against a real server with a certificate."""

import ipaddress
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from weeknotes.net import fetch as fetching
from weeknotes.net.fetch import FAILED, REFUSED, SLOW, UNREACHABLE, NotFetched, answers, fetch, public
from weeknotes.net.tests.elsewhere import LOOPBACK, Elsewhere, elsewhere
from weeknotes.net.title import title_of


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    with elsewhere(tmp_path_factory.mktemp("elsewhere")) as running:
        yield running


@pytest.fixture
def inside(there: Elsewhere, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """The same, in a network that the host has named, its authority trusted by the machine."""
    monkeypatch.setenv("SSL_CERT_FILE", str(there.authority))
    settings.FETCH_ALSO = (LOOPBACK,)
    fetching._context.cache_clear()
    there.asked.clear()
    yield there
    fetching._context.cache_clear()


def why(url: str) -> str:
    with pytest.raises(NotFetched) as refused:
        fetch(url)
    return refused.value.why


def test_a_page_is_fetched_and_gives_its_title(inside: Elsewhere):
    page = fetch(inside.url("/bins?when=now&where=tŷ gwyn"))
    assert (page.media, page.charset) == ("text/html", "utf-8")
    assert title_of(page) == "Bins in Glanderw – Glanderw County Council"
    assert inside.asked == [("/bins?when=now&where=t%C5%B7%20gwyn", f"localhost:{inside.port}")]


def test_a_redirect_is_followed_to_where_it_may_go(inside: Elsewhere):
    assert fetch(inside.url("/moved")).url == inside.url("/bins")


def test_of_a_long_page_only_its_beginning_is_read(inside: Elsewhere):
    page = fetch(inside.url("/long"))
    assert len(page.data) == fetching.MOST
    assert title_of(page).startswith("Bins")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inside", REFUSED),
        ("/plain", REFUSED),
        ("/round", FAILED),
        ("/gone", FAILED),
        ("/packed", FAILED),
        ("/nonsense", UNREACHABLE),
    ],
)
def test_an_answer_that_leads_elsewhere_or_is_none_gives_nothing(inside: Elsewhere, path: str, reason: str):
    assert why(inside.url(path)) == reason


def test_a_server_that_drips_for_ever_is_left_when_the_time_is_up(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "SECONDS", 1)
    assert why(inside.url("/drip")) == SLOW


def test_a_certificate_for_another_name_or_from_nobody_trusted_is_not_accepted(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    assert why(inside.url("/bins", host="127.0.0.1")) == UNREACHABLE
    monkeypatch.delenv("SSL_CERT_FILE")
    fetching._context.cache_clear()
    assert why(inside.url("/bins")) == UNREACHABLE
    assert inside.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https://", "", "javascript:alert(1)", "//example.org/",
        "https://user:secret@example.org/", "https://[::1", "https://example.org:0/", "https://example.org:99999/", "https://127.0.0.1/",
        "https://localhost/", "https://10.0.0.1/", "https://169.254.169.254/latest/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/", "https://0.0.0.0/", "https://100.64.0.1/", "https://224.0.0.1/", "https://2130706433/", "https://0x7f.1/",
    ],
)  # fmt: skip
def test_what_is_not_a_public_https_address_is_never_asked(there: Elsewhere, settings: Settings, url: str):
    settings.FETCH_ALSO = ()
    assert why(url) == REFUSED


def test_a_public_address_is_asked_at_the_usual_port_only(settings: Settings):
    settings.FETCH_ALSO = ()
    assert why("https://192.0.78.9:22/") == REFUSED


@given(st.ip_addresses())
def test_an_address_that_is_private_or_shared_is_never_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address):
    if public(address):
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified)


@given(st.ip_addresses(v=4))
def test_an_address_in_another_s_clothes_is_judged_by_itself(address: ipaddress.IPv4Address):
    for clothes in (f"::ffff:{address}", f"64:ff9b::{address}", f"64:ff9b:1::{address}"):
        assert public(ipaddress.ip_address(clothes)) == public(address)


@given(st.text())
def test_no_address_makes_it_raise_anything_else(url: str):
    with pytest.raises(NotFetched):
        fetch(f"https://127.0.0.1/{url}")
    with pytest.raises(NotFetched):
        fetch(f"x{url}")


@pytest.mark.parametrize(("path", "answer"), [("/bins", True), ("/moved", True), ("/gone", False), ("/inside", None), ("/round", None), ("/nonsense", False)])
def test_whether_a_page_answers_is_told_or_said_not_to_be_known(inside: Elsewhere, path: str, answer: bool | None):
    assert answers(inside.url(path)) is answer


def test_what_may_not_be_asked_is_never_said_not_to_answer(there: Elsewhere):
    there.asked.clear()
    assert answers(there.url("/gone")) is None
    assert answers("http://glanderw.example/") is None
    assert there.asked == []
