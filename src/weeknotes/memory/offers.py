"""Two threads that may be one are offered to whoever said them, and never joined by themselves. What was refused is not offered again."""

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from django.db.models import Q
from rapidfuzz import fuzz

from weeknotes.memory.folded import folded
from weeknotes.memory.models import Appearance, Thread
from weeknotes.memory.models_joins import Offer, Refusal
from weeknotes.memory.naming import singular
from weeknotes.memory.queries import spoken_by
from weeknotes.prose.everyday import COMMON, EMPTY

APART = timedelta(weeks=52)  # how long one may have been silent before the other began
COMPARED = 400  # threads of a group that one is compared with, the ones spoken of last
MOST = 3  # offers for one thread
ALIKE_NAMES, ALIKE_WORDS = 82, 80
SHARED_WORDS = 3
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
            return Likeness(Offer.LABEL, names or (one.label,), max(near, ALIKE_NAMES if within else 0))
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
    return Likeness(Offer.WORDS, tuple(both)[:6], near)


def _near(ratio: Callable[..., float], one: _Said, other: _Said) -> int:
    """How alike their words are of 100; 0 where it is not enough."""
    # The cut-off lets the library stop early; half a point less, as what counts is rounded.
    near = round(ratio(one.words, other.words, score_cutoff=ALIKE_WORDS - 0.5))
    return near if near >= ALIKE_WORDS else 0


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split() if word.isdecimal())


def offer(thread_ids: Collection[int]) -> None:
    """Bring the offers about these threads in line with what they say now. Six queries at most; nothing that stands is written again."""
    threads = list(Thread.objects.filter(pk__in=set(thread_ids), into=None))
    wanted: dict[tuple[int, int], Likeness] = {}
    if threads:
        near = _beside(threads)
        wanted = _not_refused(_found([t.pk for t in threads], near), near)
    about = {t.pk for t in threads} | set(thread_ids)
    there = {(o.one_id, o.other_id): o for o in Offer.objects.filter(Q(one__in=about) | Q(other__in=about))}
    gone = [o.pk for pair, o in there.items() if pair not in wanted]
    if gone:
        Offer.objects.filter(pk__in=gone).delete()
    fresh = []
    for (low, high), like in wanted.items():
        row = {"why": like.why, "shared": ", ".join(like.shared)[:200], "likeness": like.likeness}
        old = there.get((low, high))
        if old is None:
            fresh.append(Offer(one_id=low, other_id=high, **row))
        elif any(getattr(old, name) != value for name, value in row.items()):
            Offer.objects.filter(pk=old.pk).update(**row)
    Offer.objects.bulk_create(fresh)


def _beside(threads: Iterable[Thread]) -> dict[int, Thread]:
    """These threads, and those of the same people and kinds that they may be one with."""
    found = {t.pk: t for t in threads}
    groups: dict[tuple[int, int], list[Thread]] = {}
    for t in found.values():
        groups.setdefault(t.speaker, []).append(t)
    for (team, owner), several in list(groups.items()):
        since = min(t.first_week for t in several) - APART
        rows = Thread.objects.filter(spoken_by(team, owner), kind__in={t.kind for t in several}, into=None, last_week__gte=since)
        found.update((t.pk, t) for t in rows.order_by("-last_week", "-pk")[:COMPARED])
    return found


def _found(asked: Iterable[int], threads: dict[int, Thread]) -> dict[tuple[int, int], Likeness]:
    """Pairs that are alike, a lower and a higher id, the likest few for each thread; those said side by side in one note are two things."""
    said = {pk: _Said.of(t.label, t.words) for pk, t in threads.items()}
    having: dict[str, list[int]] = {}
    for pk, one in said.items():
        for word in {*one.names, *one.telling, *one.name.split()[:1]}:
            having.setdefault(word, []).append(pk)
    best: dict[int, list[tuple[int, int, Likeness]]] = {}
    for pk in asked:
        one = said[pk]
        near = Counter(chain.from_iterable(having[word] for word in {*one.names, *one.telling, *one.name.split()[:1]}))
        for other_pk in near:
            if other_pk == pk or not _may_be_one(threads[pk], threads[other_pk]):
                continue
            last, first = sorted((pk, other_pk), key=lambda ident: (threads[ident].last_week, ident), reverse=True)
            like = _alike(said[last], said[first])
            if like:
                best.setdefault(pk, []).append((-like.likeness, other_pk, like))
    pairs = {tuple(sorted((pk, other))): like for pk, several in best.items() for _n, other, like in sorted(several, key=lambda row: row[:2])[:MOST]}
    if not pairs:
        return {}
    notes: dict[int, set[int]] = {}
    for thread, note in Appearance.objects.filter(thread__in=set(chain.from_iterable(pairs)), part=Appearance.SAID).values_list("thread", "note"):
        notes.setdefault(thread, set()).add(note)
    return {(low, high): like for (low, high), like in pairs.items() if not notes.get(low, set()) & notes.get(high, set())}


def _may_be_one(one: Thread, other: Thread) -> bool:
    first, second = sorted((one, other), key=lambda t: t.first_week)
    return (one.kind, one.speaker) == (other.kind, other.speaker) and second.first_week - first.last_week <= APART


def _not_refused(pairs: dict[tuple[int, int], Likeness], threads: dict[int, Thread]) -> dict[tuple[int, int], Likeness]:
    """Without those that were refused, of themselves or of anything that was made one with them."""
    if not pairs:
        return {}
    ids = set(chain.from_iterable(pairs))
    uids = {pk: {threads[pk].uid} for pk in ids}
    for pk, several in families(ids).items():
        uids[pk] |= several
    no = refused(set(chain.from_iterable(uids.values())))
    return {(low, high): like for (low, high), like in pairs.items() if not any(pair(a, b) in no for a in uids[low] for b in uids[high])}


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
