"""HTML cut into tags and text in one pass, every piece with its place; as forgiving as a browser, in linear time."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_OPEN = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_SIMPLE = re.compile(r"[^<>\"']*>")
_NAME = re.compile(r"[\s/]*([^\s=>/\"'<]+)\s*(=?)\s*")
_BARE = re.compile(r"[^\s>]*")
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "template", "xmp"})


class Tag(NamedTuple):
    """A tag, or a run of text when `name` is "" — `shut` for a closing tag — from `start` to `end` of the source."""

    name: str
    shut: bool
    start: int
    end: int
    attributes: dict[str, str]


_NONE: dict[str, str] = {}


def tags(source: str, start: int, end: int) -> Iterator[Tag]:
    """Give the tags and texts between two offsets in order; comments, doctypes and processing instructions are left out."""
    at = text = start
    unquoted = False
    while True:
        here = source.find("<", at, end)
        if here < 0:
            break
        found = _OPEN.match(source, here, end)
        if not found:
            after = _markup(source, here, end)
            if after > here and text < here:
                yield Tag("", False, text, here, _NONE)
            text = after if after > here else text
            at = max(after, here + 1)
            continue
        name, shut = found[2].lower(), bool(found[1])
        simple = _SIMPLE.match(source, found.end(), end)
        if simple and not simple.group().strip(" \t\n\r\f/>"):
            attributes, after = _NONE, simple.end()
        elif unquoted:
            attributes, after = {}, source.find(">", found.end(), end) + 1
        else:
            attributes, after = _attributes(source, found.end(), end)
            if not after:
                # A quotation mark that never closes: from here on tags end at the first ">".
                unquoted = True
                attributes, after = {}, source.find(">", found.end(), end) + 1
        if not after:
            break
        if text < here:
            yield Tag("", False, text, here, _NONE)
        yield Tag(name, shut, here, after, attributes)
        at = text = after
        if name in _RAW and not shut and source[after - 2] != "/":
            # What stands in these is no markup (HTML standard 13.2.6.2).
            close = _closing(source, name, after, end)
            if text < close:
                yield Tag("", False, text, close, _NONE)
            at = text = close
    if text < end:
        yield Tag("", False, text, end, _NONE)


def _markup(source: str, here: int, end: int) -> int:
    """The end of a comment, doctype or instruction that opens at `here`; `here` where "<" is only a sign."""
    if source.startswith("<!--", here):
        close = source.find("-->", here + 4, end)
        return end if close < 0 else close + 3
    if source[here + 1 : here + 2] in {"!", "?", "/"}:
        close = source.find(">", here, end)
        return end if close < 0 else close + 1
    return here


def _closing(source: str, name: str, at: int, end: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at, end)
    return found.start() if found else end


def _attributes(source: str, at: int, end: int) -> tuple[dict[str, str], int]:
    """Read attributes up to the closing ">"; the offset after it, or 0 where the tag never closes."""
    attributes: dict[str, str] = {}
    while found := _NAME.match(source, at, end):
        name, at = found[1].lower(), found.end()
        value = ""
        if found[2]:
            quote = source[at : at + 1]
            if quote in {'"', "'"}:
                close = source.find(quote, at + 1, end)
                if close < 0:
                    return attributes, 0
                value, at = source[at + 1 : close], close + 1
            else:
                bare = _BARE.match(source, at, end)
                value, at = (bare.group(), bare.end()) if bare else ("", at)
        attributes.setdefault(name, unescape(value))
    close = source.find(">", at, end)
    return attributes, close + 1
