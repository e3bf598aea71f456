"""Bringing a whole blog in, by keyboard and without JavaScript: join two posts, cut one elsewhere, take it in, do it again."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.servers import Site

pytestmark = pytest.mark.browser

SUBJECTS = ("lifts", "libraries", "payroll", "museums")


def blog() -> str:
    """Four posts of three paragraphs that each end with the same line."""
    sentence = "This week the {0} team looked again at what people asked of us, {1}, and changed the form because of it. "
    texts = ["\n\n".join(sentence.format(subject, part) * 4 for part in ("first", "second", "third")) for subject in SUBJECTS]
    return "\n\n".join(f"{text}\n\nFollow us on the site" for text in texts)


def upload(page: Page) -> None:
    """Send the blog, and come to what was found in it."""
    page.locator("#files").set_input_files([FilePayload(name="blog.txt", mimeType="text/plain", buffer=blog().encode())])
    with page.expect_navigation():
        page.locator("#files").press("Tab")
        page.keyboard.press("Enter")


def test_a_writer_moves_the_cuts_of_a_blog_and_takes_it_in_once(sample: Site, windows: Windows):
    at = windows(sample, scripts=False, width=stage.PHONE)
    stage.sign_in(at, "nerys")
    page = at.go("/write/")
    page.get_by_role("link", name="Bring in what you wrote elsewhere").click()
    upload(page)
    cuts = page.locator("input[name=cut-0]:checked")
    expect(cuts).to_have_count(4)
    # The second post is joined to the first, and the last is cut at its third paragraph.
    cuts.nth(1).press("Space")
    page.get_by_role("group", name="Post 4").get_by_role("checkbox", name="third").press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(cuts).to_have_count(4)
    first = page.locator(".posts > li").first
    assert first.locator(".quote").inner_text().startswith("This week the lifts team")
    page.get_by_role("button", name="Take in 4 drafts").press("Enter")
    expect(page.get_by_text("4 new drafts, for only you.")).to_be_visible()
    page.locator(".posts a").first.click()
    written = page.locator("#markdown").input_value()
    assert all(word in written for word in ("lifts", "libraries"))
    assert "payroll" not in written
    page = at.go("/import/")
    upload(page)
    # As found, only the post that was not touched is here already; as it was cut, all of them are.
    expect(page.get_by_text("already here")).to_have_count(1)
    page.locator("input[name=cut-0]:checked").nth(1).press("Space")
    page.get_by_role("group", name="Post 4").get_by_role("checkbox", name="third").press("Space")
    with page.expect_navigation():
        page.get_by_role("button", name="Show it with these cuts").last.press("Enter")
    expect(page.get_by_text("already here")).to_have_count(4)
    expect(page.get_by_text("Nothing in it is new.")).to_be_visible()
    page.get_by_role("button", name="Take nothing").press("Enter")
    expect(page.get_by_text("what you uploaded is deleted")).to_be_visible()
