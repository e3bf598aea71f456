"""Texts made to run a script, in a real browser: cleaned they run nothing, and no page of a site full of them does, even with its content policy taken away."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from contracts import servers
from contracts.browser import stage
from contracts.hostile import fields, texts, wrong_in
from weeknotes.prose.html import ATTRIBUTES, KEPT, clean
from weeknotes.prose.markdown import to_html

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]

MANY, AT_ONCE = 2_000, 100
# Told of by whatever runs, and by a dialog.
LISTEN = "window.hits = 0; window.hit = () => { window.hits += 1 }; for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = window.hit"
# Each text is read as a fragment, and a second time as what the first became; then everything in it that waits for somebody is done.
PUT_IN = """(texts) => {
  for (const text of texts) {
    const here = document.createElement('div')
    document.body.append(here)
    here.innerHTML = text
    const again = document.createElement('div')
    document.body.append(again)
    again.innerHTML = here.innerHTML
  }
}"""
TOUCH = """() => {
  for (const each of document.querySelectorAll('body *')) {
    for (const name of ['mouseover', 'pointerenter', 'focus', 'input', 'toggle', 'animationstart', 'submit', 'copy', 'scroll'])
      each.dispatchEvent(new Event(name, { bubbles: true }))
    if (each.matches('a[href]')) each.addEventListener('click', (event) => { if (!/^\\s*javascript:/i.test(each.protocol)) event.preventDefault() })
    if (each.matches('a[href]:not([href^="/settings"], [href^="/sign"])')) each.click()
  }
}"""
FOUND = "() => [...document.querySelectorAll('body *')].flatMap((each) => [[each.localName, ''], ...each.getAttributeNames().map((name) => [each.localName, name])])"
RUNS = "() => [...document.querySelectorAll('[href], [src], [action], [formaction], [data]')].map((each) => each.protocol || '').filter((one) => /script|data/.test(one))"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without any content policy, in which whatever runs is counted, and nothing leaves this machine."""
    made = browser.new_context(bypass_csp=True, locale="en-GB")
    made.set_default_timeout(stage.PATIENCE_MS)
    made.add_init_script(LISTEN)
    made.route("**/*", lambda route: route.continue_() if route.request.url.startswith("http://127.0.0.1:") else route.abort())
    yield made
    made.close()


def hits(page: Page) -> int:
    """What ran by now, once what was loading has loaded or failed."""
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    return int(page.evaluate("() => window.hits"))


def test_a_browser_runs_nothing_of_two_thousand_texts_and_finds_only_what_is_allowed(context: BrowserContext):
    page = context.new_page()
    allowed = {(tag, "") for tag in KEPT} | {(tag, name) for tag in KEPT for name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())} | {("div", ""), ("a", "rel")}
    several = list(texts(MANY, seed="browser"))
    for first in range(0, MANY, AT_ONCE):
        page.goto("about:blank")
        page.evaluate(PUT_IN, [made.encode(errors="replace").decode() for text in several[first : first + AT_ONCE] for made in (clean(text), clean(to_html(text)))])
        assert {tuple(one) for one in page.evaluate(FOUND)} <= allowed
        assert page.evaluate(RUNS) == []
        page.evaluate(TOUCH)
        assert hits(page) == 0, several[first : first + AT_ONCE]


def test_the_same_browser_tells_when_a_text_as_it_came_runs(context: BrowserContext):
    page = context.new_page()
    page.goto("about:blank")
    page.evaluate(PUT_IN, ["<img src=x onerror=hit()>"])
    page.wait_for_function("() => window.hits > 0")
    page.goto("about:blank")
    page.evaluate(PUT_IN, ["<a href='java\tscript:hit()'>x</a>"])
    assert page.evaluate(RUNS) == ["javascript:"] * 2  # as it was read, and once more


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site on which every name, title, tag, label and text was made to run a script."""
    with servers.site(tmp_path_factory.mktemp("hostile"), like=prepared) as running:
        subprocess.run(
            [sys.executable, "-m", "contracts.browser.hostile_site"], check=True, cwd=servers.ROOT,
            env={**running.environment, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "PYTHONPATH": f"{servers.ROOT / 'src'}:{servers.ROOT}"},
        )  # fmt: skip
        yield running


PUBLIC = ["/", "/cy/", "/people/", "/teams/", "/tags/", "/2025/", "/2025/w10/", "/search/?q=img", "/search/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dhit()%3E", "/about/", "/feeds/"]
MINE = ["/today/", "/read/", "/write/", "/friday/2025-W11/", "/monday/", "/threads/", "/questions/", "/lessons/", "/year/2025/", "/asks/", "/media/", "/my-teams/", "/settings/", "/settings/site/", "/settings/teams/",
        "/settings/people/", "/settings/tags/", "/settings/series/", "/settings/following/", "/search/?q=img"]  # fmt: skip
EVERY = 7


def test_no_page_of_a_site_full_of_such_names_runs_any_of_them(context: BrowserContext, hostile: servers.Site):
    page = context.new_page()

    def see(address: str) -> None:
        page.goto(hostile.url + address)
        if page.url == "about:blank" or not page.url.startswith(hostile.url):
            raise AssertionError(f"{address} led to {page.url}")
        assert hits(page) == 0, address
        assert page.evaluate(RUNS) == [], address
        assert page.evaluate("() => [...document.querySelectorAll('script')].filter((one) => one.textContent.includes('hit()') && one.type !== 'application/ld+json').length") == 0

    def first(address: str, selector: str, most: int) -> list[str]:
        page.goto(hostile.url + address)
        found = page.locator(selector).evaluate_all("(several) => several.map((one) => one.getAttribute('href'))")
        return [one for one in dict.fromkeys(found) if one.startswith("/")][:most]

    for address in PUBLIC:
        see(address)
    people = [f"/people/person-{number}/" for number in range(0, 60, EVERY)]
    for address in [*people, *(f"/teams/team-{number}/" for number in range(0, 60, EVERY)), *first("/tags/", "main a", 6)]:
        see(address)
    opened = page.goto(hostile.url + "/people/person-0/")
    assert opened is not None
    assert fields(60)[0] in opened.text().replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")
    notes = [note for person in people for note in first(person, f"main a[href^='{person}']", 1)]
    assert len(notes) == len(people)
    for address in notes:
        see(address)
    page.goto(hostile.url + stage.sign_in_link(hostile, "person-0"))
    page.locator("main button").click()
    page.wait_for_url("**/today/")
    for address in [*MINE, *first("/read/", "main a[href^='/notes/']", 6), *first("/threads/", "main a[href^='/threads/']", 4), *first("/write/", "main a[href^='/write/']", 4)]:
        see(address)


def test_feeds_of_such_a_site_carry_only_what_is_allowed(context: BrowserContext, hostile: servers.Site):
    from feedparser import parse  # noqa: PLC0415

    for address in ("/feed.xml", "/rss.xml"):
        read = parse(servers.get(hostile.url + address).body, sanitize_html=False, resolve_relative_uris=False)
        assert not read.bozo
        assert len(read.entries) >= 20
        assert [wrong for entry in read.entries for content in entry.content for wrong in wrong_in(content.value)] == []
