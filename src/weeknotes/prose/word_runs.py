"""Words of a long text by a pattern, as `findall` gives them and sooner: what is a word as it stands is not looked at sign by sign."""

import re
import string
from collections.abc import Callable
from itertools import filterfalse

# Signs beyond ASCII that stand between words wherever people write: these go at once, any other is for the pattern.
BETWEEN = "“”–—…\u00a0"
LETTERS, FIGURES = string.ascii_letters, string.digits
_ASCII = 128


class WordRuns:
    """The matches of `pattern` in texts, where it matches only within runs of the ASCII signs `inside` and of signs beyond ASCII that are none of
    `between`. `is_word` says of a run that all of it is one match; of other runs the pattern says what is in them.
    """

    def __init__(self, pattern: re.Pattern[str], *, inside: str, is_word: Callable[[str], bool], between: str = BETWEEN) -> None:
        self._findall, self._is_word, self._between = pattern.findall, is_word, between
        self._apart = bytes(sign if sign >= _ASCII or chr(sign) in inside else 0x20 for sign in range(256))

    def in_turn(self, text: str) -> list[str]:
        """All matches, first to last."""
        runs = self._runs(text)
        return runs if all(map(self._is_word, runs)) else self._findall(text)

    def all_of(self, text: str) -> list[str]:
        """All matches, in any order."""
        runs = self._runs(text)
        words = list(filter(self._is_word, runs))
        return words + self._findall(" ".join(filterfalse(self._is_word, runs))) if len(words) < len(runs) else words

    def _runs(self, text: str) -> list[str]:
        for sign in self._between:
            text = text.replace(sign, " ")
        return text.encode("utf-8", "surrogatepass").translate(self._apart).decode("utf-8", "surrogatepass").split()
