"""The configurations in deploy/ for nginx and Caddy, run as they stand there, in front of a real site."""

import contextlib
import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import missing
from contracts import servers, web_servers
from contracts.servers import Site, get
from weeknotes.web.counter import Generation

PAGE = "<!doctype html><title>Week 11</title>" + "<p>Rain all week, and the pump held.</p>" * 40
WEB_SERVERS = ["nginx", "caddy"]


@contextlib.contextmanager
def in_front(program: str, site: Site, folder: Path) -> Iterator[str]:
    """The address of nginx or Caddy in front of `site`, with public pages and a feed in the baked folder."""
    public = site.data / "public"
    for path, text in {
        "people/sian/week-11/index.html": PAGE,
        "people/sian/week-12/index.html": PAGE,
        "people/sian/feed.xml": '<feed xmlns="http://www.w3.org/2005/Atom"/>',
        "people/sian/rss.xml": '<rss version="2.0"/>',
        "people/sian/feed.json": "{}",
        "people/sian/feeds.opml": '<opml version="2.0"/>',
        "media/0123456789abcdef0123456789abcdef.avif": "a picture",
        "media/0123456789abcdef0123456789abcdef.webp": "a picture",
        **{f"media/0123456789abcdef0123456789abcdef.{ending}": "heard" for ending in ("mp3", "m4a", "ogg", "mp4", "webm", "vtt")},
        ".hidden": "no",
        "people/.hidden": "no",
        "people/.git/config": "no",
    }.items():
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_text(text)
    port = servers.free_port()
    address = f"http://127.0.0.1:{port}"
    try:
        if program == "nginx":
            running = web_servers.nginx(web_servers.nginx_block(site.data, port=port, app=site.port), folder)
        else:
            running = web_servers.caddy(web_servers.caddyfile(site.data, port=port, app=site.port), folder, address + "/people/sian/week-11/")
        with running:
            yield address
    except servers.NotHereError as what:
        missing(str(what))


@pytest.fixture(scope="module", params=WEB_SERVERS)
def front(request: pytest.FixtureRequest, lasting_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One nginx or Caddy in front of one site for all tests that leave both running."""
    with in_front(request.param, lasting_site, tmp_path_factory.mktemp(request.param)) as address:
        yield address


@pytest.mark.parametrize("program", WEB_SERVERS)
def test_a_public_page_comes_from_the_folder_while_the_site_is_down(program: str, site: Site, tmp_path: Path) -> None:
    site.process.terminate()
    site.process.wait(60)
    with in_front(program, site, tmp_path / program) as front:
        page = get(front + "/people/sian/week-11/")
        again = get(front + "/people/sian/week-11/", {"If-None-Match": page.headers["etag"]})
    assert (page.status, page.text) == (200, PAGE)
    assert page.headers["cache-control"] == "no-cache"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert again.status == 304


def test_a_page_has_the_same_headers_as_the_site_itself_gives(front: str, lasting_site: Site) -> None:
    there, here = (get(where + "/people/sian/week-11/") for where in (lasting_site.url, front))
    assert there.status == here.status == 200
    for name in ("content-security-policy", "cache-control", "x-content-type-options", "referrer-policy", "x-frame-options", "content-type"):
        assert here.headers[name].lower() == there.headers[name].lower(), name


@pytest.mark.parametrize(("name", "media"), [("feed.xml", "application/atom+xml"), ("rss.xml", "application/rss+xml"), ("feed.json", "application/feed+json"), ("feeds.opml", "text/x-opml")])
def test_a_feed_has_the_type_of_a_feed(front: str, lasting_site: Site, name: str, media: str) -> None:
    there, here = (get(f"{where}/people/sian/{name}") for where in (lasting_site.url, front))
    assert here.headers["content-type"].lower() == there.headers["content-type"].lower() == f"{media}; charset=utf-8"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("avif", "image/avif"), ("webp", "image/webp"), ("mp3", "audio/mpeg"), ("m4a", "audio/mp4"), ("ogg", "audio/ogg"), ("mp4", "video/mp4"),
        ("webm", "video/webm"), ("vtt", "text/vtt; charset=utf-8"),
    ],
)  # fmt: skip
def test_a_picture_has_its_type_and_is_asked_about_again_each_time(front: str, lasting_site: Site, ending: str, kind: str) -> None:
    there, here = (get(f"{where}/media/0123456789abcdef0123456789abcdef.{ending}") for where in (lasting_site.url, front))
    assert there.headers["content-type"] == here.headers["content-type"] == kind
    assert there.headers["cache-control"] == here.headers["cache-control"] == "no-cache"


def test_what_is_not_a_file_is_answered_by_the_site(front: str, lasting_site: Site) -> None:
    assert get(front + "/sign-in/").status == get(lasting_site.url + "/sign-in/").status
    assert get(front + "/nothing/here/").status == get(lasting_site.url + "/nothing/here/").status


def test_what_can_be_smaller_is_sent_smaller(front: str) -> None:
    small = get(front + "/people/sian/week-11/", {"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(small.body).decode() == PAGE


def test_the_site_is_told_who_asks_and_believes_no_visitor(front: str, lasting_site: Site) -> None:
    """As it is without a web server that the host named: what the visitor says of addresses is not handed on."""
    answer = get(front + "/sign-in/", {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
    assert answer.status == get(lasting_site.url + "/sign-in/").status
    assert "evil.example" not in answer.text
    assert "evil.example" not in answer.headers.get("location", "")


def test_styles_may_be_kept_for_ever(front: str, lasting_site: Site) -> None:
    name = next((lasting_site.data / "public" / "static").glob("weeknotes.*.css")).name
    style = get(f"{front}/static/{name}")
    assert style.status == 200
    assert "immutable" in style.headers["cache-control"]


@pytest.mark.parametrize("path", ["/.hidden", "/people/.hidden", "/people/.git/config", "/../secret", "/%2e%2e/secret", "/people/sian/../../../secret"])
def test_nothing_hidden_linked_or_outside_is_served(front: str, lasting_site: Site, path: str) -> None:
    answer = get(front + path)
    assert answer.status != 200
    assert (lasting_site.data / "secret").read_bytes() not in answer.body


def test_a_withdrawn_page_is_gone_at_once(front: str, lasting_site: Site) -> None:
    assert get(front + "/people/sian/week-12/").status == 200
    shutil.rmtree(lasting_site.data / "public" / "people" / "sian" / "week-12")
    Generation(lasting_site.data / "generation").bump()
    gone = get(front + "/people/sian/week-12/")
    assert gone.status == get(lasting_site.url + "/people/sian/week-12/").status != 200


def test_a_sound_is_sent_in_parts_by_both(front: str, lasting_site: Site) -> None:
    for where in (lasting_site.url, front):
        part = get(f"{where}/media/0123456789abcdef0123456789abcdef.mp3", {"Range": "bytes=1-2"})
        assert (part.status, part.text, part.headers["content-range"]) == (206, "ea", "bytes 1-2/5")
