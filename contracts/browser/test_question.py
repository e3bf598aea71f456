"""A question from one reader to one writer: words selected and asked about, answered on a phone without JavaScript, seen by whoever asked."""

import pytest
from playwright.sync_api import expect

from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.servers import Site

pytestmark = pytest.mark.browser
ASKED = "Who rang them, and when?"


def test_words_that_are_selected_are_asked_about_and_answered_without_scripts(sample: Site, windows: Windows):
    reader, writer = windows(sample), windows(sample, scripts=False, width=stage.PHONE)
    stage.sign_in(reader, "tomos")
    stage.speak(reader, "en")
    page = reader.go("/read/")
    page.locator("li:has(.label:text('Nerys')) a[href^='/notes/']").first.click()
    page.wait_for_url("**/notes/**")
    note = page.url
    form = page.locator("form.ask-about")
    expect(form).to_be_hidden()
    page.locator("article .prose p").first.evaluate(
        "(p) => { const words = p.firstChild; const range = document.createRange(); range.setStart(words, 0); range.setEnd(words, 12);"
        " const now = getSelection(); now.removeAllRanges(); now.addRange(range) }"
    )
    expect(form).to_be_visible()
    form.get_by_role("button", name="Ask about this").click()
    expect(page.locator("input[name=sentence]:checked + .said")).to_be_visible()
    page.get_by_label("What would you like to know?").fill(ASKED)
    page.get_by_role("button", name="Send the question").click()
    page.wait_for_url(note)
    expect(page.locator("main")).to_contain_text(ASKED)

    stage.sign_in(writer, "nerys")
    stage.speak(writer, "en")
    theirs = writer.go("/today/")
    theirs.get_by_role("link", name=ASKED).click()
    theirs.get_by_label("Your answer (may stay empty for all but the first)").fill("Siân did, on Monday.")
    theirs.get_by_role("button", name="Send these words").click()
    expect(theirs.locator("main")).to_contain_text("Siân did, on Monday.")
    assert theirs.evaluate("document.documentElement.scrollWidth") <= stage.PHONE

    reader.go("/questions/")
    expect(page.locator("section[aria-labelledby=answered]")).to_contain_text("Siân did, on Monday.")
