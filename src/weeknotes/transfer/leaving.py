"""What of a source does not come in, counted under its reason: nothing that was there goes without a word."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from hashlib import sha256

from weeknotes.prose.shapes import Why
from weeknotes.transfer.bundle import Bundle
from weeknotes.transfer.neutral import Left

N_ = str  # marks a sentence for translation where it is shown

_ADDRESS = re.compile(r"[^\s()<>]*@[^\s()]*|[<>]")
# What several importers say.
BLANK = N_("Posts without a word: %(count)s.")
PAGE = N_("It was a page there, not a post.")
COMMENTS = N_("Comments: %(count)s. They are other people’s words, so they stay where they are.")
BIN = N_("Posts in the bin: %(count)s. Take one out of it there, and export once more, if you want it.")
OF_SITE = N_("Things of the site that are no posts (%(what)s): %(count)s.")
FILES = N_("Files that hold no posts: %(count)s. A picture that a post shows comes with its post.")


def left(place: str, sentence: str, count: int = 1, **values: str | int) -> Left:
    """One thing that is left, or `count` of them; the sentence may name the count and the `values`."""
    return Left(place, Why(sentence, {"count": count, **values}), count)


def known_by(html: str, *names: str) -> str:
    """The first of `names` that is one; for a post that its source calls nothing, its words."""
    return next((name.strip()[:400] for name in names if name.strip()), "") or sha256(html.encode("utf-8", "replace")).hexdigest()


def by_name(*names: str) -> str:
    """The first of `names` that is a name, or holds one: an address for mail is none, and is not handed on."""
    bare = (" ".join(_ADDRESS.sub(" ", name[:300]).replace("(", " ").replace(")", " ").split()) if "@" in name else name.strip() for name in names)
    return next((name for name in bare if name), "")


class Tally:
    """Counts what is left for each reason; `told` says it at the end."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, tuple[tuple[str, str | int], ...]]] = Counter()

    def add(self, sentence: str, count: int = 1, **values: str | int) -> None:
        """So many more for this reason."""
        if count:
            self._counts[sentence, tuple(values.items())] += count

    def told(self) -> Iterator[Left]:
        """A sum for each reason."""
        for (sentence, values), count in self._counts.items():
            yield left("", sentence, count, **dict(values))


def other_files(bundle: Bundle, known: Collection[str]) -> Iterator[Left]:
    """How many files in `bundle` are none of the `known`."""
    count = sum(name not in known for name in bundle.names())
    if count:
        yield left("", FILES, count)
