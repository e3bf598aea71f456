"""Every page: nothing axe can find wrong, nothing that scrolls sideways on a phone, nothing refused, nothing asked of another host."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from contracts.browser import stage
from contracts.browser.table import NOT_PAGES, PAGES, Shown
from contracts.browser.tour import Tour
from contracts.gate.routes import PICTURES, TAKES, patterns

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
Tours = Callable[[Shown, str], Tour]


@pytest.fixture(scope="module")
def tours(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Tours]:
    """A window for each site, language and sight, kept for all pages; a test looks at its trouble from where it stood before."""
    kept: dict[tuple[str, str, bool], Tour] = {}
    with ExitStack() as stack:

        def one(shown: Shown, lang: str) -> Tour:
            which = (shown.on, lang, shown.signed_in)
            if which not in kept:
                site = request.getfixturevalue(shown.on)
                at = stack.enter_context(stage.window(browser, site, lang=lang))
                kept[which] = Tour(at, lang, stage.tour_person(at, shown.on, lang, shown.signed_in))
            return kept[which]

        yield one


def wrong(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands: rule, element, why."""
    if not page.evaluate("() => 'axe' in window"):
        Axe().run(page, context="head")
    answer = page.evaluate("(options) => axe.run(options)", OPTIONS)
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in answer["violations"] for node in one["nodes"]]


# The two languages of a page differ in words alone, so axe looks at one of them on a desktop in the light and at the other on a phone in the dark.
SIGHTS = {"en": ("light", stage.WIDE), "cy": ("dark", stage.PHONE)}


@pytest.mark.parametrize("lang", SIGHTS)
@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_a_page_is_accessible_and_fits_a_phone(shown: Shown, lang: str, tours: Tours):
    tour = tours(shown, lang)
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
    pages = {route for route in asked - TAKES - PICTURES if not route.endswith(NOT_PAGES)}
    shown = {row.route for row in PAGES}
    assert pages - shown == set()
    assert shown - pages - PICTURES == {"404", "404.html"}  # no route of the map: its absence, and a baked file
