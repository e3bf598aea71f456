"""The values that reading a text gives: blocks, sections, items, the week. Pure, frozen, JSON-ready.

Places (`start`, `end`) count characters of the decoded source with line ends normalised to `\\n`.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Literal

SectionKind = Literal[
    "goals", "next", "watch", "learned", "wins", "challenges", "did", "decisions", "ask", "reading", "thanks", "metrics", "personal",
    "other",
]
ItemKind = Literal[
    "goal", "next", "watch", "learned", "followup", "win", "challenge", "ask", "decision", "metric", "hearing", "outcome", "aim"
]
BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "cell", "caption", "image", "rule"]
Syntax = Literal["markdown", "html", "text"]
WeekFrom = Literal["title", "text", "metadata", "published"]
Rule = Literal["heading", "above", "lead", "list", "said", "sentence", "title"]

_index = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence to translate where it is shown, and the values that stand in it as `%(name)s`. As a string it is English."""

    sentence: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.values


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a block: its words, its address, its place in the source."""

    text: str
    href: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a block. `alt` is None where the source gives none, "" where it says decorative."""

    alt: str | None
    src: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, quotation, code block, table cell, caption or picture.

    `text` is the words without markup, white space folded. `marks` maps text to source: pairs (index in text, offset in source),
    rising in both, the first for index 0; `place` reads it.
    `level` is 1–6 for a heading, nesting depth from 0 for an item, otherwise 0. `lead` is the bold run that opens the block, or "".
    `audience` is the value of `data-audience` on a heading of our own HTML, or of the mark at the end of one in Markdown and plain text, or None.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    level: int = 0
    ordered: bool = False
    checked: bool | None = None
    lead: str = ""
    audience: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()

    def place(self, index: int) -> int:
        """Offset in the source of the character at `index` of `text` (the end of the block past the last)."""
        after = bisect_right(self.marks, index, key=_index)
        if not after:
            return self.start
        at, offset = self.marks[after - 1]
        return min(offset + index - at, self.end)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `first`/`last` are the indices of its blocks (the heading's own, and one past the last).

    `rule` and `why` say how its kind was read: from words of its own (`why`), or from the heading above; "title" is the note's own.
    """

    heading: str
    level: int
    kind: SectionKind
    start: int
    end: int
    first: int
    last: int
    why: str = ""
    audience: str | None = None
    rule: Rule = "heading"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement read from a section or a sentence: kind, words, lead-in label, place.

    Why it was read so: `rule` says what gave its kind (its section's heading or the one above, its own lead-in, the line that introduces
    its list, "said … happened", words in the sentence), and `why` is the words that did.
    """

    kind: ItemKind
    text: str
    label: str | None
    section: int | None
    start: int
    end: int
    why: str = ""
    rule: Rule = "sentence"


@dataclass(frozen=True, slots=True)
class Week:
    """The week a note covers. `start`/`end` are the days covered; `offers` at most three ISO weeks where it is not sure."""

    iso: str | None = None
    start: date | None = None
    end: date | None = None
    source: WeekFrom | None = None
    sure: bool = False
    offers: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """A number announced and a list that disagree (or a hearing that is offered): what, said, found, and the place of the words."""

    what: str
    said: int
    found: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A text cut into blocks and sections, with what stood around it: `title`, `meta` (front matter, lower-case keys), `language`."""

    source: str
    syntax: Syntax
    title: str | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    language: str | None
    meta: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one note."""

    outline: Outline
    week: Week
    items: tuple[Item, ...]
    says: tuple[Says, ...]
    warnings: tuple[str, ...] = ()
