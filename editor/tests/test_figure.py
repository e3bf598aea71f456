"""Pictures in the text: put in by button, paste and drop, given words, moved, taken out; and what is said when the site does not take one."""

import re

import pytest
from playwright.sync_api import Error, Page, expect

from editor.tests.conftest import DOT, Site, Write

FILE = {"name": "depot.gif", "mimeType": "image/gif", "buffer": DOT}
ONE, TWO = (f"/media/00000000-0000-4000-8000-{number:012}" for number in (1, 2))
PUT = """({name, type, kind, html, text}) => {
    const data = new DataTransfer()
    const bytes = Uint8Array.from(atob('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='), (c) => c.charCodeAt(0))
    data.items.add(new File([bytes], name, {type: kind}))
    if (html) data.setData('text/html', html)
    if (text) data.setData('text/plain', text)
    const body = document.getElementById('body')
    const first = body.firstElementChild.getBoundingClientRect()
    const place = {bubbles: true, cancelable: true, clientX: first.x + 5, clientY: first.y + 5}
    body.dispatchEvent(type === 'paste' ? new ClipboardEvent('paste', {clipboardData: data, ...place}) : new DragEvent('drop', {dataTransfer: data, ...place}))
}"""


def choose(page: Page, *files: dict[str, object]) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("[data-action=picture]").click()
    chooser.value.set_files(list(files))


def words(page: Page, alt: str, caption: str = "", *, another: bool = False) -> None:
    """Give the dialog that is open its words, and keep them."""
    expect(page.locator("#picture-dialog")).to_be_visible()
    page.locator("#picture-alt").fill(alt)
    page.locator("#picture-caption").fill(caption)
    page.locator("#picture-dialog button", has_text="Keep").click()
    if another:
        expect(page.locator("#picture-alt")).to_have_value("")  # the next one is asked about
    else:
        expect(page.locator("#picture-dialog")).to_be_hidden()
        expect(page.locator("#body")).to_be_focused()


def becomes(write: Write, html: str) -> None:
    """Waits until the text is `html`: what a dialog says is done once it has closed."""
    try:
        write.page.wait_for_function("(html) => new FormData(document.getElementById('note')).get('html') === html", arg=html)
    except Error:
        assert write.html() == html


def figure(src: str, alt: str | None = None, caption: str = "") -> str:
    said = "" if alt is None else f' alt="{alt}"'
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{src}"{said} width="40" height="30">{below}</figure>'


def test_the_button_puts_a_picture_below_the_line_with_its_words(write: Write, page: Page, site: Site):
    write.open("<p>Rain all week.</p><p>And sun.</p>")
    write.caret(page.locator("#body p").first)
    choose(page, FILE)
    words(page, "The depot in the rain", "The depot, on Tuesday")
    expect(page.locator("#notice")).to_have_text("The picture is in the text.")
    becomes(write, f"<p>Rain all week.</p>{figure(ONE, 'The depot in the rain', 'The depot, on Tuesday')}<p>And sun.</p>")
    assert site.pictures == [("depot.gif", DOT)]
    write.state(re.compile("Saved"))
    site.when(lambda: ONE in site.body)
    page.keyboard.press("Control+z")  # a picture is put in, and given words, by steps that can be undone
    page.keyboard.press("Control+z")
    assert ONE not in write.html()


def test_whether_those_in_it_agreed_is_said_with_its_words_and_kept_by_the_site(write: Write, page: Page, site: Site):
    write.open("<p>Rain all week.</p>")
    write.caret(page.locator("#body p").first)
    choose(page, FILE)
    page.locator("#picture-consent").select_option("given")
    words(page, "Two people in the rain")
    site.when(lambda: any(path == f"{ONE}/agreed/" and sent.get("consent") == ["given"] for path, sent in site.posted))
    becomes(write, f"<p>Rain all week.</p>{figure(ONE, 'Two people in the rain')}")


def test_words_are_asked_for_while_the_picture_is_on_its_way(write: Write, page: Page, site: Site):
    site.picture_mode = "waiting"
    write.open()
    write.type(" More.")
    choose(page, FILE)
    words(page, "The depot")
    expect(page.locator("#body")).to_contain_text("depot.gif is on its way")
    page.wait_for_function("() => document.activeElement !== null && document.activeElement.isContentEditable")
    page.keyboard.type(" Typed meanwhile.")
    page.locator("button[name=do][value=publish]").click()
    expect(page.locator("#notice")).to_contain_text("A picture is still on its way")
    site.go.set()
    expect(page.locator(f'#body img[src="{ONE}"]')).to_be_visible()
    becomes(write, f"<p>Rain all week. More. Typed meanwhile.</p>{figure(ONE, 'The depot')}")


def test_decoration_is_a_word_of_its_own_and_nothing_said_is_not_taken_for_it(write: Write, page: Page):
    write.open()
    choose(page, FILE)
    page.locator("#picture-dialog button", has_text="Keep").click()
    expect(page.locator("#picture-wrong")).to_have_text("Write what it shows, or say that it is only decoration.")
    expect(page.locator("#picture-alt")).to_be_focused()
    page.get_by_label("It is only decoration").check()
    page.locator("#picture-dialog button", has_text="Keep").click()
    expect(page.locator("#notice")).to_have_text("The picture is in the text.")
    becomes(write, f"<p>Rain all week.</p>{figure(ONE, '')}")


@pytest.mark.parametrize("way", ["Later", "Escape"])
def test_words_may_wait_and_the_picture_stays_without_them(write: Write, page: Page, way: str):
    write.open()
    choose(page, FILE)
    expect(page.locator("#picture-dialog")).to_be_visible()
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.locator("#picture-dialog button", has_text="Later").click()
    expect(page.locator("#notice")).to_have_text("The picture is in the text.")
    becomes(write, f"<p>Rain all week.</p>{figure(ONE)}")


def test_several_at_once_keep_their_order_and_each_is_asked_about(write: Write, page: Page, site: Site):
    write.open("<p>Rain.</p><p>After.</p>")
    write.caret(page.locator("#body p").first)
    choose(page, FILE, {**FILE, "name": "yard.gif"})
    words(page, "One", another=True)
    words(page, "Two")
    expect(page.locator("#body figure")).to_have_count(2)
    becomes(write, f"<p>Rain.</p>{figure(ONE, 'One')}{figure(TWO, 'Two')}<p>After.</p>")
    assert [name for name, _body in site.pictures] == ["depot.gif", "yard.gif"]


def test_a_picture_is_pasted(write: Write, page: Page):
    write.open()
    page.locator("#body").focus()
    page.evaluate(PUT, {"type": "paste", "name": "image.png", "kind": "image/png", "html": '<img src="https://example.org/x.png">'})
    words(page, "Pasted")
    expect(page.locator("#body figure")).to_have_count(1)
    becomes(write, f"<p>Rain all week.</p>{figure(ONE, 'Pasted')}")


def test_words_that_come_with_a_picture_are_pasted_as_words(write: Write, page: Page, site: Site):
    write.open("")
    page.locator("#body").focus()
    page.evaluate(PUT, {"type": "paste", "name": "image.png", "kind": "image/png", "html": "<p>From Word</p>", "text": "From Word"})
    becomes(write, "<p>From Word</p>")
    assert site.pictures == []


def test_a_picture_is_dropped_below_the_line_it_is_dropped_on(write: Write, page: Page):
    write.open("<p>Rain.</p><p>After.</p>")
    page.evaluate(PUT, {"type": "drop", "name": "depot.gif", "kind": "image/gif"})
    words(page, "Dropped")
    expect(page.locator("#body figure")).to_have_count(1)
    becomes(write, f"<p>Rain.</p>{figure(ONE, 'Dropped')}<p>After.</p>")


def test_a_picture_copied_from_a_page_for_readers_is_left_out_and_it_is_said(write: Write, page: Page):
    write.open("")
    write.paste(f'<p>See <img src="{ONE}/480.webp" alt="x"> this <img src="/media/0123456789abcdef0123456789abcdef.webp"></p>')
    becomes(write, "<p>See this</p>")
    expect(page.locator("#notice")).to_contain_text("left out")


def test_a_picture_that_is_refused_says_why_and_can_be_left_out(write: Write, page: Page, site: Site):
    site.picture_mode = "refusing"
    write.open()
    choose(page, FILE)
    expect(page.locator("#notice")).to_have_text("depot.gif was not taken. It is damaged.")
    expect(page.locator("#picture-dialog")).to_be_hidden()
    assert "figure" not in write.html()
    page.get_by_role("button", name="Leave it out").click()
    expect(page.locator("#body")).not_to_contain_text("depot.gif")
    becomes(write, "<p>Rain all week.</p>")


def test_without_an_answer_the_words_stay_and_it_is_sent_again_when_asked(write: Write, page: Page, site: Site):
    site.picture_mode = "failing"
    write.open()
    choose(page, FILE)
    words(page, "The depot")
    expect(page.locator("#notice")).to_contain_text("depot.gif was not sent: the site does not answer")
    write.type(" Written on.")
    site.picture_mode = "well"
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("#body figure")).to_have_count(1)
    becomes(write, f"<p>Rain all week. Written on.</p>{figure(ONE, 'The depot')}")


def test_signed_out_is_said(write: Write, page: Page, site: Site):
    write.open()
    site.mode = "signed out"
    choose(page, FILE)
    expect(page.locator("#notice")).to_contain_text("you are signed out")
    expect(page.get_by_role("button", name="Send it again")).to_have_count(1)


def test_what_the_site_says_of_a_picture_is_said(write: Write, page: Page, site: Site):
    site.picture_mode = "moving"
    write.open()
    choose(page, FILE)
    expect(page.locator("#notice")).to_have_text("It stands still.")


TEXT = f"<p>One.</p>{figure(ONE, 'Old', '<em>Kept</em> as it is')}<p>Two.</p>"


def at_picture(write: Write, page: Page) -> None:
    write.open(TEXT)
    page.locator(f'#body img[src="{ONE}"]').click()


@pytest.mark.parametrize("way", ["Enter", "button", "double"])
def test_words_are_changed_later_and_a_caption_keeps_its_emphasis(write: Write, page: Page, way: str):
    at_picture(write, page)
    if way == "Enter":
        page.keyboard.press("Enter")
    elif way == "button":
        page.locator("[data-action=picture]").click()
    else:
        page.locator(f'#body img[src="{ONE}"]').dblclick()
    expect(page.locator("#picture-alt")).to_have_value("Old")
    expect(page.locator("#picture-caption")).to_have_value("Kept as it is")
    page.locator("#picture-alt").fill("New")
    page.keyboard.press("Enter")
    becomes(write, TEXT.replace("Old", "New"))
    page.keyboard.press("Control+z")
    becomes(write, TEXT)


def test_a_caption_is_written_anew_and_taken_away(write: Write, page: Page):
    at_picture(write, page)
    page.keyboard.press("Enter")
    words(page, "Old", "Another")
    becomes(write, f"<p>One.</p>{figure(ONE, 'Old', 'Another')}<p>Two.</p>")
    page.keyboard.press("Enter")
    words(page, "Old", "")
    becomes(write, f"<p>One.</p>{figure(ONE, 'Old')}<p>Two.</p>")


def test_a_picture_is_reached_moved_and_taken_out_by_keyboard_alone(write: Write, page: Page):
    write.open(TEXT)
    write.select(5)
    # The editor hears of the caret's way a moment after each key.
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.getElementById('body').editor.state.selection.from > 5")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.getElementById('body').editor.state.selection.node?.type.name === 'image'")
    page.keyboard.press("Alt+ArrowUp")
    moved = f"{figure(ONE, 'Old', '<em>Kept</em> as it is')}<p>One.</p><p>Two.</p>"
    becomes(write, moved)
    page.keyboard.press("Alt+ArrowUp")
    becomes(write, moved)
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    becomes(write, f"<p>One.</p><p>Two.</p>{figure(ONE, 'Old', '<em>Kept</em> as it is')}")
    page.keyboard.press("Delete")
    becomes(write, "<p>One.</p><p>Two.</p>")
    expect(page.locator("#notice")).to_contain_text("Undo brings it back")
    page.keyboard.press("Control+z")
    assert ONE in write.html()


def test_the_dialog_moves_and_takes_out(write: Write, page: Page):
    at_picture(write, page)
    page.keyboard.press("Enter")
    page.locator("#picture-dialog button", has_text="Move down").click()
    page.locator("#picture-dialog button", has_text="Cancel").click()
    expect(page.locator("#body")).to_be_focused()
    becomes(write, f"<p>One.</p><p>Two.</p>{figure(ONE, 'Old', '<em>Kept</em> as it is')}")
    page.keyboard.press("Enter")
    page.locator("#picture-dialog button", has_text="Take it out").click()
    becomes(write, "<p>One.</p><p>Two.</p>")


def test_words_typed_on_a_picture_go_below_it(write: Write, page: Page):
    at_picture(write, page)
    page.keyboard.type("Below.")
    becomes(write, TEXT.replace("<p>Two.", "<p>Below.</p><p>Two."))
