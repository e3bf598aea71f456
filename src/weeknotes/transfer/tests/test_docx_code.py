"""Code of a Word document that only its font tells, and what stands in the margins of its pages."""

from pathlib import Path

import pytest

from weeknotes.transfer.neutral import Left
from weeknotes.transfer.tests.exports import SECRET
from weeknotes.transfer.tests.test_docx_parts import W, document, html, said, words

WIDE = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
COURIER = WIDE.format("Courier New")
PROSE = words("It rained.") + words("It blew.") + words("It shone.")
STYLES = (
    f'<?xml version="1.0"?><w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{{}}</w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Yours"><w:name w:val="Yours"/><w:basedOn w:val="Mine"/></w:style>'
    '<w:style w:type="character" w:styleId="Run"><w:name w:val="Run"/><w:rPr><w:rFonts w:hAnsi="Menlo"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:rFonts w:ascii="Consolas"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style></w:styles>'
)


def styles(normal: str = "") -> bytes:
    return STYLES.format(normal).encode()


def style(name: str, more: str = "") -> str:
    return f'<w:pPr><w:pStyle w:val="{name}"/>{more}</w:pPr>'


def made(folder: Path, body: str, normal: str = "") -> str:
    return html(said(folder, {"word/document.xml": document(body).encode(), "word/styles.xml": styles(normal)}))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (words("import os", COURIER), words("  print(1)", COURIER)),
        (words("import os", WIDE.format("DejaVu Sans Mono")), words("  print(1)", WIDE.format("Fira Code"))),
        (words("import os", paragraph=style("Mine")), words("  print(1)", paragraph=style("Yours"))),
        (words("import os", '<w:rStyle w:val="Run"/>'), words("  print(1)", '<w:rStyle w:val="Run"/>', style("Normal"))),
        (words("import os", COURIER, "<w:pPr/>"), words("  print(1)", COURIER, style("Normal"))),
    ],
)
def test_paragraphs_in_a_font_of_code_are_code(seen: Path, one: str, two: str):
    two = two.replace("<w:t>", '<w:t xml:space="preserve">')
    assert made(seen, PROSE + one + two) == "<p>It rained.</p>\n<p>It blew.</p>\n<p>It shone.</p>\n<pre><code>import os\n  print(1)</code></pre>"


@pytest.mark.parametrize(
    ("body", "normal"),
    [
        (f"<w:p><w:r><w:t>Then </w:t></w:r><w:r><w:rPr>{COURIER}</w:rPr><w:t>x = 1</w:t></w:r></w:p>", ""),
        (words("It hailed.", WIDE.format("Calibri"), style("Mine")), ""),
        (words("Goals", COURIER, style("H1")), ""),
        (words("A point", COURIER, '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'), ""),
        (f"<w:tbl><w:tr><w:tc>{words('A field', COURIER)}</w:tc></w:tr></w:tbl>", ""),
        (words("It hailed.", WIDE.format("Monotype Corsiva")), ""),
        (words("It hailed."), f"<w:rPr>{COURIER}</w:rPr>"),
        (words("It hailed.", paragraph=style("Ring")), ""),
        (words("It hailed.", paragraph=style("Gone")), ""),
        ("<w:p/>", ""),
    ],
)
def test_what_only_has_such_a_font_in_it_is_no_code(seen: Path, body: str, normal: str):
    assert "<pre>" not in made(seen, PROSE + body, normal)


def test_a_document_that_is_written_in_such_a_font_is_no_code(seen: Path):
    assert "<pre>" not in made(seen, words("Rain", paragraph=style("H1")) + "".join(words(f"It rained {day} days.", COURIER) for day in range(5)) + words("And blew."))


def test_a_document_without_styles_has_its_code(seen: Path):
    assert "<pre><code>import os</code></pre>" in html(said(seen, {"word/document.xml": document(PROSE + words("import os", COURIER)).encode()}))


def test_headers_and_footers_that_have_words_stay_and_are_counted(seen: Path):
    def margin(text: str) -> bytes:
        return f'<?xml version="1.0"?><w:hdr {W}>{words(text)}</w:hdr>'.encode()

    parts = {"word/header1.xml": margin(SECRET), "word/header2.xml": margin(""), "word/footer1.xml": margin(f"{SECRET} – 1"), "word/footer2.xml": margin("1"), "word/headers.xml": margin(SECRET)}
    found = said(seen, {"word/document.xml": document(PROSE).encode(), **parts})
    assert SECRET not in html(found)
    assert "Headers and footers of the pages of “x.docx”: 2. They stay in the document." in [str(one.why) for one in found if isinstance(one, Left)]
