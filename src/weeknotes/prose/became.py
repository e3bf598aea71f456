"""What the words of a later text say became of something, where they say it: done, partly, not done, dropped, carried."""

import re
from functools import lru_cache
from typing import Literal, get_args

from weeknotes.prose.sentences import straight
from weeknotes.prose.vocabulary import TABLE, choice

Became = Literal["done", "partly", "not done", "dropped", "carried"]
_SAYS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?<!\w)(?:{choice(phrases)})(?!\w)") for name, phrases in TABLE["became"].items()
}
# What is not done, put off or let go is said beside words of doing ("I didn't get it finished"), so those are asked for first.
_ORDER: tuple[Became, ...] = ("not done", "dropped", "carried", "partly", "done")
assert set(_ORDER) == set(get_args(Became))


@lru_cache(maxsize=512)
def is_told(text: str) -> bool:
    """Whether a text says that something was done, begun or left undone, whatever it was."""
    return _SAYS["told"].search(straight(text)) is not None


def became(text: str) -> Became | None:
    """The outcome that the words of a sentence speak for, or None."""
    plain = straight(text)
    return next((one for one in _ORDER if _SAYS[one.replace(" ", "_")].search(plain)), None)
