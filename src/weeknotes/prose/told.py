"""A note as passages: its paragraphs, list items and quotations, each with its label, what it stands under and where."""

from dataclasses import dataclass, replace

from weeknotes.prose.kinds import inherits
from weeknotes.prose.label import label_of
from weeknotes.prose.shapes import Block, Reading, SectionKind

SPOKEN = ("paragraph", "item", "quote")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or jotting: its words, its lead-in label or "", and where it stands.

    `kind` is that of its section and `topic` the headings above it that name a subject ("Out of hours"), not a kind of section ("Next week").
    `listed`: an item of a list; `inner`: an item under an item, which is often somebody's remark on it. `checked` is a ticked box, or None where there is none.
    """

    text: str
    label: str = ""
    topic: str = ""
    heading: str = ""
    kind: SectionKind = "other"
    lang: str = ""
    start: int = 0
    end: int = 0
    listed: bool = False
    inner: bool = False
    checked: bool | None = None


def passages(reading: Reading) -> tuple[Passage, ...]:
    """The passages of a note in their order; headings are none of their own."""
    outline = reading.outline
    labels = {item.start: item.label for item in reading.items if item.label}
    under: list[tuple[str, str, SectionKind]] = [("", "", "other")] * len(outline.blocks)
    above: list[tuple[int, str]] = []
    for section in outline.sections:
        above = [one for one in above if one[0] < section.level]
        names = section.kind == "other" and section.rule != "title" and not inherits(section.heading)
        above.append((section.level, section.heading if names else ""))
        topic = " ".join(words for _, words in above if words)
        under[section.first : section.last] = [(section.heading, topic, section.kind)] * (section.last - section.first)
    lang = outline.language or ""
    return tuple(
        _passage(block, labels, *where, lang)
        for block, where in zip(outline.blocks, under, strict=True)
        if block.kind in SPOKEN and block.text
    )


def _passage(block: Block, labels: dict[int, str], heading: str, topic: str, kind: SectionKind, lang: str) -> Passage:
    listed = block.kind == "item"
    return Passage(
        text=block.text,
        label=labels.get(block.start) or _label(block),
        topic=topic,
        heading=heading,
        kind=kind,
        lang=lang,
        start=block.start,
        end=block.end,
        listed=listed,
        inner=listed and block.level > 0,
        checked=block.checked,
    )


def _label(block: Block) -> str:
    found = label_of(block)
    return found.text if found else ""


def passage_at(reading: Reading, offset: int) -> Passage | None:
    """The passage that stands at `offset` of the source, its bullet and markup belonging to it; under a heading, the first that follows, with the
    heading as its label. None where nothing is said there.
    """
    source = reading.outline.source
    found = passages(reading)
    for one in found:
        if one.start <= offset < one.end or (offset < one.start and not any(map(str.isalnum, source[offset : one.start]))):
            return one
    for section in reading.outline.sections:
        if section.start <= offset < reading.outline.blocks[section.first].end:
            return next((replace(one, label=section.heading) for one in found if section.start <= one.start < section.end), None)
    return None
