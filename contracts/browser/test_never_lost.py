"""What a writer has typed outlives a lost connection, a lapsed session, a killed server, a crashed page and a killed browser."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from contracts import servers
from contracts.browser import stage

pytestmark = pytest.mark.browser

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('weeknotes:text:')).map(key => localStorage[key]).join()"
OFFLINE = "Not saved: the site does not answer. Kept on this device; I try again by myself."
SIGNED_OUT = "Not saved: you are signed out. Kept on this device. Sign in in another tab, then write on here."
SAVED = re.compile("^Saved [0-9]{2}:[0-9]{2}$")
SAVE = re.compile("/save/$")
PATIENCE = stage.PATIENCE_MS


@pytest.fixture
def at(browser: Browser, own: servers.Site) -> Iterator[stage.Window]:
    """A window on Mared's site; what is broken on purpose here is no trouble."""
    with stage.window(browser, own) as made:
        stage.sign_in(made, "mared")
        stage.speak(made, "en")  # another tour of this site may have been in Welsh
        yield made


def new_note(page: Page, url: str) -> str:
    """Begin a note about no week of its own; its address. A note without a word would be taken up again by the next test."""
    page.goto(f"{url}/write/")
    page.locator("form[action='/write/start/'] button[value='']").click()
    expect(page.locator("#body")).to_be_visible()
    write(page, "Begun.")
    saved(page)
    return page.url


def write(page: Page, words: str) -> None:
    """Type at the end of the text."""
    page.locator("#body").press("Control+End")
    page.keyboard.type(words)


def saved(page: Page, state: str | re.Pattern[str] = SAVED) -> None:
    expect(page.locator("#saved")).to_have_text(state, timeout=PATIENCE)


def use_offered(page: Page) -> None:
    """Put the words that this device kept in the place of the text, and wait until the site has them."""
    with page.expect_response(SAVE) as answered:
        page.get_by_role("button", name="Use it").click()
    assert answered.value.status == 200


def held(page: Page, words: str) -> None:
    """Wait until this device holds the words."""
    page.wait_for_function(f"(words) => {KEPT}.includes(words)", arg=words)


def text(context: BrowserContext, address: str) -> str:
    """What the site has, as its write page shows it without a script."""
    return context.request.get(address).text()


def test_a_pause_is_enough_for_the_site_to_have_the_words(at: stage.Window):
    page = at.page
    address = new_note(page, at.site.url)
    with page.expect_response(SAVE) as answered:
        write(page, " And rain.")
    assert json.loads(answered.value.text())["state"] == "kept"
    assert "Begun. And rain." in text(at.context, address)


def test_words_written_offline_reach_the_site_when_it_is_back(at: stage.Window):
    page = at.page
    address = new_note(page, at.site.url)
    at.context.set_offline(True)
    write(page, " Written on the train.")
    saved(page, OFFLINE)
    at.context.set_offline(False)
    saved(page)
    assert "Written on the train." in text(at.context, address)


def test_a_session_that_lapses_while_somebody_writes_costs_no_word(at: stage.Window):
    page = at.page
    address = new_note(page, at.site.url)
    at.context.clear_cookies(name="weeknotes")
    write(page, " After the session.")
    saved(page, SIGNED_OUT)
    other = at.another()
    other.goto(at.site.url + stage.sign_in_link(at.site, "mared"))
    other.locator("main button").click()
    other.wait_for_url("**/today/")
    write(page, " And more.")
    # The first words may be saved by themselves before the others are typed.
    servers.until(lambda: "After the session. And more." in text(at.context, address), "both are on the site")
    saved(page)


def test_words_of_a_lapsed_session_are_offered_after_the_page_was_closed_and_somebody_signed_in(at: stage.Window):
    page = at.page
    address = new_note(page, at.site.url)
    at.context.clear_cookies(name="weeknotes")
    write(page, " Closed too soon.")
    saved(page, SIGNED_OUT)
    page.close(run_before_unload=False)
    at.page = at.another()
    stage.sign_in(at, "mared")
    at.page.goto(address)
    use_offered(at.page)
    assert "Closed too soon." in text(at.context, address)


def test_a_page_that_crashes_before_it_could_save_gives_its_words_back(at: stage.Window):
    page = at.page
    address = new_note(page, at.site.url)
    page.route("**/save/", lambda route: route.abort())
    write(page, " Before the crash.")
    held(page, "Before the crash.")
    with pytest.raises(Error, match="crash"):
        page.goto("chrome://crash")  # ends the page's process, without a word to the page
    again = at.another()
    again.goto(address)
    use_offered(again)
    assert "Before the crash." in text(at.context, address)


def test_a_server_that_is_killed_and_started_again_gets_the_words_that_were_written_meanwhile(browser: Browser, tmp_path: Path, prepared: Path):
    with ExitStack() as stack:
        first = stack.enter_context(servers.site(tmp_path, like=prepared))
        at = stack.enter_context(stage.window(browser, first))
        stage.begin(at)
        page = at.page
        address = new_note(page, first.url)
        for process in first.processes():
            process.kill()
        first.process.wait()
        write(page, " While it was down.")
        saved(page, OFFLINE)
        stack.enter_context(servers.site(tmp_path, port=first.port))
        saved(page)
        assert "Begun. While it was down." in text(at.context, address)


def test_a_browser_that_is_killed_while_it_is_offline_offers_the_words_again(browser: Browser, own: servers.Site, tmp_path: Path):
    """Every process of the browser is killed, as by a dead battery: what it had not written to its disk is gone."""
    profile = tmp_path / "profile"
    context = _browser(browser, profile)
    at = stage.Window(own, context, context.pages[0])
    stage.sign_in(at, "mared")
    address = new_note(at.page, own.url)
    cookies = context.cookies()
    context.set_offline(True)
    write(at.page, " The battery is low.")
    saved(at.page, OFFLINE)
    ours = [one for one in psutil.process_iter(["cmdline"]) if any(str(profile) in word for word in one.info["cmdline"] or ())]
    assert ours
    for process in ours:
        process.kill()
    psutil.wait_procs(ours, timeout=servers.PATIENCE)
    for lock in profile.glob("Singleton*"):
        lock.unlink()
    context = _browser(browser, profile)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.pages[0]
    page.goto(address)
    use_offered(page)
    assert "The battery is low." in text(context, address)
    context.close()


def _browser(browser: Browser, profile: Path) -> BrowserContext:
    """A browser of its own, whose storage is on the disk."""
    chromium = shutil.which("chromium")
    return browser.browser_type.launch_persistent_context(profile, executable_path=chromium, args=stage.FLAGS, locale="en-GB")


def test_two_tabs_on_one_note_are_put_together_and_both_go_on(at: stage.Window):
    page = at.page
    address = new_note(page, at.site.url)
    with page.expect_response(SAVE):
        write(page, "\nThe lift stood still.")
    other = at.another()
    other.goto(address)
    other.locator("#body p").first.click()
    other.keyboard.press("End")
    with other.expect_response(SAVE):
        other.keyboard.type(" In the other tab.")
    write(page, " In this tab.")
    panel = page.locator("#conflict")
    expect(panel.get_by_text("They changed different places")).to_be_visible(timeout=PATIENCE)
    panel.get_by_role("button", name="Go on with both in one").click()
    expect(page.get_by_text("Each of the two texts is among the earlier versions.")).to_be_visible()
    expect(page.locator("#body")).to_contain_text("Begun. In the other tab.")
    expect(page.locator("#body")).to_contain_text("The lift stood still. In this tab.")
    versions = at.text(f"{address.removeprefix(at.site.url)}versions/")
    assert "kept beside another" in versions
