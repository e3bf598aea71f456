"""A year's review in a real browser: begun, a sentence chosen by keyboard and found in the editor, an answer kept; and in Welsh on a phone without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows

pytestmark = pytest.mark.browser
SAID = "We went round and asked people about damp in their own kitchens."
NOTES = (
    ("My year 2022", "2022-12-01", "## What do I want to be saying at my next annual review?\n\nI want to ask people about damp before I count complaints."),
    ("Kitchens", "2023-05-09", f"It rained all week. {SAID}"),
)


def publish(page: Page) -> None:
    """Publish what is on the page; with what will be remembered in sight, where it was not so yet."""
    for _once_or_twice in range(2):
        if not page.url.endswith("/publish/") or page.locator("#title").count():
            with page.expect_navigation():
                page.locator("button[formaction$='/publish/']").click()


def write(at: stage.Window, title: str, day: str, markdown: str) -> None:
    """Publish a note of a day for oneself alone, without scripts."""
    page = at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").click()
    page.locator("#title").fill(title)
    page.locator("#markdown").fill(markdown)
    page.locator("details:has(#dated) > summary").click()
    page.locator("#dated").fill(day)
    publish(page)


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site of Mared's, who wanted something in 2022 and wrote of it in 2023."""
    with servers.site(tmp_path_factory.mktemp("year"), like=prepared) as running:
        with stage.window(browser, running, scripts=False) as at:
            stage.begin(at)
            for note in NOTES:
                write(at, *note)
        yield running


@pytest.mark.parametrize(
    ("lang", "width", "scripts", "wanted", "because"),
    [("en", stage.WIDE, True, "What I wanted to be saying", "Asked first, in eleven kitchens."), ("cy", stage.PHONE, False, "Beth roeddwn i am ei ddweud", "Gofynnais yn gyntaf.")],
)
def test_a_year_is_looked_back_on(place: servers.Site, windows: Windows, lang: str, width: int, scripts: bool, wanted: str, because: str):
    at = windows(place, width=width, scripts=scripts, lang=lang)
    stage.sign_in(at, "mared")
    stage.speak(at, lang)
    page = at.go("/year/2023/")
    expect(page.get_by_role("link", name="Kitchens")).to_be_visible()
    page.locator("a[href='/year/2023/review/']").click()
    if page.locator("input[name=lang]").input_value() != lang:
        with page.expect_navigation():
            page.locator(f"a[href='?from=annual&lang={lang}#headings']").click()
    with page.expect_navigation():
        page.locator("main form:has(#lines) button").click()
    review = page.url.partition("#")[0]
    assert re.search(r"/reviews/[0-9a-f-]{36}/$", review)
    offer = page.locator("li", has_text=SAID).get_by_role("button")
    offer.focus()
    page.keyboard.press("Enter")
    pair = page.locator(".pair").first
    expect(pair.locator(".quote")).to_contain_text(SAID)
    pair.locator("input[value=yes]").check()
    pair.locator("textarea").fill(because)
    pair.locator("form[action$='/answer/'] button.quiet").click()
    expect(page.locator(".pair").first.locator("textarea")).to_have_value(because)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(review.replace("/reviews/", "/write/") + f"{lang}/")
    if scripts:
        expect(page.locator("#body h2").first).to_contain_text(wanted)
        expect(page.locator("#body h2").first).to_have_attribute("data-audience", "me")  # her notes were for her alone
        expect(page.locator("#body blockquote")).to_contain_text(SAID)
    else:
        expect(page.locator("#markdown")).to_have_value(re.compile(f"{wanted} {{audience=me}}.*<blockquote lang=\"en\"><p>“{re.escape(SAID)}”", re.DOTALL))
    publish(page)
    page.goto(review + "sign/")
    page.locator("main form button").click()
    expect(page.locator("main form button[name=take_back]")).to_be_visible()
