"""What a sentence says in passing: a follow-up, a next step, a goal, a win, a measure, a decision, a hearing."""

import re

from weeknotes.prose.shapes import Block, Item, ItemKind
from weeknotes.prose.span import sentence_at, sentences, span
from weeknotes.prose.vocabulary import ASKED, HEARD, NUMBERS, SENTENCES, WELSH_SENTENCES

_NUMBER = "|".join(sorted((re.escape(one) for one in NUMBERS if NUMBERS[one] > 0), key=lambda one: (-len(one), one)))
HEARING = re.compile(
    rf"\b(?:{HEARD})\s+(?:(?:about|some|another|a total of|over|nearly)\s+)?"
    rf"(?P<number>\d{{1,3}}|{_NUMBER})\s+(?:[^\W\d_]+\s+){{0,2}}?(?P<what>{ASKED})\b"
)
_DIGIT = re.compile(r"\d")
_WELSH = re.compile(r"\b(?:yn|mae|mi|dw|dwi|rydw|rydyn|rydym|wedi|byddwn|bydda|byddaf|fydda|wnes|i'r|o'r|yr|ydi|ydy|yw|oedd|fy|ein|rhaid|cofio|cytunwyd|fod|erbyn|eleni)\b")
_PAST = re.compile(r"\b(?:last week|previously|used to|had (?:set|agreed))\b")
_ORDER: tuple[ItemKind, ...] = ("next", "followup", "goal", "win", "metric", "decision", "hearing", "outcome")
_LONGEST = 600  # characters of a sentence that is still one


def number(word: str) -> int:
    """The value of a number in digits or in words."""
    return int(word) if word.isdigit() else NUMBERS[word]


def straight(text: str) -> str:
    """Lower case with straight apostrophes, character for character as long as the text."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).replace("’", "'").replace("‘", "'")


def sentence_items(source: str, block: Block, section: int | None, *, only: tuple[ItemKind, ...] = _ORDER) -> list[Item]:
    """Read the sentences of a block; one sentence gives at most one item, the surest kind first."""
    text = straight(block.text)
    hits: dict[ItemKind, list[re.Match[str]]] = {}
    welsh = _WELSH.search(text) is not None
    for kind in only:
        if kind == "metric" and not _DIGIT.search(text):
            continue
        found = list((HEARING if kind == "hearing" else SENTENCES[kind]).finditer(text))
        if welsh and kind in WELSH_SENTENCES:
            found += WELSH_SENTENCES[kind].finditer(text)
        if found:
            hits[kind] = found
    if not hits:
        return []
    starts = sentences(block.text)
    taken: dict[int, Item] = {}
    for kind, rows in hits.items():
        for one in rows:
            first, last = sentence_at(block.text, starts, one.start())
            if first in taken or last - first > _LONGEST or block.text[last - 1] == ":":
                continue
            if kind in {"goal", "next"} and _PAST.search(text, first, last):
                continue
            start, end = span(block, source, first, last)
            taken[first] = Item(kind, block.text[first:last], None, section, start, end, one.group().strip())
    return list(taken.values())
