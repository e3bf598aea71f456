"""A year's own sentences that bear on an aim: found by what they say, by label, by thread and by tag, offered with the reason, and chosen by nobody here.

Rather none than a wrong one. What is found is a sentence as it stands in a note of the writer's, with its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from weeknotes.memory.models import Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.read_once import reading_of
from weeknotes.prose.aims import speaks_of_aims
from weeknotes.prose.anchor import key
from weeknotes.prose.bearing import Ear, Heard
from weeknotes.prose.cut import level_at
from weeknotes.prose.happened import Offer as Likely
from weeknotes.prose.happened import offers
from weeknotes.prose.shapes import Why
from weeknotes.prose.terms import Word, words
from weeknotes.prose.told import Passage, passages
from weeknotes.prose.wording import sentences_of

N_ = str  # marks a sentence for translation where it is shown
OF_AIMS = N_("It speaks of an aim: “%(words)s”.")
THREAD = N_("You kept it as something to go on with, under “%(label)s”; both speak of “%(words)s”.")
TAG = N_("Its note has the tag “%(tag)s”, which stands in the aim.")
LOOKED = N_("It has the words you looked for.")
MOST, MOST_LOOKED = 4, 20
SHARED = 2  # words in common that make two things one


@dataclass(frozen=True, slots=True)
class Told:
    """A note of the writer's whose sentences may be offered: its text as they see it, title, day, tags' names, and how far it reaches."""

    note: str
    lang: str
    title: str
    html: str
    dated: date | None
    level: Level
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in a note: what finds it again, its words, and how far it may be shown."""

    note: str
    lang: str
    key: str
    words: str
    title: str
    dated: date | None
    level: Level


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that may bear on an aim, and why."""

    sentence: Sentence
    why: Why


class Year:
    """The notes of a year, each read once."""

    def __init__(self, told: Iterable[Told], threads: Iterable[Thread] = ()) -> None:
        self.told = {(one.note, one.lang): one for one in told}
        self._threads = [one for one in threads if one.label or one.words]
        self._read = [(one, passage) for one in self.told.values() for passage in passages(reading_of(one.html))]
        self._of = {id(passage): one for one, passage in self._read}
        self._passages = [passage for _, passage in self._read]
        self._ear = Ear([Heard(self._passages)])

    def sentence(self, note: str, lang: str, wanted: str) -> Sentence | None:
        """The sentence of a note that has this key; None where it does not stand there any more."""
        for one, passage in self._read:
            if (one.note, one.lang) == (note, lang):
                for said in sentences_of(passage.text):
                    if key(said.text) == wanted:
                        return _sentence(one, passage, said.text)
        return None

    def offers(self, aim: str, lang: str, *, apart: Iterable[str] = ()) -> tuple[Offered, ...]:
        """At most MOST sentences that bear on `aim`, those that speak of an aim first; `apart` are keys not to be offered."""
        left = {*apart, key(aim)}
        found: list[Offered] = []
        for one in (*self._of_aims(aim, lang), *self._likely(aim, lang), *self._threaded(aim, lang), *self._tagged(aim, lang)):
            if one.sentence.key not in left and len(found) < MOST:
                left.add(one.sentence.key)
                found.append(one)
        return tuple(found)

    def looked(self, asked: str, *, apart: Iterable[str] = ()) -> tuple[Offered, ...]:
        """The newest sentences that have all the words `asked` for, in any form of them."""
        left = set(apart)
        found: list[Offered] = []
        for one, passage in sorted(self._read, key=lambda pair: pair[0].dated or date.min, reverse=True):
            wanted = {word.stem for word in words(asked, one.lang)}
            for said in sentences_of(passage.text):
                if wanted and wanted <= {word.stem for word in words(said.text, one.lang)} and key(said.text) not in left:
                    left.add(key(said.text))
                    found.append(Offered(_sentence(one, passage, said.text), Why(LOOKED, {})))
        return tuple(found[:MOST_LOOKED])

    def _likely(self, aim: str, lang: str) -> Iterable[Offered]:
        # What is personal or set for later tells of an aim as well as anything; its place decides only who may read it.
        for one in offers(Passage(aim, lang=lang), self._passages, ear=self._ear, most=MOST):
            yield Offered(self._in(one.passage, _whole(one)), one.why)

    def _of_aims(self, aim: str, lang: str) -> Iterable[Offered]:
        mine = _telling(aim, lang)
        # The review itself, which has no day here, says it last of all, and so do later notes.
        for one, passage in sorted(self._read, key=lambda pair: pair[0].dated or date.max, reverse=True):
            for said in sentences_of(passage.text):
                speaks = speaks_of_aims(said.text)
                if speaks and mine & _telling(said.text, one.lang):
                    yield Offered(_sentence(one, passage, said.text), Why(OF_AIMS, {"words": speaks}))

    def _threaded(self, aim: str, lang: str) -> Iterable[Offered]:
        mine = _telling(aim, lang)
        for thread in self._threads:
            shared = [word for word in _words(f"{thread.label} {thread.words}", lang) if word.stem in mine]
            if len({word.stem for word in shared}) < SHARED:
                continue
            place = self._standing(thread.words)
            if place:
                why = {"label": thread.label or thread.words[:60], "words": ", ".join(dict.fromkeys(word.shown for word in shared))}
                yield Offered(place, Why(THREAD, why))

    def _tagged(self, aim: str, lang: str) -> Iterable[Offered]:
        mine = {word.stem for word in words(aim, lang) if word.weight}
        for one in self.told.values():
            name = next((tag for tag in one.tags if (stems := {w.stem for w in words(tag, one.lang) if w.weight}) and stems <= mine), None)
            first = next((passage for other, passage in self._read if other is one), None)
            if name and first:
                best = max(sentences_of(first.text), key=lambda said: len(mine & {w.stem for w in words(said.text, one.lang)}))
                yield Offered(_sentence(one, first, best.text), Why(TAG, {"tag": name}))

    def _standing(self, statement: str) -> Sentence | None:
        """Where the opening sentence of a statement stands in the year."""
        opening = next((key(one.text) for one in sentences_of(statement)), "")
        for one, passage in self._read:
            for said in sentences_of(passage.text):
                if opening in {key(said.text), key(said.text.removeprefix(passage.label).lstrip(" –—:-."))}:
                    return _sentence(one, passage, said.text)
        return None

    def _in(self, passage: Passage, wanted: str) -> Sentence:
        return _sentence(self._of[id(passage)], passage, wanted)


def _whole(one: Likely) -> str:
    """The sentence as it stands in the passage: an offer is shown without its label."""
    return next((said.text for said in sentences_of(one.passage.text) if one.sentence in said.text), one.passage.text)


def _sentence(one: Told, passage: Passage, said: str) -> Sentence:
    level = Level.ME if passage.kind == "personal" else Level(level_at(one.html, passage.start, one.level))
    return Sentence(one.note, one.lang, key(said), said, one.title, one.dated, level)


def _words(text: str, lang: str) -> Sequence[Word]:
    return [word for word in words(text, lang) if word.telling]


def _telling(text: str, lang: str) -> frozenset[str]:
    return frozenset(word.stem for word in _words(text, lang))
