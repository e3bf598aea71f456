"""Public pages over the wire, without Django: what is answered, what is refused, what is forgotten."""

import gzip
import os
import subprocess
import sys
import threading
from urllib.parse import quote

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fewer
from hypothesis import strategies as st

from weeknotes.web.baked import BakedFiles, encodings, matches, segments_of
from weeknotes.web.counter import Generation
from weeknotes.web.tests.wire import Wire, wire

WORDS = b"<!doctype html><title>Home</title>" + b"<p>Rain all week.</p>" * 100
SECRET = b"outside the folder"
MB = 1_000_000


class Browser:
    """Asks a front over the wire, and keeps whether the site behind it was reached."""

    def __init__(self, front: Wire) -> None:
        self.front, self.shared = front, front.shared

    @property
    def baked(self):
        return self.front.front.baked

    @property
    def reached(self):
        return len(self.front.site.heads)

    def get(self, path, method="GET", **headers):
        """An answer. It is asked for three times on one connection: read, known by its bytes, and with the connection's end."""
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        request = f"{method} {path} HTTP/1.1\r\nHost: a\r\n{lines}".encode()
        first, *more = parsed(self.front.say((request + b"\r\n") * 2 + request + b"Connection: close\r\n\r\n"), bare=method == "HEAD")
        if first["headers"].pop("connection", None) is None:
            again, last = more
            assert again == first
            assert last["headers"].pop("connection") == "close"
            assert {**last, "pairs": None} == {**first, "pairs": None}
        return first


def parsed(answers, *, bare):
    """Status, headers and body of each answer that came."""
    found = []
    while answers:
        head, end, answers = answers.partition(b"\r\n\r\n")
        assert end
        status, *lines = head.decode("latin-1").split("\r\n")
        pairs = [tuple(line.split(": ", 1)) for line in lines if not line.startswith("Date: ")]
        assert len(pairs) >= len(lines) - 1
        headers = {name.lower(): value for name, value in pairs}
        length = 0 if bare else int(headers.get("content-length", 0))
        found.append({"status": int(status.split(" ")[1]), "headers": headers, "pairs": pairs, "body": answers[:length]})
        answers = answers[length:]
    return found


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "public"
    (folder / "people" / "nerys").mkdir(parents=True)
    (folder / "static").mkdir()
    (folder / "index.html").write_bytes(WORDS)
    (folder / "feed.xml").write_bytes(b"<feed/>" * 50)
    (folder / "sitemap.xml").write_bytes(b"<urlset/>")
    (folder / "people" / "nerys" / "index.html").write_bytes(b"<p>Nerys</p>")
    (folder / "static" / "a.0123456789ab.css").write_bytes(b"a{}")
    (folder / "static" / "a.css").write_bytes(b"a{}")
    (folder / "static" / "icon.png").write_bytes(b"\x89PNG" * 100)
    (folder / ".hidden").write_bytes(SECRET)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_bytes(SECRET)
    (tmp_path / "secret").write_bytes(SECRET)
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "out").symlink_to(tmp_path)
    (folder / "people" / "linked").symlink_to(folder / "people" / "nerys")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.fixture
def browser(root):
    with wire(root) as front:
        yield Browser(front)


def test_a_folder_answers_with_its_page(browser):
    answer = browser.get("/")
    assert (answer["status"], answer["body"]) == (200, WORDS)
    assert answer["headers"]["content-type"] == "text/html; charset=utf-8"
    assert answer["headers"]["content-length"] == str(len(WORDS))
    assert answer["headers"]["cache-control"] == "no-cache"
    assert answer["headers"]["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer["headers"]["content-security-policy"]
    assert browser.get("/people/nerys/")["body"] == b"<p>Nerys</p>"
    assert browser.reached == 0


def test_no_header_stands_twice_and_none_sets_a_cookie(browser):
    for path in ("/", "/feed.xml", "/static/a.css"):
        names = [name.lower() for name, _value in browser.get(path, accept_encoding="br")["pairs"]]
        assert len(names) == len(set(names))
        assert "set-cookie" not in names


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/static/a.css", "text/css; charset=utf-8"),
        ("/static/icon.png", "image/png"),
    ],
)
def test_each_file_says_what_it_is(browser, path, kind):
    assert browser.get(path)["headers"]["content-type"] == kind


def test_only_a_name_with_its_sum_is_kept_for_ever(browser):
    assert browser.get("/static/a.0123456789ab.css")["headers"]["cache-control"] == "public, max-age=31536000, immutable"
    assert browser.get("/static/a.css")["headers"]["cache-control"] == "no-cache"


def test_a_question_mark_changes_nothing(browser):
    assert browser.get("/")["body"] == browser.get("/?x=1")["body"] == browser.get("/?")["body"]


def test_head_gives_the_headers_alone(browser):
    answer = browser.get("/", method="HEAD")
    assert (answer["status"], answer["body"]) == (200, b"")
    assert answer["headers"]["content-length"] == str(len(WORDS))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_every_other_method_is_djangos(browser, method):
    assert browser.get("/", method=method)["body"] == b"django"


def test_what_a_browser_has_is_not_sent_again(browser):
    tag = browser.get("/")["headers"]["etag"]
    assert tag.startswith('"')
    for asked in (tag, f"W/{tag}", f'"other", {tag}', f'W/"x",W/{tag}', "*"):
        answer = browser.get("/", if_none_match=asked)
        assert (answer["status"], answer["body"]) == (304, b"")
        assert answer["headers"]["etag"] == tag
        assert "content-length" not in answer["headers"]
        assert "content-type" not in answer["headers"]
    assert browser.get("/", if_none_match='"other"')["status"] == 200
    assert browser.get("/", if_none_match="")["status"] == 200


def test_pages_are_sent_compressed_to_whoever_takes_it(browser):
    plain = browser.get("/")
    small = browser.get("/", accept_encoding="gzip, deflate, br, zstd")
    assert small["headers"]["content-encoding"] == "br"
    assert brotli.decompress(small["body"]) == WORDS
    assert small["headers"]["content-length"] == str(len(small["body"]))
    assert len(small["body"]) < len(WORDS)
    older = browser.get("/", accept_encoding="gzip")
    assert gzip.decompress(older["body"]) == WORDS
    assert len({answer["headers"]["etag"] for answer in (plain, small, older)}) == 3
    assert {answer["headers"]["vary"] for answer in (plain, small, older)} == {"Accept-Encoding"}
    assert browser.get("/", accept_encoding="br", if_none_match=small["headers"]["etag"])["status"] == 304


def test_what_is_packed_already_is_not_packed_again(browser):
    assert "content-encoding" not in browser.get("/static/icon.png", accept_encoding="br, gzip")["headers"]
    assert "content-encoding" not in browser.get("/static/a.css", accept_encoding="br, gzip")["headers"]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ()),
        ("br", ("br",)),
        ("gzip;q=0.5, br;q=0.1", ("br", "gzip")),
        ("br;q=0, gzip", ("gzip",)),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("gzip;q=0, *", ("br",)),
        ("identity", ()),
        ("br;q=x", ()),
        ("GZIP", ("gzip",)),
    ],
)
def test_what_a_browser_takes_is_read_from_its_words(accepted, chosen):
    assert encodings(accepted) == chosen


ATTACKS = [
    "/.hidden", "/.git/config", "/../secret", "/people/../../secret", "/people/./nerys/", "//etc/passwd", "//", "/people//nerys/", "/link", "/out/secret",
    "/people/linked/", "/out/", "/%2e%2e/secret", "/..%2fsecret", "/\x00", "/index.html\x00.css", "/..\\secret", "\\..\\secret", "/people\\nerys/", "",
    "secret", "../secret", "/people/nerys", "/people", "/static/", "/index.html/", "/pipe", "/index.html ", "/ /index.html", "/\r\nx", "/~root/",
    "/" + "a" * 5000, "/" + "a/" * 300, "/café/", "/caf\xc3\xa9/", "/index.HTML", "/C:/x", "/\ud800", "/...", "/..;/secret", "/.", "/..",
]  # fmt: skip


@pytest.mark.parametrize("path", ATTACKS)
def test_what_is_no_page_is_not_found(root, path):
    baked = BakedFiles(root=root, memory=MB, shared=Generation(root.parent / "generation"))
    assert baked.find(path, "") is None
    assert baked.weight == 0


def test_what_is_no_page_is_the_sites_however_it_is_written(browser):
    for path in ATTACKS:
        if path.startswith("/") and "\ud800" not in path and not path.startswith("/C"):
            answer = browser.get(quote(path, encoding="latin-1" if "\xc3" in path else "utf-8"))
            assert answer["body"] == b"django", path
    assert browser.baked.weight == 0


@pytest.mark.parametrize("path", [path for path in ATTACKS if "\ud800" not in path])
def test_a_line_that_is_no_request_gives_nothing_away(browser, path):
    said = browser.front.say(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert SECRET not in said
    assert said[9:12] in {b"404", b"400", b"200"}
    assert said[9:12] != b"200" or said.endswith(WORDS)


PIECES = st.sampled_from(["", ".", "..", "...", "people", "nerys", "out", "link", "secret", ".git", "config", "%2e%2e", "\x00", "\\", "index.html", "static"])


@fewer(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=6).map(lambda parts: "/" + "/".join(parts)), st.binary(max_size=30).map(lambda b: b.decode("latin-1"))))
def test_no_path_leaves_the_folder_or_raises(root, path):
    found = BakedFiles(root=root, memory=MB, shared=Generation(root.parent / "generation")).find(path, "")
    if found is not None:
        segments = segments_of(path)
        assert segments is not None
        assert found.body == root.joinpath(*segments).read_bytes() != SECRET


@fewer(max_examples=200, deadline=None)
@given(asked=st.text(max_size=80), accepted=st.text(max_size=80))
def test_no_header_raises(asked, accepted):
    assert matches(asked, '"abc"') in {True, False}
    assert set(encodings(accepted)) <= {"br", "gzip"}


def replace(root, words):
    (root.parent / "new").write_bytes(words)
    os.replace(root.parent / "new", root / "index.html")


def test_a_page_is_held_until_the_generation_rises(browser, root):
    assert browser.get("/")["body"] == WORDS
    replace(root, b"new words")
    assert browser.get("/")["body"] == WORDS
    browser.shared.bump()
    assert browser.get("/")["body"] == b"new words"


def test_a_removed_page_is_forgotten_with_the_generation(browser, root):
    browser.get("/", accept_encoding="br")
    (root / "index.html").unlink()
    browser.shared.bump()
    assert browser.get("/")["body"] == b"django"
    assert browser.baked.weight == 0


def test_a_page_that_did_not_change_is_not_compressed_again(browser):
    first = browser.baked.find("/", "br")
    browser.shared.bump()
    assert browser.baked.find("/", "br") is first


def test_what_was_read_before_a_change_is_never_held_past_it(browser, root):
    """A reader that is stopped between reading the generation and opening the file, while the page is taken away."""
    before = browser.shared.value
    held = browser.baked._read("/", before)
    (root / "index.html").unlink()
    browser.shared.bump()
    browser.baked._keep("/", held)
    assert browser.get("/")["body"] == b"django"


def test_memory_keeps_its_bound_and_lets_go_of_what_was_asked_for_longest_ago(root):
    for number in range(60):
        (root / f"{number}.html").write_bytes(os.urandom(10_000))
    baked = BakedFiles(root=root, memory=200_000, shared=Generation(root.parent / "generation"))
    for number in range(60):
        baked.find("/0.html", "")
        baked.find(f"/{number}.html", "br")
        assert baked.weight <= 200_000
    first = baked.find("/0.html", "")
    assert baked.find("/0.html", "") is first
    assert len(baked._held) < 20


def test_a_file_too_large_to_hold_is_answered_all_the_same(root):
    (root / "large.html").write_bytes(b"x" * 100_000)
    with wire(root, memory=200_000) as front:
        browser = Browser(front)
        assert browser.get("/large.html")["body"] == b"x" * 100_000
        assert browser.baked.weight == 0


def test_asking_for_what_is_not_there_takes_no_memory(browser):
    for number in range(100):
        browser.get(f"/people/{number}/")
    assert (browser.baked.weight, len(browser.baked._held), browser.reached) == (0, 0, 3 * 100)


def test_many_read_while_pages_change(browser, root):
    """Nobody gets half a page, or one older than the change that was finished before they asked."""
    replace(root, b"0" * 3000)
    browser.shared.bump()
    finished, wrong, stop = [0], [], threading.Event()

    def read():
        while not stop.is_set():
            least = finished[0]
            body = parsed(browser.front.say(b"GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"), bare=False)[0]["body"]
            words = gzip.decompress(body)
            if len(set(words)) != 1 or len(words) != 3000 or words[0] - ord("0") < least:
                wrong.append((least, words[:10]))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 60):
        replace(root, bytes([ord("0") + number]) * 3000)
        browser.shared.bump()
        finished[0] = number
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


READER = """
import sys
from pathlib import Path
from weeknotes.web.baked import BakedFiles
from weeknotes.web.counter import Generation
root = Path(sys.argv[1])
baked = BakedFiles(root=root, memory=1_000_000, shared=Generation(root.parent / "generation"))
for _line in sys.stdin:
    found = baked.find("/", "")
    print(found.body.decode() if found else "nothing", flush=True)
"""


def test_another_process_forgets_at_once_too(browser, root):
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as other:
        put, said = other.stdin, other.stdout
        assert put is not None and said is not None

        def ask():
            put.write("?\n")
            put.flush()
            return said.readline().strip()

        assert ask() == WORDS.decode()
        (root / "index.html").unlink()
        assert ask() == WORDS.decode()
        browser.shared.bump()
        assert ask() == "nothing"
        put.close()
