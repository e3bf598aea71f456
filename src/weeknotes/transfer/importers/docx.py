"""Documents of Word's (.docx), one or many: headings, lists, tables, links, footnotes and pictures. Comments and struck-out changes stay behind."""

import io
import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import quote, unquote

import mammoth

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import INSIDE, Bundle, Spoilt
from weeknotes.transfer.docx_code import CODE
from weeknotes.transfer.docx_lists import opened
from weeknotes.transfer.docx_parts import LARGEST_XML, Ready, made_ready
from weeknotes.transfer.gates import HIDDEN
from weeknotes.transfer.instants import named
from weeknotes.transfer.keep import kept, media
from weeknotes.transfer.leaving import left, other_files
from weeknotes.transfer.neutral import Left, Post
from weeknotes.transfer.record import Trouble
from weeknotes.transfer.tree_html import body, inner, said
from weeknotes.transfer.trouble import trouble

N_ = str  # marks a sentence for translation where it is shown

KIND = "docx"
NAME = N_("a Word document (.docx)")

NO_WORD = N_("“%(name)s” is damaged, or no Word document. Open it in Word, save it as .docx once more, and try that file.")
SHUT = N_("“%(name)s” is protected by a password, or was saved as an older kind of document. Open it in Word, save it as .docx without a password, and try that file.")
COMMENTS = N_("Comments in the margin of “%(name)s”: %(count)s. They stay in the document.")
DRAWINGS = N_("Charts and diagrams of “%(name)s”: %(count)s. They stay in the document; save each as a picture there to bring it.")
MARGINS = N_("Headers and footers of the pages of “%(name)s”: %(count)s. They stay in the document.")
EQUATIONS = N_("An equation came as its letters in a row: look whether it still says what it said.")
PICTURE = N_("A picture in it could not be read: it stands elsewhere, or is damaged.")
BLANK = N_("It has no words of its own.")

_ABOUT, _LARGEST_ABOUT = "docProps/core.xml", 100_000
_KEYWORDS = re.compile(rb"<(?:\w{1,20}:)?keywords(?:\s[^<>]{0,500})?>([^<]{1,5000})</")
_OLE = b"\xd0\xcf\x11\xe0"  # what Word wrote before 2007, and what it wraps a document in that is locked
# Code as Word, LibreOffice, Pandoc and people call its styles.
_CODE_BLOCKS = ("HTML Preformatted", "Preformatted Text", "Source Code", "Code Block", "Code", "Code Listing")
_CODE = ("HTML Code", "HTML Keyboard", "HTML Sample", "HTML Typewriter", "Source Text", "Verbatim Char", "Code Char", "Inline Code", "Code")
# What Word calls the points of its deeper lists.
_DEEPER = [f"p[style-name='List {name} {depth}'] => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh" for name, tag in (("Bullet", "ul"), ("Number", "ol")) for depth in range(2, 6)]
_DEEPER += [f"p[style-name='heading {depth}'] => h6:fresh" for depth in range(7, 10)]
_STYLES = f"""
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
strike => s
p.{CODE} => pre:separator('\\n')
""" + "\n".join([*_DEEPER, *(f"p[style-name='{name}'] => pre:separator('\\n')" for name in _CODE_BLOCKS), *(f"r[style-name='{name}'] => code" for name in _CODE)])


def recognises(bundle: Bundle) -> bool:
    names = [name for name in bundle.names() if not name.rpartition("/")[2].startswith("~$")]
    return bool(_documents(bundle)) and not any(name.lower().endswith((".md", ".markdown", ".txt", ".html", ".htm", ".csv", ".json", ".xml")) for name in names)


def _documents(bundle: Bundle) -> list[str]:
    return [name for name in bundle.names() if name.lower().endswith(".docx") and not name.rpartition("/")[2].startswith("~$")] or [
        name for name in bundle.names() if len(bundle.names()) == 1 and b"word/" in bundle.begins(name, 4096) and bundle.begins(name).startswith(b"PK")
    ]


def posts(bundle: Bundle) -> Iterator[Post | Left | Trouble]:
    """A post for each document, in the order of their names."""
    documents = _documents(bundle)
    for name in documents:
        yield from document(bundle, name)
    yield from other_files(bundle, set(documents))


def document(bundle: Bundle, name: str) -> Iterator[Post | Left | Trouble]:
    """What one document gives."""
    try:
        parts = _parts(bundle, name)
        pictures = {sha256(parts.read(each)).digest(): f"{quote(name)}{INSIDE}{quote(each)}" for each in parts.names() if each.startswith("word/media/")}
        html, lost, ready = _converted(bundle.read(name), name, pictures)
        notes = parts.read("word/comments.xml", LARGEST_XML).count(b"<w:comment ") if "word/comments.xml" in parts else 0
        tags = _keywords(parts.begins(_ABOUT, _LARGEST_ABOUT)) if _ABOUT in parts else ()
    except Spoilt as why:
        yield trouble(name, why)
        return
    html, title = titled(html)
    if not html.strip() and not title:
        yield left(name, BLANK)
    else:
        day = named(name.rpartition("/")[2])
        yield Post(
            kind=KIND,
            source_id=name,
            place=name,
            title=title or None,
            html=html,
            dated=day,
            how_dated="name" if day else "unknown",
            tags=tags,
            media=media(html, lambda src: unquote(src) if INSIDE in src else ""),
            warnings=tuple(Why(each) for each, so in ((PICTURE, lost), (HIDDEN, ready.hidden), (EQUATIONS, ready.spelled)) if so),
        )
    if ready.drawings:
        yield left(name, DRAWINGS, ready.drawings, name=name)
    if ready.margins:
        yield left(name, MARGINS, ready.margins, name=name)
    if notes:
        yield left(name, COMMENTS, notes, name=name)


def _keywords(about: bytes) -> tuple[str, ...]:
    """What the document's properties have as tags or keywords, which Word parts by semicolons and people by commas; who made it, and when, is not looked at."""
    found = _KEYWORDS.search(about)
    words = unescape(found[1].decode("utf-8", "replace")) if found else ""
    return tuple(dict.fromkeys(" ".join(one.split()) for one in re.split("[;,]", words) if one.strip()))


def _parts(bundle: Bundle, name: str) -> Bundle:
    """What is in a document. Raises Spoilt."""
    if bundle.begins(name).startswith(_OLE):
        raise Spoilt(SHUT, name=name)
    return bundle.inside(name)


def _converted(data: bytes, name: str, pictures: dict[bytes, str]) -> tuple[str, int, Ready]:
    """The document as HTML, how many pictures of it could not be found, and what else is to be said of it. Nothing outside of it is opened."""
    lost: list[str] = []

    def source(image: Any) -> dict[str, str]:
        try:
            with image.open() as file:
                found = pictures.get(sha256(file.read()).digest(), "")
        except Exception:
            found = ""
        if not found:
            lost.append(name)
        return {"src": found}

    try:
        ready = made_ready(data, name)
        made = mammoth.convert_to_html(io.BytesIO(ready.data), style_map=_STYLES, convert_image=mammoth.images.img_element(source), include_embedded_style_map=False)
    except Spoilt:
        raise
    except Exception as why:  # whatever bytes that no program wrote break in it
        raise Spoilt(NO_WORD, name=name) from why
    return kept(opened(str(made.value))), len(lost), ready


def titled(html: str) -> tuple[str, str]:
    """The HTML without the title that begins it, and that title; "" where it begins with none."""
    root = body(html)
    first = root.css_first("h1.title, p.title, h1") if root is not None else None
    if root is None or first is None:
        return html, ""
    before = root.child
    while before is not None and not before.is_element_node:
        before = before.next
    words = said(first)
    if not words or (before is not None and before.mem_id != first.mem_id and "title" not in (first.attributes.get("class") or "")):
        return html, ""
    first.decompose()
    return inner(root), words
