"""Who may read a part: chosen on its heading, shown there in words, kept through copy, paste and Markdown."""

import pytest
from playwright.sync_api import expect

PARTS = "<h2>Depot</h2><p>We talked about the yard.</p><h3>Pay</h3><p>It was long.</p>"


def choose(page, words: str) -> None:
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Who may read this part").click()
    page.get_by_role("dialog").get_by_label(words).check()
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()


def test_a_part_is_kept_to_fewer_people_by_its_heading_and_says_so_in_words(write, page):
    write.open(PARTS)
    write.caret(page.get_by_text("We talked about the yard."))
    choose(page, "the teams and people named on the note")
    expect(page.locator("#body h2 .chip")).to_have_text("team only")
    expect(page.locator("#notice")).to_have_text("“Depot”: the teams and people named on the note.")
    assert write.html() == PARTS.replace("<h2>", '<h2 data-audience="team">')
    # What stands inside it is for no more people.
    write.caret(page.get_by_text("It was long."))
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Who may read this part").click()
    dialog = page.get_by_role("dialog", name="Who may read “Pay”, and what stands under it")
    expect(dialog.get_by_role("radio")).to_have_count(3)
    expect(dialog.get_by_label("whoever reads the part around it")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#body h3 .chip")).to_have_text("people named only")
    expect(page.locator("#body")).to_be_focused()
    # Taken off by choice, nothing warns that it was lost.
    write.caret(page.get_by_text("We talked about the yard."))
    choose(page, "whoever reads the note")
    expect(page.locator("#notice")).to_have_text("“Depot”: whoever reads the note.")
    assert write.html() == PARTS.replace("<h3>", '<h3 data-audience="named">')
    page.keyboard.press("Control+z")
    expect(page.locator("#body h2 .chip")).to_have_text("team only")


def test_words_above_every_heading_are_for_whoever_reads_the_note(write, page):
    write.open("<p>Rain all week.</p><h2>Depot</h2>")
    write.caret(page.get_by_text("Rain all week."))
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Who may read this part").click()
    expect(page.locator("#notice")).to_contain_text("Put a heading above these words")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("written", "kept"), [("team", "team"), ("everybody", "me")])
def test_a_mark_in_pasted_markdown_keeps_its_part_to_those_readers(write, page, written, kept):
    write.open("<p></p>")
    page.locator("#body").focus()
    page.evaluate(
        """(text) => {
        const data = new DataTransfer()
        data.setData('text/plain', text)
        document.getElementById('body').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
        }""",
        f"## Depot {{audience={written}}}\n\nWe talked.\n",
    )
    assert write.html().startswith(f'<h2 data-audience="{kept}">Depot</h2><p>We talked.</p>')


def test_what_is_copied_from_the_page_of_a_note_keeps_its_readers_and_not_the_words_that_say_so(write, page):
    write.open("<p></p>")
    write.paste('<h2 data-audience="team">Depot <span class="chip" lang="en">team only</span></h2><p>We talked.</p>')
    assert write.html().startswith('<h2 data-audience="team">Depot</h2><p>We talked.</p>')


def test_a_mark_typed_at_the_end_of_a_heading_keeps_its_part_and_leaves_the_words(write, page):
    write.open("<h2>Depot</h2>")
    write.type(" {audience=organisation}")
    expect(page.locator("#body h2 .chip")).to_have_text("organisation only")
    assert write.html() == '<h2 data-audience="organisation">Depot</h2>'
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")
    page.keyboard.press("Control+v")
    expect(page.locator("#body h2 .chip")).to_have_text("organisation only")
