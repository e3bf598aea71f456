"""The page for jottings on a device: without a connection, sent once, bound to who wrote it, shared to, installed, and nothing else kept."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from contracts import servers
from contracts.browser import stage
from contracts.gate.pictures import pixels

pytestmark = pytest.mark.browser

KEPT_HERE = "Kept on this device. It is sent when the site answers."
SENT = "Kept. It waits on your Friday page."
# What a browser says of a connection that the test itself has cut.
CUT = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site with two people, Mared and Tomos."""
    with servers.site(tmp_path_factory.mktemp("place"), like=prepared) as running:
        with stage.window(browser, running) as at:
            stage.begin(at)
            page = at.go("/settings/people/")
            page.locator("#id_name").fill("Tomos")
            page.locator("form:has(#id_name) button").last.click()
            page.wait_for_load_state("load")
        yield running


@pytest.fixture
def at(browser: Browser, place: servers.Site) -> Iterator[stage.Window]:
    """Mared's window, with the page for jottings open and held by its worker."""
    with stage.window(browser, place) as made:
        stage.sign_in(made, "mared")
        ready(made)
        yield made
        assert [each for each in made.trouble if not any(cut in each for cut in CUT)] == []


def ready(at: stage.Window) -> None:
    page = at.go("/jot/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def write(page: Page, line: str, says: str | re.Pattern[str]) -> None:
    page.locator("#line").fill(line)
    page.locator("#jotting button").click()
    expect(page.locator("#said")).to_have_text(says)


def jotted(at: stage.Window, line: str) -> int:
    """How often the line stands among the jottings of who is signed in."""
    return len(re.findall(rf'class="quote">{line}<', at.text("/today/")))


def test_a_line_written_without_a_connection_waits_and_is_sent_once_when_there_is_one(at: stage.Window):
    page = at.page
    at.context.set_offline(True)
    page.goto(at.site.url + "/jot/")
    expect(page.locator("h1")).to_have_text("Jot a line for this week")
    write(page, "Written in the lift", KEPT_HERE)
    page.reload()
    expect(page.locator("#waiting li")).to_contain_text("Written in the lift")
    write(page, "And on the stairs", KEPT_HERE)
    expect(page.locator("#waiting li")).to_have_count(2)
    at.context.set_offline(False)
    expect(page.locator("#said")).to_have_text(SENT)
    expect(page.locator("#waiting")).to_be_hidden()
    assert [jotted(at, line) for line in ("Written in the lift", "And on the stairs")] == [1, 1]
    page.goto(at.site.url + "/jot/")
    assert jotted(at, "Written in the lift") == 1


def test_a_photo_waits_on_the_device_and_is_sent_once_with_its_words(at: stage.Window):
    page = at.page
    at.context.set_offline(True)
    page.goto(at.site.url + "/jot/")
    photo = FilePayload(name="van.png", mimeType="image/png", buffer=pixels(7))
    page.locator("#photo").set_input_files([photo])
    page.locator("#photo_alt").fill("A van in the rain")
    write(page, "The van is back", KEPT_HERE)
    expect(page.locator("#photo")).to_have_value("")
    page.reload()
    expect(page.locator("#waiting li")).to_contain_text("The van is back (with a photo: van.png)")
    page.locator("#waiting li button").click()
    expect(page.locator("#photo")).to_have_value(re.compile("van.png"))
    expect(page.locator("#photo_alt")).to_have_value("A van in the rain")
    page.locator("#jotting button").click()
    expect(page.locator("#waiting li")).to_have_count(1)
    at.context.set_offline(False)
    expect(page.locator("#said")).to_have_text(SENT)
    page.goto(at.site.url + "/today/")
    shown = page.locator("img[alt='A van in the rain']")
    expect(shown).to_have_count(1)
    page.wait_for_function("() => document.querySelector('.snap img').naturalWidth > 0")


def test_a_line_whose_answer_was_lost_is_kept_once(at: stage.Window):
    page = at.page
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/jot/", lose)
    write(page, "The answer got lost", KEPT_HERE)
    assert lost == [204]
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#said")).to_have_text(SENT)
    assert jotted(at, "The answer got lost") == 1


def test_after_the_session_has_lapsed_the_page_says_so_and_the_line_waits(at: stage.Window):
    page = at.page
    at.context.clear_cookies()
    write(page, "Signed out meanwhile", "Kept on this device. You are signed out: it is sent once you sign in again.")
    expect(page.locator("#sign-in a")).to_be_visible()
    expect(page.locator("#waiting li")).to_contain_text("Signed out meanwhile")
    stage.sign_in(at, "mared")
    page.goto(at.site.url + "/jot/")
    expect(page.locator("#said")).to_have_text(SENT)
    assert jotted(at, "Signed out meanwhile") == 1


def test_what_one_person_left_here_is_neither_seen_nor_sent_by_another(at: stage.Window):
    page = at.page
    at.context.set_offline(True)
    write(page, "Only Mared’s", KEPT_HERE)
    page.route("**/jot/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    at.context.set_offline(False)
    page.goto(at.site.url + "/today/")
    out = page.locator("form[action='/sign-out/']")
    out.locator("button").click()
    expect(out.locator("[role=status]")).to_contain_text("Jottings wait on this device")
    out.locator("button").click()
    page.wait_for_url(at.site.url + "/")
    page.unroute("**/jot/")
    stage.sign_in(at, "tomos")
    page.goto(at.site.url + "/jot/")
    write(page, "Tomos’ own", SENT)
    expect(page.locator("#waiting")).to_be_hidden()
    assert "Only Mared" not in page.content()
    assert (jotted(at, "Only Mared’s"), jotted(at, "Tomos’ own")) == (0, 1)
    stage.sign_in(at, "mared")
    page.goto(at.site.url + "/jot/")
    expect(page.locator("#said")).to_have_text(SENT)
    assert (jotted(at, "Only Mared’s"), jotted(at, "Tomos’ own")) == (1, 0)


def test_a_page_left_open_does_not_send_its_line_as_somebody_else(at: stage.Window):
    other = at.another()
    other.goto(at.site.url + stage.sign_in_link(at.site, "tomos"))
    other.locator("main button").click()
    other.wait_for_url("**/today/")
    write(at.page, "Written under another name", re.compile("written by somebody else on this device"))
    assert jotted(at, "Written under another name") == 0
    expect(at.page.locator("#waiting li")).to_contain_text("Written under another name")


def test_after_signing_out_the_page_without_a_connection_is_nobodys_and_loses_no_word(at: stage.Window):
    page = at.page
    page.goto(at.site.url + "/today/")
    page.locator("form[action='/sign-out/'] button").click()
    page.wait_for_url(at.site.url + "/")
    at.context.set_offline(True)
    page.goto(at.site.url + "/jot/")
    page.locator("#line").fill("Whose is this?")
    page.locator("#jotting button").click()
    expect(page.locator("#said")).to_contain_text("Nobody has signed in on this device yet")
    expect(page.locator("#line")).to_have_value("Whose is this?")


@pytest.mark.parametrize("connected", [True, False])
def test_what_another_program_shares_stands_in_the_box(at: stage.Window, connected: bool):
    page = at.page
    at.context.set_offline(not connected)
    page.goto(at.site.url + "/jot/?title=Damp&text=What%20we%20found&url=https%3A%2F%2Fglanderw.example%2Fdamp")
    expect(page.locator("#line")).to_have_value("Damp – What we found")
    expect(page.locator("#link")).to_have_value("https://glanderw.example/damp")
    page.locator("#jotting button").click()
    expect(page.locator("#said")).to_have_text(SENT if connected else KEPT_HERE)
    assert page.url == at.site.url + "/jot/"
    at.context.set_offline(False)
    expect(page.locator("#waiting")).to_be_hidden()
    assert 'href="https://glanderw.example/damp"' in at.text("/today/")


def test_what_is_shared_after_the_session_has_lapsed_is_not_lost_on_the_way_to_signing_in(at: stage.Window):
    at.context.clear_cookies()
    page = at.go("/jot/?title=Shared+too+late")
    expect(page.locator("#line")).to_have_value("Shared too late")
    page.locator("#jotting button").click()
    expect(page.locator("#said")).to_contain_text("You are signed out")
    expect(page.locator("#waiting li")).to_contain_text("Shared too late")


@pytest.fixture(params=["en", "cy"])
def lang(at: stage.Window, request: pytest.FixtureRequest) -> Iterator[str]:
    """Mared's pages in a language, and in English again for the tests that follow."""
    stage.speak(at, request.param)
    yield request.param
    stage.speak(at, "en")


def test_the_browser_finds_nothing_wrong_with_the_manifest_and_the_page_can_be_installed(at: stage.Window, lang: str):
    page = at.go("/jot/")
    talk = at.context.new_cdp_session(page)
    found = talk.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert manifest["lang"] == lang
    share = manifest["share_target"]
    assert (share["action"], share["method"], share["params"]) == ("/jot/", "GET", {name: name for name in ("title", "text", "url")})
    assert all(at.status(each["src"]) == 200 for each in manifest["icons"])
    # A window of a test is a private one, and that alone stands in the way.
    wrong = [each["errorId"] for each in talk.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert set(wrong) <= {"in-incognito"}


def test_only_the_empty_page_and_its_files_are_kept_on_the_device(at: stage.Window):
    for address in ("/today/", "/write/", "/friday/", "/jot/"):
        at.go(address)
    kept = at.page.evaluate("""async () => {
        const found = {}
        for (const name of await caches.keys()) {
            const cache = await caches.open(name)
            for (const asked of await cache.keys()) found[new URL(asked.url).pathname] = await (await cache.match(asked)).text()
        }
        return found
    }""")
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in sorted(kept)] == [
        "/jot/shell/", "/static/built/jot.js", "/static/icon.svg", "/static/weeknotes.css",
    ]  # fmt: skip
    assert "Mared" not in kept["/jot/shell/"]
    assert 'name="csrfmiddlewaretoken" value=""' in kept["/jot/shell/"]


def test_the_bookmark_opens_the_page_filled_in_and_pressed_here_says_what_it_is_for(at: stage.Window):
    page = at.page
    mark = page.locator("a.mark")
    mark.click()
    expect(page.locator("#mark-said")).to_contain_text("Drag it to the bar")
    script = mark.get_attribute("href")
    assert script is not None
    assert page.locator("#mark-address").input_value() == script
    page.goto(at.site.url + "/threads/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    with at.context.expect_page() as opened:
        page.evaluate(script.removeprefix("javascript:"))
    box = opened.value
    expect(box.locator("#link")).to_have_value(at.site.url + "/threads/")
    expect(box.locator("#line")).not_to_have_value("")


def test_without_javascript_a_line_is_kept_by_the_form(browser: Browser, place: servers.Site):
    with stage.window(browser, place, scripts=False) as made:
        stage.sign_in(made, "mared")
        page = made.go("/jot/?title=No+script")
        page.locator("#jotting button").click()
        expect(page.locator("#said")).to_have_text(SENT)
        assert jotted(made, "No script") == 1
