"""Coming in with a blog's own archive, by keyboard and without JavaScript: look at it, take it in, see what it says, take it back."""

import pytest
from playwright.sync_api import FilePayload, expect

from contracts.browser import stage
from contracts.browser.conftest import Windows
from contracts.browser.walk_given import wxr
from contracts.servers import Site

pytestmark = pytest.mark.browser

PATIENCE = 60_000


def test_a_newcomer_brings_a_blog_along_sees_what_its_years_say_and_takes_it_back(sample: Site, windows: Windows):
    at = windows(sample, scripts=False, width=stage.PHONE)
    stage.sign_in(at, "nerys")
    stage.speak(at, "en")
    page = at.go("/import/")
    page.locator("#files").set_input_files([FilePayload(name="blog.xml", mimeType="text/xml", buffer=wxr().encode())])
    page.get_by_role("button", name="Look at what is there").press("Enter")
    # The page looks again by itself until the worker has looked through it.
    expect(page.get_by_text("3 posts would be new drafts, for only you.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("radio", name="Keep them as drafts too")).to_be_checked()
    page.get_by_role("button", name="Take in 3 drafts").press("Enter")
    expect(page.get_by_text("3 new drafts, for only you.")).to_be_visible(timeout=PATIENCE)
    done = page.url
    page.get_by_role("link", name="See what your years say").press("Enter")
    expect(page.get_by_role("heading", name="What you meant to do")).to_be_visible()
    expect(page.get_by_text("Dry out the depot", exact=True)).to_be_visible()
    page.goto(done)
    page.get_by_role("button", name="Take it all back").press("Enter")
    expect(page.get_by_role("heading", name="Taken back")).to_be_visible(timeout=PATIENCE)
