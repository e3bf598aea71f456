"""A writer's week in a real browser, from an empty site to what the next Friday asks: with scripts, on a phone, and with scripts off."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows
from weeknotes.web.dates import iso, monday

pytestmark = pytest.mark.browser

RING, ROTA, DAMP = "Ring the six callers back", "Agree the rota with the fitters", "Book the damp visits"
WATCHED = "The lift stands still on Mondays"
ENTRY = "It comes back to you next Friday."
WAYS = {
    "on a desktop": {"width": stage.WIDE},
    "on a phone": {"width": stage.PHONE},
    "without scripts": {"width": stage.WIDE, "scripts": False},
}


@pytest.fixture(params=WAYS)
def week(request: pytest.FixtureRequest, browser: Browser, windows: Windows, tmp_path: Path, prepared: Path) -> Iterator["Week"]:
    """An empty site of its own and a window on it, in each way of using it."""
    with servers.site(tmp_path / "site", like=prepared) as running:
        how = WAYS[request.param]
        yield Week(windows(running, **how), scripts=bool(how.get("scripts", True)), wide=how["width"] == stage.WIDE)


class Week:
    """What a writer does, said once for every way of doing it."""

    def __init__(self, at: stage.Window, *, scripts: bool, wide: bool) -> None:
        self.at, self.page, self.scripts, self.wide = at, at.page, scripts, wide
        self.this = monday(datetime.now(UTC).date())
        self.next = self.this + timedelta(days=7)

    def jot(self, line: str) -> None:
        """Put a line into the box at the top of the page."""
        self.page.locator("#jot").fill(line)
        self.page.locator(".jot button").click()
        if self.scripts:
            expect(self.page.locator("#jotted")).to_have_text("Kept.")
        else:
            expect(self.page.get_by_text("Kept. It waits on your Friday page.")).to_be_visible()

    def write(self, title: str, lines: list[str], page: Page | None = None) -> None:
        """Type a title and Markdown lines: into the editor, or into the plain box."""
        page = page or self.page
        page.locator("#title").fill(title)
        if not self.scripts:
            page.locator("#markdown").fill("\n".join(lines))
            page.get_by_role("button", name="Save", exact=True).click()
            page.wait_for_load_state("load")
            return
        page.locator("#body").click()
        page.keyboard.press("Control+End")
        with self.saving(lines[-1], page):
            for line in lines:
                page.keyboard.type(line)
                page.keyboard.press("Enter")

    def saving(self, words: str, page: Page) -> AbstractContextManager[object]:
        """Within it the site takes a save that has `words` in it, by itself."""
        return page.expect_response(lambda one: one.url.endswith("/save/") and words in (one.request.post_data or "") and one.status in {200, 409})

    def publish(self, audience: str) -> None:
        """Choose who may read it, and publish with what is read in sight."""
        self.page.locator("#audience").select_option(audience)
        button = self.page.locator("button[formaction$='/publish/']")
        with self.page.expect_navigation():
            button.click()
        if self.page.locator("#iread").count():  # what is read had changed since the page was made: it is shown once more
            with self.page.expect_navigation():
                button.click()
        expect(self.page.get_by_text(ENTRY)).to_be_visible()

    def fits(self) -> None:
        """Nothing scrolls sideways."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


GOALS = ["## Goals", "", f"- {RING}", f"- {ROTA}", f"- {DAMP}"]
TYPED = ["## Goals", f"- {RING}", ROTA, DAMP]


def test_a_week_from_an_empty_site_to_the_next_friday(week: Week) -> None:
    page = week.page
    page.goto(week.at.site.url + "/")
    expect(page.get_by_role("heading", name="Look around with a sample organisation")).to_be_visible()
    stage.begin(week.at, name="Llyfrgell Glanderw", person="Mared")
    week.at.go("/write/")
    week.jot("Thirty people came to the first evening")
    week.at.go("/today/")
    expect(page.get_by_text("Thirty people came to the first evening", exact=True)).to_be_visible()
    week.fits()

    # The note of this week, published for everyone.
    page.get_by_role("button", name="Write this week").first.click()
    page.wait_for_url(re.compile("/write/.+/en/"))
    watch = ["", "## Ones to watch", "", f"Lift – {WATCHED}"] if not week.scripts else []
    week.write("Three calls", GOALS + watch if not week.scripts else TYPED)
    if week.scripts:
        page.keyboard.press("Enter")  # out of the list
        week.write("Three calls", ["## Ones to watch", f"Lift – {WATCHED}"])
    for words in (RING, ROTA, DAMP, "One to watch Lift"):
        expect(page.locator("#iread")).to_contain_text(words)
    page.locator("#iread li", has_text=DAMP).get_by_role("button", name="Not that").click()
    expect(page.locator("#iread li.not")).to_contain_text(DAMP)
    week.fits()
    week.publish("4")
    public = page.locator("main a[href*='/people/']").get_attribute("href")
    assert public is not None
    for address in (public, "/", "/people/mared/", "/feed.xml", "/people/mared/feed.xml"):
        assert "Three calls" in week.at.text(address), address
    week.at.go(public)
    expect(page.get_by_role("heading", name="Three calls")).to_be_visible()
    week.fits()

    # The next Friday brings it back; an answer goes into the next note.
    week.at.go(f"/friday/{iso(week.next)}/")
    asked = page.locator("fieldset", has_text=RING)
    expect(asked).to_be_visible()
    expect(page.get_by_text(ROTA)).to_be_visible()
    expect(page.get_by_text(DAMP)).to_have_count(0)
    expect(page.locator("fieldset", has_text="Lift")).to_contain_text("watched 1 week")
    asked.get_by_label("partly").check()
    asked.get_by_label("because").fill("two were out")
    page.locator("#focus").fill("Ring the last two")
    week.fits()
    page.locator("button[name=put][value=all]").click()
    page.wait_for_load_state("load")
    expect(page.get_by_text("1 answer is kept.")).to_be_visible()
    week.at.go(f"/friday/{iso(week.next)}/")
    page.get_by_role("link", name="Open the note").click()
    page.wait_for_url(re.compile("/write/.+/en/"))
    assert "two were out" in page.locator("#body" if week.scripts else "#markdown").evaluate("(box) => box.value || box.textContent")
    page.locator("#title").fill("Two were out")
    week.publish("4")
    page.goto(week.at.site.url + "/threads/")
    page.get_by_role("link", name=RING).click()
    expect(page.locator("main")).to_contain_text("two were out")
    numbers = [str(one.isocalendar().week) for one in (week.this, week.next)]
    for number in numbers:
        expect(page.locator("main")).to_contain_text(f"Week {number}")

    # Taken back, it is gone everywhere before the answer came.
    week.at.go("/write/")
    page.get_by_role("link", name="Three calls").click()
    page.wait_for_url(re.compile("/write/.+/en/"))
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Withdrawn: its pages and feeds are gone")).to_be_visible()
    assert week.at.status(public) == 410
    for address in ("/", "/people/mared/", "/feed.xml", "/people/mared/feed.xml"):
        assert "Three calls" not in week.at.text(address), address


def test_two_tabs_never_lose_a_text(week: Week) -> None:
    page = week.page
    stage.begin(week.at)
    page.get_by_role("button", name="Write this week").first.click()
    page.wait_for_url(re.compile("/write/.+/en/"))
    other = week.at.another()
    other.goto(page.url)
    week.write("Rain", ["Written in the first tab."])
    week.write("Rain", ["Written in the second tab."], other)
    panel = other.locator("#conflict")
    expect(panel).to_contain_text("Written in the first tab.")
    expect(panel).to_contain_text("Written in the second tab.")
    page.reload()
    expect(page.locator("#conflict")).to_contain_text("Written in the second tab.")
    page.locator("#conflict button").last.click()
    page.wait_for_load_state("load")
    page.goto(page.url)
    text = page.locator("#body" if week.scripts else "#markdown").evaluate("(box) => box.value || box.textContent")
    assert "Written in the second tab." in text
    page.get_by_role("link", name="Earlier versions").click()
    expect(page.locator("main li").first).to_be_visible()
    assert page.locator("main li").count() >= 2


@pytest.mark.parametrize("week", ["on a desktop", "on a phone"], indirect=True)
def test_a_saved_note_survives_a_server_that_is_killed(week: Week) -> None:
    stage.begin(week.at)
    week.page.get_by_role("button", name="Write this week").first.click()
    week.page.wait_for_url(re.compile("/write/.+/en/"))
    week.write("Rain", ["Before the server stopped."])
    server = next(one for one in week.at.site.processes() if "weeknotes.config.answer" in one.cmdline())
    server.kill()
    week.page.locator("#body").press("Control+End")
    with week.saving("And after.", week.page):
        week.page.keyboard.type("And after.")
    week.page.reload()
    expect(week.page.locator("#body")).to_contain_text("Before the server stopped.")
    expect(week.page.locator("#body")).to_contain_text("And after.")
