"""A post's text as WordPress keeps it, in blocks or in its older editor, as the HTML that its readers saw."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from weeknotes.transfer.autop import autop
from weeknotes.transfer.keep import link_to
from weeknotes.transfer.shortcodes import Pictures, opened

_BLOCK = re.compile(r"\s+(/?)wp:([a-z][a-z0-9_/-]{0,80})(?:\s+(\{.*\}))?\s*(/?)", re.DOTALL)
_WRAPPED = re.compile(r'(<div class="wp-block-embed__wrapper">)\s*(https?://[^\s<>"]{1,2000})\s*(</div>)')
_DEEPEST, _MOST_SHARED = 3, 100
# Blocks without words of their own whose place says nothing to a reader.
_SILENT = frozenset(["more", "nextpage", "spacer", "separator", "footnotes", "navigation", "site-logo", "site-title", "site-tagline", "template-part", "search", "loginout"])


@dataclass(frozen=True, slots=True)
class Told:
    """A post's HTML, and what could not be shown: shortcodes, and blocks that WordPress itself makes when a page is asked for."""

    html: str
    shortcodes: tuple[str, ...] = ()
    made: tuple[str, ...] = ()


def told(text: str, *, pictures: Pictures, shared: Callable[[str], str], notes: str = "") -> Told:
    """`text` as HTML. `shared` gives the text of a block that several posts share, by its number; `notes` are its footnotes, as the post keeps them."""
    made: list[str] = []
    text, shortcodes = opened(text, pictures)
    if "<!-- wp:" in text:
        text = _blocks(text, shared, made, 0)
        text = _WRAPPED.sub(lambda found: f"{found[1]}{link_to(found[2])}{found[3]}", text)
    else:
        text = autop(text)
    return Told(f"{text}{_footnotes(notes)}", shortcodes, tuple(dict.fromkeys(filter(None, made))))


def _blocks(text: str, shared: Callable[[str], str], made: list[str], depth: int) -> str:
    """The blocks' own HTML; what stands outside all of them, or in a block of the older editor, gets its paragraphs."""
    parts: list[str] = []
    open_now: list[str] = []
    at = 0
    for start, end, found in _marks(text):
        between = text[at:start]
        parts.append(autop(between) if between.strip() and (not open_now or open_now[-1] == "freeform") else between)
        at = end
        shut, name, said, alone = found.groups()
        if shut:
            if name in open_now:
                while open_now.pop() != name:
                    pass
        elif not alone:
            open_now.append(name)
        elif name == "block" and depth < _DEEPEST and made.count("") < _MOST_SHARED:
            made.append("")  # counts it; it is no name
            parts.append(_blocks(shared(_number(said)), shared, made, depth + 1))
        elif name.removeprefix("core/") not in _SILENT:
            made.append(name)
    rest = text[at:]
    parts.append(autop(rest) if rest.strip() and not open_now else rest)
    return "".join(parts)


def _marks(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """The comments that open and close blocks; WordPress writes no `-->` inside of one."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        found = _BLOCK.fullmatch(text, start + 4, end)
        at = end + 3
        if found is not None:
            yield start, at, found


def _number(said: str | None) -> str:
    try:
        return str(json.loads(said or "{}").get("ref", ""))
    except (ValueError, RecursionError):
        return ""


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
