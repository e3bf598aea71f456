"""Words as they are compared: letters and numbers only, case and kind of apostrophe aside."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """The words of `text`, one space between them; "" where there are none."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")))


def begins(text: str, words: str) -> bool:
    """Whether the folded `text` begins with all of the folded `words`."""
    return bool(words) and (text == words or text.startswith(f"{words} "))


def holds(text: str, words: str) -> bool:
    """Whether the folded `words` stand together somewhere in the folded `text`; none stand everywhere."""
    return not words or f" {words} " in f" {text} "
