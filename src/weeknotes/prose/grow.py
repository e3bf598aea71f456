"""HTML that a parser has already made well-formed, grown into boxes and settled into the canonical tree.

Headings stand at the root, so whatever holds one is closed before it and opened again after it; a table that holds a heading or another
table is layout, and its cells become paragraphs. What `data-audience` hides is then always a run of root blocks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from weeknotes.prose.runs import BREAK, fold
from weeknotes.prose.settle import LISTS, Box, settle
from weeknotes.prose.tree import RANK, Mark, Node, Picture, Run

DEEPEST = 16
# A tag, or the words up to the next, as a serialiser writes them (WHATWG HTML, 13.3): no value has a quotation mark of its own, and no word a "<".
PIECE = re.compile(r'<(/?)([a-z][a-z0-9]*)([^">]*(?:"[^"]*"[^">]*)*)>|([^<]+)')
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
MARKS = {
    "a": "a", "strong": "strong", "b": "strong", "em": "em", "i": "em", "s": "s", "del": "s", "strike": "s",
    "sup": "sup", "sub": "sub", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LEAVES = frozenset({"p", "dt", "summary", "pre"})
SECTIONS = frozenset({"thead", "tbody", "tfoot"})
# What may stand directly in what; anything else takes a place of its own among paragraphs.
PARENTS = {
    "li": LISTS, "caption": frozenset({"table"}), "tr": SECTIONS | {"table"}, "td": frozenset({"tr"}), "th": frozenset({"tr"}),
    "figcaption": frozenset({"figure"}), **dict.fromkeys(SECTIONS, frozenset({"table"})),
}  # fmt: skip
ROWS = SECTIONS | {"table", "tr"}
TABLE = ROWS | {"td", "th"}
FREE = LISTS | {"blockquote", "figure", "table"}
BREAKING = FREE | {"pre"}
# Inside these a block only breaks the line.
SOFT = frozenset({"heading", "caption", "figcaption", "pre"})
LANG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,5}")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# The two ends of a footnote, and no other name: a page has names of its own.
FOOTNOTE = re.compile(r"fn(?:ref)?-[a-z0-9]{1,16}")
SIZE = re.compile(r"[1-9][0-9]{0,4}")
# The first number of a list, of at most six figures: more no list of points has, and Markdown ends at nine (CommonMark 0.31, 5.3).
NUMBER = re.compile(r"[0-9]{1,6}")
# XML, which feeds are, has no place for these.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(slots=True, eq=False)
class Slot:
    """An element that is open: the box it fills, the mark it sets, the slots it closed around itself (a heading's)."""

    box: Box | None = None
    mark: Mark | None = None
    around: tuple[tuple["Slot", Box], ...] = ()
    implied: bool = False


# A host name of letters that no resolver takes for a number or an encoded name, and a port (WHATWG URL, 4.4).
HOST = re.compile(r"(?!\S*xn--)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?(?::(?:[0-5]?\d{1,4}|6[0-4]\d{3}))?(?=[/?#]|$)", re.IGNORECASE)


def address(value: str, *schemes: str) -> str:
    """`value` as a browser reads it, or "" where its scheme is not one of `schemes`; what names another host always has a scheme.

    Browsers drop tabs and newlines and take a backslash for a slash (WHATWG URL, 4.4).
    """
    text = re.sub("[\t\n\r]", "", CONTROLS.sub("", value)).strip().replace(" ", "%20")
    if found := SCHEME.match(text):
        scheme = found.group().lower()
        return scheme + text[found.end() :] if scheme[:-1] in schemes else ""
    if text[:2].replace("\\", "/") == "//":
        # Without a scheme only a plain host is taken: what no browser could reach would be no address the next time it is read.
        bare = text.lstrip("/\\")
        return f"https://{bare}" if HOST.match(bare) else ""
    return text


class Grower:
    """Takes well-formed HTML through `feed`; what grew is in `root`."""

    def __init__(self) -> None:
        self.root = Box("root")
        self.boxes = [Slot(self.root)]
        self.leaf: Box | None = None
        self.marks: list[Mark] = []
        self.open: list[Slot] = []
        self.langs = [""]

    def feed(self, html: str) -> None:
        """Take all of it. An HTML parser would do, in four times the time: what a parser wrote needs none of what it is to be careful of."""
        for slash, tag, attributes, text in PIECE.findall(html):
            if text:
                self._text(unescape(text) if "&" in text else text)
            elif slash:
                self._end(tag)
            else:
                self._start(tag, {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)} if attributes else {})

    def _start(self, tag: str, words: dict[str, str]) -> None:
        lang = words.get("lang", "")
        lang = lang if LANG.fullmatch(lang) else ""
        if tag in MARKS:
            href = address(words.get("href", ""), "http", "https", "mailto") if tag == "a" else ""
            name = words.get("id", "") if tag == "a" else ""
            name = name if FOOTNOTE.fullmatch(name) else ""
            slot = Slot() if tag == "a" and not href else Slot(mark=Mark(MARKS[tag], href, lang, name))
            if slot.mark:
                self.marks.append(slot.mark)
            self.open.append(slot)
        elif tag == "br":
            self._add(BREAK)
        elif tag == "img":
            self._picture(words, lang)
        elif tag == "hr":
            self._leave()
            self._put(Box("hr", lang))
        elif tag == "input":
            if words.get("type") == "checkbox":
                self._add("[x] " if "checked" in words else "[ ] ")
        elif tag == "q":
            self._add("“")
        else:
            self._block({"menu": "ul", "dir": "ul"}.get(tag, tag), lang, words)

    def _end(self, tag: str) -> None:
        if tag == "q":
            self._add("”")
            return
        slot = self.open.pop()
        if slot.mark:
            self.marks.remove(slot.mark)
        if tag in MARKS:
            return
        self.langs.pop()
        if self.leaf is not None and self.leaf.tag in SOFT and self.leaf is not slot.box:
            self._soften()
            return
        self._leave()
        if slot in self.boxes:
            del self.boxes[self.boxes.index(slot) :]
        for closed, box in slot.around:
            closed.box = self._put(Box(box.tag, box.lang))
            self.boxes.append(closed)

    def _text(self, data: str) -> None:
        text = data if data.isprintable() else CONTROLS.sub("", data)  # none of them is printable
        if self.leaf is None or self.leaf.tag != "pre":
            text = fold(text)
        if self.leaf is not None or not text.isspace():
            self._add(text)

    def _add(self, text: str, picture: Picture | None = None) -> None:
        if self.leaf is None:
            self.leaf = self._put(Box("p", self.langs[-1]))
        if not self.marks:
            self.leaf.raw.append(Run(text, (), picture))
            return
        inmost = {mark.tag: mark for mark in self.marks if picture is None or mark.tag == "a"}
        self.leaf.raw.append(Run(text, tuple(sorted(inmost.values(), key=lambda mark: RANK[mark.tag])), picture))

    def _picture(self, words: dict[str, str], lang: str) -> None:
        src = address(words.get("src", ""), "http", "https")
        if not src or (self.leaf is not None and self.leaf.tag == "pre"):
            # A picture that cannot be kept leaves its description.
            if words.get("alt"):
                self._add(CONTROLS.sub("", words["alt"]))
            return
        alt = re.sub(r"\s+", " ", CONTROLS.sub("", words["alt"])).strip() if "alt" in words else None
        width, height = (size if SIZE.fullmatch(size := words.get(name, "")) else "" for name in ("width", "height"))
        self._add("", Picture(src, alt, width, height, lang))

    def _leave(self) -> None:
        self.leaf = None

    def _soften(self) -> None:
        if self.leaf is not None and (self.leaf.tag != "pre" or (self.leaf.raw and not self.leaf.raw[-1].text.endswith(BREAK))):
            self._add(BREAK)

    def _top(self) -> Box:
        return self.boxes[-1].box or self.root

    def _put(self, box: Box) -> Box:
        """Give `box` its place: straight in its rightful parent, or among paragraphs, for which a list makes an item."""
        top = self._top()
        if top.tag not in PARENTS.get(box.tag, ()):
            if top.tag in ROWS:
                self._dissolve()
            elif top.tag in LISTS:
                if box.tag not in LISTS or not top.inside:
                    top.inside.append(Box("li"))
                self.boxes.append(Slot(top.inside[-1], implied=True))
            top = self._top()
        top.inside.append(box)
        return box

    def _dissolve(self) -> None:
        """Turn the table that is open into paragraphs where it stands, its cells' contents in order."""
        at = next(i for i, slot in enumerate(self.boxes) if slot.box is not None and slot.box.tag == "table")
        parent = self.boxes[at - 1].box or self.root
        flat = list(_cells(parent.inside.pop()))
        parent.inside += flat
        self.boxes[at:] = [slot for slot in self.boxes[at:] if slot.box is not None and slot.box.tag not in TABLE]

    def _in(self, tag: str) -> bool:
        return any(slot.box is not None and slot.box.tag == tag for slot in self.boxes)

    def _block(self, tag: str, lang: str, words: dict[str, str]) -> None:
        lang = lang or self.langs[-1]
        slot = Slot()
        self.open.append(slot)
        self.langs.append("")
        if tag in RANKS:
            self._heading(slot, Box("heading", lang, words.get("data-audience", "").strip().lower(), RANKS[tag]))
            return
        if self.leaf is not None and self.leaf.tag in SOFT and (tag not in BREAKING or self.leaf.tag in {"caption", "figcaption"}):
            self._soften()
            self.langs[-1] = lang
            return
        self._leave()
        if tag == "li" and self.boxes[-1].implied:
            self.boxes.pop()
        if tag in FREE:
            if tag == "table" and self._in("table"):
                self._dissolve()
            stands = len(self.boxes) <= DEEPEST and not (tag == "figure" and self._in("figure"))
        else:
            stands = tag in LEAVES or self._top().tag in PARENTS.get(tag, ())
        if not stands:
            self.langs[-1] = lang
            return
        begins = int(words["start"]) if tag == "ol" and NUMBER.fullmatch(words.get("start", "")) else 1
        slot.box = self._put(Box("p" if tag in {"dt", "summary"} else tag, lang, begins=begins))
        if tag in LEAVES or tag in {"caption", "figcaption"}:
            self.leaf = slot.box
        else:
            self.boxes.append(slot)
        if tag in {"dt", "summary"}:
            slot.mark = Mark("strong")
            self.marks.append(slot.mark)

    def _heading(self, slot: Slot, box: Box) -> None:
        self._leave()
        if self._in("table"):
            self._dissolve()
        slot.box = box
        slot.around = tuple((closed, closed.box) for closed in self.boxes[1:] if closed.box and not closed.implied)
        del self.boxes[1:]
        self.root.inside.append(box)
        self.leaf = box


def _cells(table: Box) -> Iterator[Box]:
    for child in table.inside:
        if child.tag in ROWS:
            yield from _cells(child)
        elif child.tag == "caption":
            yield Box("p", child.lang, raw=child.raw)
        else:
            yield from child.inside


def grow(html: str) -> tuple[Node, ...]:
    """The canonical tree of well-formed `html`."""
    grower = Grower()
    grower.feed(html)
    return settle(grower.root)
