"""Anchors: what was said about a sentence stays with that sentence while its text is edited (MODELS.md, 3.4).

A text is compared with the one before it, sentence by sentence: unchanged copies claim their own first, then edited ones are matched.
A sentence compared on its own would be attached wrongly far more often, so there is no way in for a single quote.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from weeknotes.prose.wording import Sentence, fold, key, sentences, sentences_of

__all__ = ["Anchor", "Sentence", "anchor", "fold", "follow", "key", "re_anchor", "sentences", "sentences_of"]

AROUND = 64
# The measured thresholds of MODELS.md 3.4, in per cent of rapidfuzz's ratio.
ALIKE, ALIKE_IN_PLACE, MARGIN = 62.0, 45.0, 8.0
# Bounds that keep a save linear: characters compared, candidates by place and by shared words, how common a word may be.
COMPARED, NEAR, SHARING, COMMON = 500, 8, 8, 12
ALIGNED = 4000


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a plain text that can be found again: key and words of the quote, up to 64 characters either side, its start."""

    key: str
    quote: str
    before: str
    after: str
    start: int


def anchor(plain: str, start: int, end: int) -> Anchor:
    """The anchor of `plain[start:end]`."""
    quote = plain[start:end]
    return Anchor(key(quote), quote, plain[max(0, start - AROUND) : start], plain[end : end + AROUND], start)


class _Match:
    """Which sentence of `new` each sentence of `old` has become; a sentence is claimed once."""

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self.old = [fold(sentence.text) for sentence in old]
        self.new = [fold(sentence.text) for sentence in new]
        self.to: dict[int, int] = {}
        self.taken: set[int] = set()

    def claim(self, i: int, j: int) -> None:
        self.to[i] = j
        self.taken.add(j)

    def unchanged(self) -> None:
        """Sentences that stand unchanged: the only copies first, then copies beside them, then the rest in order."""
        places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, words in enumerate((self.old, self.new)):
            for i, text in enumerate(words):
                places[text][side].append(i)
        for mine, theirs in places.values():
            if len(mine) == len(theirs) == 1:
                self.claim(mine[0], theirs[0])
        for step, order in ((1, range(len(self.old))), (-1, range(len(self.old) - 1, -1, -1))):
            for i in order:
                j = self.to.get(i - step, -2) + step
                if i not in self.to and 0 <= j < len(self.new) and j not in self.taken and self.old[i] == self.new[j]:
                    self.claim(i, j)
        for mine, theirs in places.values():
            left = [i for i in mine if i not in self.to]
            for i, j in zip(left, [j for j in theirs if j not in self.taken], strict=False):
                self.claim(i, j)

    def edited(self) -> None:
        """Sentences that were edited: like enough, and clearly more like than any other."""
        scores = self._scores()
        for in_place in (False, False, True, True):
            best: dict[tuple[str, int], list[float]] = defaultdict(list)
            free = {(i, j): score for (i, j), score in scores.items() if i not in self.to and j not in self.taken}
            for (i, j), score in free.items():
                best["old", i].append(score)
                best["new", j].append(score)
            lead = {place: _lead(values) for place, values in best.items()}
            for (i, j), score in sorted(free.items(), key=lambda pair: -pair[1]):
                like = score >= ALIKE or (in_place and score >= ALIKE_IN_PLACE and self._stands(i, j))
                clear = all(score == max(best[place]) and lead[place] >= MARGIN for place in (("old", i), ("new", j)))
                if like and clear:
                    self.claim(i, j)

    def _stands(self, i: int, j: int) -> bool:
        """Whether both neighbours of `i` are the neighbours of `j`; the edges of the text count as neighbours."""
        before = self.to.get(i - 1) == j - 1 if i > 0 else j == 0
        after = self.to.get(i + 1) == j + 1 if i + 1 < len(self.old) else j + 1 == len(self.new)
        return before and after

    def _scores(self) -> dict[tuple[int, int], float]:
        left = [i for i in range(len(self.old)) if i not in self.to]
        free = [j for j in range(len(self.new)) if j not in self.taken]
        index: dict[str, list[int]] = defaultdict(list)
        for j in free:
            for word in set(self.new[j][:COMPARED].split()):
                index[word].append(j)
        found: dict[tuple[int, int], float] = {}
        last = -1
        for i in left:
            last = self.to.get(i - 1, last)
            at = bisect_right(free, last)
            near = free[max(0, at - NEAR // 2) : at + NEAR]
            last = free[at] if at < len(free) else last
            sharing = Counter(
                j for word in set(self.old[i][:COMPARED].split()) if len(index.get(word, ())) <= COMMON for j in index.get(word, ())
            )
            for j in {*near, *(j for j, _ in sharing.most_common(SHARING))}:
                score = ratio(self.old[i][:COMPARED], self.new[j][:COMPARED])
                if score >= ALIKE_IN_PLACE - MARGIN:
                    found[i, j] = score
        return found


def _lead(scores: Iterable[float]) -> float:
    """How far the best is ahead of the next best."""
    first, second = (*sorted(scores, reverse=True), 0.0)[:2]
    return first - second


def _followed(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    match = _Match(old, new)
    match.unchanged()
    match.edited()
    return match.to


def follow(old: str, new: str) -> dict[Sentence, Sentence | None]:
    """What became of each sentence of the plain text `old` in the plain text `new`; None is "lost"."""
    before, after = sentences_of(old), sentences_of(new)
    to = _followed(before, after)
    return {sentence: after[to[i]] if i in to else None for i, sentence in enumerate(before)}


def _find(one: Anchor, text: str) -> int | None:
    """Where `one` stands in the text it should stand in: at its start, or where its quote and neighbours fit best."""
    if text.startswith(one.quote, one.start):
        return one.start
    best: tuple[int, int] | None = None
    at = text.find(one.quote)
    for _ in range(AROUND):
        if at < 0:
            break
        end = at + len(one.quote)
        fits = int(ratio(one.before, text[max(0, at - AROUND) : at]) + ratio(one.after, text[end : end + AROUND]))
        if best is None or (fits, -abs(at - one.start)) > (best[0], -abs(best[1] - one.start)):
            best = (fits, at)
        at = text.find(one.quote, at + 1)
    return best[1] if best else None


def _within(was: str, now: str, start: int, end: int) -> tuple[int, int]:
    """Where `was[start:end]` stands in `now`, the same sentence edited; whole words."""
    if was == now:
        return start, end
    if (start, end) == (0, len(was)) or len(was) + len(now) > ALIGNED:
        return 0, len(now)
    exact = now.find(was[start:end])
    if exact >= 0:
        return exact, exact + end - start
    first, last = len(now), 0
    for move in Indel.opcodes(was, now):
        low, high = max(move.src_start, start), min(move.src_end, end)
        if move.tag == "equal" and low < high:
            first = min(first, move.dest_start + low - move.src_start)
            last = max(last, move.dest_start + high - move.src_start)
    if first >= last:
        return 0, len(now)
    while first > 0 and not now[first - 1].isspace():
        first -= 1
    while last < len(now) and not now[last].isspace():
        last += 1
    return first, last


def re_anchor(anchors: Iterable[Anchor], old: str, new: str) -> list[Anchor | None]:
    """Each anchor of the plain text `old` as it stands in `new`, or None where most of what it quotes is lost."""
    before, after = sentences_of(old), sentences_of(new)
    to = _followed(before, after)
    starts = [sentence.start for sentence in before]
    found: list[Anchor | None] = []
    for one in anchors:
        start = _find(one, old)
        span = None if start is None else _carry(before, after, to, starts, start, start + len(one.quote))
        found.append(anchor(new, *span) if span else None)
    return found


def _carry(
    before: Sequence[Sentence], after: Sequence[Sentence], to: dict[int, int], starts: Sequence[int], start: int, end: int
) -> tuple[int, int] | None:
    """The span of the new text that `start`–`end` of the old one has become."""
    first = max(bisect_right(starts, start) - 1, 0)
    quoted = [i for i in range(first, bisect_left(starts, end)) if before[i].end > start]
    kept = [i for i in quoted if i in to]
    size = sum(len(before[i].text) for i in quoted)
    if not kept or 2 * sum(len(before[i].text) for i in kept) < size:
        return None
    places = [to[i] for i in kept]
    if places != sorted(places) or places[-1] - places[0] > 2 * len(quoted):
        return None
    spans = []
    for i in (kept[0], kept[-1]):
        was, now = before[i], after[to[i]]
        low, high = _within(was.text, now.text, max(start - was.start, 0), min(end, was.end) - was.start)
        spans.append((now.start + low, now.start + high))
    return spans[0][0], spans[1][1]
