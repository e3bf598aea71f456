"""A text cut into blocks and sections, whatever it is written in, every place kept."""

import re
from dataclasses import replace

from weeknotes.prose.blocks_html import blocks_of
from weeknotes.prose.blocks_markdown import markdown_blocks
from weeknotes.prose.blocks_text import text_blocks
from weeknotes.prose.dates import said_in
from weeknotes.prose.front import front
from weeknotes.prose.kinds import inherits, kind_of
from weeknotes.prose.language import language
from weeknotes.prose.page_html import page
from weeknotes.prose.shapes import Block, Outline, Rule, Section, SectionKind, Syntax
from weeknotes.prose.vocabulary import CHROME, HEADINGS

_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*|<!--.{0,2000}?-->\s*)?<(?:!doctype|html|head|body|article|main|section|div|h[1-6]|p|ul|ol|blockquote|figure|table|pre|hr)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"^(?: {0,3}#{1,6}[ \t\u00a0]\S| {0,3}(?:```|~~~)|(?:\*\*|__)\S|([*_])[^*_\s][^*_\n]{0,80}\1:?[ \t]*$)|\]\(\S|"
    r"\*\*\S[^*\n]{0,200}\*\*|^ {0,3}(?:===+|---+)[ \t]*$|^> \S|^\[[^\]\n]{1,80}\]: \S|!\[",
    re.MULTILINE,
)
_POSTED = re.compile(r"(?:originally |first )?(?:published|posted|written)\b|cyhoeddwyd\b", re.IGNORECASE)
_SITE = re.compile(r"(?<!\s)\s++[|–—·»-]\s+[^|–—·»]{1,60}$")
_CHROME_LONGEST = 260


def sniff(source: str) -> Syntax:
    """Say what a text is written in, from the text alone."""
    if _HTML.match(source):
        return "html"
    found = front(source)
    if found.meta and _HTML.match(source, found.start):
        return "html"
    if source.lstrip("\ufeff \t\r\n")[:3] in {"---", "+++"} and found.meta:
        return "markdown"
    return "markdown" if _MARKDOWN.search(source, found.start, found.end) else "text"


def outline(source: str, *, syntax: Syntax | None = None) -> Outline:
    """Cut a note into blocks and sections; `syntax` None asks the text itself. Never raises; time grows with length alone.

    Places count characters of `source` as given. Front matter, page furniture and sharing lines are no blocks.
    """
    syntax = syntax or sniff(source)
    said = front(source)
    meta = said.meta
    if syntax == "html":
        whole = page(source, said.start, said.end)
        meta = {**whole.meta, **meta}
        blocks = blocks_of(source, whole.row, whole.end)
    elif syntax == "markdown":
        blocks = markdown_blocks(source, said.start, said.end)
    else:
        blocks = text_blocks(source, said.start, said.end)
    kept: list[Block] = []
    chrome: list[Block] = []
    for block in blocks:
        (chrome if _is_chrome(block) else kept).append(block)
    blocks = kept
    meta = {**_posted(chrome), **meta}
    if syntax == "text":
        blocks = _opened(blocks)
    title = _title(blocks, meta)
    sections = _sections(source, blocks, said.end)
    spoken = _language(blocks, meta)
    return Outline(source, syntax, title, tuple(blocks), sections, spoken, meta)


def _is_chrome(block: Block) -> bool:
    text = block.text
    return block.kind in {"paragraph", "heading", "item", "caption"} and len(text) < _CHROME_LONGEST and bool(CHROME.match(text))


def _posted(chrome: list[Block]) -> dict[str, str]:
    """The date in a line such as "Published on 17 July 2020", which is no part of the note but says when it was."""
    for block in chrome:
        if _POSTED.match(block.text):
            for said in said_in(block.text):
                if said.first.dated():
                    return {"date": block.text[said.start : said.end]}
    return {}


def _opened(blocks: list[Block]) -> list[Block]:
    """In plain text the line that opens the note, once what stood above it is gone, is its title; "Goals" is no title."""
    if not blocks or blocks[0].kind != "heading" or blocks[0].audience is not None:
        return blocks
    kind, why = kind_of(blocks[0].text)
    named = kind != "other" and bool(HEADINGS[kind].whole.match(why))
    return [replace(blocks[0], level=2 if named else 1), *blocks[1:]]


def _title(blocks: list[Block], meta: dict[str, str]) -> str | None:
    """The title a note states: in its front matter, else its first heading where that opens the note, is no section's, and says for nobody whom it is for."""
    first = next((block for block in blocks if block.kind == "heading"), None)
    stated = meta.get("title", "").strip()
    if stated:
        if first and first.level == 1 and first.text and stated.startswith(first.text):
            return first.text
        # A page's <title> ends with the name of the site; front matter does not.
        return _SITE.sub("", stated) if "lang" in meta and len(stated) > 40 and first and first.level == 1 else stated
    for block in blocks:
        if block.kind == "heading":
            if block.audience:
                return None
            if block.level == 1 or (block.level == 2 and block is blocks[0] and kind_of(block.text)[0] == "other"):
                return block.text
            return None
        if block.kind not in {"image", "caption", "rule"}:
            return None
    return None


def _sections(source: str, blocks: list[Block], end: int) -> tuple[Section, ...]:
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    sections: list[Section] = []
    above: list[tuple[int, SectionKind, str]] = []
    for number, index in enumerate(heads):
        block = blocks[index]
        last = heads[number + 1] if number + 1 < len(heads) else len(blocks)
        stop = blocks[last].start if last < len(blocks) else end
        while above and above[-1][0] >= block.level:
            above.pop()
        kind, why, rule = _kind(block, above, opens=index == 0, alone=len(heads) == 1)
        above.append((block.level, kind, why))
        stop = max(block.end, block.start + len(source[block.start : stop].rstrip()))
        sections.append(Section(block.text, block.level, kind, block.start, stop, index, last, why, block.audience, rule))
    return tuple(sections)


def _kind(block: Block, above: list[tuple[int, SectionKind, str]], *, opens: bool, alone: bool) -> tuple[SectionKind, str, Rule]:
    kind, why = kind_of(block.text)
    if opens and block.level == 1 and not alone and not (why and HEADINGS[kind].whole.match(why)):
        return "other", "", "title"
    parent = above[-1][1] if above else "other"
    if parent != "other" and inherits(block.text):
        return parent, above[-1][2], "above"
    return kind, why, "heading"


def _language(blocks: list[Block], meta: dict[str, str]) -> str | None:
    words = (block.text for block in blocks if block.kind not in {"code", "image"})
    found = language("\n".join((meta.get("title", ""), *words)))
    if found:
        return found
    stated = (meta.get("lang") or meta.get("language") or "").strip().lower()[:2]
    return stated if len(stated) == 2 and stated.isascii() and stated.isalpha() else None
