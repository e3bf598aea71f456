"""The stretches of a note that a reader may come to read, each tied to its place in the source."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from urllib.parse import unquote

from weeknotes.openness.finding import Finding
from weeknotes.openness.words import Words
from weeknotes.prose.shapes import Block, Image, Outline

# Addresses that name a person's line or mailbox; a reader presses them even where the words beside them say nothing.
SPOKEN = ("mailto:", "tel:", "sms:")
HEADING_MOST = 40  # characters of a cell that says what the next one is
ENTITY = re.compile(r"&#?\w{1,32};")
FIGURE = re.compile(r"[0-9]")
WORD = re.compile(r"[^\W_]+")
WEB_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+]{1,11}://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text to search. `block` is None where it is not a block's own text; then `start`/`end` are where in the source it stands.

    The first `lead` characters are said elsewhere, and lead to what stands here.
    """

    text: str
    start: int
    end: int
    block: Block | None = None
    code: bool = False
    lead: int = 0


class Hit(NamedTuple):
    """A find inside a passage: from and to (in the passage's text), and the thing in its plain form."""

    start: int
    end: int
    found: str


def passages(outline: Outline) -> Iterator[Passage]:
    """Every text of the note that is published: blocks, the words of pictures, mail and telephone links, and a title kept apart."""
    source = outline.source
    title = outline.title or ""
    if title and all(block.text != title for block in outline.blocks):
        at = source.find(title)
        yield Passage(title, at, at + len(title)) if at >= 0 else Passage(title, 0, 0)
    for block in outline.blocks:
        if block.text:
            yield Passage(block.text, block.start, block.end, block, block.kind == "code")
        for image in block.images:
            if image.alt:
                yield Passage(image.alt, image.start, image.end)
        for link in block.links:
            scheme, colon, rest = link.href.partition(":")
            if f"{scheme.strip().lower()}{colon}" in SPOKEN:
                yield Passage(unquote(rest), link.start, link.end)


def span(source: str, passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The place in `source` of the characters from `start` up to `end` of the passage's text (at least one)."""
    if passage.block is None:
        # The words stand no earlier in the source than in the passage's own text.
        words, first = passage.text[start:end], min(passage.start + start, passage.end)
        at = source.find(words, first, passage.end)
        if at < 0 and "&" in words:
            words = words.replace("&", "&amp;")  # as an address stands in HTML
            at = source.find(words, passage.start, passage.end)
        return (at, at + len(words)) if at >= 0 else (passage.start, passage.end)
    first, last = passage.block.place(start), passage.block.place(end - 1)
    # A character written as an entity (&#49;) is longer in the source than in the text.
    entity = ENTITY.match(source, last)
    return first, entity.end() if entity else min(last + 1, len(source))


def behind(outline: Outline) -> Iterator[Passage]:
    """The addresses behind links and pictures, which a reader follows and a program reads."""
    for block in outline.blocks:
        for link in block.links:
            yield Passage(link.href, link.start, link.end)
        for image in block.images:
            yield Passage(image.src, image.start, image.end)


def cells(outline: Outline) -> Iterator[Passage]:
    """Each cell of a table behind the words of the cell before it, which may say what it is: “DOB” and the date, “Password” and the word."""
    for before, block in pairwise(outline.blocks):
        if before.kind == block.kind == "cell" and 0 < len(before.text) <= HEADING_MOST and block.text:
            lead = len(before.text) + 2
            marks = tuple((at + lead, offset) for at, offset in block.marks)
            yield Passage(f"{before.text}: {block.text}", block.start, block.end, replace(block, marks=marks), lead=lead)


@dataclass(frozen=True, slots=True)
class Seen:
    """What every rule asks of a note, found out once: its passages with the cells of its tables, what each says in small letters, those with a figure in
    them, and all that they say in small letters, with its words."""

    passages: tuple[Passage, ...]
    smalls: tuple[str, ...]
    figured: tuple[Passage, ...]
    small: str
    words: frozenset[str]


class _Same:
    """An outline that is known again as the very same one; outlines that say the same are not compared."""

    __slots__ = ("outline",)

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.outline is self.outline

    def __hash__(self) -> int:
        return id(self.outline)


def seen(outline: Outline) -> Seen:
    """The passages of a note for all rules, kept while the note is being checked."""
    return _seen(_Same(outline))


@lru_cache(maxsize=2)
def _seen(same: _Same) -> Seen:
    found = (*passages(same.outline), *cells(same.outline))
    smalls = tuple(passage.text.lower() for passage in found)
    small = "\n".join(smalls)
    return Seen(found, smalls, tuple(passage for passage in found if FIGURE.search(passage.text)), small, frozenset(WORD.findall(small)))


def _cued(found: Seen, present: Collection[str]) -> list[Passage]:
    """The passages that may hold one of what stands somewhere in the note."""
    return [passage for passage, small in zip(found.passages, found.smalls, strict=True) if holds(small, present)] if present else []


def _of_its_own(passage: Passage, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The finds that stand in the passage's own text, not in what leads to it."""
    return (hit for hit in hits if hit.start >= passage.lead)


def search(
    outline: Outline,
    rule: str,
    words: Words,
    look: Callable[[Passage], Iterable[Hit]],
    *,
    addresses: bool = False,
    cues: frozenset[str] = frozenset(),
    stems: Iterable[str] = (),
    figures: bool = False,
) -> Iterator[Finding]:
    """A finding for each thing `look` sees in a passage, and (`addresses`) in the addresses behind links and pictures.

    Where there are `cues` (words in small letters) or `stems` (parts of such), only passages are looked at that hold one of them; with `figures`, those with a
    figure. What is said twice at one
    place (the words of a link and its address, a title and its heading) is one finding.
    """
    source = outline.source
    places: dict[str, list[int]] = {}
    found = seen(outline)
    if cues or stems:
        # What stands nowhere in the note is found out for all passages at once.
        chosen: Sequence[Passage] = _cued(found, [*(cues & found.words), *(stem for stem in stems if stem in found.small)])
    else:
        chosen = found.figured if figures else found.passages
    for passage in chain(chosen, behind(outline) if addresses else ()):
        for hit in _of_its_own(passage, look(passage)):
            start, end = span(source, passage, hit.start, hit.end)
            known = places.setdefault(hit.found, [])
            first, past = (passage.start, passage.end) if passage.block is None else (start, start + 1)
            after = bisect_left(known, first)
            if after < len(known) and known[after] < past:
                continue
            insort(known, start)
            yield Finding(rule, words.what, words.why, words.source, words.do, start, end, source[start:end], hit.found)


def holds(text: str, cues: Iterable[str]) -> bool:
    """Whether one of the cues stands in a text: quick, so that a rule looks closer at few texts."""
    return any(map(text.__contains__, cues))


def is_missing(outline: Outline, image: Image) -> bool:
    """Whether nothing was said about what a picture shows: no `alt`, or Markdown's empty brackets, which people leave by oversight."""
    return image.alt is None or (not image.alt and outline.source.startswith("![", image.start))


def in_web_address(text: str) -> Callable[[int], bool]:
    """Tells whether a place in `text` stands inside a web address, where long numbers are names of things."""
    spans = [match.span() for match in WEB_ADDRESS.finditer(text)]
    starts = [start for start, _ in spans]

    def inside(at: int) -> bool:
        before = bisect_right(starts, at)
        return bool(before) and at < spans[before - 1][1]

    return inside


def outside_addresses(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern` finds in a text outside web addresses, where long numbers are names of things."""
    first = pattern.search(text)
    if first:
        inside = in_web_address(text)
        yield from (match for match in pattern.finditer(text, first.start()) if not inside(match.start()))
