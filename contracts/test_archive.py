"""The public site as a folder: every link on every page leads to a file that is there, and nothing on it needs a server."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html as lxml_html

from contracts.test_round_trip import rich
from weeknotes.transfer.tests.typed import main

pytestmark = pytest.mark.django_db(transaction=True)


def broken(folder: Path) -> list[str]:
    """Each link, picture, style and script of each page that leads to no file of the folder, or up and out of it."""
    found = []
    for page in sorted(folder.rglob("*.html")):
        tree = lxml_html.fromstring(page.read_bytes().decode())
        addresses = [str(one) for one in tree.xpath("//@href | //@src | //@poster")]
        addresses += [part.split()[0] for one in tree.xpath("//@srcset") for part in str(one).split(", ")]
        names = {str(one) for one in tree.xpath("//@id")}
        for address in addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if not target.is_file() or not target.is_relative_to(folder.resolve()) or (parts.fragment and target == page and not parts.fragment.startswith(":~:") and parts.fragment not in names):
                found.append(f"{page.relative_to(folder)}: {address}")
    return found


def test_the_archive_needs_no_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rich()
    assert main(["archive", "--to", str(tmp_path / "kept")]) == 0
    folder = tmp_path / "kept"
    assert re.search(r"\d+ pages \(\d+ files\) are in", capsys.readouterr().out)
    assert broken(folder) == []
    pages = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")}
    assert {"index.html", "cy/index.html", "search/index.html", "cy/search/index.html", "people/author/index.html", "cy/people/author/glaw/index.html"} <= set(pages)
    for path, text in pages.items():
        assert text.count("<form") == (1 if path.endswith("search/index.html") else 0), path
        assert "/sign-in/" not in text
        assert "site.js" not in text
    # A picture, a feed and the style are there; what only signed-in pages use is not.
    assert (folder / "feed.xml").is_file()
    assert list(folder.glob("static/weeknotes.*.css"))
    assert list(folder.glob("media/*.webp"))
    assert list(folder.glob("media/*.mp3"))
    assert not list(folder.rglob("*editor*"))
    again = tmp_path / "again.zip"
    assert main(["archive", "--to", str(again)]) == 0
    assert main(["archive", "--to", str(folder)]) == 1
    assert "not empty" in capsys.readouterr().err
