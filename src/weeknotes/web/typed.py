"""Numbers, and words in one line, as they come in forms and addresses, whoever wrote them."""

import re

# Signs without width, and those that turn the order of the words after them round. What joins and colours the signs of an emoji, or joins those of a script, is none of them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
_JOINS = "\u200c\u200d\ufe0e\ufe0f "
LARGEST = 2**63 - 1  # what a database takes as one


def number(typed: str | None, *, most: int = LARGEST) -> int | None:
    """The number that `typed` is in digits alone, at most `most`; None for anything else."""
    if not typed or not typed.isascii() or not typed.isdecimal() or len(typed) > len(str(LARGEST)):
        return None
    found = int(typed)
    return found if found <= most else None


def page(typed: str | None, *, last: int) -> int:
    """The number of a page from 1 to `last`, 1 where none is asked for."""
    return number(typed, most=last) or 1


def line(typed: str) -> str:
    """Words as one line, with nothing in it that nobody sees; "" where nothing is seen of it."""
    words = " ".join(_UNSEEN.sub("", typed).split())
    return words if words.strip(_JOINS) else ""
