"""A note's HTML composed from the blocks that were read out of a plain text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from weeknotes.prose.html import clean
from weeknotes.prose.shapes import Block, Image
from weeknotes.prose.tree import Mark, Picture, escape, open_tag, write_picture


def _at(block: Block, offset: int) -> int:
    """The index in the block's text of the character at `offset` of the source."""
    return bisect_left(range(len(block.text)), offset, key=block.place)


def _words(block: Block) -> str:
    """The block's words as inline HTML, with its links, and its lead in bold."""
    parts = []
    if block.checked is not None:
        parts.append("[x] " if block.checked else "[ ] ")
    done = 0
    if block.lead and block.text.startswith(block.lead):
        parts.append(f"<strong>{escape(block.lead)}</strong>")
        done = len(block.lead)
    for link in block.links:
        at = block.text.find(link.text, max(done, _at(block, link.start)))
        if at < 0:
            at = block.text.find(link.text, done)
        if at < 0 or not link.text:
            continue
        parts += [escape(block.text[done:at]), open_tag(Mark("a", link.href)), escape(link.text), "</a>"]
        done = at + len(link.text)
    parts.append(escape(block.text[done:]))
    return "".join(parts)


def _pictures(images: Iterable[Image]) -> str:
    return "".join(write_picture(Picture(image.src, image.alt)) if image.src else escape(image.alt or "") for image in images)


def _list(items: Sequence[Block]) -> str:
    """Items as nested lists; an item deeper than the one before stands inside it."""
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    for item in items:
        tag = "ol" if item.ordered else "ul"
        while opened and (opened[-1][0] > item.level or (opened[-1][0] == item.level and opened[-1][1] != tag)):
            parts.append(f"</li></{opened.pop()[1]}>")
        if opened and opened[-1][0] == item.level:
            parts.append("</li>")
        else:
            parts.append(f"<{tag}>")
            opened.append((item.level, tag))
        parts.append(f"<li>{_words(item)}{_pictures(item.images)}")
    parts += [f"</li></{tag}>" for _, tag in reversed(opened)]
    return "".join(parts)


def _one(block: Block) -> str:
    words = _words(block) + _pictures(block.images)
    if block.kind == "heading":
        rank = 2 if block.level <= 2 else 3
        mark = f' data-audience="{escape(block.audience)}"' if block.audience else ""
        return f"<h{rank}{mark}>{words}</h{rank}>"
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "code":
        return f"<pre>{escape(block.text)}</pre>"
    return f"<p>{words}</p>"


def blocks_to_html(blocks: Sequence[Block]) -> str:
    """Blocks (of a plain-text post) as clean HTML: headings, paragraphs, nested lists, quotations, code; links and leads kept."""
    parts: list[str] = []
    at = 0
    while at < len(blocks):
        kind = blocks[at].kind
        end = at + 1
        while kind in {"item", "quote"} and end < len(blocks) and blocks[end].kind == kind:
            end += 1
        group = blocks[at:end]
        if kind == "item":
            parts.append(_list(group))
        elif kind == "quote":
            parts.append(f"<blockquote>{''.join(map(_one, group))}</blockquote>")
        else:
            parts.append(_one(blocks[at]))
        at = end
    return clean("\n".join(parts))
