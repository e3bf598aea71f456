"""Searching in a browser: what is found stands there while one types, is read out, and is there again after going on to a note and back."""

import re

import pytest
from playwright.sync_api import expect

from contracts import servers
from contracts.browser.conftest import Windows

pytestmark = pytest.mark.browser


def test_what_is_found_stands_there_while_one_types_and_again_on_coming_back(windows: Windows, sample: servers.Site):
    at = windows(sample)
    page = at.go("/search/")
    box, status = page.locator("#q"), page.locator("#found [role=status]")
    box.press_sequentially("rot")
    expect(page.locator("#hits mark").first).to_be_visible()
    expect(status).to_have_text(re.compile(r"^\s*\d+ notes?\s*$"))
    expect(page).to_have_url(re.compile(r"\?q=rot$"))
    box.press_sequentially("zz")
    expect(status).to_have_text(re.compile(r"^\s*Nothing that you may read has all of “rotzz”"))
    box.fill("rota")
    page.locator("#hits h2 a").first.click()
    page.wait_for_url("**/people/**")
    page.go_back()
    expect(page.locator("#q")).to_have_value("rota")
    expect(page.locator("#hits mark").first).to_be_visible()


def test_without_scripts_the_form_is_sent_and_narrowed_down(windows: Windows, sample: servers.Site):
    at = windows(sample, scripts=False)
    page = at.go("/search/")
    page.locator("#q").fill("rota")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=rota**")
    assert page.locator("#hits mark").count()
    page.locator("details.narrowing summary").click()
    page.locator("#f-in").select_option("goals")
    page.locator("details.narrowing button").click()
    page.wait_for_url("**in=goals**")
    assert page.locator("#f-in").input_value() == "goals"
    assert {text.rpartition(" · ")[2] for text in page.locator("#hits .label").all_inner_texts()} == {"Goals"}
