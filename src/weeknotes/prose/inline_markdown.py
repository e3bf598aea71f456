"""The words of one Markdown block: emphasis, links, pictures, code, inline HTML and shortcodes read, every place kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from weeknotes.prose.shapes import Image, Link
from weeknotes.prose.weave import Weave

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<image>!\[)"
    r"|(?P<note>\[\^[^\]\s]{1,80}\])"
    r"|(?P<open>\[)"
    r"|(?P<close>\])"
    r"|(?P<run>\*+|_+|~~+)"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,2000})>"
    r"|(?P<comment><!--)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<url>https?://[^\s<>\[\]()*]+)"
    r"|(?P<short>\{[%{:][^{}\n]{0,1000}[}%]\}?)"
)
_SPECIAL = re.compile(r"[\\`\[\]*_~<&{]|://")
_TARGET = re.compile(
    r"\(\s*+(?:<([^<>\n]*+)>|([^\s()<]*+(?:\([^\s()]*+\)[^\s()]*+)*+))(?:\s++(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?+\s*+\)(?:\{[^{}\n]{0,200}\})?"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,500})\]")
_ATTRIBUTE = re.compile(r"\b(href|src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_QUOTED = re.compile(r"\n[ \t]*>[ \t>]*")
_SOFT = frozenset({"strong", "b"})


class Words(NamedTuple):
    """What a run of Markdown says, with its places, its links, its pictures and the bold run it opens with."""

    text: str
    marks: tuple[tuple[int, int], ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    lead: str


class _Run(NamedTuple):
    start: int
    end: int
    sign: str


@dataclass(slots=True)
class _Edits:
    """Stretches of source that are not words, and what to do where each stands: cut, note an opening or a closing, put other words."""

    rows: list[tuple[int, int, str, str]] = field(default_factory=list)

    def cut(self, start: int, end: int, sign: str = "", value: str = "") -> None:
        self.rows.append((start, end, sign, value))


def words(source: str, start: int, end: int, *, references: Mapping[str, str] | None = None, quoted: bool = False) -> Words:
    """Read the inline Markdown between two offsets; `quoted` drops the `>` that opens each further line."""
    weave = Weave(source)
    if not quoted and not _SPECIAL.search(source, start, end):
        weave.add(start, end)
        return Words(weave.text, tuple(weave.marks), (), (), "")
    edits = _scan(source, start, end, references or {})
    if quoted:
        edits.cut(start, end - len(source[start:end].lstrip("> \t")))
        for found in _QUOTED.finditer(source, start, end):
            edits.cut(found.start(), found.end(), "gap")
    edits.rows.sort()
    return _weave(source, start, end, edits.rows, weave)


def _scan(source: str, start: int, end: int, references: Mapping[str, str]) -> _Edits:
    edits = _Edits()
    runs: list[_Run] = []
    waiting = {"*": 0, "_": 0, "~": 0}
    brackets: list[tuple[int, int, bool]] = []
    at = start
    while found := _TOKEN.search(source, at, end):
        kind = found.lastgroup
        here, at = found.span()
        if kind == "auto":
            edits.cut(here, here + 1, "link", found["auto"])
            edits.cut(at - 1, at, "unlink")
        elif kind == "url":
            at = here + len(found["url"].rstrip(".,;:!?'\"’”*_"))
            edits.cut(here, here, "link", source[here:at])
            edits.cut(at, at, "unlink")
        elif kind == "run":
            _emphasis(source, found, (start, end), runs, waiting, edits)
        elif kind == "code":
            at = _code(source, here, at, end, edits)
        elif kind in {"open", "image"}:
            brackets.append((here, at, kind == "image"))
        elif kind == "close":
            at = _bracket(source, here, end, brackets, references, edits)
        elif kind == "escape":
            edits.cut(here, here + 1)
        elif kind == "entity":
            edits.cut(here, at, "entity")
        elif kind == "tag":
            _tag(found.group(), here, at, edits)
        elif kind == "comment":
            close = source.find("-->", at, end)
            at = end if close < 0 else close + 3
            edits.cut(here, at)
        else:
            edits.cut(here, at)
    return edits


def _code(source: str, here: int, at: int, end: int, edits: _Edits) -> int:
    width = at - here
    ticks = "`" * width
    close = source.find(ticks, at, end)
    while close >= 0 and close + width < end and source[close + width] == "`":
        after = close + width
        while after < end and source[after] == "`":
            after += 1
        close = source.find(ticks, after, end)
    if close < 0:
        return at
    edits.cut(here, at)
    edits.cut(close, close + width)
    return close + width


def _emphasis(source: str, found: re.Match[str], span: tuple[int, int], runs: list[_Run], waiting: dict[str, int], edits: _Edits) -> None:
    here, at = found.span()
    sign = source[here]
    before = source[here - 1] if here > span[0] else " "
    after = source[at] if at < span[1] else " "
    opens = not after.isspace()
    closes = not before.isspace()
    if opens and closes and not after.isalnum() and not before.isalnum():
        pass
    elif sign == "_" and before.isalnum() and after.isalnum():
        return
    elif opens and closes and not after.isalnum() and before.isalnum():
        # CommonMark 6.2: before punctuation and after a letter a run can only close.
        opens = after in "\"'“‘([*_`<!\\"
    elif opens and closes and after.isalnum() and not before.isalnum():
        closes = before in ".,:;!?\"'”’)]*_`>…"
    if closes and waiting[sign]:
        run = runs.pop()
        while run.sign != sign:
            waiting[run.sign] -= 1
            run = runs.pop()
        waiting[sign] -= 1
        strong = sign != "~" and run.end - run.start >= 2 and at - here >= 2
        edits.cut(run.start, run.end, "bold" if strong else "")
        edits.cut(here, at, "plain" if strong else "")
    elif opens:
        runs.append(_Run(here, at, sign))
        waiting[sign] += 1


def _bracket(source: str, here: int, end: int, brackets: list[tuple[int, int, bool]], references: Mapping[str, str], edits: _Edits) -> int:
    if not brackets:
        return here + 1
    opened, inside, image = brackets.pop()
    target = _TARGET.match(source, here + 1, end)
    if target:
        address, close = target[1] or target[2] or "", target.end()
    else:
        label = _REFERENCE.match(source, here + 1, end)
        key = (label[1] if label and label[1] else source[inside : min(here, inside + 500)]).strip().casefold()
        if key not in references:
            return here + 1
        address, close = references[key], label.end() if label else here + 1
    if image:
        edits.cut(opened, close, "image", address)
    else:
        edits.cut(opened, inside, "link", address)
        edits.cut(here, close, "unlink")
        # A link holds no link (CommonMark 6.3): brackets still open around it are words.
        brackets[:] = [one for one in brackets if one[2]] if len(brackets) < 8 else []
    return close


def _tag(tag: str, here: int, at: int, edits: _Edits) -> None:
    name = tag.strip("</>").split(None, 1)[0].rstrip("/").lower()
    shut = tag.startswith("</")
    if name == "a":
        address = _attributes(tag).get("href")
        if shut:
            edits.cut(here, at, "unlink")
        else:
            edits.cut(here, at, "link", address) if address is not None else edits.cut(here, at)
    elif name == "img":
        edits.cut(here, at, "picture", tag)
    elif name in _SOFT:
        edits.cut(here, at, "plain" if shut else "bold")
    else:
        edits.cut(here, at, "gap" if name in {"br", "p", "div", "li", "td", "th"} else "")


def _attributes(tag: str) -> dict[str, str]:
    return {found[1].lower(): next((one for one in found.groups()[1:] if one is not None), "") for found in _ATTRIBUTE.finditer(tag)}


def _weave(source: str, start: int, end: int, rows: list[tuple[int, int, str, str]], weave: Weave) -> Words:
    found: list[tuple[int, int, str, int, int]] = []
    images: list[Image] = []
    opened: list[tuple[int, int, str]] = []
    lead, bold = 0, False
    at = start
    for here, close, sign, value in rows:
        if here < at:
            continue
        weave.add(at, here)
        at = close
        if sign == "link":
            opened.append((weave.ahead, here, value))
        elif sign == "unlink" and opened:
            index, place, address = opened.pop()
            if not opened:
                found.append((index, weave.length, address, place, close))
        elif sign == "entity":
            weave.decode(here, close)
        elif sign == "gap":
            weave.gap()
        elif sign == "image":
            images.append(Image(source[here + 2 : max(here + 2, source.find("]", here + 2, close))], value, here, close))
            weave.gap()
        elif sign == "picture":
            attributes = _attributes(value)
            images.append(Image(attributes.get("alt"), attributes.get("src", ""), here, close))
            weave.gap()
        elif sign == "bold" and not weave.length:
            bold = True
        elif sign == "plain" and bold and weave.length:
            lead, bold = weave.length, False
    weave.add(at, end)
    text = weave.text
    links = tuple(Link(text[index:last], address, place, close) for index, last, address, place, close in found)
    return Words(text, tuple(weave.marks), links, tuple(images), text[:lead])
