"""An address of a film alone on its line: a card in the text, a card on the public page, and nothing asked of anybody before it is pressed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows
from weeknotes.notes.tests.recorded import MP3

pytestmark = pytest.mark.browser

FILM = "https://www.youtube.com/watch?v=rain-on-roofs"
FRAME = "https://www.youtube-nocookie.com/embed/rain-on-roofs"


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Site]:
    """A site of Mared's."""
    with servers.site(tmp_path_factory.mktemp("media")) as running:
        with stage.window(browser, running) as at:
            stage.begin(at)
        yield running


def test_a_film_is_a_card_that_loads_nothing_before_it_is_pressed(place: servers.Site, windows: Windows):
    at = windows(place, width=stage.PHONE)
    stage.sign_in(at, "mared")
    stage.speak(at, "en")
    page = at.go("/write/")
    page.get_by_role("button", name="Write about no week").click()
    page.locator("#title").fill("Rain on roofs")
    body = page.locator("#body")
    body.click()
    page.keyboard.type(FILM)
    page.keyboard.press("Enter")
    expect(body).to_contain_text("YouTube: readers get a card.")
    # Words beside it make it a link among words, and the card goes.
    page.evaluate("() => document.getElementById('body').editor.chain().focus().setTextSelection(1).run()")
    page.keyboard.type("Look: ")
    expect(body).not_to_contain_text("readers get a card")
    page.keyboard.press("Control+z")
    expect(body).to_contain_text("YouTube: readers get a card.")
    expect(body.get_by_role("button", name="Ask the page for its title")).to_be_visible()
    stage.publish(page)

    reader = windows(place, width=stage.PHONE)
    reader.context.route("https://**", lambda route: route.abort())  # no test leaves this machine
    page = reader.go("/people/mared/rain-on-roofs/")
    card = page.locator("figure.embed")
    expect(card.get_by_role("link")).to_have_attribute("href", FILM)
    expect(card).to_contain_text("YouTube · youtube.com/watch?v=rain-on-roofs")
    button = card.get_by_role("button", name=re.compile("^Show it here"))
    expect(button).to_have_accessible_description(
        "Pressing this asks www.youtube-nocookie.com for it. YouTube then learns the address of your device, and that you come from this site."
    )
    assert reader.trouble == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    button.focus()
    with page.expect_request(FRAME):  # which the page's policy would have refused to anybody else's
        page.keyboard.press("Enter")
    frame = card.locator("iframe")
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("title", FILM)
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top-navigation")
    assert {each for each in reader.trouble if "ERR_FAILED" not in each} == {f"asked another host: {FRAME}"}
    reader.trouble.clear()


def test_a_sound_is_put_in_told_about_and_played_by_the_browsers_own_player(place: servers.Site, windows: Windows):
    at = windows(place, width=stage.PHONE)
    stage.sign_in(at, "mared")
    stage.speak(at, "en")
    page = at.go("/write/")
    page.get_by_role("button", name="Write about no week").click()
    page.locator("#title").fill("The rain itself")
    body = page.locator("#body")
    body.click()
    page.keyboard.type("Listen. The rain was loud.")
    write = page.url
    page.get_by_role("button", name="More").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("menuitem", name="Sound or film").click()
    chooser.value.set_files({"name": "The rain.mp3", "mimeType": "audio/mpeg", "buffer": MP3})
    expect(body.get_by_role("link", name="The rain")).to_be_visible()
    expect(body).to_contain_text("A sound or film: readers get a player, and the file as it is")
    expect(page.locator("#saved")).to_have_attribute("data-state", "kept")
    words = body.get_by_role("link", name="Transcript and captions").get_attribute("href")
    expect(page.locator("#iread")).to_contain_text("This sound or film has no transcript.")
    # What is found is the sound itself, not the same words before it.
    expect(body.locator("mark.found")).to_have_count(1)
    expect(body.locator("a mark.found, mark.found a")).to_have_text("The rain")
    page = at.go(str(words))
    page.get_by_label("Transcript: what is said").first.fill("It rains on the roof of the depot.")
    page.get_by_label("Who saw to it").first.select_option("checked")
    page.get_by_role("button", name="Keep this").click()
    page = at.go("/media/")
    expect(page.get_by_role("main")).to_contain_text("transcript checked by a person")
    page.get_by_role("main").get_by_role("link", name="The rain itself").click()
    # The register leads to where it stands in the text, marked, with the caret there.
    expect(page.locator("#body").locator("a mark.found, mark.found a")).to_have_text("The rain")
    expect(page.locator("#body")).to_be_focused()
    assert page.evaluate("() => getSelection().anchorNode.parentElement.closest('a') !== null")
    page.goto(write)
    stage.publish(page)
    at.trouble.clear()  # the player asks for the sound, and this one is too short to be played

    reader = windows(place, width=stage.PHONE)
    page = reader.go("/people/mared/the-rain-itself/")
    assert page.locator("audio").evaluate("(player) => [player.controls, player.preload, player.src, player.getAttribute('aria-label')]") == [True, "none", "", "The rain"]
    page.get_by_text("Transcript, checked by a person").click()
    expect(page.get_by_text("It rains on the roof of the depot.")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
