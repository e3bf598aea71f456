"""What leaves as files is read and searched in a browser that has no network: an export, and the archive of the public site."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from contracts import servers

pytestmark = pytest.mark.browser


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a network, in which nothing may go wrong."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(request.url))
    yield page
    context.close()
    assert troubles == []


def weeknotes(site: servers.Site, *words: str) -> None:
    """Run a command on the site that is running."""
    subprocess.run([sys.executable, "-m", "weeknotes", *words], env=servers.environment(site.data, site.port, site.environment), check=True, capture_output=True)


def test_an_export_is_read_and_searched_from_its_folder(sample: servers.Site, offline: Page, tmp_path: Path):
    weeknotes(sample, "export", "--person", "nerys", "--to", str(tmp_path / "out"))
    offline.goto((tmp_path / "out" / "html" / "index.html").as_uri())
    offline.get_by_label("Find words in these pages").fill("WHITEBOARD fourt")
    offline.get_by_text("Pages with these words: ").wait_for()
    offline.get_by_role("search").get_by_role("link", name="Fourteen lines on a whiteboard").click()
    offline.get_by_role("heading", name="Fourteen lines on a whiteboard", level=1).wait_for()
    offline.get_by_role("link", name="What is remembered").click()
    offline.get_by_role("link", name="Week 47, 2026").first.click()
    offline.locator("article h1").wait_for()


def test_the_archive_is_walked_and_searched_from_its_folder(sample: servers.Site, offline: Page, tmp_path: Path):
    weeknotes(sample, "archive", "--to", str(tmp_path / "kept"))
    offline.goto((tmp_path / "kept" / "index.html").as_uri())
    offline.get_by_role("navigation").get_by_role("link", name="People", exact=True).click()
    offline.get_by_role("link", name="Nerys").first.click()
    offline.get_by_role("heading", name="Nerys", level=1).wait_for()
    offline.get_by_role("link", name="Cymraeg").click()
    assert offline.locator("html").get_attribute("lang") == "cy"
    offline.get_by_role("link", name="English", exact=True).click()
    offline.get_by_role("navigation").get_by_role("link", name="Search", exact=True).click()
    offline.get_by_label("Find words in these pages").fill("whiteboard")
    offline.get_by_role("search").get_by_role("link").first.click()
    offline.locator("main h1").wait_for()
    assert offline.evaluate("() => getComputedStyle(document.body, '::before').content") == '""'
