"""Footnotes: two ends that find each other, numbers that follow the text, words that stay in their part of the note."""

import re

import pytest
from playwright.sync_api import expect

from weeknotes.prose.html import clean

NOTED = (
    '<p>One<sup><a id="fnref-a" href="#fn-a">1</a></sup> and two<sup><a id="fnref-b" href="#fn-b">2</a></sup> more</p>'
    '<hr><p><sup><a id="fn-a" href="#fnref-a">1</a></sup> First.</p><p><sup><a id="fn-b" href="#fnref-b">2</a></sup> Second.</p>'
)


def named(html: str) -> str:
    names: dict[str, str] = {}
    return re.sub(r"([#\"]fn(?:ref)?-)([a-z0-9]+)", lambda found: found[1] + names.setdefault(found[2], chr(ord("a") + len(names))), html)


def test_a_footnote_is_put_at_the_caret_and_its_words_are_written_at_the_end(write, page):
    write.open("<p>One and two more</p><p>Last</p>")
    write.select(4)
    page.keyboard.press("Control+Alt+n")
    page.keyboard.type("First.")
    page.keyboard.press("Control+Alt+n")  # back to the text
    page.keyboard.type(", then")
    html = named(write.html())
    assert html == (
        '<p>One<sup><a id="fnref-a" href="#fn-a">1</a></sup>, then and two more</p><p>Last</p>'
        '<hr><p><sup><a id="fn-a" href="#fnref-a">1</a></sup> First.</p>'
    )
    assert clean(clean(html)) == clean(html)
    assert clean(html).count(" id=") == 2
    for _ in range(20):
        page.keyboard.press("Control+z")
    assert write.html() == "<p>One and two more</p><p>Last</p>"


def test_the_numbers_follow_the_order_of_the_text(write, page):
    write.open(NOTED)
    write.select(2)
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Footnote").click()
    page.keyboard.type("Earlier.")
    assert re.findall(r">(\d)</a></sup> ?(\w*)", write.html()) == [("1", "ne"), ("2", "and"), ("3", "more"), ("1", "Earlier"), ("2", "First"), ("3", "Second")]
    page.keyboard.press("Control+Alt+n")
    page.keyboard.press("Backspace")
    expect(page.locator("#notice")).to_contain_text("no longer called from the text")
    # Nothing that was written is lost: the words stay, numbered after those that are called.
    assert re.findall(r">(\d)</a></sup> ?(\w*)", write.html()) == [("1", "and"), ("2", "more"), ("3", "Earlier"), ("1", "First"), ("2", "Second")]


def test_words_typed_beside_a_number_are_words(write, page):
    write.open(NOTED)
    write.select(5)
    page.keyboard.type("x")
    assert ">1</a></sup>x and two<sup>" in write.html()


def test_a_number_leads_to_its_words_and_back(write, page):
    write.open(NOTED)
    page.locator("#body sup").nth(1).click()
    page.keyboard.type(" Indeed.")
    assert write.html().endswith("Second. Indeed.</p>")
    page.locator("#body sup").nth(3).click()
    page.keyboard.type("?")
    assert ">2</a></sup>? more" in write.html()


@pytest.mark.parametrize(
    ("where", "part"),
    [("Open words", 'Open words<sup>1</sup></p><hr><p><sup>1</sup> Note</p><h2 data-audience="team">'), ("Own words", "Own words<sup>1</sup></p><hr><p><sup>1</sup> Note</p><h2>Later")],
)
def test_words_of_a_footnote_stay_in_the_part_that_calls_it(write, page, where, part):
    write.open('<h2>Before</h2><p>Open words</p><h2 data-audience="team">Ours</h2><p>Own words</p><h2>Later</h2><p>End</p>')
    write.caret(page.get_by_text(where))
    page.keyboard.press("End")
    page.keyboard.press("Control+Alt+n")
    page.keyboard.type("Note")
    assert part in re.sub(r"<a [^>]*>(\d)</a>", r"\1", write.html())


def test_typed_markdown_makes_a_footnote_and_a_link(write, page):
    write.open("<p>Rain</p>")
    write.type("[^]All week.")
    assert re.fullmatch(r'<p>Rain<sup>.*1</a></sup></p><hr><p><sup>.*</sup> All week.</p>', write.html())
    write.open("<p>See</p>")
    write.type(" [the log](example.org/log) now, [no](link here)")
    assert write.html() == '<p>See <a href="https://example.org/log">the log</a> now, [no](link here)</p>'


def test_an_address_typed_becomes_a_link_and_a_word_with_a_dot_does_not(write, page):
    write.open("<p>See</p>")
    write.type(" https://example.org/a. and www.example.org, nerys@example.org or end.Next ")
    assert write.html().rstrip() == (
        '<p>See <a href="https://example.org/a">https://example.org/a</a>. and <a href="https://www.example.org">www.example.org</a>, '
        '<a href="mailto:nerys@example.org">nerys@example.org</a> or end.Next </p>'
    )
    write.open("<p>See</p>")
    write.type(" https://example.org/b")
    page.keyboard.press("Enter")
    assert write.html().startswith('<p>See <a href="https://example.org/b">https://example.org/b</a></p>')


def test_cut_and_put_elsewhere_both_ends_still_find_each_other(write, page):
    write.open(NOTED)
    write.select(4, 5)
    page.keyboard.press("Control+x")
    expect(page.locator("#body p").first).to_contain_text("One and two")
    write.select(18)
    page.keyboard.press("Control+v")
    expect(page.locator("#body p").first.locator("sup")).to_have_count(2)
    assert write.html().startswith('<p>One and two<sup><a id="fnref-b" href="#fn-b">1</a></sup> more<sup><a id="fnref-a" href="#fn-a">2</a></sup></p>')
