"""Which part of one text stands for which part of another: equal parts first, then reworded ones between them, never crossing."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

Words = Sequence[str]
Pair = tuple[int | None, int | None]

# Bits of the table that the longest common run of two texts is read from: 50 MB. Beyond it only what stands once in each is matched.
LARGEST = 400_000_000
# So much of two parts has to be the same words for one to be the other reworded; and how many of them are compared each with each.
ALIKE = 0.5
COMPARED = 4_000
AHEAD = 8


class Edit(NamedTuple):
    """`old[old_start:old_end]` became `new[new_start:new_end]`; `same` where both are equal."""

    same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edits(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Edit]:
    """How `old` became `new`: stretches that are equal and stretches that are not, in turn, covering both."""
    found: list[Edit] = []
    at_old = at_new = 0
    for i, j, size in _blocks(old, new):
        if i > at_old or j > at_new:
            found.append(Edit(False, at_old, i, at_new, j))
        if size:
            found.append(Edit(True, i, i + size, j, j + size))
        at_old, at_new = i + size, j + size
    return found


def align(old: Sequence[tuple[Hashable, Words]], new: Sequence[tuple[Hashable, Words]]) -> list[Pair]:
    """Places of parts (a key, equal for equal parts, and the words) that stand for each other; None where one has no other.

    Every place of both occurs once, in order.
    """
    pairs: list[Pair] = []
    for same, i, i_end, j, j_end in edits([key for key, _ in old], [key for key, _ in new]):
        if same:
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
            continue
        at_old, at_new = i, j
        for left, right in _reworded([words for _, words in old[i:i_end]], [words for _, words in new[j:j_end]]):
            pairs += _alone(at_old, i + left, at_new, j + right)
            pairs.append((i + left, j + right))
            at_old, at_new = i + left + 1, j + right + 1
        pairs += _alone(at_old, i_end, at_new, j_end)
    return pairs


def _alone(old: int, old_end: int, new: int, new_end: int) -> list[Pair]:
    return [*((n, None) for n in range(old, old_end)), *((None, n) for n in range(new, new_end))]


def _blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Equal stretches (place in each, length) in order, and an empty one at the end."""
    least = min(len(old), len(new))
    head = 0
    while head < least and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head:
        yield 0, 0, head
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(a) * len(b) <= LARGEST:
        for block in LCSseq.opcodes(a, b):
            if block.tag == "equal":
                yield head + block.src_start, head + block.dest_start, block.src_end - block.src_start
    else:
        for i, j in _single(a, b):
            yield head + i, head + j, 1
    if tail:
        yield len(old) - tail, len(new) - tail, tail
    yield len(old), len(new), 0


def _single(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of what stands once in each, as many as keep their order."""
    once = Counter(a)
    there = {one: place for place, one in enumerate(b) if once[one] == 1}
    many = Counter(b)
    both = [(i, there[one]) for i, one in enumerate(a) if once[one] == 1 and many[one] == 1]
    ends: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(both):
        at = bisect_left(ends, j)
        before.append(lasts[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        lasts[at : at + 1] = [n]
    found = []
    at = lasts[-1] if lasts else -1
    while at >= 0:
        found.append(both[at])
        at = before[at]
    return found[::-1]


def _reworded(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    """Places of parts that are each other reworded, in order: the best choice of them all, or in a long stretch the first good ones."""
    if not old or not new:
        return []
    if len(old) * len(new) > COMPARED:
        return _first_good(old, new)
    alike = [[_alike(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0)
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _first_good(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    found, j = [], 0
    for i, words in enumerate(old):
        near = range(j, min(j + AHEAD, len(new)))
        good = next((n for n in near if _alike(words, new[n])), None)
        if good is not None:
            found.append((i, good))
            j = good + 1
    return found


def _alike(a: Words, b: Words) -> float:
    """How much of two parts is the same words, 0 where it is too little to call one the other."""
    if not a or not b or min(len(a), len(b)) < ALIKE / 2 * max(len(a), len(b)) or len(a) * len(b) > LARGEST:
        return 0.0
    found = Indel.normalized_similarity(a, b)
    return found if found >= ALIKE else 0.0
