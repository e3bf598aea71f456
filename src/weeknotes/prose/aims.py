"""Aims: what a writer wants to be saying at the next review, read from the text of the one before, and where a text speaks of aims again.

Pure. Read from the headings that ask for it, and in a review also from sentences that intend something for a year or more; nothing is
read into a sentence about the note itself.
"""

import re
from collections.abc import Iterator, Sequence

from weeknotes.prose.sentences import straight
from weeknotes.prose.shapes import Block, Item, Reading, Rule
from weeknotes.prose.span import sentences, span
from weeknotes.prose.vocabulary import TABLE, choice

_HEADING = 200  # characters of a heading that are looked at
_LONGEST = 1000  # characters of a sentence that is still one
_WORDS = TABLE["aims"]


def _says(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{choice(_WORDS[name])})")


SAYING, AHEAD, INTEND, FAR, OF_AIMS, ABOUT_IT, QUOTED = map(_says, ("saying", "ahead", "intend", "far", "of_aims", "about_it", "quoted"))
_SPOKEN = frozenset({"paragraph", "item", "quote"})
_INSTEAD = frozenset({"goal", "next", "followup"})  # what an aim would otherwise be read as


def asks_for_aims(heading: str) -> bool:
    """Whether what stands under `heading` is what somebody wants to be saying at the next review."""
    return bool(SAYING.search(straight(heading[:_HEADING])))


def speaks_of_aims(sentence: str) -> str:
    """The words with which a sentence speaks of aims that were set before ("target I set myself"); "" where it does not."""
    found = OF_AIMS.search(straight(sentence[:_LONGEST]))
    return sentence[found.start() : found.end()] if found else ""


def aims(reading: Reading, *, review: bool = False) -> tuple[Item, ...]:
    """The aims of a note in its order, each a sentence or more of its own words; `review`: also those said in passing. Time grows with length alone."""
    outline = reading.outline
    under: list[int | None] = [None] * len(outline.blocks)
    for number, section in enumerate(outline.sections):
        under[section.first : section.last] = [number] * (section.last - section.first)
    asks = [asks_for_aims(section.heading) for section in outline.sections]
    quoted = [bool(QUOTED.search(straight(section.heading[:_HEADING]))) for section in outline.sections]
    ahead = [bool(AHEAD.search(straight(section.heading[:_HEADING]))) for section in outline.sections]
    found: list[Item] = []
    for block, place in zip(outline.blocks, under, strict=True):
        if block.kind not in _SPOKEN or not any(map(str.isalnum, block.text)):
            continue
        if place is not None and asks[place]:
            found += _stated(outline.source, block, place, outline.sections[place].heading)
        elif review and block.kind != "quote" and (place is None or not quoted[place]):
            found += _intended(outline.source, block, place, far=place is None or not ahead[place])
    return tuple(found)


def with_aims(reading: Reading, *, review: bool) -> tuple[Item, ...]:
    """The items of a note with its aims among them, in the order of the text; what an aim says is not a goal or follow-up too."""
    said = aims(reading, review=review)
    if not said:
        return reading.items
    rest = [one for one in reading.items if one.kind not in _INSTEAD or not any(one.start < aim.end and aim.start < one.end for aim in said)]
    return tuple(sorted([*rest, *said], key=lambda one: (one.start, one.end)))


def _stated(source: str, block: Block, number: int, heading: str) -> Iterator[Item]:
    """A block under the heading that asks: its first sentence opens an aim, and so does each that intends something."""
    cut = _sentences(block.text)
    if ABOUT_IT.search(straight(block.text[cut[0][0] : cut[0][1]])):
        return
    opens = [place for place, (first, last) in enumerate(cut) if not place or INTEND.search(straight(block.text[first:last]))]
    for place, after in zip(opens, [*opens[1:], len(cut)], strict=True):
        yield _item(source, block, cut[place][0], cut[after - 1][1], number, heading, "heading")


def _intended(source: str, block: Block, number: int | None, *, far: bool) -> Iterator[Item]:
    """The sentences of a block that intend something, where `far` is set only for as long as a year or again and again."""
    for first, last in _sentences(block.text):
        said = straight(block.text[first:last])
        meant = INTEND.search(said) if last - first <= _LONGEST else None
        if meant and (not far or FAR.search(said)) and not ABOUT_IT.search(said):
            yield _item(source, block, first, last, number, block.text[first + meant.start() : first + meant.end()], "sentence")


def _sentences(text: str) -> Sequence[tuple[int, int]]:
    starts = sentences(text)
    return [(first, first + len(text[first:last].rstrip())) for first, last in zip(starts, [*starts[1:], len(text)], strict=True) if text[first:last].strip()]


def _item(source: str, block: Block, first: int, last: int, number: int | None, why: str, rule: Rule) -> Item:
    start, end = span(block, source, first, last)
    return Item("aim", block.text[first:last], None, number, start, end, why, rule)
