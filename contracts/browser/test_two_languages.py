"""Writing the second language of a note in a real browser: what is carried over, what stands beside it, and what is still to be written."""

import re

import pytest
from playwright.sync_api import Page, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.browser.tour import UID

pytestmark = pytest.mark.browser
TEXT = """Rain all week.

## Goals for the week

- Ring the six callers back
- Agree [the rota](https://glanderw.example/rota) with the fitters"""


def begin_second(at: stage.Window, week: str) -> Page:
    """A note of that week with TEXT, and its Welsh begun from it."""
    page = at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").evaluate(f"(button) => {{ button.value = '{week}' }}")
    page.locator(f"form[action='/write/start/'] button[value='{week}']").click()
    page.wait_for_url(re.compile(f"/write/{UID}/en/"))
    stage.save(at, TEXT, week=week)
    page.goto(page.url)
    page.locator("button[name=to][value='cy:first']").click()
    page.wait_for_url(re.compile(f"/write/{UID}/cy/"))
    return page


def test_the_first_word_typed_at_a_place_takes_the_stead_of_its_dots(own: servers.Site, windows: Windows):
    at = windows(own)
    stage.sign_in(at, "mared")
    stage.speak(at, "en")
    page = begin_second(at, "2025-W11")
    items = page.locator("#body li")
    items.first.click()
    page.wait_for_function("() => getSelection().toString() === '…'")
    page.keyboard.type("Ffonio’r chwe galwr yn ôl")
    expect(items.first).to_have_text("Ffonio’r chwe galwr yn ôl")
    page.locator("#body > p").first.click()
    page.wait_for_function("() => getSelection().toString() === '…'")
    page.keyboard.press("End")  # once at a place: the next key goes on from there
    page.keyboard.type(" wedyn")
    expect(page.locator("#body > p").first).to_have_text("… wedyn")
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_contain_text("the rota")


def test_the_list_follows_what_is_written_and_the_choice_stays_with_the_writer(own: servers.Site, windows: Windows):
    at = windows(own)
    stage.sign_in(at, "mared")
    stage.speak(at, "en")
    page = begin_second(at, "2025-W12")
    two = page.locator("#two")
    expect(two).to_contain_text("4 places to write in the Welsh")
    expect(page.locator("input[name=when][value=en]")).to_be_checked()
    page.locator("#body li").first.click()
    page.keyboard.type("Ffonio’r chwe galwr")
    expect(two).to_contain_text("3 places to write in the Welsh")
    page.locator("input[name=when][value=both]").check()
    page.locator("#body > p").first.click()
    page.keyboard.type("Glaw.")
    expect(two).to_contain_text("2 places to write in the Welsh")
    expect(page.locator("input[name=when][value=both]")).to_be_checked()


def test_the_block_that_answers_the_one_with_the_caret_is_marked_beside_it(own: servers.Site, windows: Windows):
    at = windows(own)
    stage.sign_in(at, "mared")
    stage.speak(at, "en")
    page = begin_second(at, "2025-W13")
    page.locator("#body h2").click()
    expect(page.locator("#beside .at")).to_have_text("Goals for the week")
    page.locator("#body li").last.click()
    expect(page.locator("#beside .at")).to_contain_text("Ring the six callers back")


def test_without_scripts_the_first_language_stands_there_to_read_and_the_dots_are_in_the_plain_box(own: servers.Site, windows: Windows):
    at = windows(own, scripts=False, width=stage.PHONE)
    stage.sign_in(at, "mared")
    stage.speak(at, "en")
    page = at.go("/write/")
    page.locator("form[action='/write/start/'] button").first.click()
    page.wait_for_url(re.compile(f"/write/{UID}/en/"))
    page.locator("#title").fill("Rain")
    page.locator("#markdown").fill(TEXT)
    page.locator("button[name=to][value='cy:first']").click()
    page.wait_for_url(re.compile(f"/write/{UID}/cy/"))
    assert "## Goals for the week" in page.locator("#markdown").input_value()
    assert "[the rota](https://glanderw.example/rota)" in page.locator("#markdown").input_value()
    expect(page.locator("#beside")).to_contain_text("Ring the six callers back")
    page.locator("#two a[href*='/both/#row-']").last.click()
    expect(page.locator("main")).to_contain_text("Ring the six callers back")
