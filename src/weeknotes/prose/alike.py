"""Whether two texts are the same post: a fingerprint for equal words, an overlap for nearly equal ones, marks that find what may overlap."""

from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

from weeknotes.prose.wording import fold

SHINGLE = 5
SAME = 0.9
MARKS = 4


# What is asked for its fingerprint is asked for its marks next.
_folded = lru_cache(maxsize=2)(fold)


def fingerprint(text: str) -> str:
    """64 hexadecimal digits, equal for texts of equal words whatever their case, punctuation and lines."""
    return blake2b(_folded(text).encode("utf-8", "replace"), digest_size=32).hexdigest()


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def overlap(a: str, b: str) -> float:
    """How much of two texts is the same, 0 to 1: runs of five words they share, of all they have."""
    mine, theirs = _shingles(a), _shingles(b)
    return len(mine & theirs) / len(mine | theirs)


def same(a: str, b: str) -> bool:
    """Whether two texts are one post: equal words, or nine tenths of them."""
    return fold(a) == fold(b) or overlap(a, b) >= SAME


def marks(text: str) -> tuple[int, ...]:
    """At most MARKS numbers below 2**63, the smallest of its runs of five words, rising: what overlaps greatly shares some of them.

    Of two texts that have nine tenths in common, one in ten thousand pairs or fewer shares none (Broder, "On the resemblance and containment of
    documents", 1997: the smallest of a hash stand for the whole).
    """
    words = _folded(text).encode("utf-8", "replace").split()
    runs = set(map(b" ".join, zip(*(words[i:] for i in range(SHINGLE)), strict=False))) or {b" ".join(words)}
    # Bytes stand in the order of the numbers they are.
    least = nsmallest(MARKS, [blake2b(run, digest_size=8).digest() for run in runs])
    return tuple(int.from_bytes(one, "big") >> 1 for one in least)
