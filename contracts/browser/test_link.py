"""A link takes the title of the page it goes to, when its writer asks: from the dialog, through the site, to another server, and back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows
from weeknotes.net.tests.elsewhere import elsewhere

pytestmark = pytest.mark.browser


def test_a_link_takes_the_title_of_its_page_when_asked(browser: Browser, windows: Windows, tmp_path: Path, prepared: Path) -> None:
    with elsewhere(tmp_path) as there:
        also = {"WEEKNOTES_FETCH_ALSO": "127.0.0.0/8", "SSL_CERT_FILE": str(there.authority)}
        with servers.site(tmp_path / "site", like=prepared, extra=also) as running:
            at = windows(running)
            stage.begin(at)
            page = at.go("/write/")
            page.get_by_role("button", name="Write about no week").click()
            body = page.locator("#body")
            body.click()
            page.keyboard.type(f"Look at {there.url('/bins')} now")
            expect(body.locator("a")).to_have_text(there.url("/bins"))
            body.locator("a").click()
            # The editor hears of a click a moment later.
            page.wait_for_function("() => document.getElementById('body').editor.isActive('link')")
            page.keyboard.press("Control+k")
            dialog = page.get_by_role("dialog", name="Link")
            expect(dialog.get_by_label("Words of the link")).to_have_value(there.url("/bins"))
            assert there.asked == []
            dialog.get_by_role("button", name="Ask the page for its title").click()
            expect(dialog.get_by_label("Words of the link")).to_have_value("Bins in Glanderw – Glanderw County Council")
            expect(dialog.get_by_label("Words of the link")).to_be_focused()
            page.keyboard.press("Enter")
            expect(body.locator("a")).to_have_text("Bins in Glanderw – Glanderw County Council")
            expect(body).to_contain_text("Look at Bins in Glanderw – Glanderw County Council now")

            page.evaluate("() => document.getElementById('body').editor.commands.setTextSelection(1)")
            page.keyboard.press("Control+k")
            expect(dialog.get_by_label("Words of the link")).to_be_visible()
            for address, answer in [
                ("http://example.org/", "This site asks only public https addresses for their titles."),
                (there.url("/gone"), "That page could not be read."),
                (there.url("/data"), "What is at that address gives no title."),
            ]:
                dialog.get_by_label("Address").fill(address)
                dialog.get_by_role("button", name="Ask the page for its title").click()
                expect(dialog.get_by_role("alert")).to_contain_text(answer)
