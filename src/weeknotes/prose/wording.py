"""Sentences of plain text, their folded words and the key that finds one again."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from weeknotes.prose.html import plain
from weeknotes.prose.word_runs import BETWEEN, FIGURES, LETTERS, WordRuns

# A run of stops is looked at once: the look-behind turns away its second character.
STOP = re.compile(r"(?<![.!?…])([.!?…]++)[\"'”’)\]]{0,3}(?=\s)")
WORD = re.compile(r"\w+")
_WORDS = WordRuns(WORD, inside=f"{LETTERS}{FIGURES}_", is_word=str.isalnum, between=f"{BETWEEN}‘’")
# English and Welsh; a full stop after one of these, or after a capital standing alone, ends nothing.
SHORT = frozenset(
    [
        *("mr", "mrs", "ms", "mx", "dr", "prof", "rev", "st", "sr", "jr", "cllr", "gov", "hon", "parch", "cyng"),
        *("e.g", "eg", "i.e", "ie", "e.e", "h.y", "vs", "cf", "al", "approx", "dept", "nos", "rhif", "fig", "p", "pp", "vol", "ch"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    ]
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it starts in the plain text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def ends(text: str, found: re.Match[str]) -> bool:
    """Whether the `STOP` found in `text` ends a sentence: not after a short form or an initial, not before a small letter."""
    after = text[found.end() : found.end() + 8].lstrip()[:1]
    if after.islower():
        return False
    if found[1] != ".":
        return True
    before = text[max(0, found.start() - 12) : found.start()].split()
    last = before[-1].lstrip("(“\"'‘[") if before else ""
    return last.lower() not in SHORT and not (len(last) == 1 and last.isupper())


def _line(text: str, start: int) -> Iterator[Sentence]:
    at = 0
    for found in STOP.finditer(text):
        if ends(text, found):
            yield Sentence(text[at : found.end()], start + at)
            at = found.end()
            while at < len(text) and text[at].isspace():
                at += 1
    yield Sentence(text[at:], start + at)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of plain text; a line end always ends one."""
    found: list[Sentence] = []
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            found += _line(words, start + line.index(words))
        start += len(line) + 1
    return tuple(found)


def sentences(html: str) -> tuple[Sentence, ...]:
    """The sentences of a note's HTML; starts count characters of `plain(html)`."""
    return sentences_of(plain(html))


def fold(text: str) -> str:
    """The words of `text` without case, punctuation or typographic difference, one space between."""
    words = " ".join(_WORDS.in_turn(unicodedata.normalize("NFKC", text).casefold()))
    return words or "".join(text.split())


def key(text: str) -> str:
    """16 hexadecimal digits that are equal for texts that fold alike."""
    return blake2b(fold(text).encode("utf-8", "replace"), digest_size=8).hexdigest()
