"""How much a passage has to do with what was said before: stems, parts of words, related words, rare words, topic, place.

Each kind of evidence is a likeness from 0 to 1, or a yes. What they weigh was chosen on one half of the labelled pairs of
`bench/labelled/happened.jsonl` and is measured on the other.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add

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
            for counts, found in zip(self._counts, _counted(one.text, one.lang), strict=True):
                counts.update(found.keys())
            self._all += 1
        self._rarity = _Rarity(self._all)

    def rare(self, which: int, names: Iterable[str]) -> list[float]:
        """How rare each of these stems (0), parts (1) or groups (2) is: near 0 where it stands everywhere, more the fewer passages have it."""
        counts, rarity = self._counts[which], self._rarity
        return [rarity[counts.get(name, 0)] for name in names]


class _Rarity(dict[int, float]):
    """How rare that is which stands in so many of `all` passages: few numbers of passages are asked about for many words."""

    def __init__(self, passages: int) -> None:
        super().__init__()
        self._passages = passages

    def __missing__(self, count: int) -> float:
        self[count] = rarity = math.log((self._passages + 1) / (count + 0.5))
        return rarity


@lru_cache(maxsize=256)
def _counted(text: str, lang: str) -> tuple[Counter[str], ...]:
    """How often each stem, part of a word and group of related words stands in a text."""
    spoken = words(text, lang)
    return stems(spoken), parts(spoken), groups(spoken)


@dataclass(frozen=True, slots=True)
class _Vector:
    of: dict[str, float]
    length: float = field(default=1)

    def like(self, other: "_Vector") -> float:
        few, many = sorted((self.of, other.of), key=len)
        return sum(weight * many[name] for name, weight in few.items() if name in many) / (self.length * other.length)


class Ear:
    """What several writers' ways of speaking, or one's in several places, say together of how rare a word is; and passages as they are heard there.

    A passage weighs the same for all that is asked about it, so that it is weighed once.
    """

    def __init__(self, heard: Sequence[Heard]) -> None:
        self._heard = heard
        self._rarity: tuple[dict[str, float], ...] = ({}, {}, {})
        self._vectors: dict[tuple[str, str], tuple[_Vector, ...]] = {}
        self._stems: dict[tuple[str, str, str], frozenset[str]] = {}

    def rare(self, which: int, name: str) -> float:
        """How rare a stem (0), part (1) or group (2) of a text that was weighed is, as a mean. KeyError for one of none."""
        return self._rarity[which][name]

    def vectors(self, text: str, lang: str) -> tuple["_Vector", ...]:
        """A text as its stems, parts and groups, each by how often it stands there and how rare it is."""
        if (text, lang) not in self._vectors:
            self._vectors[text, lang] = tuple(self._weighed(text, lang))
        return self._vectors[text, lang]

    def anywhere(self, asked: Iterable[Passage]) -> set[str]:
        """Every stem that stands in one of these passages, or in the heading above it."""
        found: set[str] = set()
        for one in asked:
            key = one.text, one.heading, one.lang
            if key not in self._stems:
                self._stems[key] = frozenset(word.stem for word in (*words(one.text, one.lang), *words(one.heading, one.lang)))
            found |= self._stems[key]
        return found

    def _weighed(self, text: str, lang: str) -> Iterator["_Vector"]:
        dull = {word.stem: word.weight for word in words(text, lang)}
        for which, counted in enumerate(_counted(text, lang)):
            rarity = self._rarity[which]
            self._learn(which, counted.keys() - rarity.keys())
            rare = {name: rarity[name] if n == 1 else (1 + math.log(n)) * rarity[name] for name, n in counted.items()}
            yield _vector(rare if which else {stem: dull[stem] * weight for stem, weight in rare.items()})

    def _learn(self, which: int, names: Collection[str]) -> None:
        first, *others = self._heard
        rare = first.rare(which, names)
        for other in others:
            rare = list(map(add, rare, other.rare(which, names)))
        if others:
            among = len(self._heard)
            rare = [each / among for each in rare]
        self._rarity[which].update(zip(names, rare, strict=True))


@dataclass(frozen=True, slots=True)
class Bearing:
    """A passage, how much it bears on what was said, and the words of what was said that stand in it too."""

    passage: Passage
    score: float
    shared: tuple[Word, ...]


class Said:
    """What was said, ready to be compared with the passages `asked` about. `ear`: how often things are said, in these two notes, and further ones."""

    def __init__(self, goal: Passage, asked: Sequence[Passage], ear: Ear) -> None:
        self.goal = goal
        self.words = words(goal.text[:_LONGEST], goal.lang)
        self._ear = ear
        self._mine = ear.vectors(goal.text[:_LONGEST], goal.lang)
        self._weighty = [word for word in self.words if word.weight]
        self._whole = sum(map(self._weight, {word.stem: word for word in self._weighty}.values())) or 1
        self._topic = stems(words(goal.topic, goal.lang)).keys()
        self._telling = {word.stem: word for word in self.words if word.telling}
        self._anywhere = ear.anywhere(asked)

    @property
    def told(self) -> int:
        """How many different words of what was said tell what it is about."""
        return len(self._telling)

    def bearing(self, passage: Passage) -> Bearing:
        """How much `passage` bears on what was said; time grows with the length of the shorter."""
        theirs = self._ear.vectors(passage.text, passage.lang)
        there = theirs[0].of
        shared = tuple({word.stem: word for word in self._weighty if word.stem in there}.values())
        alike = [mine.like(other) for mine, other in zip(self._mine, theirs, strict=True)]
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
        return word.weight * self._ear.rare(0, word.stem)

    def _same_topic(self, passage: Passage) -> float:
        theirs = stems(words(passage.topic, passage.lang)).keys()
        return len(self._topic & theirs) / len(self._topic | theirs) if self._topic and theirs else 0


def _vector(weights: dict[str, float]) -> _Vector:
    return _Vector(weights, math.hypot(*weights.values()) or 1)
