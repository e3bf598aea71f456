"""A database that goes away for a while: readers notice nothing, writers are told and keep their words, and what they wrote meanwhile is saved."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import missing
from contracts import servers
from contracts.browser import stage
from contracts.browser.test_never_lost import OFFLINE, SAVE, new_note, saved, text, write
from contracts.postgres import postgres_programs, postgres_server

pytestmark = pytest.mark.browser
TOLD = "The database does not answer just now"


def test_readers_notice_nothing_and_a_writer_keeps_what_they_wrote_meanwhile(browser: Browser, tmp_path: Path):
    try:
        postgres_programs()
    except servers.NotHereError as what:
        missing(str(what))
    with postgres_server() as database, servers.site(tmp_path, extra={"DATABASE_URL": database.url}) as site, stage.window(browser, site) as at:
        stage.begin(at)
        page = at.page
        address = new_note(page, site.url)
        page.locator("#title").fill("Rain")
        page.locator("#audience").select_option("4")
        with page.expect_response(SAVE):
            write(page, " Before.")
        page.locator("button[formaction$='/publish/']").click()
        expect(page.get_by_role("heading", name="Published")).to_be_visible()
        public = "/people/mared/rain/"
        read = servers.get(site.url + public)
        assert read.status == 200
        page.goto(address)
        database.stop()

        assert servers.get(site.url + public).body == read.body
        assert at.status(public) == 200  # whoever is signed in reads it, too
        assert servers.get(site.url + "/feed.xml").status == 200
        answer = at.context.request.get(site.url + "/today/")
        assert answer.status == 503
        assert TOLD in answer.text()
        write(page, " While it was gone.")
        saved(page, OFFLINE)

        database.start()
        saved(page)
        assert "Before. While it was gone." in text(at.context, address)
        assert at.status("/today/") == 200
        expect(page.locator("#body")).to_contain_text("While it was gone.")
        at.trouble = [one for one in at.trouble if "503" not in one]
        assert at.trouble == []
