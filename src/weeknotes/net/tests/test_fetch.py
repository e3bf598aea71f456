"""What the site may ask of others, and what it never asks, against a real server with a certificate."""

import contextlib
import ipaddress
import socket
import threading
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
    for clothes in (f"::ffff:{address}", f"64:ff9b::{address}"):
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


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_four_redirects_are_followed_and_a_fifth_is_not(inside: Elsewhere, status: int):
    assert fetch(inside.url(f"/hop/{status}/4")).url == inside.url("/bins")
    assert why(inside.url(f"/hop/{status}/5")) == FAILED


@pytest.mark.parametrize("status", [300, 304, 305, 309])
def test_what_is_no_redirect_is_not_followed(inside: Elsewhere, status: int):
    assert why(inside.url(f"/hop/{status}/1")) == FAILED
    assert [path for path, _host in inside.asked] == [f"/hop/{status}/1"]


def test_an_address_without_a_path_is_asked_for_its_root(inside: Elsewhere):
    fetch(inside.url(""))
    assert [path for path, _host in inside.asked] == ["/"]


def test_a_body_that_never_ends_is_left_when_the_time_is_up(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "SECONDS", 1)
    assert why(inside.url("/slow")) == SLOW


def test_nothing_is_asked_once_the_time_is_up(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "SECONDS", 0)
    assert why(inside.url("/bins")) == SLOW
    assert inside.asked == []


@pytest.mark.parametrize("text", ["9.9.9.9", "2620:fe::9", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_an_address_of_the_internet_is_public(text: str):
    assert public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "240.0.0.1", "255.255.255.255", "224.0.0.251", "ff0e::1", "fe80::1", "fd00::1", "::", "192.0.2.1", "198.18.0.1", "2001:db8::1",
        "64:ff9b:1::909:909", "2002:909:909::1", "2001:0:909:909:0:ffff:f6f6:f6f6", "3fff::1", "5f00::1", "2002:7f00:1::1", "2002:a00:1::", "2002:a9fe:a9fe::1", "64:ff9b::a00:1", "64:ff9b:1::a9fe:a9fe",
        "2001:0:909:909:0:ffff:80ff:fffe", "2001:0:909:909:0:ffff:5601:5601",  # Teredo (RFC 4380) of 127.0.0.1 and of 169.254.169.254
    ],
)  # fmt: skip
def test_an_address_that_stands_for_one_inside_or_for_nobody_is_not(text: str):
    assert not public(ipaddress.ip_address(text))


def test_a_public_address_may_be_asked_at_one_port_and_one_that_the_host_named_at_any(settings: Settings):
    settings.FETCH_ALSO = (LOOPBACK,)
    internet, here, other = map(ipaddress.ip_address, ("9.9.9.9", "127.0.0.7", "10.0.0.1"))
    assert [fetching._may(address, port) for address in (internet, here, other) for port in (443, 8443)] == [True, False, True, True, False, False]


def test_a_name_is_looked_up_once_for_each_step_and_the_connection_goes_there(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    answers_given = iter(["127.0.0.1", "169.254.169.254"])  # a name that is another the second time it is asked (DNS rebinding)

    def changing(host: str, port: int, *_asked: object, **_more: object) -> list[object]:
        return [(2, 1, 6, "", (next(answers_given) if host == "localhost" else host, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    assert title_of(fetch(inside.url("/bins"))).startswith("Bins")
    assert next(answers_given) == "169.254.169.254"


def test_a_name_that_has_one_address_inside_beside_others_is_refused(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    several = [(2, 1, 6, "", ("127.0.0.1", inside.port)), (2, 1, 6, "", ("10.0.0.1", inside.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: several)
    assert why(inside.url("/bins")) == REFUSED
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: [])
    assert why(inside.url("/bins")) == REFUSED
    assert inside.asked == []


@pytest.mark.parametrize(("status", "taken"), [(200, True), (204, True), (299, True), (300, False), (302, False), (404, False), (500, False)])
def test_what_is_told_is_taken_where_the_answer_says_so(inside: Elsewhere, status: int, taken: bool):
    inside.answers["/told"] = status
    try:
        fetching.post(inside.url("/told"), {"a": "b"})
    except NotFetched as failed:
        assert (failed.why, taken) == (FAILED, False)
    else:
        assert taken


@pytest.mark.parametrize(("url", "is_asked"), [("https://glanderw.example/bins", True), ("https://127.0.0.1/", True), ("http://glanderw.example/", False), ("https://", False), ("", False)])
def test_what_has_the_shape_of_an_address_is_told_without_asking_it(there: Elsewhere, url: str, is_asked: bool):
    there.asked.clear()
    assert fetching.askable(url) is is_asked
    assert there.asked == []


def test_what_is_told_arrives_as_it_was_meant(inside: Elsewhere):
    inside.told.clear()
    fetching.post(inside.url("/taken?of=bins"), {"hub.mode": "publish", "hub.url": "https://glanderw.example/tŷ gwyn"})
    fetching.post_json(inside.url("/taken"), {"words": "Tŷ gwyn \ud800", "more": [1]})
    assert inside.told == [
        ("/taken?of=bins", "application/x-www-form-urlencoded", "hub.mode=publish&hub.url=https%3A%2F%2Fglanderw.example%2Ft%C5%B7+gwyn"),
        ("/taken", "application/json", '{"words": "Tŷ gwyn ?", "more": [1]}'),
    ]


def test_an_error_of_the_other_site_leaves_open_whether_the_page_is_there(inside: Elsewhere):
    assert answers(inside.url("/hop/500/1")) is None
    assert answers(inside.url("/hop/404/1")) is False


def test_a_host_with_words_behind_it_gives_nothing_though_a_resolver_takes_it(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    # Some resolvers read an address of figures up to the first space.
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: [(2, 1, 6, "", ("127.0.0.1", inside.port))])
    assert why(f"https://127.0.0.1 and more:{inside.port}/bins") == UNREACHABLE
    assert inside.asked == []


def test_it_says_who_asks_and_asks_for_nothing_packed(inside: Elsewhere):
    inside.heads.clear()
    assert fetch(inside.url("/whole")).data == b"whole"
    (said,) = inside.heads
    assert said.pop("Host") == f"localhost:{inside.port}"
    assert said == {"User-Agent": "Weeknotes", "Accept": "text/html, */*;q=0.1", "Accept-Encoding": "identity", "Connection": "close"}


def test_a_site_at_the_usual_port_is_called_by_its_name_alone(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "PORT", inside.port)
    assert title_of(fetch("https://localhost/bins")).startswith("Bins")
    assert inside.asked == [("/bins", "localhost")]


def test_what_is_said_of_an_answer_is_what_it_said_itself(inside: Elsewhere):
    page = fetch(inside.url("/data"))
    assert (page.url, page.media, page.charset, page.data) == (inside.url("/data"), "application/pdf", "", b"%PDF")


def test_whoever_asks_may_want_less_or_have_less_time(inside: Elsewhere):
    assert len(fetch(inside.url("/bins"), most=10).data) == 10
    inside.asked.clear()
    with pytest.raises(NotFetched) as late:
        fetch(inside.url("/bins"), seconds=0)
    assert (late.value.why, str(late.value), inside.asked) == (SLOW, "slow", [])
    with pytest.raises(NotFetched) as late:
        fetch(inside.url("/slow"), seconds=1)
    assert late.value.why == SLOW


@pytest.mark.parametrize("path", ["/a b/%C3%A9?q=1&r=[2]", "/é?ü#part", "/a?b=c?d", "/;x=1,2;y@z:(1)!$'*+~"])
def test_a_path_is_asked_for_as_it_is_with_what_may_not_stand_in_one_written_out(inside: Elsewhere, path: str):
    fetch(inside.url(path))
    ((asked, _host),) = inside.asked
    assert asked == path.partition("#")[0].replace(" ", "%20").replace("é", "%C3%A9").replace("ü", "%C3%BC")


@pytest.mark.parametrize(("found", "reason"), [("fe80::1%eth0", REFUSED), ("::1", REFUSED), ("no address", UNREACHABLE)])
def test_what_a_resolver_says_is_looked_at_whatever_it_is(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch, found: str, reason: str):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: [(10, 1, 6, "", (found, inside.port, 0, 0))])
    assert why(inside.url("/bins")) == reason


def test_of_several_addresses_that_may_be_asked_the_first_is(inside: Elsewhere, monkeypatch: pytest.MonkeyPatch):
    several = [(2, 1, 6, "", (one, inside.port)) for one in ("127.0.0.1", "127.0.0.99")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: several)
    assert fetch(inside.url("/bins")).media == "text/html"


def test_spaces_around_an_address_are_none_of_it(inside: Elsewhere):
    assert fetch(f"  {inside.url('/bins')}\n").data.startswith(b"<!doctype")


@pytest.fixture
def called(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is asked of the resolver, which knows one address of the internet, and where a connection is begun, which comes to nothing."""
    settings.FETCH_ALSO = ()
    made: list[object] = []

    def resolved(*asked: object, **more: object) -> list[object]:
        made.append((*asked, *more.items()))
        return [(2, 1, 6, "", ("9.9.9.9", 443))]

    def connected(place: object, timeout: float | None = None) -> None:
        made.append((place, timeout is not None and 0 < timeout <= fetching.STEP))
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(socket, "create_connection", connected)
    return made


RESOLVED = ("glanderw.example", 443, ("type", socket.SOCK_STREAM))


def test_a_site_of_the_internet_is_asked_at_the_address_that_was_looked_at_and_not_waited_for_long(called: list[object]):
    assert why("https://glanderw.example/bins") == UNREACHABLE
    assert called == [RESOLVED, (("9.9.9.9", 443), True)]
    called.clear()
    assert why("https://glanderw.example:8443/bins") == REFUSED
    assert called == [("glanderw.example", 8443, ("type", socket.SOCK_STREAM))]


def test_a_site_that_does_not_take_the_call_in_time_is_slow(called: list[object], monkeypatch: pytest.MonkeyPatch):
    def waiting(*_place: object, **_more: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", waiting)
    assert why("https://glanderw.example/bins") == SLOW
    assert answers("https://glanderw.example/bins") is None


def test_without_time_no_connection_is_begun_and_with_little_one_is(called: list[object]):
    for seconds, begun in ((0, False), (0.9, True)):
        called.clear()
        with pytest.raises(NotFetched) as failed:
            fetch("https://glanderw.example/bins", seconds=seconds)
        assert failed.value.why == (UNREACHABLE if begun else SLOW)
        assert called == [RESOLVED, (("9.9.9.9", 443), True)][: 1 + begun]


def test_a_server_that_drips_while_it_says_who_it_is_is_left_when_the_time_is_up(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    settings.FETCH_ALSO = (LOOPBACK,)
    monkeypatch.setattr(fetching, "SECONDS", 1)
    stopped = threading.Event()

    def drip() -> None:
        with contextlib.suppress(OSError), server.accept()[0] as line:
            line.sendall(b"\x16\x03\x03\x40\x00")  # TLS: a long handshake comes
            for _ in range(100):
                if stopped.wait(0.05):
                    break
                line.sendall(b"\0")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            assert why(f"https://127.0.0.1:{server.getsockname()[1]}/") == SLOW
        finally:
            stopped.set()
            thread.join()
