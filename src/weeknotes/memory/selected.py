"""Which sentence somebody selected in a page: found by its words and by what stands before it, white space aside."""

from collections.abc import Sequence

from weeknotes.prose.wording import Sentence

NEAR = 200  # characters before the selection that are looked at


def selected(quote: str, before: str, sentences: Sequence[Sentence]) -> int | None:
    """The number of the sentence in which `quote` begins, of its copies the one before which `before` stands; None where it is nowhere.

    A browser gives the words of a selection with other white space than the text has, and none between two blocks.
    """
    wanted, lead = "".join(quote.split()), "".join(before.split())[-NEAR:]
    letters: list[str] = []
    owner: list[int] = []
    for number, one in enumerate(sentences):
        words = "".join(one.text.split())
        letters.append(words)
        owner += [number] * len(words)
    text = "".join(letters)
    best: tuple[int, int] | None = None
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        fits = _shared(text[:at], lead)
        if best is None or fits > best[0]:
            best = (fits, at)
        at = text.find(wanted, at + 1)
    return owner[best[1]] if best else None


def _shared(one: str, other: str) -> int:
    """How many characters the two end in alike."""
    count = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        count += 1
    return count
