"""HTML cut into blocks: our own clean HTML, the HTML inside Markdown, and the article inside a whole page."""

import re
from collections.abc import Iterable

from weeknotes.prose.kinds import names_kind
from weeknotes.prose.shapes import Block, BlockKind, Image, Link
from weeknotes.prose.tags_html import Tag, tags
from weeknotes.prose.weave import Weave

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "div": "paragraph", "section": "paragraph", "article": "paragraph", "main": "paragraph", "body": "paragraph",
    "address": "paragraph", "figure": "paragraph", "details": "paragraph", "summary": "paragraph", "dl": "paragraph", "dt": "paragraph",
    "dd": "paragraph", "center": "paragraph", "table": "paragraph", "tr": "paragraph", "header": "paragraph",
    "ul": "paragraph", "ol": "paragraph",
    "li": "item", "td": "cell", "th": "cell", "blockquote": "quote", "pre": "code", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "noscript",
        "template",
        "iframe",
        "select",
        "head",
        "dialog",
        "object",
        "canvas",
        "math",
        "textarea",
        "input",
        "label",
    ]
)
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_CHROME = re.compile(
    r"\b(?:share|sharing|social|related|breadcrumbs?|newsletter|subscribe|subscription|signup|sign-up|cookies?|comments?|pagination|pager|nextprev"
    r"|next-prev|prev-next|post-nav\w*|post-meta\w*|entry-meta|byline|author-bio|tag-list|tags-list|toc|table-of-contents|reading-time|sidebar"
    r"|header-anchor|heading-anchor|anchor-link|anchorjs\w*|visually-hidden|sr-only|screen-reader-text|skip-link|footnote-backref|reversefootnote)\b"
)
_BOLD = frozenset({"strong", "b"})
_SLANTED = frozenset({"em", "i"})


class _Builder:
    """Takes tags in order and builds blocks; one block is open at a time."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.audience: str | None = None
        self.outer = self.inner = self.last = -1
        self.weave = Weave(source)
        self.links: list[tuple[int, int, str, int, int]] = []
        self.images: list[Image] = []
        self.anchors: list[tuple[int, int, str]] = []
        self.bold, self.lead = 0, 0
        self.slanted, self.slant = 0, 0
        self.lists: list[bool] = []
        self.quotes = 0
        self.skipping: list[str] = []
        self.checked: bool | None = None
        self.fresh = False  # an item that has no words yet: a <p> in it is the item

    def take(self, tag: Tag) -> None:
        """Add one tag or text."""
        if self.skipping:
            self._skip(tag)
        elif not tag.name:
            self._text(tag.start, tag.end)
        elif tag.shut:
            self._shut(tag)
        else:
            self._opened(tag)

    def _skip(self, tag: Tag) -> None:
        if tag.name == self.skipping[-1]:
            if tag.shut:
                self.skipping.pop()
            else:
                self.skipping.append(tag.name)

    def _text(self, start: int, end: int) -> None:
        if self.kind == "code":
            self.inner = start if self.inner < 0 else self.inner
            self.last = end
            return
        if self.weave.length == 0 and self.source[start:end].isspace():
            return
        at = self.source.find("&", start, end)
        if at < 0:
            self.weave.add(start, end)
        else:
            self.weave.decode(start, end)
        if self.inner < 0 and self.weave.length:
            self.inner = self.weave.marks[0][1]
        piece = self.source[start:end].rstrip()
        if piece:
            self.last = start + len(piece)

    def _opened(self, tag: Tag) -> None:
        name = tag.name
        if name in _SKIPPED or _is_chrome(tag):
            if name == "input" and tag.attributes.get("type") == "checkbox" and self.kind == "item":
                self.checked = "checked" in tag.attributes
            elif name not in _VOID and self.source[tag.end - 2] != "/":
                self.skipping.append(name)
        elif name in _HEADINGS:
            self.flush(tag.start)
            self._begin("heading", tag.start, _HEADINGS[name], tag.attributes.get("data-audience"))
        elif name in _BLOCKS:
            self._block(tag)
        elif name == "br":
            self.weave.gap()
        elif name == "hr":
            self.flush(tag.start)
            self.blocks.append(Block("rule", "", tag.start, tag.end))
        elif name == "img":
            self.images.append(Image(tag.attributes.get("alt"), tag.attributes.get("src", ""), tag.start, tag.end))
            self._grow(tag)
        elif name == "a":
            self.anchors.append((self.weave.ahead, tag.start, tag.attributes.get("href", "")))
            self._grow(tag)
        elif name in _BOLD and not self.weave.length:
            self.bold = 1
        elif name in _SLANTED and not self.weave.length:
            self.slanted = 1

    def _grow(self, tag: Tag) -> None:
        self.inner = tag.start if self.inner < 0 else self.inner
        self.last = max(self.last, tag.end)

    def _block(self, tag: Tag) -> None:
        name = tag.name
        kind = _BLOCKS[name]
        if name == "p" and self.kind == "item":
            self.weave.gap()
            return
        if name == "div" and self.kind == "item" and not self.weave.length:
            return
        self.flush(tag.start)
        if name in {"ul", "ol"}:
            self.lists.append(name == "ol")
        elif name == "blockquote":
            self.quotes += 1
        elif name == "li":
            self._begin("item", tag.end, max(len(self.lists) - 1, 0))
        elif kind == "paragraph" and self.quotes:
            self._begin("quote", tag.end)
        else:
            self._begin(kind, tag.end)

    def _shut(self, tag: Tag) -> None:
        name = tag.name
        if name == "a" and self.anchors:
            index, place, address = self.anchors.pop()
            self.links.append((index, self.weave.length, address, place, tag.end))
            self.last = max(self.last, tag.end)
        elif name in _BOLD:
            if self.bold and self.weave.length:
                self.lead, self.bold = self.weave.length, 0
                self.last = max(self.last, tag.end)
        elif name in _SLANTED:
            self.slant, self.slanted = (self.weave.length if self.slanted else self.slant), 0
        elif name in _HEADINGS or name in _BLOCKS:
            if name == "p" and self.kind == "item":
                self.weave.gap()
                return
            self.flush(tag.end)
            if name in {"ul", "ol"} and self.lists:
                self.lists.pop()
            elif name == "blockquote":
                self.quotes = max(0, self.quotes - 1)

    def _begin(self, kind: BlockKind, start: int, level: int = 0, audience: str | None = None) -> None:
        self.kind, self.outer, self.level, self.audience = kind, start, level, audience

    def flush(self, end: int) -> None:
        """Close the open block, which ends before `end`."""
        if self.weave.length or self.images or self.kind == "code":
            self._close(end)
        self.kind, self.outer, self.inner, self.last, self.level, self.audience = "paragraph", -1, -1, -1, 0, None
        if self.weave.length or self.weave.marks:
            self.weave = Weave(self.source)
        if self.links or self.images or self.anchors:
            self.links, self.images, self.anchors = [], [], []
        self.bold, self.lead, self.checked = 0, 0, None
        self.slanted, self.slant = 0, 0

    def _close(self, end: int) -> None:
        text = self.weave.text
        kind = "quote" if self.quotes and self.kind == "paragraph" else self.kind
        links = tuple(Link(text[index:last], address, place, close) for index, last, address, place, close in self.links)
        if kind == "code" and self.inner >= 0:
            code = self.source[self.inner : self.last]
            self.blocks.append(Block(kind, code, self.inner, self.last, marks=((0, self.inner),)))
        elif kind == "heading" and text:
            row = Block(kind, text, self.outer, end, self.level, audience=self.audience, marks=tuple(self.weave.marks), links=links)
            self.blocks.append(row)
        elif text and kind == "paragraph" and (
            (self.lead == len(text) and len(text.split()) <= 15 and text[-1] not in ".,;") or (self.slant == len(text) and names_kind(text))
        ):
            # A line in bold alone is a heading (the readers' convention 7), and one in italics that says a kind.
            self.blocks.append(Block("heading", text, self.inner, self.last, 3, marks=tuple(self.weave.marks), links=links))
        elif text:
            ordered = kind == "item" and bool(self.lists) and self.lists[-1]
            row = Block(
                kind, text, self.inner, self.last, self.level, ordered, self.checked, text[: self.lead], None,
                tuple(self.weave.marks), links, tuple(self.images),
            )  # fmt: skip
            self.blocks.append(row)
        elif self.images:
            self.blocks.append(Block("image", self.images[0].alt or "", self.inner, self.last, links=links, images=tuple(self.images)))


def _is_chrome(tag: Tag) -> bool:
    attributes = tag.attributes
    if not attributes:
        return False
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in {"navigation", "banner", "contentinfo", "search"}
    ):
        return True
    names = attributes.get("class", "")
    return bool(names) and tag.name not in {"body", "main", "article", "html"} and bool(_CHROME.search(names.lower()))


def blocks_of(source: str, row: Iterable[Tag], end: int) -> list[Block]:
    """Build blocks from tags that stand in order in `source`, up to `end`."""
    builder = _Builder(source)
    for tag in row:
        builder.take(tag)
    builder.flush(end)
    return builder.blocks


def html_blocks(source: str, start: int, end: int) -> list[Block]:
    """Cut a piece of HTML into blocks in reading order; navigation, scripts, forms and share buttons are left out. Never raises."""
    return blocks_of(source, tags(source, start, end), end)
