"""Code in a Word document whose only mark is its font: paragraphs of which every word stands in one of those in which all letters are as wide, where most do not."""

import re

from lxml import etree

from weeknotes.transfer.docx_lists import value
from weeknotes.transfer.xml_items import local

CODE = "WeeknotesCode"
"""The style that such a paragraph is given, by which the library that reads it makes code of it."""

_WIDE = r"Courier|Consolas|Menlo|Monaco|Cascadia|Inconsolata|Fixedsys|Lucida Console|Lucida Sans Typewriter|(?:[\w ]{1,30} )?(?:Mono|Code|Code Pro)(?![\w ])"
_FONT = re.compile(_WIDE, re.IGNORECASE)
_NAMED = re.compile(rf'"(?:{_WIDE})'.encode(), re.IGNORECASE)
_HEADINGS = ("heading", "title", "subtitle", "toc", "caption")
_PLAIN = ("normal", "no spacing", "plain text", "body text", "default", "standard")
_DEEPEST = 20


def may_have_code(*parts: bytes) -> bool:
    """Whether a font that code stands in is named in any of them."""
    return any(_NAMED.search(part) for part in parts)


def code_marked(document: etree._Element, styles: etree._Element | None) -> bool:
    """Give each such paragraph the style CODE; whether there was any."""
    fonts, names = _styles(styles)
    spoken = [one for one in document.iter("{*}p") if _words(one) and not names.get(_style(one), "").startswith(_HEADINGS)]
    wide = [one for one in spoken if all(_is_wide(run, fonts, fonts.get(_style(one), False)) for run in _words(one))]
    code = [one for one in wide if _may_be_code(one, fonts, names)]
    # A document that is written in such a font says nothing by it.
    if not code or 3 * len(wide) > 2 * len(spoken):
        return False
    for one in code:
        space = etree.QName(one).namespace
        about = one.find("{*}pPr")
        if about is None:
            about = etree.Element(etree.QName(space, "pPr"))
            one.insert(0, about)
        for style in about.findall("{*}pStyle"):
            about.remove(style)
        style = etree.Element(etree.QName(space, "pStyle"))
        style.set(etree.QName(space, "val"), CODE)
        about.insert(0, style)
    return True


def _styles(root: etree._Element | None) -> tuple[dict[str, bool], dict[str, str]]:
    """Which styles have such a font, by themselves or by what they are based on, but for the one that all else has; and what each is called."""
    own: dict[str, str] = {}
    based: dict[str, str] = {}
    names: dict[str, str] = {}
    for one in root.iter("{*}style") if root is not None else ():
        number = _said(one, "styleId")
        names[number] = value(one.find("{*}name")).lower()
        if _said(one, "default") not in {"1", "true", "on"}:
            own[number] = _font(one.find("{*}rPr"))
            based[number] = value(one.find("{*}basedOn"))
    return {number: bool(_FONT.match(_inherited(number, own, based))) for number in own}, names


def _inherited(number: str, own: dict[str, str], based: dict[str, str]) -> str:
    for _ in range(_DEEPEST):
        if font := own.get(number, ""):
            return font
        number = based.get(number, "")
    return ""


def _style(paragraph: etree._Element) -> str:
    return value(paragraph.find("{*}pPr/{*}pStyle"))


def _may_be_code(paragraph: etree._Element, fonts: dict[str, bool], names: dict[str, str]) -> bool:
    """Whether nothing else is said of a paragraph: by its style, as a point of a list, or as a field of a table."""
    style = _style(paragraph)
    told = style and not fonts.get(style, False) and names.get(style, "") not in _PLAIN
    return not told and paragraph.find("{*}pPr/{*}numPr") is None and not any(local(one) == "tc" for one in paragraph.iterancestors())


def _words(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of a paragraph that have words."""
    return [run for run in paragraph.iter("{*}r") if any((text.text or "").strip() for text in run.iter("{*}t"))]


def _is_wide(run: etree._Element, fonts: dict[str, bool], otherwise: bool) -> bool:
    about = run.find("{*}rPr")
    if font := _font(about):
        return bool(_FONT.match(font))
    style = value(about.find("{*}rStyle")) if about is not None else ""
    return fonts.get(style, False) or otherwise


def _font(about: etree._Element | None) -> str:
    named = about.find("{*}rFonts") if about is not None else None
    return (_said(named, "ascii") or _said(named, "hAnsi")) if named is not None else ""


def _said(node: etree._Element, name: str) -> str:
    return next((str(said) for key, said in node.attrib.items() if str(key).rpartition("}")[2] == name), "")
