"""What stands at the port: what it passes on, what it refuses, whom it waits for."""

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import threading
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fewer
from hypothesis import strategies as st

from contracts.servers import until
from weeknotes.web import connection as timing
from weeknotes.web import front as known
from weeknotes.web.tests.wire import DJANGO, everything, wire

PAGE = b"<p>Rain</p>" * 20
CLOSE = b"Connection: close\r\n\r\n"
LONG = os.urandom(12_000_000)


def ask(path: str = "/", method: str = "GET", *lines: str, end: bytes = CLOSE) -> bytes:
    return "".join(f"{line}\r\n" for line in (f"{method} {path} HTTP/1.1", "Host: notes.example.org", *lines)).encode() + end


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "index.html").write_bytes(PAGE)
    (folder / "long.bin").write_bytes(LONG)
    return folder


@pytest.fixture
def front(root):
    with wire(root, memory=200_000_000) as made:
        yield made


def test_what_is_no_page_is_passed_on_in_our_own_words(front):
    said = front.say(ask("/write/?a=b%20c", "GET", "Cookie: a=1; b=2", "ACCEPT-LANGUAGE:  cy ", "Keep-Alive: 5", "TE: trailers"))
    assert said.endswith(b"\r\n\r\ndjango")
    assert front.site.heads == [
        b"GET /write/?a=b%20c HTTP/1.1\r\nhost: notes.example.org\r\nconnection: close\r\nx-forwarded-for: 127.0.0.1\r\nx-forwarded-proto: http\r\n"
        b"cookie: a=1; b=2\r\naccept-language: cy\r\n\r\n"
    ]


def test_answers_come_in_the_order_of_their_requests(front):
    said = front.say(ask("/x/", end=b"\r\n") + ask(end=b"\r\n") + ask("/y/", end=b"\r\n") + ask(end=b"\r\n") + ask("/z/"))
    assert [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]] == [b"404", b"200", b"404", b"200", b"404"]
    assert [head.split()[1] for head in front.site.heads] == [b"/x/", b"/y/", b"/z/"]


@pytest.mark.parametrize("size", [0, 1, 70_000, len(LONG)])
def test_what_is_sent_arrives_whole(front, size):
    said = front.say(ask("/write/", "POST", f"Content-Length: {size}", end=b"\r\n") + LONG[:size] + ask())
    assert said.count(b"HTTP/1.1 404") == said.count(b"HTTP/1.1 200") == 1
    assert front.site.bodies == [LONG[:size]]


@pytest.mark.parametrize("step", [1, 7, 70_000])
def test_what_is_sent_in_chunks_arrives_whole_and_measured(front, step):
    body = LONG[: step * 30]
    chunks = b"".join(b"%X;note=x\r\n%s\r\n" % (len(part), part) for part in (body[at : at + step] for at in range(0, len(body), step)))
    said = front.say(ask("/write/", "PUT", "Transfer-Encoding: chunked", end=b"\r\n") + chunks + b"0\r\nTrailer: x\r\n\r\n" + ask("/smuggled/"))
    assert said.count(b"HTTP/1.1") == 1
    assert front.site.bodies == [body]
    assert b"content-length: %d\r\n" % len(body) in front.site.heads[0]
    assert b"transfer-encoding" not in front.site.heads[0]


def test_a_visitor_who_waits_for_leave_to_send_gets_it(front):
    with front.connect() as line:
        line.sendall(ask("/write/", "POST", "Content-Length: 3", "Expect: 100-continue"))
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"abc")
        assert everything(line).startswith(b"HTTP/1.1 404")
    assert front.site.bodies == [b"abc"]
    assert b"expect" not in front.site.heads[0]


TWO_WAYS = [
    ask("/", "POST", "Content-Length: 3", "Transfer-Encoding: chunked"),
    ask("/", "POST", "Transfer-Encoding: chunked", "Content-Length: 3"),
    ask("/", "POST", "Content-Length: 3", "Content-Length: 3"),
    ask("/", "POST", "Content-Length: 3", "Content-Length: 4"),
    ask("/", "POST", "Content-Length: 3, 3"),
    ask("/", "POST", "Content-Length: +3"),
    ask("/", "POST", "Content-Length: -3"),
    ask("/", "POST", "Content-Length: 0x3"),
    ask("/", "POST", "Content-Length:"),
    ask("/", "POST", "Content-Length : 3"),
    ask("/", "POST", "Content-Length: 99999999999999999999999"),
    ask("/", "POST", "Transfer-Encoding: xchunked"),
    ask("/", "POST", "Transfer-Encoding : chunked"),
    ask("/", "POST", "Transfer-Encoding: gzip, chunked"),
    ask("/", "POST", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
    ask("/", "POST", "Transfer-Encoding: chunked, identity"),
    ask("/", "POST", "Transfer-Encoding: identity"),
    ask("/", "POST", "Transfer-Encoding:\x0bchunked"),
    ask("/", "POST", "X: a", " Transfer-Encoding: chunked"),
    ask("/", "POST", "X: a\nTransfer-Encoding: chunked"),
    ask("/", "POST", "X: a\rTransfer-Encoding: chunked"),
    ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n").replace(b"1.1", b"1.0"),
    ask("/", "POST", "Connection: upgrade", "Upgrade: h2c", "Content-Length: 3"),
    ask("/", "POST", "Connection: upgrade", "Upgrade: h2c", "Transfer-Encoding: chunked"),
    ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n") + b"zz\r\n",
    ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n") + b"-1\r\nx\r\n",
    ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n") + b"1\r\nxx\r\n",
    ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n") + b"1\nx\n0\n\n",
    ask("/", "GET", "Host: other.example.org"),
    ask("/", "GET", "A\x00: b"),
    ask("/", "GET", "A: b\x00"),
    ask("/\x00"),
    ask("/a b"),
    ask("/a#b"),
    ask("*", "OPTIONS"),
    ask("http://me@other.example.org/"),
    ask("/", "get"),
    ask().replace(b"\r\n", b"\n") + b"\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.2\r\nHost: a\r\n\r\n",
    b"GET / HTTP/2.0\r\nHost: a\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
]


@pytest.mark.parametrize("words", TWO_WAYS)
def test_what_could_be_understood_in_two_ways_is_refused_and_nothing_behind_it_is_heard(front, words):
    said = front.say(words + ask("/smuggled/"))
    assert said[:12] in {b"HTTP/1.1 400", b"HTTP/1.1 505"}
    assert b"Connection: close\r\n" in said
    assert said.count(b"HTTP/1.1 ") == 1 or b"speaks HTTP/1.1" in said
    assert front.site.heads == []


@pytest.mark.parametrize(("path", "method"), [("/", "TRACE"), ("/write/", "TRACE"), ("other.example.org:443", "CONNECT")])
def test_no_request_is_said_back_and_no_way_is_opened_through(front, path, method):
    said = front.say(ask(path, method, "Cookie: weeknotes=secret") + ask("/smuggled/"))
    assert said.startswith(b"HTTP/1.1 501 ")
    assert b"weeknotes=secret" not in said
    assert said.count(b"HTTP/1.1 ") == 1 or b"speaks HTTP/1.1" in said
    assert front.site.heads == []


def test_an_address_with_its_host_is_that_hosts(front):
    front.say(ask("http://other.example.org/write/?x"))
    assert front.site.heads[0].startswith(b"GET /write/?x HTTP/1.1\r\nhost: other.example.org\r\n")
    assert PAGE in front.say(ask("http://other.example.org"))


def test_who_asks_to_speak_something_else_is_answered_in_what_was_spoken(front):
    said = front.say(ask("/", "GET", "Upgrade: h2c", "HTTP2-Settings: x", "Connection: Upgrade, HTTP2-Settings", end=b"\r\n"))
    assert said.startswith(b"HTTP/1.1 200 OK\r\n")
    assert said.endswith(PAGE)
    assert b"upgrade" not in said.lower()


LIES = ("X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", "X-Real-IP: 203.0.113.9", "Forwarded: for=203.0.113.9", "X_Forwarded_For: 203.0.113.9", "X-Forwarded-Host: evil")


def test_nobody_says_of_themselves_who_they_are(front):
    front.say(ask("/sign-in/", "GET", *LIES))
    (head,) = front.site.heads
    assert b"203.0.113.9" not in head
    assert b"evil" not in head
    assert b"x-forwarded-for: 127.0.0.1\r\nx-forwarded-proto: http\r\n" in head


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9, 127.0.0.1", "203.0.113.9"),
        ("2001:db8::9", "2001:db8::9"),
        ("unknown", "127.0.0.1"),
        ("203.0.113.9, unknown", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_web_server_in_front_is_believed_as_far_as_its_word_reaches(root, said, heard):
    with wire(root, proxies=(ip_network("127.0.0.0/8"),)) as front:
        front.say(ask("/sign-in/", "GET", f"X-Forwarded-For: {said}", "X-Forwarded-Proto: https", "X_Forwarded_For: 192.0.2.1"))
        assert b"x-forwarded-for: %s\r\nx-forwarded-proto: https\r\n" % heard.encode() in front.site.heads[0]
        assert b"192.0.2.1" not in front.site.heads[0]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (ask("/" + "a" * 20_000), 431),
        (ask("/", "GET", "Cookie: " + "a" * 20_000), 431),
        (ask("/", "GET", *["A: b"] * 101), 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\nCookie: " + b"a" * 200_000, 431),
        (ask("/", "POST", "Content-Length: 60000001"), 413),
        (ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n") + (b"1000000\r\n" + LONG + LONG[: 0x1000000 - len(LONG)] + b"\r\n") * 4, 413),
    ],
)
def test_what_is_too_large_is_a_sentence(front, words, status):
    with front.connect() as line:
        with contextlib.suppress(ConnectionError):  # it is refused while it is still being sent
            line.sendall(words)
        said = everything(line)
    assert said.startswith(b"HTTP/1.1 %d " % status)
    assert said.endswith(b".\n")
    assert (b"Ni chadwyd dim ohono" in said) == (status == 413)
    assert front.site.heads == []


@pytest.mark.parametrize("header", ["Accept: application/json", "Content-Type: application/json", "Authorization: Bearer x"])
def test_what_is_too_large_is_an_object_for_a_program(front, header):
    with front.connect() as line:
        line.sendall(ask("/micropub", "POST", "Content-Length: 60000001", header))
        head, _end, body = everything(line).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 413 ")
    assert b"Content-Type: application/json\r\n" in head
    told = json.loads(body)
    assert (told["error"], told["sentence"], told["error_description"]) == ("too_large", "This is larger than the 60 MB that can be sent at once. Nothing was kept of it: send less at a time.", told["sentence"])


async def _slowly_made(reader, writer, head):
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\nX-A: 2\r\n\r\n")
    for part in (b"one", b"two", b"three"):
        writer.write(b"%x\r\n%s\r\n" % (len(part), part))
        await writer.drain()
        await asyncio.sleep(0.01)
    writer.write(b"0\r\n\r\n")


def test_an_answer_without_a_length_is_framed_for_who_gets_it(front):
    front.site.answer = _slowly_made
    with front.connect() as line:
        line.sendall(ask("/x/", end=b"\r\n") + ask(end=b"\r\n") + ask("/x/").replace(b"1.1", b"1.0"))
        said = everything(line)
    first, page, last = said.split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert b"3\r\none\r\n3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n" in first
    assert b"X-A: 1\r\nX-A: 2\r\n" in first
    assert page.endswith(PAGE)
    assert last.endswith(b"\r\n\r\nonetwothree")


@pytest.mark.parametrize("answer", [b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"])
def test_an_answer_without_a_body_is_followed_by_the_next(front, answer):
    async def bare(reader, writer, head):
        writer.write(answer)

    front.site.answer = bare
    said = front.say(ask("/x/", end=b"\r\n") + ask("/y/", "HEAD", end=b"\r\n") + ask())
    assert said.count(answer) == 2
    assert said.endswith(PAGE)


def test_of_a_head_request_the_length_is_passed_on_without_a_body(front):
    said = front.say(ask("/x/", "HEAD", end=b"\r\n") + ask())
    assert said.startswith(DJANGO.removesuffix(b"django"))
    assert said.endswith(PAGE)


def test_a_site_that_is_not_there_is_a_sentence_and_pages_go_on(front):
    front.do(front.behind.close)
    Path(front.inside).unlink()
    said = front.say(ask(end=b"\r\n") + ask("/x/"))
    assert said.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"HTTP/1.1 503 Service Unavailable\r\n" in said
    assert b"ailgychwyn" in said


@pytest.mark.parametrize("nothing", [b"", b"HTTP/1.1 200", b"nonsense\r\n\r\n"])
def test_a_site_that_ends_before_it_answers_is_a_sentence(front, nothing):
    async def dying(reader, writer, head):
        writer.write(nothing)
        await writer.drain()
        writer.transport.abort() if not nothing else writer.close()

    front.site.answer = dying
    assert front.say(ask("/x/")).startswith(b"HTTP/1.1 503 ")


@pytest.mark.parametrize("head", [b"Content-Length: 100\r\n\r\nhalf", b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"])
def test_half_an_answer_is_seen_to_be_half(front, head):
    async def dying(reader, writer, _head):
        writer.write(b"HTTP/1.1 200 OK\r\n" + head)
        await writer.drain()
        writer.close()

    front.site.answer = dying
    with front.connect() as line:
        line.sendall(ask("/x/", end=b"\r\n"))
        try:
            said = everything(line)
        except ConnectionResetError:
            said = b""
    assert b"\r\n0\r\n\r\n" not in said
    assert len(said) < 200


def test_a_visitor_who_has_gone_is_not_waited_for(front):
    going = []

    async def never(reader, writer, head):
        going.append(head)
        await reader.read(1)

    front.site.answer = never
    with front.connect() as line:
        line.sendall(ask("/x/"))
        until(lambda: going, "the site is asked")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    until(lambda: not front.front.connections, "the front has let go")
    assert front.say(ask()).endswith(PAGE)


@pytest.mark.parametrize("said", [ask(), ask("/long.bin"), b"GET / HTTP/9\r\n\r\n"], ids=["a page", "a long one", "no request"])
def test_who_asked_and_went_while_the_front_was_busy_leaves_no_word_in_the_log(front, said, caplog):
    still = threading.Event()
    front.loop.call_soon_threadsafe(still.wait)  # as while it begins, or takes many others first
    try:
        for _ in range(5):
            with front.connect() as line:
                line.sendall(said)
    finally:
        still.set()
    assert front.say(ask()).endswith(PAGE)
    until(lambda: not front.front.connections, "the front has let go")
    assert [record.getMessage() for record in caplog.records] == []


def test_who_has_said_all_may_still_listen(front):
    with front.connect() as line:
        line.sendall(ask("/x/", end=b"\r\n") + ask(end=b"\r\n"))
        line.shutdown(socket.SHUT_WR)
        said = everything(line)
    assert said.startswith(b"HTTP/1.1 404")
    assert said.endswith(PAGE)


def test_who_stops_in_the_middle_of_a_request_is_let_go(front):
    for words in (b"GET / HT", ask("/", "POST", "Content-Length: 10", end=b"\r\n") + b"half"):
        with front.connect() as line:
            line.sendall(words)
            line.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionResetError):
                assert everything(line) == b""
    until(lambda: not front.front.connections, "the front has let go")
    assert front.site.heads == []


async def _long(reader, writer, head):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LONG))
    for at in range(0, len(LONG), 100_000):
        writer.write(LONG[at : at + 100_000])
        await writer.drain()


@pytest.mark.parametrize("path", ["/long.bin", "/x/"])
def test_a_slow_visitor_gets_all_of_it_and_little_waits_for_them(front, path):
    front.site.answer = _long
    with front.connect() as line:
        line.sendall(ask(path))
        until(lambda: [one for one in front.front.connections if one._full], "the visitor is waited for")
        (one,) = front.front.connections
        assert one.transport.get_write_buffer_size() < 1_000_000
        got = everything(line)
    assert hashlib.sha256(got.partition(b"\r\n\r\n")[2]).digest() == hashlib.sha256(LONG).digest()


def test_many_requests_from_who_does_not_listen_wait_outside(front):
    words = ask("/", end=b"\r\n") * 200_000
    with front.connect() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 10_000)
        line.settimeout(1)
        with pytest.raises(TimeoutError):
            line.sendall(words)
        (one,) = front.front.connections
        assert len(one._data) <= 300_000
        assert one.transport.get_write_buffer_size() < 1_000_000
    assert front.say(ask()).endswith(PAGE)


@pytest.mark.parametrize(
    "words",
    [b"", b"GET / HTT", ask("/", end=b""), ask("/", "POST", "Content-Length: 10", end=b"\r\n") + b"half", ask("/", "POST", "Transfer-Encoding: chunked", end=b"\r\n") + b"5\r\nha"],
)
def test_who_keeps_us_waiting_is_given_up(front, words, monkeypatch):
    for name in ("HEAD", "IDLE", "LINGERING"):
        monkeypatch.setattr(timing, name, 0.1)
    said = front.say(words)
    assert said[:13] == (b"HTTP/1.1 408 " if words else b"")
    until(lambda: not front.front.connections, "the front has let go")
    assert front.site.heads == []


def test_who_sends_by_drops_is_given_up(front, monkeypatch):
    monkeypatch.setattr(timing, "HEAD", 0.2)
    with front.connect() as line:
        line.sendall(ask("/", "POST", "Content-Length: 1000000", end=b"\r\n"))
        line.settimeout(0.05)
        said = b""
        while not said:
            line.sendall(b"x")
            try:
                said = line.recv(1000)
            except TimeoutError:
                continue
    assert said.startswith(b"HTTP/1.1 408 ")


def test_who_takes_nothing_is_given_up(front, monkeypatch):
    monkeypatch.setattr(timing, "TAKING", 0.1)
    with front.connect() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 10_000)
        line.sendall(ask("/long.bin"))
        until(lambda: not front.front.connections, "the front has let go")


def test_where_too_many_come_those_with_nothing_to_say_make_room(root):
    with wire(root, most=5) as front:
        idle = [front.connect() for _ in range(20)]
        try:
            assert front.say(ask()).endswith(PAGE)
            assert len(front.front.connections) <= 6
        finally:
            for line in idle:
                line.close()


def test_what_is_known_by_its_bytes_is_bounded(front, monkeypatch):
    monkeypatch.setattr(known, "MOST_KNOWN", 10_000)
    with front.connect() as line:
        for number in range(200):
            line.sendall(ask(f"/?{number}", end=b"\r\n"))
            got = b""
            while not got.endswith(PAGE):
                got += line.recv(10_000)
    assert 0 < len(front.front.known) < 40


def test_before_it_ends_what_is_under_way_is_answered_and_nothing_more_begun(front):
    asked, go_on = [], asyncio.Event()

    async def waiting(reader, writer, head):
        asked.append(head)
        await go_on.wait()
        writer.write(DJANGO)

    front.site.answer = waiting
    with front.connect() as idle, front.connect() as half, front.connect() as line:
        half.sendall(b"GET / HTTP/1.1\r\n")
        line.sendall(ask("/x/", end=b"\r\n"))
        until(lambda: asked, "the site is asked")
        closing = []
        front.do(lambda: closing.append(front.loop.create_task(front.front.close(60))))
        assert everything(idle) == b""
        half.sendall(b"Host: a\r\n\r\n")
        said = everything(half)
        assert said.endswith(PAGE)
        assert b"Connection: close\r\n" in said
        front.do(go_on.set)
        said = everything(line)
        assert said.endswith(b"django")
        assert b"Connection: close\r\n" in said
    until(closing[0].done, "it has ended")


@fewer(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    words=st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from([b"GET ", b"POST ", b"/", b"/x", b" HTTP/1.1", b"\r\n", b"\n", b"Host: a", b"Content-Length: ", b"3", b"abc", b"Transfer-Encoding: chunked", b"0", b"\x00", b"\r"]), max_size=30).map(b"".join),
    )
)
def test_whatever_is_said_the_front_stays_and_passes_on_whole_requests_alone(front, words):
    before = len(front.site.heads)
    with front.connect() as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            everything(line)
    for head in front.site.heads[before:]:
        assert head.split(b" ")[0] in {b"GET", b"POST"}
        assert head.count(b"host: a\r\n") == 1
    assert front.say(ask()).endswith(PAGE)
