"""A finding made of a rule's words and a place in the source."""

from weeknotes.openness.finding import Finding
from weeknotes.openness.words import Words
from weeknotes.prose.shapes import Outline


def noticed(outline: Outline, rule: str, words: Words, start: int, end: int, found: str, /, **values: str) -> Finding:
    """What `rule` noticed from `start` up to `end` of the source, said in `words`, which `values` fill."""
    return Finding(rule, words.what, words.why, words.source, words.do, start, end, outline.source[start:end], found, tuple(values.items()))


def of_all(rule: str, words: Words, found: str, /, **values: str) -> Finding:
    """What `rule` noticed of the note as a whole, at no place of its own."""
    return Finding(rule, words.what, words.why, words.source, words.do, 0, 0, "", found, tuple(values.items()))
