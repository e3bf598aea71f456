"""What of a note may tell what became of a goal: its paragraphs and list items, but not the lists in which goals are set."""

from dataclasses import fields

from weeknotes.memory.likeness import Passage, Where
from weeknotes.prose import told as prose
from weeknotes.prose.shapes import Reading

SETS = ("goals", "next")


def passages(reading: Reading, where: Where) -> list[Passage]:
    """The passages of a text as it was read, with their lead-in labels and what they stand under."""
    return [
        Passage(**{field.name: getattr(one, field.name) for field in fields(one)}, where=where)
        for one in prose.passages(reading)
        if one.kind != "next" and not (one.kind in SETS and one.listed)
    ]
