"""Public pages keep their shape whatever was written on them: long words, several labels, a lone way back, filters beside what was found."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from contracts import servers
from contracts.browser import stage
from contracts.browser.conftest import Windows

pytestmark = pytest.mark.browser

ADDRESS = f"https://glanderw.example/{'a_document-of-the-council/' * 4}{'x' * 40}"
WORD = f"W{'o' * 119}"
FROM_THE_RIGHT = ("أسبوع هادئ!", "كان هذا الأسبوع هادئا.")
WATCHED = ("Damp", "Night calls", "Lifts")


# Where the first letter of an element begins, its last one, and where the element ends.
ENDS = """(one) => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
  const x = (at) => { range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().right; };
  const first = text.data.search(/\\S/), last = text.data.trimEnd().length - 1;
  return [x(first), x(last), one.getBoundingClientRect().right];
}"""


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site of Mared's with two notes of this week: one is called by a very long word, one begins with a very long address; both watch the same things."""
    watched = "\n".join(f"- {label} – as it was." for label in WATCHED)
    with servers.site(tmp_path_factory.mktemp("layout"), like=prepared) as running:
        with stage.window(browser, running) as at:
            stage.begin(at)
            _publish(at, WORD, f"A quiet week.\n\n## Ones to watch\n\n{watched}")
            _publish(at, "Where the paper is", f"{ADDRESS}\n\n{ADDRESS} is where it is kept.\n\n## Ones to watch\n\n{watched}")
            _publish(at, *FROM_THE_RIGHT)
        yield running


def _publish(at: stage.Window, title: str, words: str) -> None:
    """A note of this week, for everyone."""
    page = at.go("/write/")
    page.locator("form[action='/write/start/'] button[value='']").click()
    page.wait_for_url(re.compile("/write/[0-9a-f-]{36}/"))
    stage.save(at, words, title=title)
    page.reload()
    stage.publish(page)


def _left(page: Page, selector: str) -> list[float]:
    """Where the things that `selector` names begin, from the left."""
    return [round(box["x"]) for one in page.locator(selector).all() if (box := one.bounding_box())]


def test_words_that_are_read_from_the_right_begin_there_and_end_with_their_stop(place: servers.Site, windows: Windows):
    page = windows(place).go("/")
    page.get_by_role("link", name=FROM_THE_RIGHT[0]).first.click()
    for selector in ("h1", "article p"):
        first, last, right = page.locator(f"main {selector}", has_text=FROM_THE_RIGHT[selector != "h1"].rstrip(".!")).first.evaluate(ENDS)
        assert last < first
        assert abs(right - first) < 40


@pytest.mark.parametrize("at", ["/", "/people/mared/", "{year}", "{week}", "/people/mared/where-the-paper-is/", "{word}", "{label}", "/search/?q=kept"])
def test_a_very_long_word_breaks_and_makes_no_page_wider_than_its_window(place: servers.Site, windows: Windows, at: str):
    window = windows(place)
    home = window.text("/")
    found = re.search(r'href="(/([0-9]{4})/w[0-9]{2}/)"', home)
    word = re.search(r'href="(/people/mared/wo+/)"', home)
    assert found
    assert word
    ways = {"year": f"/people/mared/years/{found[2]}/", "week": found[1], "word": word[1], "label": "/people/mared/about/night-calls/"}
    page = window.go(at.format(**ways))
    assert page.locator("main h1").count()
    for width in (stage.WIDE, stage.PHONE, 320):
        page.set_viewport_size({"width": width, "height": stage.HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("larger", [False, True])
def test_on_a_phone_the_name_of_the_place_and_the_days_stand_clear_whatever_their_length_and_the_size_of_letters(
    sample: servers.Site, windows: Windows, larger: bool
):
    page = windows(sample, width=320).go("/people/nerys/thirty-one-texts/")
    page.locator(".brand a").evaluate("(one) => { one.textContent = 'Gwasanaeth Llyfrgelloedd ac Archifau Sir Glanderw'; }")
    if larger:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    name, other = (page.locator(one).bounding_box() for one in (".brand a", ".mast .push a"))
    assert name
    assert other
    assert name["x"] + name["width"] <= other["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    days = page.locator(".days li").evaluate_all("(all) => all.map((one) => one.scrollWidth <= one.clientWidth)")
    assert len(days) == 5
    assert all(days)


def test_a_very_long_name_breaks_in_buttons_and_choices_and_makes_no_page_wider_than_a_phone(place: servers.Site, windows: Windows):
    window = windows(place, width=320)
    name = "bartholomew-james.featherstonehaugh-smythe@council.example"
    page = window.page
    stage.sign_in(window, "mared")
    window.go("/settings/people/").locator("#id_name").fill(name)
    page.locator("form:has(#id_name) button").click()
    page.wait_for_load_state("load")
    note = re.search("/write/[0-9a-f-]{36}/en/", window.text("/write/"))
    assert note
    link = stage.sign_in_link(place, name)
    for address in ("/settings/people/", f"{note[0]}who/", link):
        window.go(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.locator("main button").click()
    page.wait_for_url("**/today/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_labels_stand_under_each_other_however_many_there_are(place: servers.Site, windows: Windows):
    page = windows(place).go("/people/mared/where-the-paper-is/")
    items = page.locator("nav[aria-labelledby=about] li")
    assert items.count() == len(WATCHED)
    assert len(set(_left(page, "nav[aria-labelledby=about] li"))) == 1
    tops = [box["y"] for one in items.all() if (box := one.bounding_box())]
    assert tops == sorted(set(tops))


def test_what_comes_before_in_a_series_stands_at_its_beginning_also_where_nothing_comes_after(sample: servers.Site, windows: Windows):
    page = windows(sample).go("/series/out-of-hours/")
    page.locator(".h-entry .u-url").last.click()
    series = page.locator("nav[aria-label='In this series']")
    assert series.locator("a.said").count() == 1
    assert _left(page, "nav[aria-label='In this series'] p:not(.gloss)") == _left(page, "nav[aria-label='In this series'] .ends")


def test_what_was_found_stands_beside_what_narrows_it_down_in_sight(sample: servers.Site, windows: Windows):
    page = windows(sample).go("/search/?q=night&team=repairs")
    filters, status, first = (page.locator(one).bounding_box() for one in (".narrowing .acts", "#found [role=status]", "#hits li:first-child h2"))
    assert filters
    assert status
    assert first
    assert filters["x"] + filters["width"] <= status["x"]
    assert status["y"] <= filters["y"]
    assert first["y"] + first["height"] < stage.HEIGHT / 2
    page.locator("#f-team").select_option("")
    page.locator(".narrowing button").click()
    page.wait_for_url(re.compile(r"/search/\?q=night&in=&team="))
    page.set_viewport_size({"width": stage.PHONE, "height": stage.HEIGHT})
    page.goto(f"{sample.url}/search/?q=night&team=repairs")
    boxes = [page.locator(one).bounding_box() for one in ("#q", ".narrowing summary", "#found [role=status]")]
    assert [box["y"] for box in boxes if box] == sorted(box["y"] for box in boxes if box)
