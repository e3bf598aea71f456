"""How much a passage has to do with what was said before: stems, parts of words, related words, rare words, topic, place.

Each kind of evidence is a likeness from 0 to 1, or a yes. What they weigh was chosen on one half of the labelled pairs of
`bench/labelled/happened.jsonl` and is measured on the other.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from weeknotes.prose.became import is_told
from weeknotes.prose.terms import Word, groups, parts, stems, words
from weeknotes.prose.told import Passage

# Passages that were never seen, in which no word of these stands: in a short text every word would otherwise be as common as any.
UNSEEN = 60
ANSWERS = frozenset({"did", "wins", "challenges", "learned", "decisions", "metrics"})
AHEAD = frozenset({"next", "goals"})
STEMS, PARTS, RELATED, RECALL, TOPIC, TOLD = 0.9, 1.2, 0.3, 0.35, 0.3, 0.2
# What else speaks for there being an answer at all: how much of what was said the note speaks of anywhere, and whether it has its names.
SPOKEN_OF, NAMES, SUBJECT = 0.4, 0.2, 0.3
ANSWERING, AHEAD_OF, INNER = 0.08, -0.05, -0.05
_LONGEST = 4000  # characters of what was said that are compared


class Heard:
    """How often a writer says what: in how many passages each stem, part of a word and group of related words stands."""

    def __init__(self, heard: Iterable[Passage]) -> None:
        self._counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
        self._all = UNSEEN
        for one in heard:
            spoken = words(one.text, one.lang)
            for counts, found in zip(self._counts, (stems(spoken), parts(spoken), groups(spoken)), strict=True):
                counts.update(found.keys())
            self._all += 1

    def rare(self, which: int, name: str) -> float:
        """How rare a stem (0), part (1) or group (2) is: 0 where it stands everywhere, more the fewer passages have it."""
        return max(0.0, math.log((self._all + 1) / (self._counts[which][name] + 0.5)))


@dataclass(frozen=True, slots=True)
class _Vector:
    of: dict[str, float]
    length: float = field(default=1)

    def like(self, other: "_Vector") -> float:
        few, many = sorted((self.of, other.of), key=len)
        return sum(weight * many[name] for name, weight in few.items() if name in many) / (self.length * other.length)


@dataclass(frozen=True, slots=True)
class Bearing:
    """A passage, how much it bears on what was said, and the words of what was said that stand in it too."""

    passage: Passage
    score: float
    shared: tuple[Word, ...]


class Said:
    """What was said, ready to be compared with the passages `asked` about. `heard`: how often things are said, in these two notes, and further ones."""

    def __init__(self, goal: Passage, asked: Sequence[Passage], heard: Sequence[Heard]) -> None:
        self.goal = goal
        self.words = words(goal.text[:_LONGEST], goal.lang)
        self._heard = heard
        self._mine = self._vectors(self.words)
        self._whole = sum(map(self._weight, {word.stem: word for word in self.words if word.weight}.values())) or 1
        self._topic = stems(words(goal.topic, goal.lang)).keys()
        self._telling = {word.stem: word for word in self.words if word.telling}
        self._anywhere = {word.stem for one in asked for word in (*words(one.text, one.lang), *words(one.heading, one.lang))}

    @property
    def told(self) -> int:
        """How many different words of what was said tell what it is about."""
        return len(self._telling)

    def bearing(self, passage: Passage) -> Bearing:
        """How much `passage` bears on what was said; time grows with the length of the shorter."""
        theirs = words(passage.text, passage.lang)
        there = stems(theirs)
        shared = tuple({word.stem: word for word in self.words if word.weight and word.stem in there}.values())
        alike = [mine.like(other) for mine, other in zip(self._mine, self._vectors(theirs), strict=True)]
        score = sum(weight * one for weight, one in zip((STEMS, PARTS, RELATED), alike, strict=True))
        score += RECALL * sum(map(self._weight, shared)) / self._whole
        score += TOPIC * self._same_topic(passage) + TOLD * is_told(passage.text)
        score += ANSWERING * (passage.kind in ANSWERS) + AHEAD_OF * (passage.kind in AHEAD) + INNER * passage.inner
        return Bearing(passage, score, shared)

    def answered(self, best: Bearing) -> float:
        """How much speaks for there being an answer, where `best` is the likeliest passage."""
        whole = sum(map(self._weight, self._telling.values())) or 1
        spoken = sum(self._weight(word) for stem, word in self._telling.items() if stem in self._anywhere) / whole
        names = {stem for stem, word in self._telling.items() if word.named}
        theirs = {word.stem for word in (*words(best.passage.text, best.passage.lang), *words(best.passage.heading, best.passage.lang))}
        named = len(names & theirs) / len(names) if names else 0.5
        return best.score + SPOKEN_OF * spoken + NAMES * named + SUBJECT * self._same_topic(best.passage)

    def _weight(self, word: Word) -> float:
        return word.weight * self._rare(0, word.stem)

    def _rare(self, which: int, name: str) -> float:
        return sum(one.rare(which, name) for one in self._heard) / len(self._heard)

    def _vectors(self, of: Sequence[Word]) -> tuple["_Vector", "_Vector", "_Vector"]:
        dull = {word.stem: word.weight for word in of}
        counted = (stems(of), parts(of), groups(of))
        found = [{name: (1 + math.log(n)) * self._rare(which, name) for name, n in one.items()} for which, one in enumerate(counted)]
        return _vector({stem: dull[stem] * weight for stem, weight in found[0].items()}), _vector(found[1]), _vector(found[2])

    def _same_topic(self, passage: Passage) -> float:
        theirs = stems(words(passage.topic, passage.lang)).keys()
        return len(self._topic & theirs) / len(self._topic | theirs) if self._topic and theirs else 0


def _vector(weights: dict[str, float]) -> _Vector:
    return _Vector(weights, math.sqrt(sum(weight * weight for weight in weights.values())) or 1)
