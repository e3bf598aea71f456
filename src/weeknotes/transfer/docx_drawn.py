"""What a Word document says otherwise than in words: a first letter set large, equations, charts, diagrams, fields. The library that reads it knows none of these."""

from lxml import etree

from weeknotes.transfer.xml_items import local

MARKS = (b"dropCap", b"oMath", b"/chart", b"/diagram", b"fldSimple", b":bdo", b":dir", b":ruby")
"""One of these stands in a text that has any of it."""

_AROUND = ("bdo", "dir", "ruby", "rubyBase")  # around words that run the other way, or have others above them
_DRAWN = ("/chart", "/chartex", "/diagram")


def caps_joined(document: etree._Element) -> bool:
    """Put each first letter that Word sets large, in a paragraph of its own, back before the rest of its word; whether there was any."""
    found = False
    for one in list(document.iter("{*}p")):
        after = one.getnext()
        if after is not None and local(after) == "p" and _is_cap(one):
            about = after.find("{*}pPr")
            place = 0 if about is None else after.index(about) + 1
            after[place:place] = [each for each in one if local(each) != "pPr"]
            _away(one)
            found = True
    return found


def spelled(document: etree._Element) -> bool:
    """Put the letters of each equation where it stands; whether there was any. What stands above, below or under a root is lost."""
    found = False
    for one in [each for each in document.iter("{*}oMath") if _within(each, "oMath") is None]:
        around = _within(one, "p")
        if around is None:
            continue
        space = etree.QName(around).namespace
        run = etree.Element(etree.QName(space, "r"))
        etree.SubElement(run, etree.QName(space, "t")).text = "".join(str(each.text or "") for each in one.iter("{*}t"))
        lines = _within(one, "oMathPara")
        (one if lines is None else lines).addprevious(run)
        _away(one)
        found = True
    return found


def fields_opened(part: etree._Element) -> bool:
    """Write each field that Word wrote in short (the number of a caption, a day, a link) in the long way, and have words that run the other way stand as others
    do, and those that have how they are said above them stand without that; whether there was any. The library leaves all of these out with what is in them."""
    for above in list(part.iter("{*}rt")):
        above.getparent().remove(above)
    found = list(part.iter("{*}fldSimple", *(f"{{*}}{name}" for name in _AROUND)))
    for one in found:
        if local(one) == "fldSimple":
            one[:0] = [_mark(one, "begin"), _instruction(one), _mark(one, "separate")]
            one.append(_mark(one, "end"))
        one.tag = etree.QName(etree.QName(one).namespace, "smartTag")
    return bool(found)


def drawings(document: etree._Element) -> int:
    """How many charts and diagrams it has for which Word kept no picture."""
    return sum(str(one.get("uri", "")).endswith(_DRAWN) and not _is_pictured(one) for one in document.iter("{*}graphicData"))


def _is_pictured(drawing: etree._Element) -> bool:
    """Whether a picture stands there for programs that cannot draw it; for many it is but a box that says so."""
    either = _within(drawing, "AlternateContent")
    return either is not None and any(local(one) in {"blip", "imagedata"} for one in either.iterfind("{*}Fallback//*"))


def _is_cap(paragraph: etree._Element) -> bool:
    frame = paragraph.find("{*}pPr/{*}framePr")
    return frame is not None and any(str(key).endswith("}dropCap") and value != "none" for key, value in frame.attrib.items())


def _mark(field: etree._Element, kind: str) -> etree._Element:
    space = etree.QName(field).namespace
    run = etree.Element(etree.QName(space, "r"))
    etree.SubElement(run, etree.QName(space, "fldChar")).set(etree.QName(space, "fldCharType"), kind)
    return run


def _instruction(field: etree._Element) -> etree._Element:
    space = etree.QName(field).namespace
    run = etree.Element(etree.QName(space, "r"))
    etree.SubElement(run, etree.QName(space, "instrText")).text = str(field.get(etree.QName(space, "instr"), ""))
    return run


def _within(one: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in one.iterancestors() if local(each) == name), None)


def _away(one: etree._Element) -> None:
    around = one.getparent()
    if around is not None:
        around.remove(one)
