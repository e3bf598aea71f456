"""The nginx configuration in docs/hosts.md, run as it stands there, in front of a real site."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import missing
from contracts import servers
from contracts.servers import ROOT, Site, get

HOSTS = ROOT / "docs" / "hosts.md"
DATA_IN_DOCS = "/var/lib/weeknotes"
PAGE = "<!doctype html><title>Week 11</title>"


def server_block(data: Path, *, port: int, app: int) -> str:
    """The `server` of the docs, on a loopback port without TLS: nothing else of it is changed."""
    blocks = re.findall(r"```nginx\n(.*?)```", HOSTS.read_text(), re.DOTALL)
    assert len(blocks) == 1
    block = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", blocks[0])
    block = re.sub(r"^ *ssl_certificate(?:_key)? .*\n", "", block, flags=re.MULTILINE)
    assert DATA_IN_DOCS in block
    assert "127.0.0.1:8000" in block
    return block.replace(DATA_IN_DOCS, str(data)).replace("127.0.0.1:8000", f"127.0.0.1:{app}")


@contextlib.contextmanager
def in_front(site: Site, folder: Path) -> Iterator[str]:
    """The address of nginx in front of `site`, with public pages and a feed in the baked folder."""
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
        ".hidden": "no",
    }.items():
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_text(text)
    (public / "link.html").symlink_to(site.data / "secret")
    port = servers.free_port()
    try:
        with servers.nginx(server_block(site.data, port=port, app=site.port), folder):
            yield f"http://127.0.0.1:{port}"
    except servers.NotHereError as what:
        missing(str(what))


@pytest.fixture(scope="module")
def front(lasting_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One nginx in front of one site for all tests that leave both running."""
    with in_front(lasting_site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def test_a_public_page_comes_from_the_folder_while_the_site_is_down(site: Site, tmp_path: Path) -> None:
    site.process.terminate()
    site.process.wait(60)
    with in_front(site, tmp_path / "nginx") as front:
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


@pytest.mark.parametrize("ending", ["avif", "webp"])
def test_a_picture_has_its_type_and_is_asked_about_again_each_time(front: str, lasting_site: Site, ending: str) -> None:
    there, here = (get(f"{where}/media/0123456789abcdef0123456789abcdef.{ending}") for where in (lasting_site.url, front))
    assert there.headers["content-type"] == here.headers["content-type"] == f"image/{ending}"
    assert there.headers["cache-control"] == here.headers["cache-control"] == "no-cache"


def test_what_is_not_a_file_is_answered_by_the_site(front: str, lasting_site: Site) -> None:
    assert get(front + "/sign-in/").status == get(lasting_site.url + "/sign-in/").status
    assert get(front + "/nothing/here/").status == get(lasting_site.url + "/nothing/here/").status


def test_styles_may_be_kept_for_ever(front: str, lasting_site: Site) -> None:
    name = next((lasting_site.data / "public" / "static").glob("weeknotes.*.css")).name
    style = get(f"{front}/static/{name}")
    assert style.status == 200
    assert "immutable" in style.headers["cache-control"]


@pytest.mark.parametrize("path", ["/.hidden", "/link.html", "/../secret", "/%2e%2e/secret", "/people/sian/../../../secret"])
def test_nothing_hidden_linked_or_outside_is_served(front: str, lasting_site: Site, path: str) -> None:
    answer = get(front + path)
    assert answer.status != 200
    assert (lasting_site.data / "secret").read_bytes() not in answer.body


def test_a_withdrawn_page_is_gone_at_once(front: str, lasting_site: Site) -> None:
    assert get(front + "/people/sian/week-12/").status == 200
    shutil.rmtree(lasting_site.data / "public" / "people" / "sian" / "week-12")
    gone = get(front + "/people/sian/week-12/")
    assert gone.status == get(lasting_site.url + "/people/sian/week-12/").status != 200
