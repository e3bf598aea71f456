"""An outline with the lines put back that reading leaves out.

Reading passes over what sharing buttons, blogs and newsletters put around a note ("Follow us on …", "Read more", "Published by …"). A page
still shows such a line when it stands in the note, so a number in it is looked at too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter

from weeknotes.prose.blocks_html import html_blocks
from weeknotes.prose.blocks_markdown import markdown_blocks
from weeknotes.prose.blocks_text import text_blocks
from weeknotes.prose.front import front
from weeknotes.prose.shapes import Block, Outline, Syntax

READERS: dict[Syntax, Callable[[str, int, int], list[Block]]] = {"html": html_blocks, "markdown": markdown_blocks, "text": text_blocks}
# A page saved from the web has its own header and footer, which are no part of the note and are never published with it.
PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
WORD = re.compile(r"\w\w")
WORD_OUTSIDE_TAGS = re.compile(r"(?:^|>)[^<>]*\w\w")


def whole(outline: Outline) -> Outline:
    """The outline with a block for every line of the note, in the order of the source; a saved web page comes back as it is."""
    if outline.syntax == "html" and PAGE.search(outline.source):
        return outline
    read = READERS[outline.syntax]
    left_out = [_plain(block, outline.source) for start, end in _between(outline) for block in read(outline.source, start, end)]
    return replace(outline, blocks=tuple(sorted((*outline.blocks, *left_out), key=attrgetter("start", "end"))))


def _plain(block: Block, source: str) -> Block:
    """A line read as a heading by its looks alone (in bold, standing alone) is a paragraph: out of its place its level is unknown."""
    marked = block.kind != "heading" or source.startswith(("#", "<"), block.start)
    return block if marked else replace(block, kind="paragraph", level=0)


def _between(outline: Outline) -> Iterator[tuple[int, int]]:
    """The stretches that no block covers and that hold words, front matter apart."""
    source = outline.source
    word = WORD_OUTSIDE_TAGS if outline.syntax == "html" else WORD
    note = front(source)
    past = note.start
    for start, end in (*((block.start, block.end) for block in outline.blocks), (note.end, note.end)):
        if past < start and word.search(source[past:start]):
            yield past, start
        past = max(past, end)
