"""Expressions that a host writes for the organisation's own numbers: compiled where no text can make them slow, refused with a reason where one could.

What is taken is bounded: each match has at most LONGEST characters, and at each place of a text there are at most WAYS ways to begin one. So a text of n
characters costs at most n times a constant, whatever it says.
"""

import re
from importlib import import_module
from typing import Any, Literal

# Python's own reader of expressions: the tree it gives is what `re` itself compiles.
_reader: Any = import_module("re._parser")

LONGEST = 60
WAYS = 500
MOST = 200  # characters of the expression itself

Why = Literal["empty", "long", "broken", "unbounded", "ways", "other", "nothing"]
PLAIN = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "AT"}


class Unsafe(ValueError):
    """Why an expression is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def compiled(text: str) -> re.Pattern[str]:
    """The expression `text` as it is looked for: as a whole word, in capitals or not. Unsafe where it is none or could take more than linear time."""
    if not text.strip():
        raise Unsafe("empty")
    if len(text) > MOST:
        raise Unsafe("long")
    try:
        tree = _reader.parse(text, re.IGNORECASE)
        found = re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):
        raise Unsafe("broken") from None
    shortest, longest = tree.getwidth()
    if longest > LONGEST:
        raise Unsafe("unbounded")
    if _ways(tree) > WAYS:
        raise Unsafe("ways")
    if shortest == 0:
        raise Unsafe("nothing")
    return found


def _ways(tree: Any) -> int:
    """In how many ways the parts of an expression can be tried at one place, at most. Unsafe("other") for parts that look around or back."""
    ways = 1
    for sort, part in tree:
        ways *= _ways_of(str(sort), part)
        if ways > WAYS:
            break
    return ways


def _ways_of(sort: str, part: Any) -> int:
    if sort in PLAIN:
        return 1
    if sort == "SUBPATTERN":
        return _ways(part[-1])
    if sort == "BRANCH":
        return sum(_ways(one) for one in part[1])
    if sort in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, inner = part
        once = _ways(inner)
        return sum(min(once**count, WAYS + 1) for count in range(int(least), min(int(most), LONGEST + 1) + 1))
    raise Unsafe("other")
