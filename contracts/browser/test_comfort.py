"""Comfort while writing, in a real browser: nothing but the text in sight, a calm timer, colours and large text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site of Mared's."""
    with servers.site(tmp_path_factory.mktemp("comfort"), like=prepared) as running:
        with stage.window(browser, running) as at:
            stage.begin(at)
        yield running


def new_note(at: stage.Window) -> Page:
    page = at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").click()
    page.wait_for_url(re.compile(r"/write/[0-9a-f-]{36}/"))
    return page


@pytest.fixture(params=[stage.WIDE, stage.PHONE])
def at(request: pytest.FixtureRequest, windows: Windows, place: servers.Site) -> stage.Window:
    made = windows(place, width=request.param)
    stage.sign_in(made, "mared")
    return made


def places(page: Page) -> list[object]:
    return [page.locator(one).bounding_box() for one in ("#title", "#body", "#saved")]


def test_focus_shows_the_text_alone_moves_nothing_and_ends_with_escape(at: stage.Window):
    page = new_note(at)
    page.locator("#body").click()
    page.keyboard.type("Rain all week.")
    expect(page.locator("#saved")).to_have_attribute("data-state", "kept")
    before = places(page)
    page.keyboard.press("Control+Shift+F")
    for seen in ("#title", "#body", "#saved", "#focus-off"):
        expect(page.locator(seen)).to_be_visible()
    for hidden in ("#week", "[role=toolbar]", ".mast", "#jot", "footer", "#iread", "#count", "form#note button:not([type])"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert places(page) == before
    page.keyboard.type(" And wind.")
    expect(page.locator("#body")).to_have_text("Rain all week. And wind.")
    expect(page.locator("#saved")).to_have_attribute("data-state", "kept")
    page.keyboard.press("Escape")
    expect(page.locator("#week")).to_be_visible()
    expect(page.locator("[role=toolbar]")).to_be_visible()


def test_focus_is_remembered_for_the_session_and_not_beyond(at: stage.Window, windows: Windows, place: servers.Site):
    page = new_note(at)
    page.locator("#focus-on").click()
    expect(page.locator(".mast")).to_be_hidden()
    expect(page.locator("#body")).to_be_focused()
    page.reload()
    expect(page.locator(".mast")).to_be_hidden()
    expect(page.locator("#body")).to_be_visible()
    page.locator("#focus-off").click()
    page.reload()
    expect(page.locator(".mast")).to_be_visible()
    page.locator("#focus-on").click()
    other = windows(place)
    stage.sign_in(other, "mared")
    other.page.goto(page.url)
    expect(other.page.locator(".mast")).to_be_visible()


def test_escape_closes_what_is_open_before_it_ends_focus(at: stage.Window):
    page = new_note(at)
    page.locator("#body").click()
    page.keyboard.press("Control+Shift+F")
    page.keyboard.press("Control+K")
    expect(page.locator("#link-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#link-dialog")).to_be_hidden()
    expect(page.locator(".mast")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".mast")).to_be_visible()


def test_a_timer_that_is_wanted_says_the_minutes_left_and_ends_with_one_line(at: stage.Window):
    at.page.clock.install()
    page = new_note(at)
    expect(page.locator("#timer")).to_be_hidden()
    page.locator("#comfort summary").click()
    page.locator("#timer-minutes").select_option("10")
    expect(page.locator("#timer")).to_have_text("Minutes left: 10")
    page.clock.fast_forward("03:30")
    expect(page.locator("#timer")).to_have_text("Minutes left: 7")
    page.clock.fast_forward("06:30")
    expect(page.locator("#timer")).to_have_text("10 minutes are over.")
    expect(page.get_by_role("status").filter(has_text="10 minutes are over.")).to_have_count(1)
    page.reload()
    expect(page.locator("#timer")).to_be_hidden()


def test_colours_and_large_text_change_at_once_and_are_there_on_the_next_page(at: stage.Window):
    page = new_note(at)
    page.locator("#comfort summary").click()
    plain = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response(re.compile("/comfort/")):
        page.locator("#id_theme").select_option("dark")
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(22, 27, 32)" != plain
    with page.expect_response(re.compile("/comfort/")):
        page.locator("#id_text_size").select_option("very-large")
    for address in ("/today/", "/write/", "/settings/", page.url.removeprefix(at.site.url)):
        page.goto(at.site.url + address)
        assert page.evaluate("[document.documentElement.dataset.theme, document.documentElement.dataset.size]") == ["dark", "very-large"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.locator("#comfort summary").click()
    for box in ("#id_theme", "#id_text_size"):
        with page.expect_response(re.compile("/comfort/")):
            page.locator(box).select_option("")


def test_without_scripts_colours_are_kept_and_what_needs_a_script_is_not_offered(windows: Windows, place: servers.Site):
    at = windows(place, scripts=False)
    stage.sign_in(at, "mared")
    page = new_note(at)
    page.locator("#markdown").fill("Rain all week.")
    expect(page.locator("#focus-on")).to_be_hidden()
    page.locator("#comfort summary").click()
    expect(page.locator("#timer-minutes")).to_be_hidden()
    page.locator("#id_theme").select_option("light")
    page.locator("#comfort button").click()
    page.wait_for_load_state("load")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.locator("#markdown")).to_have_value("Rain all week.")


def test_a_series_that_is_begun_by_its_name_stands_in_the_list_with_its_number(at: stage.Window):
    page = new_note(at)
    page.locator("details:has(#series) summary").first.click()
    with page.expect_response(re.compile("/about/")):
        page.locator("#series_name").fill("Depot diary")
        page.locator("#dated").focus()
    expect(page.locator("#series option:checked")).to_have_text("Depot diary")
    expect(page.locator("#series_name")).to_have_value("")
    expect(page.locator("#number")).not_to_have_value("")
    with page.expect_response(re.compile("/about/")):
        page.locator("#series").select_option("")
    expect(page.locator("#number")).to_have_value("")


def test_a_tag_of_ones_own_is_offered_as_its_words_are_written_and_completed_after_a_comma(at: stage.Window):
    page = new_note(at)
    with page.expect_response(re.compile("/save/")):
        page.locator("#title").fill("A rota")  # a blank one would be given again
    with page.expect_response(re.compile("/about/")):
        page.locator("#tags").fill("Night calls")
        page.locator("#title").focus()
    page = new_note(at)
    box = page.get_by_role("checkbox", name=re.compile("Night calls"))
    expect(box).to_have_count(0)
    page.locator("#title").fill("Night calls again")
    expect(box).to_have_count(1)
    expect(box).not_to_be_checked()
    with page.expect_response(re.compile("/about/")):
        box.check()
    expect(page.locator("#tags")).to_have_value("Night calls")
    page.locator("#tags").fill("Rota, ")
    expect(box).not_to_be_checked()
    expect(page.locator("#tags-known option[value='Rota, Night calls']")).to_have_count(1)
