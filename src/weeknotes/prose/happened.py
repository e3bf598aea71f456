"""What a later text may say of an earlier goal or one to watch: at most three of its passages, and rather none than a wrong one.

Pure. Nothing is decided here: an offer shows its reason and waits for the writer's yes. Time grows with the length of the texts alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weeknotes.prose.bearing import AHEAD, Bearing, Ear, Heard, Said
from weeknotes.prose.became import Became, became
from weeknotes.prose.shapes import Why
from weeknotes.prose.span import sentences
from weeknotes.prose.terms import Word, words
from weeknotes.prose.told import Passage
from weeknotes.prose.wording import fold

MOST = 3
ENOUGH, ALONE = 0.97, 0.15  # what must speak for an answer, or nothing is offered; and so much more where one word is all that they share
BESIDE = 0.3  # and what the others must, as a part of the best
SURE, CLEAR = 1.25, 0.5  # what is offered as sure comes to this, and so much more than the next
LABEL = 2.0  # a label that stands in the goal speaks for itself
EVERYDAY = 3  # words that stand in more passages than this, and nothing else in common, are how the writer always writes,
APART = 0.1  # unless one of them has so much more to do with it than the others

N_ = str  # marks a sentence for translation where it is shown
NAMED = N_("It opens with “%(label)s”, which is what this is about.")
SAME_TOPIC = N_("It stands under “%(heading)s”, as this does; both speak of “%(words)s”.")
UNDER = N_("It stands under “%(heading)s”; both speak of “%(words)s”.")
BOTH = N_("Both speak of “%(words)s”.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage that may say what happened: the goal's own words that both have, as they stand there, its sentence that bears on the goal, and why.

    `sure` where it may be filled in beforehand; `outcome` where its words say one.
    """

    passage: Passage
    shared: tuple[str, ...]
    sentence: str
    sure: bool
    outcome: Became | None
    why: Why


@dataclass(frozen=True, slots=True)
class _Found:
    bearing: Bearing
    label: tuple[Word, ...]

    @property
    def score(self) -> float:
        return self.bearing.score + LABEL * bool(self.label)


def offers(
    goal: Passage, asked: Sequence[Passage], *, before: Sequence[Passage] = (), further: Heard | None = None, ear: Ear | None = None, most: int = MOST
) -> tuple[Offer, ...]:
    """At most `most` of the passages `asked` that may say what became of `goal`, the likeliest first; none where nothing is said.

    `before` is the note it was said in: what stands there word for word is said every time, and tells nothing. `further` is how often
    its writer says things in other notes, which tells together with these two which words are rare. An `ear` that has heard all of it already
    is used instead, where much is asked about the same passages.
    """
    here = ear or Ear([Heard([*before, *asked]), *([further] if further else [])])
    said = Said(goal, asked, here)
    always = {fold(one.text) for one in before}
    found = [
        _Found(bearing, label)
        for one in asked
        if not always or one.kind in AHEAD or fold(one.text) not in always
        for bearing, label in ((said.bearing(one), _named(said.words, one)),)
        if bearing.shared
    ]
    if any(one.label for one in found):
        found = [one for one in found if one.label]
    found.sort(key=lambda one: -one.score)
    if not found or not _speaks(said, found):
        return ()
    best, then = found[0].score, found[1].score if len(found) > 1 else 0
    near = [one for one in found[:most] if one.score >= BESIDE * best]
    sure = best >= SURE and best - then >= CLEAR
    return tuple(_offer(said, one, sure=sure and one is found[0]) for one in near)


def _speaks(said: Said, found: Sequence[_Found]) -> bool:
    """Whether the likeliest passage says enough to be offered: a word that tells, and not only what the writer says in many places."""
    best = found[0]
    if best.label:
        return True
    shared = _stems(best.bearing.shared)
    if not shared or said.answered(best.bearing) < ENOUGH + ALONE * (len(shared) == 1 < said.told):
        return False
    return sum(_stems(one.bearing.shared) == shared for one in found) <= EVERYDAY or best.score - found[EVERYDAY].score >= APART


def _stems(shared: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in shared if word.telling)


def _named(goal: Sequence[Word], passage: Passage) -> tuple[Word, ...]:
    """The goal's words where the whole label of the passage stands in it; none where the label tells nothing."""
    named = [word for word in words(passage.label, passage.lang) if word.weight]
    if not any(word.telling and len(word.plain) >= 4 for word in named):
        return ()
    size = len(named)
    heard = [word for word in goal if word.weight]
    for at in range(len(heard) - size + 1):
        if all(a.stem == b.stem for a, b in zip(named, heard[at : at + size], strict=True)):
            return tuple(heard[at : at + size])
    return ()


def _offer(said: Said, one: _Found, *, sure: bool) -> Offer:
    passage = one.bearing.passage
    shared = _shown(said.words, one)
    sentence, after = _sentence(passage, frozenset(word.stem for word in one.bearing.shared))
    return Offer(passage, shared, sentence, sure, _outcome(passage, sentence, after), _why(said.goal, one, ", ".join(shared)))


def _outcome(passage: Passage, sentence: str, after: str) -> Became | None:
    """What a ticked box, the place or the words say: what stands under "Next week" again was carried there, what was achieved was done."""
    if passage.checked is not None:
        return "done" if passage.checked else "carried"
    if passage.kind in AHEAD:
        return "carried"
    return became(sentence) or became(after) or ("done" if passage.kind == "wins" else None)


def _why(goal: Passage, one: _Found, shown: str) -> Why:
    passage = one.bearing.passage
    if one.label:
        return Why(NAMED, {"label": passage.label})
    if passage.heading and passage.heading == goal.heading:
        return Why(SAME_TOPIC, {"heading": passage.heading, "words": shown})
    if passage.heading:
        return Why(UNDER, {"heading": passage.heading, "words": shown})
    return Why(BOTH, {"words": shown})


def _shown(goal: Sequence[Word], one: _Found) -> tuple[str, ...]:
    """What both have, in the goal's words: the words of the label, words that stand together in both, or each word by itself."""
    if one.label:
        return (_together(goal, one.label),)
    passage = one.bearing.passage
    run = _run(goal, words(passage.text, passage.lang))
    if run:
        return (" ".join(word.shown for word in run),)
    telling = tuple(word.shown for word in one.bearing.shared if word.telling)
    return telling or tuple(word.shown for word in one.bearing.shared)


def _together(goal: Sequence[Word], some: Sequence[Word]) -> str:
    """The goal's words from the first of `some` to the last, with the small ones between."""
    first = next(at for at, word in enumerate(goal) if word is some[0])
    last = next(at for at in range(first, len(goal)) if goal[at] is some[-1])
    return " ".join(word.shown for word in goal[first : last + 1])


def _run(goal: Sequence[Word], theirs: Sequence[Word]) -> Sequence[Word]:
    """The longest run of words in both with two telling words or more, without small words at its ends."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(theirs):
        places.setdefault(word.stem, []).append(at)
    best: Sequence[Word] = ()
    ends: dict[int, int] = {}
    for n, word in enumerate(goal):
        ends = {at: ends.get(at - 1, 0) + 1 for at in places.get(word.stem, ())}
        run = _trimmed(goal[n + 1 - max(ends.values(), default=0) : n + 1])
        if len(run) > len(best) and sum(one.telling for one in run) > 1:
            best = run
    return best


def _trimmed(run: Sequence[Word]) -> Sequence[Word]:
    telling = [at for at, word in enumerate(run) if word.telling]
    return run[telling[0] : telling[-1] + 1] if telling else ()


def _sentence(passage: Passage, shared: frozenset[str]) -> tuple[str, str]:
    """The sentence of the passage that has most of the words that both have, without its label, and the one after it or ""."""
    text = passage.text
    starts = sentences(text)
    cut = [text[first:last].strip() for first, last in zip(starts, [*starts[1:], len(text)], strict=True)]
    has = [len(shared & {word.stem for word in words(one, passage.lang) if word.weight}) for one in cut]
    best = has.index(max(has))
    rest = cut[best].removeprefix(passage.label).lstrip(" –—:-.") if passage.label else cut[best]
    return rest or cut[best], cut[best + 1] if best + 1 < len(cut) else ""
