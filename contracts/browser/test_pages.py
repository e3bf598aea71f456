"""Every page: nothing axe can find wrong, nothing that scrolls sideways on a phone, nothing refused, nothing asked of another host."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from contracts.browser import stage
from contracts.browser.sites import Sites
from contracts.browser.table import FOR_PROGRAMS, NOT_PAGES, PAGES, Shown
from contracts.gate.routes import PICTURES, TAKES, patterns

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def sites(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Sites]:
    """Sites that these tests alone write on: what a page shows depends on what the pages before it left."""
    with ExitStack() as stack:
        yield Sites(browser, tmp_path_factory.mktemp("pages"), stack, like=prepared)


def wrong(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands: rule, element, why."""
    if not page.evaluate("() => 'axe' in window"):
        Axe().run(page, context="head")
    answer = page.evaluate("(options) => axe.run(options)", OPTIONS)
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in answer["violations"] for node in one["nodes"]]


# The two languages of a page differ in words alone, so axe looks at one of them on a desktop in the light and at the other on a phone in the dark.
SIGHTS: Mapping[str, tuple[stage.Theme, int]] = {"en": ("light", stage.WIDE), "cy": ("dark", stage.PHONE)}


@pytest.mark.parametrize("lang", [pytest.param(lang, marks=pytest.mark.xdist_group(f"pages-{lang}")) for lang in SIGHTS])
@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_a_page_is_accessible_and_fits_a_phone(shown: Shown, lang: str, sites: Sites):
    tour = sites.tour(shown, lang)
    page = tour.at.page
    before = len(tour.at.trouble)
    mode, width = SIGHTS[lang]
    page.emulate_media(color_scheme=mode)
    page.set_viewport_size({"width": width, "height": stage.HEIGHT})
    shown.go(tour)
    assert page.locator("html").get_attribute("lang") == lang
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert wrong(page) == []
    page.set_viewport_size({"width": stage.PHONE, "height": stage.HEIGHT})
    assert page.evaluate("document.documentElement.scrollWidth") <= stage.PHONE
    assert tour.at.trouble[before:] == []


def test_the_table_has_every_route_that_answers_with_a_page():
    asked = {pattern.removeprefix("<tree:lang>/") for pattern, _view in patterns()}
    pages = {route for route in asked - TAKES - PICTURES if not route.endswith(NOT_PAGES) and not route.startswith(FOR_PROGRAMS)}
    shown = {row.route for row in PAGES}
    assert pages - shown == set()
    assert shown - pages - PICTURES == {"404", "404.html"}  # no route of the map: its absence, and a baked file
