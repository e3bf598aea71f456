"""A document of Word's is made ready before it is read: nothing that opens entities, nothing that was hidden in it."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from weeknotes.prose.html import clean
from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Thing, Trouble
from weeknotes.transfer.tests import exports

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="{}" standalone="yes"?>'
BOMB = '<!DOCTYPE x [<!ENTITY a "bomb bomb"><!ENTITY b "&a;&a;">]>'


def said(folder: Path, parts: dict[str, bytes]) -> list[Thing]:
    """What is read of the document of `exports` with these parts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exports.word())) as inner, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in inner.namelist():
            if name not in parts:
                made.writestr(name, inner.read(name))
        for name, data in parts.items():
            made.writestr(name, data)
    (folder / "x.docx").write_bytes(out.getvalue())
    return list(read(folder / "x.docx"))


def test_a_document_that_is_locked_is_said_to_be_so_and_not_to_be_damaged(seen: Path):
    (seen / "x.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (one,) = list(read(seen / "x.docx"))
    assert isinstance(one, Trouble)
    assert one.sentence.startswith("“x.docx” is protected by a password, or was saved as an older kind of document.")


def document(body: str, *, encoding: str = "UTF-8", before: str = "") -> str:
    return f"{HEAD.format(encoding)}{before}<w:document {W}><w:body>{body}</w:body></w:document>"


def words(text: str, more: str = "", paragraph: str = "") -> str:
    return f"<w:p>{paragraph}<w:r><w:rPr>{more}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def html(found: list[Thing]) -> str:
    return next(clean(one.html) for one in found if isinstance(one, Post))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "word/styles.xml", "word/other.bin"])
def test_a_document_that_declares_entities_in_any_encoding_is_not_read(seen: Path, encoding: str, part: str):
    label = "UTF-8" if encoding == "utf-8" else "UTF-16"
    found = said(seen, {part: document(words("&b;"), encoding=label, before=BOMB).encode(encoding)})
    assert [one.sentence for one in found if isinstance(one, Trouble)] == [f"“x.docx: {part}” declares entities of its own, which no export does, so it was not read."]
    assert "bomb" not in repr([one for one in found if not isinstance(one, Trouble)])


def test_a_document_in_another_encoding_is_read(seen: Path):
    assert html(said(seen, {"word/document.xml": document(words("Wŷr"), encoding="UTF-16").encode("utf-16")})) == "<p>Wŷr</p>"


def test_a_part_that_is_too_large_is_not_read(seen: Path):
    found = said(seen, {"word/document.xml": document(words("a" * 6_100_000)).encode()})
    assert ["larger than 6 MB" in one.sentence for one in found if isinstance(one, Trouble)] == [True]


STYLES = (
    f"{HEAD.format('UTF-8')}<w:styles {W}>"
    '<w:style w:type="character" w:styleId="Away"><w:name w:val="Away"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Further"><w:name w:val="Further"/><w:basedOn w:val="Away"/></w:style>'
    '<w:style w:type="character" w:styleId="Back"><w:name w:val="Back"/><w:basedOn w:val="Away"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish w:val="true"/></w:rPr></w:style></w:styles>'
).encode()


@pytest.mark.parametrize(
    ("paragraph", "run", "hidden"),
    [
        ("", "<w:vanish/>", True), ("", '<w:vanish w:val="1"/>', True), ("", '<w:vanish w:val="0"/>', False), ("", '<w:vanish w:val="false"/>', False), ("", '<w:lang w:val="cy"/>', False),
        ("", '<w:rStyle w:val="Away"/>', True), ("", '<w:rStyle w:val="Further"/>', True), ("", '<w:rStyle w:val="Back"/>', False), ("", '<w:rStyle w:val="Round"/>', False),
        ("", '<w:rStyle w:val="Away"/><w:vanish w:val="off"/>', False), ("", '<w:rStyle w:val="Unknown"/>', False),
        ('<w:pPr><w:pStyle w:val="Gone"/></w:pPr>', "", True), ('<w:pPr><w:pStyle w:val="Gone"/></w:pPr>', '<w:vanish w:val="0"/>', False),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", "", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_words_that_are_hidden_in_a_document_do_not_come(seen: Path, paragraph: str, run: str, hidden: bool, encoding: str):
    text = document(words("Seen.") + words("Perhaps.", run, paragraph), encoding=encoding)
    found = said(seen, {"word/document.xml": text.encode(encoding), "word/styles.xml": STYLES})
    assert html(found) == ("<p>Seen.</p>" if hidden else "<p>Seen.</p>\n<p>Perhaps.</p>")
    post = next(one for one in found if isinstance(one, Post))
    assert ["A part of it was hidden there, and did not come." in str(why) for why in post.warnings] == ([True] if hidden else [])


def test_hidden_words_in_a_footnote_and_a_link_do_not_come(seen: Path):
    link = '<w:p><w:hyperlink w:anchor="x"><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r></w:hyperlink><w:r><w:t>Seen</w:t></w:r></w:p>'
    assert html(said(seen, {"word/document.xml": document(link).encode()})) == "<p>Seen</p>"


def test_a_document_with_a_part_that_is_no_xml_is_damaged(seen: Path):
    found = said(seen, {"word/document.xml": b"<w:document vanish"})
    assert ["damaged, or no Word document" in one.sentence for one in found if isinstance(one, Trouble)] == [True]


NUMBERS = (
    f'{HEAD.format("UTF-8")}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
).encode()


def point(text: str, number: int, level: int = 0) -> str:
    return words(text, paragraph=f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>')


@pytest.mark.parametrize(
    ("body", "made"),
    [
        (point("a", 1) + point("b", 2), "<ol>\n<li>a</li>\n</ol>\n<ol start=\"5\">\n<li>b</li>\n</ol>"),
        (point("a", 1) + words("So:") + point("b", 1), "<ol>\n<li>a</li>\n</ol>\n<p>So:</p>\n<ol start=\"2\">\n<li>b</li>\n</ol>"),
        (point("a", 4) + point("b", 4), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (point("a", 1) + point("x", 1, 1) + point("b", 1), "<ol>\n<li>a\n<ul>\n<li>x</li>\n</ul>\n</li>\n<li>b</li>\n</ol>"),
        (point("a", 3) + words("So:") + point("b", 3), "<ul>\n<li>a</li>\n</ul>\n<p>So:</p>\n<ul>\n<li>b</li>\n</ul>"),
        (point("a", 9) + point("b", 0), "<p>a</p>\n<p>b</p>"),
    ],
)  # fmt: skip
def test_a_numbered_list_goes_on_or_begins_where_the_document_says(seen: Path, body: str, made: str):
    assert html(said(seen, {"word/document.xml": document(body).encode(), "word/numbering.xml": NUMBERS})) == made


CAP = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:rPr><w:sz w:val="112"/></w:rPr><w:t>T</w:t></w:r></w:p>'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
SQUARE = f"<m:oMath {MATH}><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"


def drawn(kind: str) -> str:
    uri = f"http://schemas.openxmlformats.org/drawingml/2006/{kind}"
    return f'<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="{uri}"/></a:graphic></w:drawing></w:r>'


def test_a_first_letter_that_is_set_large_stays_with_its_word(seen: Path):
    body = CAP + "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>his week</w:t></w:r></w:p>" + words("Then.")
    assert html(said(seen, {"word/document.xml": document(body).encode()})) == "<p>This week</p>\n<p>Then.</p>"


@pytest.mark.parametrize("more", ["", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"])
def test_a_first_letter_that_is_set_large_before_no_words_stays_where_it_is(seen: Path, more: str):
    assert html(said(seen, {"word/document.xml": document(words("One.") + CAP + more).encode()})).startswith("<p>One.</p>\n<p>T</p>")


@pytest.mark.parametrize(
    "equation", [SQUARE, f"<m:oMathPara {MATH}>{SQUARE}</m:oMathPara>", f"<m:oMath {MATH}><m:box>{SQUARE}</m:box></m:oMath>"], ids=["in a line", "on a line of its own", "one in another"]
)  # fmt: skip
def test_the_letters_of_an_equation_come_and_its_reader_is_told_to_look(seen: Path, equation: str):
    found = said(seen, {"word/document.xml": document(f"<w:p><w:r><w:t>So </w:t></w:r>{equation}<w:r><w:t> it was.</w:t></w:r></w:p>").encode()})
    assert html(found) == "<p>So E=mc2 it was.</p>"
    assert [why.sentence for one in found if isinstance(one, Post) for why in one.warnings] == ["An equation came as its letters in a row: look whether it still says what it said."]


def test_two_equations_on_lines_of_their_own_come_in_their_order(seen: Path):
    two = f"<m:oMathPara {MATH}>{SQUARE}<m:oMath><m:r><m:t>, a=b</m:t></m:r></m:oMath></m:oMathPara>"
    assert html(said(seen, {"word/document.xml": document(f"<w:p>{two}</w:p>").encode()})) == "<p>E=mc2, a=b</p>"


def test_charts_and_diagrams_are_counted(seen: Path):
    found = said(seen, {"word/document.xml": document(f"<w:p>{drawn('chart')}{drawn('diagram')}</w:p>{words('Word.')}").encode()})
    lines = [(one.count, one.why.sentence) for one in found if isinstance(one, Left)]
    assert lines == [(2, "Charts and diagrams of “%(name)s”: %(count)s. They stay in the document; save each as a picture there to bring it.")]


@pytest.mark.parametrize(("instead", "counted"), [("<a:blip/>", 0), ("<w:txbxContent/>", 1)], ids=["a picture", "a box that says that it is not shown"])
def test_a_chart_of_which_word_kept_a_picture_is_not_counted(seen: Path, instead: str, counted: int):
    both = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>{drawn("chart")}</mc:Choice><mc:Fallback xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{instead}</mc:Fallback></mc:AlternateContent>'
    found = said(seen, {"word/document.xml": document(f"<w:p>{both}</w:p>{words('Word.')}").encode()})
    assert sum(one.count for one in found if isinstance(one, Left)) == counted


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ('<w:r><w:t xml:space="preserve">Figure </w:t></w:r><w:fldSimple w:instr=" SEQ Figure \\* ARABIC "><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t>: the weir</w:t></w:r>', "<p>Figure 3: the weir</p>"),
        ('<w:fldSimple w:instr="HYPERLINK &quot;https://weir.example/&quot;"><w:r><w:t>The weir</w:t></w:r></w:fldSimple>', '<p><a href="https://weir.example/">The weir</a></p>'),
        ('<w:fldSimple w:instr="IF"><w:fldSimple w:instr="DATE"><w:r><w:t>Friday</w:t></w:r></w:fldSimple></w:fldSimple>', "<p>Friday</p>"),
        ('<w:fldSimple><w:r><w:t>Alone</w:t></w:r></w:fldSimple>', "<p>Alone</p>"),
        ('<w:bdo w:val="rtl"><w:r><w:t>The other </w:t></w:r><w:dir w:val="ltr"><w:r><w:t>way</w:t></w:r></w:dir></w:bdo>', "<p>The other way</p>"),
        ('<w:r><w:ruby><w:rt><w:r><w:t>kyo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>City </w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>walls</w:t></w:r>', "<p>City walls</p>"),
    ],
    ids=["the number of a caption", "a link", "one in another", "without an instruction", "words that run the other way", "words with others above them"],
)  # fmt: skip
def test_what_a_field_shows_stands_where_it_was_shown(seen: Path, body: str, made: str):
    assert html(said(seen, {"word/document.xml": document(f"<w:p>{body}</w:p>").encode()})) == made


def test_what_a_field_of_a_footnote_shows_comes(seen: Path):
    called = '<w:p><w:r><w:t>Rain.</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    note = '<w:footnote w:id="7"><w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:fldSimple w:instr="REF x"><w:r><w:t>Table 2</w:t></w:r></w:fldSimple></w:p></w:footnote>'
    notes = f"{HEAD.format('UTF-8')}<w:footnotes {W}>{note}</w:footnotes>"
    with zipfile.ZipFile(io.BytesIO(exports.word())) as inner:
        related = inner.read("word/_rels/document.xml.rels").replace(b"</Relationships>", b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>')
    found = said(seen, {"word/document.xml": document(called).encode(), "word/footnotes.xml": notes.encode(), "word/_rels/document.xml.rels": related})
    assert "See Table 2" in html(found)


def called(kind: str, name: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'


@pytest.mark.parametrize("style", ['<w:style w:styleId="Plain"><w:name w:val="Plain"/></w:style>', '<w:style w:type="paragraph"><w:name w:val="x"/></w:style>', "<w:style/>"])
def test_a_style_that_does_not_say_what_it_is_of_keeps_no_document_out(seen: Path, style: str):
    styles = f"{HEAD.format('UTF-8')}<w:styles {W}>{style}{called('paragraph', 'heading 1')}</w:styles>"
    body = words("Rain", paragraph='<w:pPr><w:pStyle w:val="heading1"/></w:pPr>') + words("It rained.", paragraph='<w:pPr><w:pStyle w:val="Plain"/></w:pPr>')
    found = said(seen, {"word/document.xml": document(body).encode(), "word/styles.xml": styles.encode()})
    assert [(one.title, clean(one.html)) for one in found if isinstance(one, Post)] == [("Rain", "<p>It rained.</p>")]


@pytest.mark.parametrize(("block", "word"), [("HTML Preformatted", "HTML Code"), ("Source Code", "Verbatim Char"), ("Preformatted Text", "Source Text"), ("code", "Inline Code")])
def test_what_is_set_as_code_in_a_document_is_code_with_its_lines(seen: Path, block: str, word: str):
    styles = f"{HEAD.format('UTF-8')}<w:styles {W}>{called('paragraph', block)}{called('character', word)}</w:styles>"
    run = f'<w:r><w:rPr><w:rStyle w:val="{word.replace(" ", "")}"/></w:rPr><w:t xml:space="preserve">{{}}</w:t></w:r>'
    about = f'<w:pPr><w:pStyle w:val="{block.replace(" ", "")}"/></w:pPr>'
    rows = f'<w:p>{about}{run.format("if wet:")}<w:r><w:br/></w:r>{run.format("    stay()")}</w:p><w:p>{about}<w:r><w:t>go()</w:t></w:r></w:p>'
    body = f'<w:p><w:r><w:t xml:space="preserve">Call </w:t></w:r>{run.format("stay()")}</w:p>{rows}{words("Then.")}'
    found = said(seen, {"word/document.xml": document(body).encode(), "word/styles.xml": styles.encode()})
    assert html(found) == "<p>Call <code>stay()</code></p>\n<pre><code>if wet:\n    stay()\ngo()</code></pre>\n<p>Then.</p>"


def test_the_deeper_lists_and_headings_of_words_own_styles_are_deep(seen: Path):
    made = Document()
    for style in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Bullet", "List Number", "List Number 2", "Heading 9"):
        made.add_paragraph(style.split()[-1], style=style)
    out = io.BytesIO()
    made.save(out)
    (seen / "x.docx").write_bytes(out.getvalue())
    assert html(list(read(seen / "x.docx"))).replace("\n", "") == (
        "<ul><li>Bullet<ul><li>2<ul><li>3</li></ul></li></ul></li><li>Bullet</li></ul><ol><li>Number<ol><li>2</li></ol></li></ol><h3>9</h3>"
    )
