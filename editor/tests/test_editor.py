"""The write page in a browser: the editor mounts, and behaves as one control among others."""

import gzip
import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from conftest import missing

EDITOR = Path(__file__).resolve().parents[1]
BUILT = EDITOR.parent / "src" / "weeknotes" / "web" / "static" / "built"


def test_the_editor_takes_the_place_of_the_plain_box(write, page):
    write.open()
    box = page.get_by_role("textbox", name="Note", exact=True)
    expect(box).to_have_text("Rain all week.")
    for name, value in {"aria-multiline": "true", "spellcheck": "true", "lang": "en"}.items():
        expect(box).to_have_attribute(name, value)
    expect(page.get_by_role("toolbar", name="Text")).to_have_attribute("aria-controls", "body")
    expect(page.locator("#markdown")).to_be_hidden()
    expect(page.locator("#markdown")).to_be_disabled()
    expect(page.get_by_text("Text, in Markdown")).to_be_hidden()


def test_without_script_the_plain_box_is_there(site, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    expect(page.locator("#markdown")).to_be_visible()
    expect(page.locator("#markdown")).to_be_enabled()
    expect(page.locator(".tools")).to_be_hidden()
    context.close()


def test_a_page_with_a_word_missing_keeps_the_plain_box(site, browser: Browser):
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/", lambda route: route.fulfill(body=site.page().replace('"undo"', '"nothing"'), content_type="text/html"))
    page.goto(site.address)
    expect(page.locator("#markdown")).to_be_enabled()
    expect(page.locator("#body")).to_have_count(0)
    assert errors == ["words: missing undo"]
    page.close()


def test_whoever_began_in_the_plain_box_stays_there(site, page):
    began = """addEventListener('DOMContentLoaded', () => {}, {once: true})
    new MutationObserver((_, watch) => {
      const box = document.getElementById('markdown')
      if (box) { box.value = 'Typed before the script came'; watch.disconnect() }
    }).observe(document, {childList: true, subtree: true})"""
    page.add_init_script(began)
    page.goto(site.address)
    page.wait_for_load_state()
    expect(page.locator("#markdown")).to_have_value("Typed before the script came")
    expect(page.locator("#markdown")).to_be_enabled()
    expect(page.locator("#body")).to_have_count(0)


def test_the_toolbar_is_one_stop_with_arrow_keys(write, page):
    write.open()
    page.locator("#title").focus()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Heading")
    for key, word in [
        ("ArrowRight", "Smaller heading"), ("ArrowRight", "Strong"), ("ArrowLeft", "Smaller heading"),
        ("End", "Undo"), ("ArrowRight", "Heading"), ("ArrowLeft", "Undo"), ("Home", "Heading"), ("ArrowRight", "Smaller heading"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        expect(focused).to_have_text(word)
    page.keyboard.press("Tab")
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(focused).to_have_text("Smaller heading")
    page.keyboard.press("Escape")
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.press("Alt+F10")
    expect(focused).to_have_text("Smaller heading")
    expect(page.locator("[role=toolbar] [tabindex='0']")).to_have_count(1)


@pytest.mark.parametrize(
    ("word", "html"),
    [
        ("Heading", "<h2>Rain all week.</h2>"),
        ("Smaller heading", "<h3>Rain all week.</h3>"),
        ("Strong", "<p><strong>Rain all week.</strong></p>"),
        ("Emphasis", "<p><em>Rain all week.</em></p>"),
        ("List", "<ul><li>Rain all week.</li></ul>"),
        ("1, 2, 3", "<ol><li>Rain all week.</li></ol>"),
    ],
)
def test_each_button_does_and_undoes_what_it_says(write, page, word, html):
    write.open()
    page.locator("#body").focus()
    page.keyboard.press("Control+a")
    button = page.get_by_role("button", name=word, exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert write.html() == html
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert write.html() == "<p>Rain all week.</p>"


def test_undo_says_when_there_is_nothing_to_do_and_redo_is_offered_only_after_it(write, page):
    write.open()
    undo, more, redo = (page.get_by_role("button", name="Undo"), page.get_by_role("button", name="More"), page.get_by_role("menuitem", name="Redo"))
    more.click()
    expect(redo).to_be_hidden()
    page.keyboard.press("Escape")
    expect(undo).to_have_attribute("aria-disabled", "true")
    write.caret(page.locator("#body"))
    page.keyboard.press("End")
    page.keyboard.type("x")
    undo.click()
    assert write.html() == "<p>Rain all week.</p>"
    expect(undo).to_have_attribute("aria-disabled", "true")
    more.click()
    redo.click()
    assert write.html() == "<p>Rain all week.x</p>"


def test_a_heading_button_in_a_list_takes_the_line_out_and_back_in(write, page):
    write.open("<ul><li>one</li></ul>")
    write.caret(page.locator("#body li"))
    page.get_by_role("button", name="Heading", exact=True).click()
    assert write.html() == "<h2>one</h2>"
    page.get_by_role("button", name="List", exact=True).click()
    assert write.html() == "<ul><li>one</li></ul>"


def test_tab_nests_in_a_list_and_escape_lets_it_leave(write, page):
    write.open("<ul><li>one</li><li>two</li></ul>")
    write.caret(page.get_by_text("two"))
    page.keyboard.press("Tab")
    assert write.html() == "<ul><li>one<ul><li>two</li></ul></li></ul>"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#correction")).to_be_focused()
    assert write.html() == "<ul><li>one<ul><li>two</li></ul></li></ul>"


def test_enter_in_the_title_goes_to_the_text(write, page):
    write.open()
    page.locator("#title").press("Enter")
    expect(page.locator("#body")).to_be_focused()
    expect(page.locator("#title")).to_have_value("A week")


def test_ctrl_k_links_the_chosen_words(write, page):
    write.open()
    page.locator("#body").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_label("Address")).to_be_focused()
    expect(dialog.get_by_label("Words of the link")).to_be_hidden()
    expect(dialog.get_by_role("button", name="Remove link")).to_be_hidden()
    page.keyboard.type("example.org/rain")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("#body")).to_be_focused()
    assert write.html() == '<p><a href="https://example.org/rain">Rain all week.</a></p>'


def test_a_link_can_be_made_from_nothing_changed_and_removed(write, page):
    write.open()
    write.caret(page.locator("#body"))
    page.keyboard.press("End")
    page.keyboard.type(" ")
    page.get_by_role("button", name="Link").click()
    dialog = page.get_by_role("dialog", name="Link")
    dialog.get_by_label("Address").fill("priya@example.org")
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog.get_by_role("alert")).to_have_text("Write the words that readers will press.")
    expect(dialog.get_by_label("Words of the link")).to_be_focused()
    page.keyboard.type("Ask Priya")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    page.keyboard.type(" now")
    assert write.html() == '<p>Rain all week. <a href="mailto:priya@example.org">Ask Priya</a> now</p>'

    write.caret(page.locator("#body a"))
    page.keyboard.press("Control+k")
    expect(dialog.get_by_label("Address")).to_have_value("mailto:priya@example.org")
    dialog.get_by_label("Address").fill("/notes/")
    page.keyboard.press("Enter")
    assert '<a href="/notes/">Ask Priya</a>' in write.html()

    write.caret(page.locator("#body a"))
    page.keyboard.press("Control+k")
    dialog.get_by_role("button", name="Remove link").click()
    assert write.html() == "<p>Rain all week. Ask Priya now</p>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "two words", "nothing", "data:text/html,x", ""])
def test_what_is_no_address_is_said_to_be_none(write, page, address):
    write.open()
    page.locator("#body").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Link")
    dialog.get_by_label("Address").fill(address)
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("That is not an address.")
    expect(dialog.get_by_label("Address")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert write.html() == "<p>Rain all week.</p>"


def test_choices_around_the_text_are_kept_as_they_are_made(write, site, page):
    write.open()
    page.get_by_label("Who may read it").select_option("team")
    write.state("Saved 12:12")
    [(path, fields)] = site.posted
    assert (path, fields["audience"], "html" in fields) == ("/write/u/en/about/", ["team"], False)
    site.about = (422, {"message": "Choose a team first."})
    page.get_by_label("Who may read it").select_option("me")
    expect(page.locator("#about-wrong")).to_have_text("Choose a team first.")
    site.about = (200, {"saved": "Saved 12:13"})
    page.get_by_label("Who may read it").select_option("team")
    expect(page.locator("#about-wrong")).to_be_hidden()
    assert site.attempts == []


def test_enter_in_a_field_presses_no_button(write, site, page):
    write.open()
    page.locator("#correction").fill("A figure")
    page.keyboard.press("Enter")
    page.get_by_label("Who may read it").select_option("team")
    write.state("Saved 12:12")
    assert [path for path, _ in site.posted] == ["/write/u/en/about/"]


def test_a_narrowed_heading_shows_its_readers_and_its_loss_is_said(write, page):
    body = '<h2 data-audience="team">Learning</h2><p>Tea</p>'
    write.open(body)
    expect(page.locator("#body h2 .chip")).to_have_text("team only")
    assert write.html() == body
    write.caret(page.locator("#body h2"))
    page.get_by_role("button", name="Smaller heading").click()
    assert write.html() == '<h3 data-audience="team">Learning</h3><p>Tea</p>'
    page.get_by_role("button", name="Smaller heading").click()
    expect(page.locator("#notice")).to_contain_text("A heading that kept its part to fewer readers has gone")
    page.keyboard.press("Control+z")
    assert 'data-audience="team">Learning' in write.html()


def test_splitting_a_narrowed_heading_keeps_both_parts_narrow(write, page):
    write.open('<h2 data-audience="team">Learning slowly</h2><p>Tea</p>')
    write.select(9)
    page.keyboard.press("Enter")
    assert write.html().count('data-audience="team"') == 2


def test_words_from_the_page_go_where_the_caret_is_or_to_the_end(write, page):
    write.open("<p>One</p><p>Two</p>")
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#notice")).to_have_text("Put into your note.")
    drawn = "<p>Drawn from a <strong>jotting</strong></p>"
    assert write.html() == "<p>One</p><p>Two</p>" + drawn
    write.caret(page.get_by_text("One"))
    page.evaluate("dispatchEvent(new CustomEvent('weeknotes:insert', {detail: {html: '<ul><li>a</li></ul>'}}))")
    assert write.html() == "<p>One</p><ul><li>a</li></ul><p>Two</p>" + drawn
    write.caret(page.get_by_text("One"))
    page.keyboard.press("End")
    page.evaluate("dispatchEvent(new CustomEvent('weeknotes:insert', {detail: {html: '<em>\u00a0more</em>'}}))")
    assert write.html().startswith("<p>One<em>&nbsp;more</em></p><ul>")
    page.evaluate("dispatchEvent(new CustomEvent('weeknotes:insert', {detail: {html: '<p>Last</p>', at: 'end'}}))")
    assert write.html().endswith(drawn + "<p>Last</p>")


def test_a_line_jotted_is_kept_without_leaving_the_page(write, site, page):
    write.open()
    page.get_by_label("Jot a line").fill("The phone rang")
    page.keyboard.press("Enter")
    expect(page.locator(".jot [role=status]")).to_have_text("Kept")
    expect(page.get_by_label("Jot a line")).to_have_value("")
    [(path, fields)] = site.posted
    assert (path, fields["jot"], fields["csrfmiddlewaretoken"]) == ("/jot/", ["The phone rang"], ["one"])
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", fields["save_key"][0])
    page.get_by_label("Jot a line").fill("Again")
    expect(page.locator(".jot [role=status]")).to_have_text("")


def test_a_line_jotted_without_an_answer_stays_in_the_box(write, site, page):
    write.open()
    site.mode = "failing"
    page.get_by_label("Jot a line").fill("The phone rang")
    page.keyboard.press("Enter")
    expect(page.locator(".jot [role=status]")).to_contain_text("Not kept")
    expect(page.get_by_label("Jot a line")).to_have_value("The phone rang")
    site.mode = "well"
    page.keyboard.press("Enter")
    expect(page.locator(".jot [role=status]")).to_have_text("Kept")


def test_a_line_the_site_refuses_stays_with_the_sites_words(write, site, page):
    write.open()
    site.mode = "refusing"
    page.get_by_label("Jot a line").fill("The phone rang")
    page.keyboard.press("Enter")
    expect(page.locator(".jot [role=status]")).to_have_text("Too long.")
    expect(page.get_by_label("Jot a line")).to_have_value("The phone rang")


def test_a_line_jotted_signed_out_goes_to_signing_in(write, site, page):
    write.open()
    site.mode = "signed out"
    page.get_by_label("Jot a line").fill("The phone rang")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/")


def test_a_box_grows_with_its_words(write, page):
    write.open()
    title = page.locator("#title")
    before = title.bounding_box()["height"]
    title.fill("A long title " * 20)
    assert title.bounding_box()["height"] > before * 2


def test_axe_finds_nothing_wrong(write, page):
    write.open('<h2 data-audience="team">Learning</h2><p>Tea <a href="/x">there</a></p><ul><li>one</li></ul>')
    write.caret(page.locator("#body"))
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert results.violations_count == 0, results.generate_report()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Link")).to_be_visible()
    page.keyboard.press("Enter")
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert results.violations_count == 0, results.generate_report()


def test_every_word_used_is_listed_and_every_word_listed_is_used():
    listed = set(json.loads((EDITOR / "words.json").read_text()))
    source = "\n".join(file.read_text() for file in (EDITOR / "src").glob("*.js"))
    used = set(re.findall(r"word\('(\w+)'", source)) | set(re.findall(r"complain\((?:\w+, )?'(\w+)'", source))
    used |= set(re.findall(r"\b(?:button|field)\((?:'[\w-]+', )?'(\w+)'", source))
    used |= {key for key in listed if re.search(rf"\n    {key}: (heading|plain|list|\{{)", source)}  # the toolbar's own
    used |= {key for key in listed if re.match("picture_(again|leave|consent_(as_it_is|given|nobody))$|part_(around|whole|me|named|team|organisation)$|audience_(me|named|team|organisation)$|failed_(network|signed_out|refused|unkept)$", key)}
    assert used == listed


def test_the_bundle_stays_under_its_bar():
    if not (BUILT / "editor.js").is_file():
        missing("the built editor (run `make setup`)")
    assert len(gzip.compress((BUILT / "editor.js").read_bytes(), 9)) < 150_000
    assert len(gzip.compress((BUILT / "site.js").read_bytes(), 9)) < 3_000
