"""Posts that are one text in two languages come together: the second goes with the first, as its `twin`.

Only where both were for the same people there: published and a draft are two, so that the draft stays one.
"""

from collections.abc import Iterator
from dataclasses import replace

from weeknotes.prose.shapes import Why
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.reading import LANGS
from weeknotes.transfer.record import Thing

N_ = str  # marks a sentence for translation where it is shown

HELD = 2000  # posts that wait for their other language at a time
APART = N_("Its text in the other language was not for the same people there, so it is a note of its own.")


def paired(things: Iterator[Thing]) -> Iterator[Thing]:
    """The same, each post that has a `pair` held back until the other of it comes; what has none comes by itself at the end. Lazy."""
    waiting: dict[str, Post] = {}
    try:
        for one in things:
            if not isinstance(one, Post) or not one.pair or (one.lang or "")[:2] not in LANGS:
                yield one
            elif (before := waiting.pop(one.pair, None)) is not None:
                yield from _together(before, one)
            else:
                waiting[one.pair] = one
                if len(waiting) > HELD:
                    yield waiting.pop(next(iter(waiting)))
    except Exception:
        yield from waiting.values()
        raise
    yield from waiting.values()


def _together(one: Post, other: Post) -> Iterator[Post]:
    if (one.lang or "")[:2] == (other.lang or "")[:2]:
        yield from (one, other)
    elif (one.status, one.reach) != (other.status, other.reach):
        yield one
        yield replace(other, warnings=(*other.warnings, Why(APART)))
    else:
        first, second = (other, one) if other.leads and not one.leads else (one, other)
        dated, how = (first.dated, first.how_dated) if first.dated else (second.dated, second.how_dated)
        yield replace(first, dated=dated, how_dated=how, twin=second)
