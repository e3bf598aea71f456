"""A post's text as WordPress keeps it, in blocks or in its older editor, as the HTML that its readers saw."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from weeknotes.transfer.autop import autop
from weeknotes.transfer.builders_wordpress import built
from weeknotes.transfer.gates import of_block, of_wordpress
from weeknotes.transfer.keep import figure, link_to
from weeknotes.transfer.shortcodes import Pictures, opened

_BLOCK = re.compile(r"\s+(/?)wp:([a-z][a-z0-9_/-]{0,80})(?:\s+(\{.*\}))?\s*(/?)", re.DOTALL)
_WRAPPED = re.compile(r'(<div class="wp-block-embed__wrapper">)\s*(https?://[^\s<>"]{1,2000})\s*(</div>)')
# The button beside the name of a file, which leads to the same.
_BUTTON = re.compile(r"(</a>)\s{0,20}<a\s[^<>]{0,2000}?wp-block-file__button[^<>]{0,2000}>[^<]{0,200}</a>")
# A picture that is shown behind words stands in no mark of its own.
_BEHIND = re.compile(r"<div\s[^<>]{0,2000}?background-image:\s{0,5}url\((?:&quot;|')?([^<>\"'()\s]{1,2000}?)(?:&quot;|')?\)[^<>]{0,2000}>")
_CALLED = re.compile(r"\saria-label=\"([^\"<>]{0,1000})\"")
_DEEPEST, _MOST_SHARED = 3, 100
# Blocks without words of their own whose place says nothing to a reader.
_SILENT = frozenset(["more", "nextpage", "spacer", "separator", "footnotes", "navigation", "site-logo", "site-title", "site-tagline", "template-part", "search", "loginout"])


@dataclass(frozen=True, slots=True)
class Told:
    """A post's HTML, and what could not be shown: shortcodes, and blocks that WordPress itself makes when a page is asked for.

    `gated`: a part of it was not for everyone; `hidden`: a part of it was for nobody, and is not in it.
    """

    html: str
    shortcodes: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    gated: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Met:
    """What is met on the way through the blocks: those that could not be shown, the names of all, how many shared ones, whether one was hidden, or for some."""

    made: dict[str, None] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    shared: int = 0
    hidden: bool = False
    gated: bool = False


def told(text: str, *, pictures: Pictures, shared: Callable[[str], str], notes: str = "") -> Told:
    """`text` as HTML. `shared` gives the text of a block that several posts share, by its number; `notes` are its footnotes, as the post keeps them."""
    met = _Met()
    text, met.hidden, met.gated = built(text, pictures)
    text, shortcodes = opened(text, pictures)
    if "<!-- wp:" in text:
        text = _blocks(text, shared, met, 0)
        text = _BEHIND.sub(_in_front, _BUTTON.sub(r"\1", text))
        text = _WRAPPED.sub(lambda found: f"{found[1]}{link_to(found[2])}{found[3]}", text)
    else:
        text = autop(text)
    gated = met.gated or of_wordpress(met.names, text)
    made = tuple(name for name in met.made if not of_wordpress([name], ""))
    return Told(f"{text}{_footnotes(notes)}", shortcodes, made, gated, met.hidden)


def _blocks(text: str, shared: Callable[[str], str], met: _Met, depth: int) -> str:
    """The blocks' own HTML without what is hidden; what stands outside all of them, or in a block of the older editor, gets its paragraphs."""
    parts: list[str] = []
    open_now: list[str] = []
    hidden_in: int | None = None  # how many blocks were open where the hidden one was
    at = 0
    for start, end, found in _marks(text):
        between = text[at:start]
        if hidden_in is None:
            parts.append(autop(between) if between.strip() and (not open_now or open_now[-1] == "freeform") else between)
        at = end
        shut, name, said, alone = found.groups()
        if hidden_in is None:
            met.names.add(name)
            met.gated = met.gated or of_block(said or "")
            if not shut and _hides(said):
                met.hidden = True
                if alone:
                    continue
                hidden_in = len(open_now)
        if shut:
            if name in open_now:
                while open_now.pop() != name:
                    pass
            if hidden_in is not None and len(open_now) <= hidden_in:
                hidden_in = None
        elif not alone:
            open_now.append(name)
        elif hidden_in is not None:
            continue
        elif name == "block" and depth < _DEEPEST and met.shared < _MOST_SHARED:
            met.shared += 1
            parts.append(_blocks(shared(_number(said)), shared, met, depth + 1))
        elif name.removeprefix("core/") not in _SILENT:
            met.made[name] = None
    rest = text[at:] if hidden_in is None else ""
    parts.append(autop(rest) if rest.strip() and not open_now else rest)
    return "".join(parts)


def _in_front(found: re.Match[str]) -> str:
    """What opens a block that is laid over a picture, with that picture in it."""
    if "wp-block-cover" not in found[0]:
        return found[0]
    called = _CALLED.search(found[0])
    return found[0] + figure(unescape(found[1]), unescape(called[1]) if called else None)


def _marks(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """The comments that open and close blocks; WordPress writes no `-->` inside of one."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        found = _BLOCK.fullmatch(text, start + 4, end)
        at = end + 3
        if found is not None:
            yield start, at, found


def _hides(said: str | None) -> bool:
    """Whether a block says of itself that no page shows it (WordPress 6.9, "Hide"; the plugin Block Visibility, "Hide block")."""
    if "blockVisibility" not in (said or ""):
        return False
    made = _said(said)
    about, plugin = made.get("metadata"), made.get("blockVisibility")
    return (isinstance(about, dict) and about.get("blockVisibility") is False) or (isinstance(plugin, dict) and plugin.get("hideBlock") is True)


def _number(said: str | None) -> str:
    return str(_said(said).get("ref", ""))


def _said(said: str | None) -> dict[str, Any]:
    """What a block says of itself."""
    try:
        made = json.loads(said or "{}")
    except (ValueError, RecursionError):
        return {}
    return made if isinstance(made, dict) else {}


def _footnotes(notes: str) -> str:
    """The footnotes that a post keeps beside its text, each with a link back to where it is called from."""
    try:
        rows = json.loads(notes) if notes else []
    except (ValueError, RecursionError):
        return ""
    if not isinstance(rows, list):
        return ""
    items = [
        f'<li id="{escape(str(row["id"]))}">{row["content"]} <a href="#{escape(str(row["id"]))}-link">↩</a></li>'
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("content"), str) and row.get("id")
    ]
    return f"<ol>{''.join(items)}</ol>" if items else ""
