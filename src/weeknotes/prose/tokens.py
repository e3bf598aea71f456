"""The words of a text as a search compares them: case, accents and the sort of apostrophe make no difference.

`ŷ` is `y`, `Straße` is `strasse`; an apostrophe or hyphen parts two words, so that `i’r` is `i r` and "council’s" is found by "council".
Both databases are given these words and fold nothing themselves: what is the same word here is the same word there.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex  # type: ignore[import-untyped]

LONGEST = 60  # characters; of what is longer, the beginning counts
# Soft hyphens and joiners stand inside words and are not seen.
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]*+")
# Letters that Unicode does not take apart, as they are typed on a keyboard without them.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"})
_SIGNS = "‘’“”–—…£€\u00a0"  # all that most texts have beside ASCII; they part words
_PLAIN = re.compile("[a-z0-9]+")
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands in its text."""

    word: str
    start: int
    end: int


def fold(word: str) -> str:
    """One run of letters and figures as it is compared; "" where nothing of it can be. `fold(fold(x)) == fold(x)`."""
    if word.isascii():
        return word.lower()[:LONGEST]
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_LETTERS)
    return "".join(one for one in apart if one.isalnum())[:LONGEST]


def flat(text: str) -> str:
    """`text` without case and accents, all its signs kept: quick, and good for telling that a word does not stand in it."""
    if text.isascii():
        return text.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS))


def tokens(text: str) -> Iterator[Token]:
    """Every word of `text` with its place, in order."""
    for found in _WORD.finditer(text):
        word = fold(found.group())
        if word:
            yield Token(word, found.start(), found.end())


def folded(text: str) -> list[str]:
    """Every word of `text`, in order."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    if text.isascii():
        return [word[:LONGEST] for word in _PLAIN.findall(text.lower())]
    return [word for found in _WORD.findall(text) if (word := fold(found))]
