"""What is remembered already of those for whom a note speaks: read once, for one note or for all of theirs, and looked up from then on."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from weeknotes.memory.kinds import GOAL, LEARNING, WATCH
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.naming import label_keys
from weeknotes.memory.queries import spoken_by
from weeknotes.memory.statements import Statement
from weeknotes.notes.models import Note
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create

LABELLED = (WATCH, LEARNING)
Name = TypeVar("Name")
Row = TypeVar("Row")


def group(note: Note) -> Q:
    """The threads that `note` may add to: its author's own, or those of the team it speaks for."""
    return spoken_by(note.byline_team_id, note.author_id)


def root(thread: Thread) -> Thread:
    """The thread that `thread` was made one with by hand, itself where it was not. A query for each join that is not at hand."""
    while thread.into is not None:
        thread = thread.into
    return thread


def joined(thread: Thread) -> list[Thread]:
    """Threads that were made one with this one, however many joins ago, each once. A query for each step."""
    found: list[Thread] = []
    level = [thread.pk]
    while level:
        rows = list(Thread.objects.filter(into__in=level).order_by("first_week", "pk"))
        found += rows
        level = [t.pk for t in rows]
    return found


@dataclass(slots=True)
class Shelf:
    """Threads by what joins a statement to them, appearances by note, when closed threads were closed, and names that are taken, of those asked for.

    `coming` are appearances that wait to be written: the caller has it done (`write`) before anybody asks for them.
    A thread that was taken out of another by hand is joined to nothing by itself: its label and words are those of the one it was taken from.
    """

    labelled: dict[tuple[str, str], dict[int, Thread]] = field(default_factory=dict)
    worded: dict[str, dict[int, Thread]] = field(default_factory=dict)
    ended: dict[int, date] = field(default_factory=dict)
    held: dict[int, list[Appearance]] = field(default_factory=dict)
    taken: set[uuid.UUID] = field(default_factory=set)
    asked: set[uuid.UUID] = field(default_factory=set)
    coming: list[Appearance] = field(default_factory=list)

    def ask(self, names: Iterable[uuid.UUID]) -> None:
        """Know which of these names are somebody's. One query; none where all were asked for before."""
        new = set(names) - self.asked
        if new:
            self.asked |= new
            self.taken |= set(_taken(new))

    def write(self) -> None:
        """Write the appearances that wait. One statement."""
        if self.coming:
            create(self.coming)
        self.coming.clear()

    def fitting(self, one: Statement) -> Thread | None:
        """The thread that a statement belongs to by its label or, a goal, by its very words: open in its week, the one spoken of last."""
        if one.kind == GOAL:
            found = list(self.worded.get(one.key, {}).values())
        elif one.kind in LABELLED and one.label_key:
            found = list({t.pk: t for key in label_keys(one.label, one.lang) for t in self.labelled.get((one.kind, key), {}).values()}.values())
        else:
            return None
        fits = [(t, now) for t in found for now in [root(t)] if now.open or self.ended.get(now.pk, date.min) >= one.week]
        fits.sort(key=lambda pair: (not pair[1].open, pair[0].label_key != one.label_key, -pair[1].last_week.toordinal(), pair[0].pk))
        return fits[0][0] if fits else None

    def put(self, thread: Thread) -> None:
        """Know a thread by its label."""
        self.taken.add(thread.uid)
        if thread.kind in LABELLED and thread.label_key:
            self.labelled.setdefault((thread.kind, thread.label_key), {})[thread.pk] = thread

    def word(self, own: Thread, key: str) -> None:
        """Know a goal by words it was said in."""
        if own.kind == GOAL and own.split_from_id is None:
            self.worded.setdefault(key, {})[own.pk] = own


def of_group(ask: Callable[..., QuerySet[Any, Row]], *kinds: Any) -> Callable[..., list[Row]]:
    """A question about the threads that a note may add to (`group`), asked of the note and what else `ask` takes behind what they are."""
    of_team = prepared(int, *kinds)(lambda team, *args: ask(Q(team=team), *args))
    of_person = prepared(int, *kinds)(lambda owner, *args: ask(Q(owner=owner, team=None), *args))
    return lambda note, *args: of_team(note.byline_team_id, *args) if note.byline_team_id else of_person(note.author_id, *args)


def _worded_in(theirs: Q, words: list[str]) -> QuerySet[Appearance]:
    goals = Thread.objects.filter(theirs, kind=GOAL).order_by().values("pk")
    rows = Appearance.objects.filter(Q(home=None, thread__in=goals) | Q(home__in=goals), key__in=words, part=Appearance.SAID)
    return rows.select_related("thread", "home__into")


_worded = of_group(_worded_in, list[str])
_labelled = of_group(lambda theirs, labels: Thread.objects.filter(theirs, kind__in=LABELLED, label_key__in=labels), list[str])


@prepared(list[uuid.UUID])
def _taken(names: list[uuid.UUID]) -> QuerySet[Thread, uuid.UUID]:
    return Thread.objects.filter(uid__in=names).values_list("uid", flat=True)


@prepared(int)
def _in_note(note: int) -> QuerySet[Appearance]:
    return Appearance.objects.filter(note=note).select_related("thread", "home__into").order_by("id")


def shelf_for(note: Note, said: Sequence[Statement]) -> Shelf:
    """As much as one note needs. At most five queries."""
    shelf = Shelf()
    for a in _in_note(note.pk):
        shelf.held.setdefault(a.note_id, []).append(a)
    labels = {key for s in said if s.kind in LABELLED for key in label_keys(s.label, s.lang)}
    words = {s.key for s in said if s.kind == GOAL}
    if labels:
        _shelve(shelf, _labelled(note, labels))
    if words:
        for a in _worded(note, words):
            shelf.word(a.own, a.key)
    _endings(shelf)
    return shelf


@dataclass(slots=True)
class Known:
    """By which labels and which words all threads of one speaker are known, by their ids alone: ten years of threads are some ten MB so, and a hundred
    as rows."""

    labelled: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    worded: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def shelf(self, said: Collection[tuple[Note, Sequence[Statement]]]) -> Shelf:
        """As much as these notes need. Three queries, however many notes, and one for each step of joins."""
        shelf = Shelf()
        every = [one for _note, several in said for one in several]
        labels = {(one.kind, key) for one in every if one.kind in LABELLED for key in label_keys(one.label, one.lang)}
        words = {one.key for one in every if one.kind == GOAL}
        rows = list(Appearance.objects.filter(note__in=[note.pk for note, _several in said]).order_by("id"))
        wanted = {pk for name in labels for pk in self.labelled.get(name, ())} | {pk for key in words for pk in self.worded.get(key, ())}
        threads = _threads(wanted | {pk for a in rows for pk in (a.thread_id, a.home_id) if pk is not None})
        for a in rows:
            a.thread = threads[a.thread_id]
            if a.home_id is not None:
                a.home = threads[a.home_id]
            shelf.held.setdefault(a.note_id, []).append(a)
        shelf.labelled = {name: {pk: threads[pk] for pk in self.labelled[name]} for name in labels if name in self.labelled}
        shelf.worded = {key: {pk: threads[pk] for pk in self.worded[key]} for key in words if key in self.worded}
        _endings(shelf)
        return shelf

    def learn(self, shelf: Shelf) -> None:
        """Know what came onto a shelf that was made of this."""
        _add(self.labelled, shelf.labelled)
        _add(self.worded, shelf.worded)


def known_of(theirs: Q) -> Known:
    """What all threads that `theirs` names are known by. Two queries, however many."""
    known = Known()
    labelled = Thread.objects.filter(theirs, kind__in=LABELLED).exclude(label_key="").order_by("pk")
    for pk, kind, key in labelled.values_list("pk", "kind", "label_key").iterator():
        known.labelled[kind, key] = (*known.labelled.get((kind, key), ()), pk)
    speaking = Coalesce("home", "thread")
    goals = Thread.objects.filter(theirs, kind=GOAL, split_from=None).order_by().values("pk")
    rows = Appearance.objects.filter(part=Appearance.SAID).annotate(speaking=speaking).filter(speaking__in=goals).order_by("pk")
    for key, pk in rows.values_list("key", "speaking").iterator():
        before = known.worded.get(key, ())
        if pk not in before:
            known.worded[key] = (*before, pk)
    return known


def _add(known: dict[Name, tuple[int, ...]], here: Mapping[Name, Collection[int]]) -> None:
    """Add the ids that are `here` to those that are known by a name."""
    for name in here:
        before = known.get(name, ())
        known[name] = (*before, *(pk for pk in here[name] if pk not in before))


def _threads(wanted: Collection[int]) -> dict[int, Thread]:
    """These threads and all that they were made one with, each once: what is said of one is then said of it wherever it is met."""
    found: dict[int, Thread] = {}
    lacking = set(wanted)
    while lacking:
        found |= Thread.objects.in_bulk(lacking)
        lacking = {t.into_id for t in found.values() if t.into_id is not None} - found.keys()
    for thread in found.values():
        if thread.into_id is not None:
            thread.into = found[thread.into_id]
    return found


def _shelve(shelf: Shelf, threads: Iterable[Thread]) -> None:
    for thread in threads:
        shelf.put(thread)


def _endings(shelf: Shelf) -> None:
    """The last week in which a closed thread was answered for."""
    known = [t for several in (*shelf.labelled.values(), *shelf.worded.values()) for t in several.values()]
    closed = {now.pk for now in map(root, known) if not now.open}
    if closed:
        shelf.ended = dict(Outcome.objects.filter(thread__in=closed, replaced_by=None).values_list("thread").annotate(last=Max("week")))
