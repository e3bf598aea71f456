"""Whether two texts are the same post: a fingerprint for equal words, an overlap for nearly equal ones."""

from hashlib import blake2b

from weeknotes.prose.wording import fold

SHINGLE = 5
SAME = 0.9


def fingerprint(text: str) -> str:
    """64 hexadecimal digits, equal for texts of equal words whatever their case, punctuation and lines."""
    return blake2b(fold(text).encode("utf-8", "replace"), digest_size=32).hexdigest()


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
