"""Find and replace, the list of keys, and how long the text is said to be."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXT = "<p>Tŷ, and a house: ty again.</p><ul><li>The TY of <strong>t</strong>y</li></ul>"


def opened(page: Page):
    page.keyboard.press("Control+h")
    panel = page.get_by_role("search", name="Find and replace")
    expect(panel.get_by_label("Find", exact=True)).to_be_focused()
    return panel


def test_finding_folds_capitals_and_accents_unless_asked(write, page):
    write.open(TEXT)
    write.select(1)
    panel = opened(page)
    page.keyboard.type("ty")
    said = panel.get_by_role("status")
    expect(said).to_have_text("1 of 4")
    expect(page.locator("#body .match.here")).to_have_text("Tŷ")
    page.keyboard.press("Enter")
    expect(said).to_have_text("2 of 4")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(said).to_have_text("4 of 4")
    panel.get_by_role("button", name="Next").click()
    expect(said).to_have_text("1 of 4")
    panel.get_by_label("Only with the same capitals and accents").check()
    expect(said).to_have_text("1 of 2")
    page.locator("#find-words").fill("nowhere")
    expect(said).to_have_text("Not in the text.")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#body")).to_be_focused()
    expect(page.locator("#body .match")).to_have_count(0)
    assert write.html() == TEXT


def test_replacing_all_is_one_step_of_undo(write, page):
    write.open(TEXT)
    write.select(1)
    panel = opened(page)
    page.keyboard.type("ty")
    panel.get_by_label("Put in its place").fill("adeilad")
    panel.get_by_role("button", name="Replace all").click()
    expect(panel.get_by_role("status")).to_have_text("Replaced: 4. Undo brings them all back.")
    assert write.html() == "<p>adeilad, and a house: adeilad again.</p><ul><li>The adeilad of <strong>adeilad</strong></li></ul>"
    panel.get_by_role("button", name="Close").click()
    page.keyboard.press("Control+z")
    assert write.html() == TEXT


def test_replacing_one_goes_on_to_the_next(write, page):
    write.open(TEXT)
    write.select(1)
    panel = opened(page)
    page.keyboard.type("ty")
    panel.get_by_label("Put in its place").fill("tyty")
    page.keyboard.press("Enter")
    expect(page.locator("#body .match.here")).to_have_text("ty")
    page.keyboard.press("Enter")
    assert write.html().startswith("<p>tyty, and a house: tyty again.</p>")


def test_the_chosen_words_are_what_is_looked_for(write, page):
    write.open("<p>Rain and rain</p>")
    write.select(1, 5)
    panel = opened(page)
    expect(panel.get_by_label("Find", exact=True)).to_have_value("Rain")
    expect(panel.get_by_role("status")).to_have_text("1 of 2")
    assert write.page.evaluate("new FormData(document.getElementById('note')).has('find-words')") is False


def test_the_menu_is_gone_through_by_keyboard(write, page):
    write.open()
    write.select(1)
    page.keyboard.press("Alt+F10")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    focused = page.locator(":focus")
    expect(focused).to_have_text("More")
    expect(focused).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menu", name="More")).to_be_visible()
    expect(focused).to_have_text("Who may read this part")
    for key, words in [("ArrowDown", "Quote"), ("ArrowDown", "Sound or film"), ("End", "Keys"), ("ArrowDown", "Who may read this part"), ("f", "Footnote"), ("f", "Find and replace"), ("Home", "Who may read this part")]:
        page.keyboard.press(key)
        expect(focused).to_have_text(words)
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(focused).to_have_text("More")
    expect(focused).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Quote", "<blockquote><p>Rain all week.</p></blockquote>"),
        ("Code", "<p><code>Rain all week.</code></p>"),
        ("Block of code", "<pre><code>Rain all week.</code></pre>"),
        ("Struck out", "<p><s>Rain all week.</s></p>"),
    ],
)
def test_what_the_menu_does_to_chosen_words(write, page, words, html):
    write.open()
    write.select(1, 15)
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name=words, exact=True).click()
    assert write.html() == html
    if words == "Block of code":  # all of the text is the line kept open below it as well
        write.select(2)
    else:
        page.keyboard.press("Control+a")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name=words, exact=True).click()
    assert write.html() == "<p>Rain all week.</p>"


def test_the_keys_are_listed_in_a_dialog_that_keeps_the_keyboard(write, page):
    write.open()
    write.select(1)
    page.keyboard.press("Control+/")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_role("heading", name="Keys")).to_be_in_viewport()
    expect(dialog.get_by_role("row", name="Find and replace")).to_contain_text("Ctrl+H")
    expect(dialog.get_by_role("row", name="To the buttons")).to_contain_text("Alt+F10")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.querySelector('#keys-dialog').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#body")).to_be_focused()


@pytest.mark.parametrize(
    ("keys", "html"),
    [
        ("Control+Alt+2", "<h2>Rain all week.</h2>"),
        ("Control+Alt+3", "<h3>Rain all week.</h3>"),
        ("Control+b", "<p><strong>Rain all week.</strong></p>"),
        ("Control+i", "<p><em>Rain all week.</em></p>"),
        ("Control+e", "<p><code>Rain all week.</code></p>"),
        ("Control+Shift+S", "<p><s>Rain all week.</s></p>"),
        ("Control+Shift+8", "<ul><li>Rain all week.</li></ul>"),
        ("Control+Shift+7", "<ol><li>Rain all week.</li></ol>"),
        ("Control+Shift+B", "<blockquote><p>Rain all week.</p></blockquote>"),
        ("Control+Alt+c", "<pre><code>Rain all week.</code></pre>"),
    ],
)
def test_each_key_in_the_list_does_what_the_list_says(write, page, keys, html):
    write.open()
    write.select(1, 15)
    page.keyboard.press(keys)
    assert write.html() == html
    if html.startswith(("<h", "<pre")):
        page.keyboard.press("Control+Alt+0")
        assert write.html() == "<p>Rain all week.</p>"


def test_words_and_time_are_said_below_the_text_and_nothing_moves(write, page):
    write.open(f"<p>{'word ' * 1149}word</p><p>Mae’n well-known: 1,161.</p><table><tbody><tr><td>a</td></tr></tbody></table>")
    line = page.locator("#count")
    expect(line).to_have_text("Words: 1,154. Time to read: about 5 min.")
    before = line.bounding_box()["height"]
    write.select(1)
    page.keyboard.type("One ")
    expect(line).to_have_text("Words: 1,155. Time to read: about 5 min.")
    assert line.bounding_box()["height"] == before
    write.open("<p>Short.</p>")
    expect(line).to_have_text("Words: 1. Time to read: under a minute.")


def test_a_welsh_note_is_spelt_in_welsh_on_an_english_page(site, write, page):
    page.route("**/", lambda route: route.fulfill(body=site.page().replace('id="markdown" lang="en"', 'id="markdown" lang="cy"'), content_type="text/html"))
    write.open("<p>Glaw</p>")
    expect(page.locator("#body")).to_have_attribute("lang", "cy")
    expect(page.locator("#body")).to_have_attribute("spellcheck", "true")


def test_axe_finds_nothing_wrong_in_what_opens(write, page):
    write.open(TEXT + "<table><thead><tr><th>Day</th><th>Calls</th></tr></thead><tbody><tr><td>Monday</td><td>40</td></tr></tbody></table>")
    write.caret(page.locator("#body td").first)
    for open_it in (
        lambda: page.get_by_role("button", name="More").click(),
        lambda: page.get_by_role("menuitem", name="Find and replace").click(),
        lambda: (page.locator("#find-words").fill("ty"), page.keyboard.press("Escape"), page.keyboard.press("Control+/")),
    ):
        open_it()
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, results.generate_report()
