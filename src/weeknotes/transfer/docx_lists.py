"""Where the numbered lists of a Word document begin, and with which number: the library that reads it knows neither, and makes one list of two that touch."""

import re
from dataclasses import dataclass, field

from lxml import etree

_BEGIN, _END = "\ue000", "\ue001"  # of nobody's alphabet
_SAID = re.compile(f"<p>{_BEGIN}(\\d{{1,9}}){_END}</p>(<ol>)?")
_UNNUMBERED = {"bullet", "none", ""}


@dataclass(slots=True)
class _Numbers:
    """What the document says of its lists by number: which kind each is of, the first number of a kind ("" for none), and where one begins anew."""

    kind: dict[str, str] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    anew: dict[str, int] = field(default_factory=dict)


def marked(document: etree._Element, numbering: etree._Element) -> bool:
    """Put a paragraph with its first number before each numbered list that begins elsewhere than at one, or right after another; whether there was any."""
    numbers = _numbers(numbering)
    counts: dict[str, int] = {}
    begun: set[str] = set()
    found = False
    for one in list(document.iter("{*}p")):
        number, level = _point(one)
        kind = numbers.kind.get(number, "")
        if level or kind not in numbers.first:
            continue
        if number not in begun and number in numbers.anew:
            counts[kind] = numbers.anew[number] - 1
        begun.add(number)
        counts[kind] = counts.get(kind, numbers.first[kind] - 1) + 1
        before = _point(one.getprevious())[0]
        if before != number and (counts[kind] != 1 or before):
            one.addprevious(_paragraph(one, f"{_BEGIN}{counts[kind]}{_END}"))
            found = True
    return found


def opened(html: str) -> str:
    """The HTML that was made of it, each list with its number in place of that paragraph."""
    return _SAID.sub(lambda found: "" if not found[2] else "<ol>" if found[1] == "1" else f'<ol start="{found[1]}">', html)


def value(node: etree._Element | None) -> str:
    """What an element of Word's says (`w:val`), in whichever namespace; "" for none."""
    return next((str(said) for key, said in node.attrib.items() if str(key).rpartition("}")[2] == "val"), "") if node is not None else ""


def _numbers(numbering: etree._Element) -> _Numbers:
    made = _Numbers()
    for one in numbering.iter("{*}abstractNum"):
        first = next((level for level in one.iter("{*}lvl") if _named(level, "ilvl") == "0"), None)
        if first is not None and value(first.find("{*}numFmt")) not in _UNNUMBERED:
            made.first[_named(one, "abstractNumId")] = _whole(value(first.find("{*}start")), 1)
    for one in numbering.iter("{*}num"):
        number = _named(one, "numId")
        made.kind[number] = value(one.find("{*}abstractNumId"))
        for change in one.iter("{*}lvlOverride"):
            if _named(change, "ilvl") == "0" and (said := value(change.find("{*}startOverride"))):
                made.anew[number] = _whole(said, 1)
    return made


def _named(node: etree._Element, name: str) -> str:
    return next((str(said) for key, said in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _whole(said: str, otherwise: int) -> int:
    return int(said) if re.fullmatch(r"\d{1,9}", said) else otherwise


def _point(one: etree._Element | None) -> tuple[str, int]:
    """The list that a paragraph is a point of, "" for none, and how deep it stands in it."""
    about = one.find("{*}pPr/{*}numPr") if one is not None else None
    if about is None:
        return "", 0
    number = value(about.find("{*}numId"))
    return ("" if number == "0" else number), _whole(value(about.find("{*}ilvl")), 0)


def _paragraph(like: etree._Element, words: str) -> etree._Element:
    """A paragraph of these words, in the namespace of another."""
    space = etree.QName(like).namespace
    made = like.makeelement(f"{{{space}}}p", {}, None)
    etree.SubElement(etree.SubElement(made, f"{{{space}}}r"), f"{{{space}}}t").text = words
    return made
