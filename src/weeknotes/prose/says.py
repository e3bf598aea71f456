"""Numbers announced and the lists that follow them, where the two disagree; and hearings that give a number and no list."""

import re

from weeknotes.prose.sentences import HEARING, number, straight
from weeknotes.prose.shapes import Block, Outline, Says
from weeknotes.prose.span import sentence_at, sentences, span
from weeknotes.prose.vocabulary import NUMBERS, THINGS

_WORDS = "|".join(sorted((re.escape(one) for one in NUMBERS if NUMBERS[one] > 1), key=lambda one: (-len(one), one)))
_ANNOUNCED = re.compile(
    rf"(?<![\d.,/£$€-])\b(?=\w)(?P<number>\d{{1,2}}|{_WORDS})\s+(?:(?!of\b|or\b|to\b|and\b)[^\W\d_][\w'-]*\s+){{0,2}}?(?P<what>{THINGS})(?!\w)"
)
_OPEN = re.compile(r"\b(?:including|includes?|such as|for example|e\.g|some of|among|first of|one of|a few of)\b")
_ROUGHLY = re.compile(
    r"\b(?:the other|another|other|more than|over|at least|about|around|nearly|almost|top|last|next|first"
    r"|of (?:the|my|our|these)|or|to|-|–)\s*$"
    rf"|\b(?:\d{{1,2}}|{_WORDS}|some|most|many|half) of\s*$"
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.):]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)", re.IGNORECASE)


def says(outline: Outline) -> tuple[Says, ...]:
    """Give each number that a note announces and its list does not bear out, with its place; a list that agrees gives nothing."""
    rows: list[Says] = []
    blocks = outline.blocks
    for index, block in enumerate(blocks):
        if block.kind not in {"paragraph", "heading", "item"}:
            continue
        text = straight(block.text)
        if block.kind != "item" and (found := _announced(text, block)):
            count = _count(blocks, index, opened=text.endswith((":", "…", "...", ";")))
            if count and count != number(found["number"]):
                rows.append(_says(outline.source, block, found, count))
        for found in HEARING.finditer(text):
            count = _count(blocks, index, opened=True) if found.end() > len(text) - 80 else 0
            if count != number(found["number"]) and not any(one.start <= block.place(found.start("number")) < one.end for one in rows):
                rows.append(_says(outline.source, block, found, count))
    return tuple(rows)


def _announced(text: str, block: Block) -> re.Match[str] | None:
    """The last number of things in the last sentence of a block, unless what follows is only some of them."""
    if not _ANNOUNCED.search(text):
        return None
    first = sentence_at(block.text, sentences(block.text), len(text) - 1)[0] if block.kind == "paragraph" else 0
    found = None
    for one in _ANNOUNCED.finditer(text, first):
        if not _ROUGHLY.search(text, max(first, one.start() - 20), one.start()):
            found = one
    return None if found is None or number(found["number"]) < 2 or _OPEN.search(text, first) else found


def _count(blocks: tuple[Block, ...], index: int, *, opened: bool) -> int:
    """How many items the list has that follows a block: bullets, or headings that are numbered; 0 where none does."""
    after = index + 1
    heading = blocks[index].kind == "heading"
    if heading:
        # Under a heading the list may stand after words of introduction.
        while after < len(blocks) and blocks[after].kind == "paragraph" and after <= index + 2:
            if _ANNOUNCED.search(straight(blocks[after].text)):
                return 0
            after += 1
    if after < len(blocks) and blocks[after].kind == "item" and (opened or heading or blocks[after].ordered):
        level = blocks[after].level
        count = 0
        while after < len(blocks) and blocks[after].kind == "item" and blocks[after].level >= level:
            count += blocks[after].level == level
            after += 1
        return count
    depth = blocks[index].level if heading else 0
    count = 0
    for block in blocks[index + 1 :]:
        if block.kind != "heading":
            continue
        if block.level <= depth or not _NUMBERED.match(block.text):
            break
        count += 1
    return count if count > 1 else 0


def _says(source: str, block: Block, found: re.Match[str], count: int) -> Says:
    start, end = span(block, source, found.start("number"), found.end("what"))
    return Says(found["what"], number(found["number"]), count, start, end)
