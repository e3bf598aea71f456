"""A document of Word's made ready for the library that reads it whole: no part that a program of Word's would not write, no words that were hidden."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from weeknotes.transfer.bundle import LARGE, Spoilt
from weeknotes.transfer.docx_code import code_marked, may_have_code
from weeknotes.transfer.docx_drawn import MARKS, caps_joined, drawings, fields_opened, spelled
from weeknotes.transfer.docx_lists import marked
from weeknotes.transfer.xml_items import ENTITIES, local

LARGEST_XML = 6_000_000  # bytes of one part: its tree takes some fifty times as much
_LARGEST = 240_000_000  # bytes of all
_TEXT, _STYLES = "word/document.xml", "word/styles.xml"
_STYLE = re.compile(rb"<w:style(?=[\s/>])[^>]*>")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_WORDS = re.compile(rb"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_NO = {"0", "false", "off"}
_ORDERS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Ready(NamedTuple):
    """A document that can be read whole, and what its reader is told of it."""

    data: bytes
    hidden: bool
    """Whether words were hidden in it."""
    spelled: bool
    """Whether it has equations: their letters stand in it as words."""
    drawings: int
    """How many charts and diagrams it has, of which nothing can be read."""
    margins: int
    """How many headers and footers of its pages have words."""


def made_ready(data: bytes, name: str) -> Ready:
    """The document without the words that Word hides, its numbered lists marked (`docx_lists`), what is no words told or put into words (`docx_drawn`).

    Raises Spoilt; whatever else a damaged archive raises is its caller's.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = dict(_read(archive, name))
    if styles := _styles_called(parts.get(_STYLES, b"")):
        parts[_STYLES] = styles
    away = _hidden_styles(parts)
    changed = {part: made for part, text in parts.items() if part.startswith("word/") and (away or _has(text, b"vanish")) and (made := _without_hidden(text, away))}
    ready = Ready(data, bool(changed), spelled=False, drawings=0, margins=sum(bool(_MARGIN.search(part)) and _has_words(text) for part, text in parts.items()))
    changed |= {_STYLES: styles} if styles else {}
    text, numbering = changed.get(_TEXT) or parts.get(_TEXT, b""), parts.get("word/numbering.xml", b"")
    numbered = bool(numbering) and _has(text, b"numPr")
    fonts = changed.get(_STYLES) or parts.get(_STYLES, b"")
    in_code = may_have_code(text, fonts)
    if numbered or in_code or any(_has(text, mark) for mark in MARKS):
        tree = _tree(text)
        ready = ready._replace(spelled=spelled(tree), drawings=drawings(tree))
        lists, caps, fields = numbered and marked(tree, _tree(numbering)), caps_joined(tree), fields_opened(tree)
        code = in_code and code_marked(tree, _tree(fonts) if fonts else None)
        if lists or caps or fields or code or ready.spelled:
            changed[_TEXT] = _written(tree)
    for part in _NOTES:
        notes = changed.get(part) or parts.get(part, b"")
        if any(_has(notes, mark) for mark in MARKS) and fields_opened(tree := _tree(notes)):
            changed[part] = _written(tree)
    return ready._replace(data=_packed(parts | changed)) if changed else ready


def _has_words(margin: bytes) -> bool:
    """Whether a header or footer has more than the number of its page."""
    return any(letter.isalpha() for words in _WORDS.findall(margin) for letter in words.decode("utf-8", "replace"))


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return out.getvalue()


def _read(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    """Every part, whatever it is called: what the library takes for the text is said by another part."""
    left = _LARGEST
    for info in archive.infolist():
        with archive.open(info) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise Spoilt(LARGE, name=name, most=_LARGEST // 1_000_000)
        if _bare(data[:100]).lstrip().startswith(b"<"):
            if len(data) > LARGEST_XML:
                raise Spoilt(LARGE, name=f"{name}: {info.filename}", most=LARGEST_XML // 1_000_000)
            # The library opens what a DOCTYPE declares. A picture may have one; it is no part that is read for its words.
            if _has(data, b"<!ENTITY") or (_has(data, b"<!DOCTYPE") and not info.filename.lower().endswith(".svg")):
                raise Spoilt(ENTITIES, name=f"{name}: {info.filename}")
        yield info.filename, data


def _has(data: bytes, word: bytes) -> bool:
    """Whether a part has a word, in any encoding that its parser knows: those that take two bytes for a letter have a nought in each of these."""
    return word in data or (b"\0" in data and word in _bare(data))


def _bare(data: bytes) -> bytes:
    for mark in _ORDERS:
        data = data.removeprefix(mark)
    return data.replace(b"\0", b"")


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def _hidden_styles(parts: dict[str, bytes]) -> frozenset[str]:
    """The names of the styles whose words are hidden, by themselves or by what they are based on."""
    said: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for part, data in parts.items():
        if part.startswith("word/styles") and _has(data, b"vanish"):
            for style in _tree(data).iter("{*}style"):
                number = _value(style, "styleId")
                said[number] = _hides(style.find("{*}rPr"))
                based[number] = _value(style.find("{*}basedOn"), "val")
    return frozenset(number for number in said if _is_away(number, said, based))


def _styles_called(data: bytes) -> bytes:
    """The styles with what they are of said of each: paragraphs, where nothing is (ISO/IEC 29500-1, 17.7.4.17), and without those that nothing can name; b"" where
    that is so already. The library takes it for granted."""
    if all(b"w:type=" in one and b"w:styleId=" in one for one in _STYLE.findall(data)):
        return b""
    root = _tree(data)
    for style in list(root.iter("{*}style")):
        space = etree.QName(style).namespace
        if not _value(style, "styleId"):
            style.getparent().remove(style)
        elif not _value(style, "type"):
            style.set(etree.QName(space, "type"), "paragraph")
    return _written(root)


def _is_away(number: str, said: dict[str, bool | None], based: dict[str, str]) -> bool:
    for _ in range(len(said)):
        if (own := said.get(number)) is not None:
            return own
        number = based.get(number, "")
    return False


def _value(node: etree._Element | None, name: str) -> str:
    """An attribute, in whichever of its namespaces Word wrote it."""
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "") if node is not None else ""


def _hides(about: etree._Element | None) -> bool | None:
    """What is said of words: hidden, plainly not, or None for nothing."""
    mark = about.find("{*}vanish") if about is not None else None
    return None if mark is None else _value(mark, "val").lower() not in _NO


def _without_hidden(data: bytes, away: frozenset[str]) -> bytes:
    """A part without its hidden runs of words; b"" where none is hidden."""
    if not _bare(data[:100]).lstrip().startswith(b"<"):
        return b""
    root = _tree(data)
    gone = [run for run in root.iter("{*}r") if _is_hidden(run, away)]
    for run in gone:
        run.clear(keep_tail=True)
    return _written(root) if gone else b""


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _is_hidden(run: etree._Element, away: frozenset[str]) -> bool:
    about = run.find("{*}rPr")
    own = _hides(about)
    if own is not None:
        return own
    style = _value(about.find("{*}rStyle"), "val") if about is not None else ""
    if style in away:
        return True
    around = run.getparent()
    while around is not None and local(around) != "p":
        around = around.getparent()
    return around is not None and not style and _value(around.find("{*}pPr/{*}pStyle"), "val") in away
