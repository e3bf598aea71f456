"""What is pasted from other programs comes out as plain structure."""

import pytest
from playwright.sync_api import expect

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm} --></style><xml><o:p>noise</o:p></xml></head><body lang=EN-GB>
<!--StartFragment--><h1 style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Focus<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:0cm'><span lang=EN-GB style='mso-fareast-language:EN-US'>We <b>did</b> it.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>one<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>nested</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>two <i>more</i></p>
<p class=MsoNormal>Between.</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>1.</span>first</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>2.</span>second</p>
<!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Focus</span></h2>
<p dir="ltr"><span style="font-weight:400;font-style:normal">We </span><span style="font-weight:700">did</span><span style="font-style:italic"> it</span></p>
<ul><li dir="ltr" style="list-style-type:disc"><p dir="ltr" role="presentation"><span style="font-weight:400">one</span></p></li></ul></b>"""


@pytest.fixture
def empty(write):
    write.open("")
    return write


def test_word_comes_out_as_headings_paragraphs_and_lists(empty):
    empty.paste(WORD)
    assert empty.html() == (
        "<h2>Focus</h2><p>We <strong>did</strong> it.</p><ul><li>one<ul><li>nested</li></ul></li><li>two <em>more</em></li></ul>"
        "<p>Between.</p><ol><li>first</li><li>second</li></ol>"
    )


def test_google_docs_says_bold_in_styles(empty):
    empty.paste(DOCS)
    assert empty.html() == "<h2>Focus</h2><p>We <strong>did</strong> <em>it</em></p><ul><li>one</li></ul>"


def test_pictures_from_elsewhere_are_left_out_and_it_is_said(empty, page):
    empty.paste('<p>See <img src="https://example.org/x.png" alt="x"> this</p>')
    assert empty.html() == "<p>See this</p>"
    expect(page.locator("#notice")).to_contain_text("pictures from elsewhere were left out")


def test_scripts_classes_and_dangerous_links_are_gone(empty, page):
    empty.paste('<p class="x" id="y">a<script>broken.push(1)</script> <a href="javascript:x()">b</a> <a href="/c" class="d" target="_blank">c</a></p>')
    assert empty.html() == '<p>a b <a href="/c">c</a></p>'


def test_the_words_style_and_equals_are_not_touched(empty):
    empty.paste("<p>a &lt; b style=c</p>")
    assert empty.html() == "<p>a &lt; b style=c</p>"


def test_a_pasted_address_links_the_chosen_words(write, page):
    write.open()
    write.select(1, 5)
    page.evaluate("""() => {
        const data = new DataTransfer()
        data.setData('text/plain', 'https://example.org/rain')
        document.getElementById('body').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
    }""")
    assert write.html() == '<p><a href="https://example.org/rain">Rain</a> all week.</p>'


def test_cut_and_pasted_here_is_whole(write, page):
    body = '<ul><li id="fn1">one <img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" alt=""></li></ul><h2 data-audience="team">x</h2>'
    write.open(body)
    page.locator("#body").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")
    assert write.html() == ""
    page.keyboard.press("Control+v")
    expect(page.locator("#body h2")).to_be_visible()
    assert write.html() == body


def test_a_file_that_is_no_picture_is_refused_with_words(empty, page):
    page.evaluate("""() => {
        const data = new DataTransfer()
        const box = document.getElementById('body').getBoundingClientRect()
        data.items.add(new File(['x'], 'x.pdf', {type: 'application/pdf'}))
        document.getElementById('body').dispatchEvent(new DragEvent('drop', {
            dataTransfer: data, bubbles: true, cancelable: true, clientX: box.x + 5, clientY: box.y + 5
        }))
    }""")
    expect(page.locator("#notice")).to_have_text("Only text and pictures can be put here.")
