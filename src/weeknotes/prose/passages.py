"""The words of a clean text, section by section, without building its tree: for what reads every note there is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Clean HTML only (prose.html): an attribute never holds ">", and "<" never stands in text.
_PART = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
# Either end of a footnote: its number, which leads to the other.
_NUMBER = re.compile(r'<a href="#fn(?:ref)?-[^>]*>(?:<sup>)?[^<]*(?:</sup>)?</a>')
_INSIDE = frozenset({"a", "strong", "em", "s", "sup", "sub", "code"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, "" for what stands before the first, and all the words from it to the next, a block a line, the heading's own first. `deep`: it is an h3."""

    heading: str
    text: str
    deep: bool = False


def passages(html: str) -> Iterator[Passage]:
    """Each section of clean `html` in order, with the words that `prose.html.plain` gives, but for the numbers of footnotes, which are no part of the words
    they stand behind; what stands before the first heading only where it says something."""
    html = _NUMBER.sub("", html)
    heading, deep = "", False
    kept: list[str] = []
    said: list[str] = []
    at = 0
    for found in _PART.finditer(html):
        said.append(html[at : found.start()])
        at = found.end()
        closes, tag = found[1], found[2]
        if tag in _INSIDE:
            continue
        line = _line(said)
        said = []
        if tag in {"h2", "h3"} and not closes:
            if line:
                kept.append(line)
            if heading or kept:
                yield Passage(heading, "\n".join(kept), deep)
            heading, deep, kept = "", tag == "h3", []
            continue
        if line:
            kept.append(line)
            if tag in {"h2", "h3"}:
                heading = line
    said.append(html[at:])
    line = _line(said)
    if line:
        kept.append(line)
    if heading or kept:
        yield Passage(heading, "\n".join(kept), deep)


def _line(said: list[str]) -> str:
    return " ".join(unescape("".join(said)).split())
