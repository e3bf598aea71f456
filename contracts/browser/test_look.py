"""A look before publication, with the editor and without JavaScript: asked, said, accepted, seen."""

import re

import pytest
from playwright.sync_api import expect

from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.servers import Site

pytestmark = pytest.mark.browser


def draft(at: stage.Window) -> str:
    """A draft of whoever is signed in, with three sentences."""
    page = at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").click()
    page.wait_for_url(re.compile("/write/[0-9a-f-]{36}/"))
    page.locator("#title").fill("Lifts")
    page.locator("#body").click()
    page.keyboard.type("The lift stood still. We rang three tenants. It rained.")
    page.locator("#title").click()
    expect(page.locator("#saved")).to_contain_text("Saved")
    return page.url.removeprefix(at.site.url)


def test_other_words_for_a_sentence_come_into_the_text_and_who_said_them_sees_it(sample: Site, windows: Windows):
    writer, asked = windows(sample), windows(sample, scripts=False, width=stage.PHONE)
    stage.sign_in(writer, "nerys")
    note = draft(writer)
    page = writer.page
    page.get_by_role("button", name="Share this draft").click()
    page.get_by_label("Whom", exact=True).select_option(label="Tomos")
    page.get_by_role("button", name="Ask for a look").click()
    expect(page.locator(".say[role=status]")).to_contain_text("Tomos has no mail address here: it stands on their page for today.")

    stage.sign_in(asked, "tomos")
    theirs = asked.page
    theirs.get_by_role("link", name="Nerys").first.click()
    theirs.locator(".spoken summary").first.click()
    theirs.get_by_label("We rang three tenants.").check()
    theirs.locator("textarea[name=instead]").first.fill("We rang four tenants.")
    theirs.locator(".spoken form button.quiet").first.click()
    look = theirs.url

    writer.go(note)
    expect(page.locator("#body mark")).to_have_text("We rang three tenants.")
    page.locator("#body").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And then the sun.")
    page.get_by_role("button", name=re.compile("^Accept: put these words there")).click()
    expect(page.locator("#body")).to_have_text("The lift stood still. We rang four tenants. It rained. And then the sun.")
    expect(page.locator("#iread")).to_contain_text("Answered")

    theirs.goto(look)
    expect(theirs.locator("main")).to_contain_text("We rang three tenants.")
    assert "And then the sun" not in theirs.content()
    expect(theirs.locator(".mine form")).to_have_count(0)
