"""The files in front of Django: what is answered, what is refused, what is forgotten."""

import gzip
import os
import subprocess
import sys
import threading
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fewer
from hypothesis import strategies as st

from weeknotes.web.baked import BakedFiles, encodings, matches, segments_of
from weeknotes.web.generation import Generation

WORDS = b"<!doctype html><title>Home</title>" + b"<p>Rain all week.</p>" * 100
SECRET = b"outside the folder"
MB = 1_000_000


class Browser:
    """Asks a WSGI application, and keeps whether Django was reached."""

    def __init__(self, root: Path, memory: int = MB) -> None:
        self.shared = Generation(root.parent / "generation")
        self.baked = BakedFiles(self.django, root=root, memory=memory, shared=self.shared)
        self.reached = 0

    def django(self, environ, start_response):
        self.reached += 1
        start_response("404 Not Found", [])
        return [b"django"]

    def get(self, path, method="GET", **headers):
        answer = {}

        def start_response(status, pairs, exc_info=None):
            answer.update(status=int(status[:3]), headers={name.lower(): value for name, value in pairs}, pairs=pairs)

        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": ""}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        answer["body"] = b"".join(self.baked(environ, start_response))
        return answer


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
    return Browser(root)


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
    assert browser.get("/")["body"] == browser.get("/", query_string="x=1")["body"]


def test_head_gives_the_headers_alone(browser):
    answer = browser.get("/", method="HEAD")
    assert (answer["status"], answer["body"]) == (200, b"")
    assert answer["headers"]["content-length"] == str(len(WORDS))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
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
def test_what_is_no_page_goes_to_django(browser, path):
    answer = browser.get(path)
    assert answer["body"] == b"django"
    assert SECRET not in answer["body"]
    assert browser.baked.weight == 0


PIECES = st.sampled_from(["", ".", "..", "...", "people", "nerys", "out", "link", "secret", ".git", "config", "%2e%2e", "\x00", "\\", "index.html", "static"])


@fewer(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=6).map(lambda parts: "/" + "/".join(parts)), st.binary(max_size=30).map(lambda b: b.decode("latin-1"))))
def test_no_path_leaves_the_folder_or_raises(root, path):
    browser = Browser(root)
    answer = browser.get(path)
    assert SECRET not in answer["body"]
    if answer["body"] != b"django":
        segments = segments_of(path)
        assert segments is not None
        assert answer["body"] == root.joinpath(*segments).read_bytes()


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


def test_what_was_read_before_a_change_is_never_held_past_it(root):
    """A reader that is stopped between reading the generation and opening the file, while the page is taken away."""
    browser = Browser(root)
    before = browser.shared.value
    held = browser.baked._read("/", before)
    (root / "index.html").unlink()
    browser.shared.bump()
    browser.baked._keep("/", held)
    assert browser.get("/")["body"] == b"django"


def test_memory_keeps_its_bound_and_lets_go_of_what_was_asked_for_longest_ago(root):
    for number in range(60):
        (root / f"{number}.html").write_bytes(os.urandom(10_000))
    browser = Browser(root, memory=200_000)
    for number in range(60):
        browser.get("/0.html")
        browser.get(f"/{number}.html", accept_encoding="br")
        assert browser.baked.weight <= 200_000
    first = browser.baked.find("/0.html", "")
    assert browser.baked.find("/0.html", "") is first
    assert len(browser.baked._held) < 20


def test_a_file_too_large_to_hold_is_answered_all_the_same(root):
    (root / "large.html").write_bytes(b"x" * 100_000)
    browser = Browser(root, memory=200_000)
    assert browser.get("/large.html")["body"] == b"x" * 100_000
    assert browser.baked.weight == 0


def test_asking_for_what_is_not_there_takes_no_memory(browser):
    for number in range(500):
        browser.get(f"/people/{number}/")
    assert (browser.baked.weight, len(browser.baked._held), browser.reached) == (0, 0, 500)


def test_many_threads_read_while_pages_change(root):
    """Nobody gets half a page, or one older than the change that was finished before they asked."""
    browser = Browser(root, memory=60_000)
    replace(root, b"0" * 3000)
    browser.shared.bump()
    finished, wrong, stop = [0], [], threading.Event()

    def read():
        while not stop.is_set():
            least = finished[0]
            body = browser.get("/", accept_encoding="gzip")["body"]
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
from django.conf import settings
settings.configure(STATIC_URL="/static/")
from weeknotes.web.baked import BakedFiles
from weeknotes.web.generation import Generation
root = Path(sys.argv[1])
baked = BakedFiles(None, root=root, memory=1_000_000, shared=Generation(root.parent / "generation"))
for _line in sys.stdin:
    found = baked.find("/", "")
    print(found.body.decode() if found else "nothing", flush=True)
"""


def test_another_process_forgets_at_once_too(root):
    browser = Browser(root)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as other:

        def ask():
            other.stdin.write("?\n")
            other.stdin.flush()
            return other.stdout.readline().strip()

        assert ask() == WORDS.decode()
        (root / "index.html").unlink()
        assert ask() == WORDS.decode()
        browser.shared.bump()
        assert ask() == "nothing"
        other.stdin.close()
