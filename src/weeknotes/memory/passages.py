"""What of a note may tell what became of a goal: its paragraphs and list items, but not the lists in which goals are set."""

from weeknotes.memory.likeness import Passage, Where
from weeknotes.prose.shapes import Block, Reading

TOLD = ("paragraph", "item", "quote")
SETS = ("goals", "next")


def passages(reading: Reading, where: Where) -> list[Passage]:
    """The passages of a text as it was read, with their lead-in labels."""
    labels = {item.start: item.label for item in reading.items if item.label}
    kinds = [""] * len(reading.outline.blocks)
    for section in reading.outline.sections:
        kinds[section.first : section.last] = [section.kind] * (section.last - section.first)
    found = []
    for block, kind in zip(reading.outline.blocks, kinds, strict=True):
        if block.kind not in TOLD or not block.text or kind == "next" or (kind in SETS and block.kind == "item"):
            continue
        found.append(Passage(block.text, _label(block, labels), where))
    return found


def _label(block: Block, labels: dict[int, str]) -> str:
    if block.lead and len(block.lead) < len(block.text):
        return block.lead.strip(" :–—-.")
    return next((label for start, label in labels.items() if block.start <= start < block.end and block.text.startswith(label)), "")
