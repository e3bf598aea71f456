"""Two threads that may be one are offered to whoever said them where they look at one, and never joined by themselves. What was refused is not offered again."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from django.db.models import Q
from rapidfuzz import fuzz

from weeknotes.memory.folded import folded
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.naming import singular
from weeknotes.memory.queries import spoken_by
from weeknotes.prose.everyday import COMMON, EMPTY

APART = timedelta(weeks=52)  # how long one may have been silent before the other began
COMPARED = 400  # threads that one is compared with, the ones spoken of last
MOST = 3  # offers for one thread
ALIKE_NAMES, ALIKE_WORDS = 82, 80
SHARED_WORDS = 3
LABEL, WORDS = "label", "words"  # what may be alike
_LONGEST = 400  # characters of what was said that are compared


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two threads may be one: what is alike, the words both have, how alike of 100."""

    why: str
    shared: tuple[str, ...]
    likeness: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A thread's name and words as they are compared, with the words of each that say what it is about, in order, and the numbers in it."""

    label: str
    name: str
    names: dict[str, None]
    name_numbers: frozenset[str]
    words: str
    telling: dict[str, None]
    numbers: frozenset[str]

    @classmethod
    def of(cls, label: str, text: str) -> "_Said":
        name, words = _plain(label), _plain(text[:_LONGEST])
        return cls(label, name, _telling(name), _numbers(name), words, _telling(words), _numbers(words))


def _plain(text: str) -> str:
    """The words of a text, each as one of its kind."""
    return " ".join(singular(word) for word in folded(text).split())


def _telling(text: str) -> dict[str, None]:
    """The words that say what a text is about, in order, each once."""
    return dict.fromkeys(word for word in text.split() if word not in EMPTY and word not in COMMON and len(word) > 2)


def alike(one: tuple[str, str], other: tuple[str, str]) -> Likeness | None:
    """Why two threads, each a label and words, may be one: by their names, else by their words; None where nothing says so."""
    return _alike(_Said.of(*one), _Said.of(*other))


def _alike(one: _Said, other: _Said) -> Likeness | None:
    if one.name_numbers != other.name_numbers:
        return None  # ward 1 and ward 2 are two
    names = tuple(word for word in one.names if word in other.names)
    if one.name and other.name:
        # A name that has all of the other's words and more; or one that is spelt nearly like it.
        within = bool(names) and len(names) == min(len(one.names), len(other.names))
        near = round(fuzz.token_sort_ratio(one.name, other.name))
        if within or near >= ALIKE_NAMES:
            return Likeness(LABEL, names or (one.label,), max(near, ALIKE_NAMES if within else 0))
    shared = one.telling.keys() & other.telling.keys()
    if not shared or one.numbers != other.numbers:
        return None
    # Nearly the same sentence; or most of what one is about stands in the other.
    near = _near(fuzz.token_sort_ratio, one, other)
    if not near and len(shared) >= SHARED_WORDS and 2 * len(shared) >= min(len(one.telling), len(other.telling)):
        near = _near(fuzz.token_set_ratio, one, other)
    if not near:
        return None
    there = frozenset(other.words.split()) - EMPTY
    both = dict.fromkeys(word for word in one.words.split() if word in there)
    return Likeness(WORDS, tuple(both)[:6], near)


def _near(ratio: Callable[..., float], one: _Said, other: _Said) -> int:
    """How alike their words are of 100; 0 where it is not enough."""
    # The cut-off lets the library stop early; half a point less, as what counts is rounded.
    near = round(ratio(one.words, other.words, score_cutoff=ALIKE_WORDS - 0.5))
    return near if near >= ALIKE_WORDS else 0


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split() if word.isdecimal())


def offered(thread: Thread) -> list[tuple[Thread, Likeness]]:
    """The threads that may be one with `thread`, the likest first, and why; at most `MOST`. Found anew each time, in at most five queries."""
    one = _Said.of(thread.label, thread.words)
    found = []
    for other in _beside(thread):
        last, first = sorted((thread, other), key=lambda t: (t.last_week, t.pk), reverse=True)
        theirs = _Said.of(other.label, other.words)
        like = _alike(*((one, theirs) if last is thread else (theirs, one)))
        if like and (first.last_week >= last.first_week - APART):
            found.append((other, like))
    likest = sorted(found, key=lambda row: (-row[1].likeness, row[0].pk))[:MOST]
    return _not_refused(thread, _apart(thread, likest))


def _beside(thread: Thread) -> list[Thread]:
    """Threads of the same people and kind that are near enough in time, the ones spoken of last."""
    team, owner = thread.speaker
    near = Q(last_week__gte=thread.first_week - APART, first_week__lte=thread.last_week + APART)
    rows = Thread.objects.filter(spoken_by(team, owner), near, kind=thread.kind, into=None).exclude(pk=thread.pk)
    return list(rows.order_by("-last_week", "-pk")[:COMPARED])


def _apart(thread: Thread, offers: list[tuple[Thread, Likeness]]) -> list[tuple[Thread, Likeness]]:
    """Without those that were said beside it in one note: they are two things."""
    if not offers:
        return []
    notes: dict[int, set[int]] = {}
    ids = {thread.pk, *(other.pk for other, _like in offers)}
    for pk, note in Appearance.objects.filter(thread__in=ids, part=Appearance.SAID).values_list("thread", "note"):
        notes.setdefault(pk, set()).add(note)
    mine = notes.get(thread.pk, set())
    return [(other, like) for other, like in offers if not mine & notes.get(other.pk, set())]


def _not_refused(thread: Thread, offers: list[tuple[Thread, Likeness]]) -> list[tuple[Thread, Likeness]]:
    """Without those that were refused, of themselves or of anything that was made one with them."""
    if not offers:
        return []
    uids = {one.pk: {one.uid} for one in (thread, *(other for other, _like in offers))}
    for pk, several in families(uids.keys()).items():
        uids[pk] |= several
    no = refused(set(chain.from_iterable(uids.values())))
    return [(other, like) for other, like in offers if not any(pair(a, b) in no for a in uids[thread.pk] for b in uids[other.pk])]


def families(thread_ids: Collection[int]) -> dict[int, set[uuid.UUID]]:
    """The uids of all threads that were made one with each of these, however many joins ago. A query for each step, one where there are none."""
    found: dict[int, set[uuid.UUID]] = {}
    level = {pk: pk for pk in thread_ids}
    while level:
        below = {}
        for pk, uid, into in Thread.objects.filter(into__in=level).values_list("pk", "uid", "into"):
            assert into is not None
            found.setdefault(level[into], set()).add(uid)
            below[pk] = level[into]
        level = below
    return found


def pair(one: uuid.UUID, other: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """Two uids in the order in which a refusal is kept."""
    return (one, other) if one < other else (other, one)


def refused(uids: Collection[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """The refusals among these."""
    return set(Refusal.objects.filter(low__in=uids, high__in=uids).values_list("low", "high"))
