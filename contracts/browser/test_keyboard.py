"""The whole of a Friday's work without a pointer: nothing in this file clicks."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows
from weeknotes.web.dates import iso, monday

pytestmark = pytest.mark.browser

STOPS = 200  # more than any page of one writer has


class Keys:
    """A page as somebody without a pointer has it: Tab goes on, and what is seen to have the keyboard can be pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, selector: str, words: str = "") -> None:
        """Press Tab until what `selector` names, with `words` in it, has the keyboard."""
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("([wanted, words]) => document.activeElement.matches(wanted) && document.activeElement.textContent.includes(words)", [selector, words]):
                seen = self.page.evaluate(
                    "() => { const style = getComputedStyle(document.activeElement);"
                    " return style.outlineStyle !== 'none' || document.activeElement.matches('#body, #title, textarea, input, select') }"
                )
                assert seen, f"{selector} has the keyboard and does not show it"
                return
        raise AssertionError(f"Tab does not come to {selector}")

    def press(self, selector: str, words: str = "") -> None:
        """Go to something and press it, and wait for the page that comes."""
        self.to(selector, words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        self.page.keyboard.type(words)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def at(request: pytest.FixtureRequest, windows: Windows, tmp_path: Path, prepared: Path) -> Iterator[stage.Window]:
    """A window on a site of its own, begun by Mared."""
    with servers.site(tmp_path / "site", like=prepared) as running:
        window = windows(running, scripts=request.param)
        stage.begin(window)
        yield window


def test_a_friday_is_done_by_keyboard_alone(at: stage.Window, request: pytest.FixtureRequest) -> None:
    scripts = "without" not in request.node.callspec.id
    page, keys = at.page, Keys(at.page)
    following = iso(monday(datetime.now(UTC).date()) + timedelta(days=7))

    def write(title: str, lines: list[str]) -> None:
        """Go to the title and the text, and type them; lines are Markdown."""
        keys.to("#title")
        keys.type(title)
        keys.to("#body" if scripts else "#markdown")
        page.keyboard.press("Control+End")
        for line in lines:
            keys.type(line)
            page.keyboard.press("Enter")
        if scripts:
            expect(page.locator("#saved")).to_contain_text(re.compile("Saved"))
            expect(page.locator("#iread")).to_contain_text(lines[-1].lstrip("- "))

    def publish() -> None:
        """Publish with what is read in sight; where it had changed it is shown once more."""
        keys.press("button[formaction$='/publish/']")
        if page.locator("#iread").count():
            keys.press("button[formaction$='/publish/']")
        expect(page.get_by_text("It comes back to you next Friday.")).to_be_visible()

    at.go("/write/")
    keys.press("button[name=week]:not(.quiet)")
    lines = ["## Goals", "- Ring the six callers back"] + ([] if scripts else ["", ""])
    write("Three calls", lines)
    publish()

    # A week later: what was said comes back, one is answered, a focus is set, a jotting is caught.
    at.go(f"/friday/{following}/")
    keys.to("fieldset input[type=radio][value=done]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("fieldset input[type=radio][value=partly]")).to_be_checked()
    keys.to("fieldset textarea[name^=because]")
    keys.type("two were out")
    keys.to("#focus")
    keys.type("Ring the last two")
    keys.press("button[name=put][value=all]")
    expect(page.get_by_text("1 answer is kept.")).to_be_visible()
    keys.press("main a[href*='/write/']")
    text = page.locator("#body" if scripts else "#markdown").evaluate("(box) => box.value || box.textContent")
    assert "two were out" in text
    assert "Ring the last two" in text
    keys.to("#title")
    keys.type("Two were out")
    publish()
    at.go("/threads/")
    keys.press("main a[href^='/threads/']", "Ring the six callers back")
    expect(page.locator("main")).to_contain_text("two were out")
