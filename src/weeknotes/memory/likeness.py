"""What the writer's own words already say about a goal: pure, and rather silent than wrong.

A passage is offered when (in this order) its lead-in label stands in the goal, both have a run of telling words in common, or one of its
sentences shares most of the goal's telling words. Nothing is decided here: an offer shows its reason and waits for a yes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from weeknotes.memory.folded import begins, folded
from weeknotes.memory.vocabulary import COMMON, EMPTY

How = Literal["label", "phrase", "words"]
Where = Literal["note", "draft", "jotting"]
MOST = 2
SHORT = 280
EVERYDAY = 3  # a phrase in more passages than this is the writer's everyday vocabulary and tells nothing
LONGEST = 20_000  # characters of one passage that are looked at
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]?\s")
_SAME_WORD = 90
_SAME_STATEMENT = 92
_RANK: dict[How, int] = {"label": 0, "phrase": 1, "words": 2}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or jotting: its words, its lead-in label or "", and where it stands."""

    text: str
    label: str = ""
    where: Where = "note"


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage that may be what happened: how it was found, and the goal's own words that both have."""

    passage: Passage
    how: How
    shared: tuple[str, ...]
    sentence: str

    @property
    def words(self) -> str:
        """The shared words as one quotation."""
        return ", ".join(self.shared)

    @property
    def short(self) -> str:
        """The sentence that bears on the goal, cut at a word where it is long."""
        if len(self.sentence) <= SHORT:
            return self.sentence
        return self.sentence[:SHORT].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class _Word:
    shown: str
    stem: str
    telling: bool


def offers(goal: str, passages: Iterable[Passage], *, most: int = MOST) -> tuple[Offer, ...]:
    """At most `most` passages that bear on `goal`, the surest first; those found by label leave no room for weaker reasons."""
    wanted = _words(goal)
    found = [o for o in (_offer(goal, wanted, p) for p in passages) if o]
    if not found:
        return ()
    if any(o.how == "label" for o in found):
        found = [o for o in found if o.how == "label"]
    else:
        often = Counter(o.words.casefold() for o in found)
        found = [o for o in found if often[o.words.casefold()] <= EVERYDAY]
    found.sort(key=lambda o: (_RANK[o.how], -len(o.words)))
    once: dict[str, Offer] = {}
    for one in found:
        once.setdefault(_plain(one.passage.text), one)
    return tuple(once.values())[:most]


def _offer(goal: str, wanted: list[_Word], passage: Passage) -> Offer | None:
    text = passage.text[:LONGEST]
    if _restates(goal, text):
        return None
    if passage.label and (shared := _label_in(wanted, passage.label)):
        rest = text[len(passage.label) :].lstrip(" –—:-.") if text.startswith(passage.label) else text
        return Offer(passage, "label", (shared,), _sentences(rest or text)[0])
    best: Offer | None = None
    for sentence in _sentences(text):
        said = _words(sentence)
        if run := _run(wanted, said):
            shown = _as_said(run)
            if best is None or best.how != "phrase" or len(shown) > len(best.words):
                best = Offer(passage, "phrase", (shown,), sentence)
        elif (best is None or best.how == "words") and (shared_words := _most_of(wanted, said)) and (
            best is None or len(shared_words) > len(best.shared)
        ):
            best = Offer(passage, "words", shared_words, sentence)
    return best


def _as_said(run: Sequence[_Word]) -> str:
    """The words of a run as they stand in the goal."""
    return " ".join(w.shown for w in run)


def _restates(goal: str, text: str) -> bool:
    """Whether the passage is the goal over again, or what was already said to have become of it: nothing to offer."""
    if begins(folded(text[: 2 * len(goal) + 20]), folded(goal)):
        return True
    return len(text) < 1.5 * len(goal) + 20 and fuzz.ratio(_plain(goal), _plain(text)) >= _SAME_STATEMENT


def _label_in(wanted: list[_Word], label: str) -> str | None:
    """The goal's words where the whole label stands in it, word for word but for endings; None where it tells too little."""
    named = _words(label)
    while named and named[0].stem in {"the", "a", "an", "y", "yr", "our", "my"}:
        named = named[1:]
    if not named or len(named) > len(wanted):
        return None
    if not any(w.telling for w in named):
        return None
    if len(named) == 1 and len(named[0].shown) < 4:
        return None
    size = len(named)
    for at in range(len(wanted) - size + 1):
        if all(_same(a, b) for a, b in zip(named, wanted[at : at + size], strict=True)):
            return _as_said(wanted[at : at + size])
    return None


def _run(wanted: list[_Word], said: list[_Word]) -> list[_Word] | None:
    """The longest run of words in both that has two telling words or more, trimmed of empty words at its ends."""
    best: list[_Word] | None = None
    ends: list[int] = [0] * (len(said) + 1)
    for i, want in enumerate(wanted):
        row = [0] * (len(said) + 1)
        for j, word in enumerate(said):
            if _same(want, word):
                row[j + 1] = ends[j] + 1
                run = _trimmed(wanted[i + 1 - row[j + 1] : i + 1])
                if sum(w.telling for w in run) >= 2 and (best is None or len(run) > len(best)):
                    best = run
        ends = row
    return best


def _trimmed(run: list[_Word]) -> list[_Word]:
    first, last = 0, len(run)
    while first < last and not run[first].telling:
        first += 1
    while last > first and not run[last - 1].telling:
        last -= 1
    return run[first:last]


def _most_of(wanted: list[_Word], said: list[_Word]) -> tuple[str, ...]:
    """The goal's telling words that the sentence has, if they are three at least and more than half; otherwise none."""
    telling = list({w.stem: w for w in wanted if w.telling}.values())
    there = [w for w in said if w.telling]
    shared = tuple(w.shown for w in telling if any(_same(w, s) for s in there))
    return shared if len(shared) >= 3 and 2 * len(shared) > len(telling) else ()


def _same(one: _Word, other: _Word) -> bool:
    if one.stem == other.stem:
        return True
    long = min(len(one.stem), len(other.stem)) >= 7
    return long and one.telling and other.telling and fuzz.ratio(one.stem, other.stem) >= _SAME_WORD


def _words(text: str) -> list[_Word]:
    found = []
    for match in _WORD.finditer(_ADDRESS.sub(" ", text)):
        shown = match.group()
        plain = shown.casefold().replace("’", "'")
        stem = _stem(plain)
        dull = plain in EMPTY or plain in COMMON or stem in COMMON or len(stem) < 3 or plain.isdecimal()
        found.append(_Word(shown, plain if plain in EMPTY else stem, not dull))
    return found


def _stem(word: str) -> str:
    """The word without the commonest English endings, where enough of it is left to stay itself."""
    word = word.removesuffix("'s")
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        left = len(word) - len(ending)
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and left >= (4 if ending in {"ing", "ed"} else 3):
            return (word.removesuffix(ending) + instead).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def _sentences(text: str) -> list[str]:
    cut, at = [], 0
    for end in _SENTENCE_END.finditer(text):
        cut.append(text[at : end.end()].strip())
        at = end.end()
    cut.append(text[at:].strip())
    return [s for s in cut if s] or [text]


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
