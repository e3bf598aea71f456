"""Writing down what a note says: threads that begin, where threads appear, and what they come to."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from weeknotes.memory.kinds import GOAL, LIFECYCLES
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.shelf import LABELLED, Shelf, root
from weeknotes.memory.statements import Statement
from weeknotes.notes.models import Note
from weeknotes.web.prepared import MOST, prepared
from weeknotes.web.rows import create, fresh, update

Pair = tuple[Statement, Thread | None, Appearance | None]
AT_ONCE = MOST  # threads
PLACE = ("key", "words", "week", "level", "part", "before", "after", "start", "end")


def keep(note: Note, pairs: Sequence[Pair], shelf: Shelf) -> tuple[list[Statement], set[int]]:
    """Write threads, and leave new appearances on the shelf to be written; the goals that are new, or were set earlier than was known, and the threads
    touched."""
    fresh = _begun(note, [one for one, known, _ in pairs if known is None], shelf)
    begun: set[tuple[str, str]] = set()
    changed: list[Appearance] = []
    new_goals: list[Statement] = []
    touched: set[int] = set()
    places = {(a.lang, a.key, a.home_id or a.thread_id) for a in shelf.held.get(note.pk, ()) if a.part != Appearance.HAPPENED}
    for one, known, there in pairs:
        name = _name(one)
        own = known or fresh[name]
        thread = root(own)
        touched.add(thread.pk)
        earlier = (known is None and name not in begun) or one.week < thread.first_week
        if known is None:
            begun.add(name)
        if one.kind == GOAL and earlier:
            new_goals.append(one)
        if known and one.label and thread.last_week <= one.week:
            _rename(own, thread, one, shelf)
        shelf.word(own, one.key)
        if there:
            if _moved(there, one):
                changed.append(there)
        elif (one.lang, one.key, own.pk) not in places:
            places.add((one.lang, one.key, own.pk))
            shelf.coming.append(_appearance(note, own, thread, one))
    if changed:
        update(changed, PLACE)
    return new_goals, touched


def _rename(own: Thread, shown: Thread, one: Statement, shelf: Shelf) -> None:
    """A thread is called as it was called last. What it is known by again is its own: not that of one joined to it, and none where it was split off."""
    key = one.label_key if own.split_from_id is None else ""
    if (own.label, own.label_key) != (one.label, key):
        own.label, own.label_key = one.label, key
        own.save(update_fields=["label", "label_key"])
        shelf.put(own)
    if shown.pk != own.pk and shown.label != one.label:
        shown.label = one.label
        shown.save(update_fields=["label"])


def _moved(there: Appearance, one: Statement) -> bool:
    """Put an appearance where its words stand now; whether that is anywhere else, or says anything else."""
    wanted = (one.key, one.words, one.week, one.level, Appearance.SAID, one.before, one.after, one.start, one.end)
    differs = any(getattr(there, name) != value for name, value in zip(PLACE, wanted, strict=True))
    for name, value in zip(PLACE, wanted, strict=True):
        setattr(there, name, value)
    return differs


def _appearance(note: Note, own: Thread, thread: Thread, one: Statement) -> Appearance:
    return fresh(
        Appearance,
        thread_id=thread.pk,
        home_id=own.pk if own.pk != thread.pk else None,
        note_id=note.pk,
        lang=one.lang,
        part=Appearance.SAID,
        week=one.week,
        level=one.level,
        key=one.key,
        before=one.before,
        after=one.after,
        start=one.start,
        end=one.end,
        words=one.words,
    )


def _name(one: Statement) -> tuple[str, str]:
    """What two statements of one thread have in common."""
    return one.kind, one.label_key if one.kind in LABELLED and one.label_key else one.key


def _begun(note: Note, said: Iterable[Statement], shelf: Shelf) -> dict[tuple[str, str], Thread]:
    """New threads by their names, one for all statements that have one name. A statement to the database, however many, one more where the shelf
    was not told which names are taken, and one for each that is."""
    first: dict[tuple[str, str], Statement] = {}
    for one in said:
        first.setdefault(_name(one), one)
    if not first:
        return {}
    # The id follows from the note and the words, so that reading everything again gives the same one; unless it is already somebody's.
    wanted = {name: uid_of(note, one) for name, one in first.items()}
    shelf.ask(wanted.values())
    threads = [_new(note, one, wanted[name] if wanted[name] not in shelf.taken else _another(note, one, shelf)) for name, one in first.items()]
    made = dict(zip(first, create(threads), strict=True))
    for thread in made.values():
        shelf.put(thread)
    return made


def uid_of(note: Note, one: Statement, count: int = 0) -> uuid.UUID:
    """The id of a thread that begins with this statement; with a `count`, that of one beside it."""
    return uuid.uuid5(note.uid, f"{one.kind}:{one.lang}:{one.label_key}:{one.key}" + (f":{count}" if count else ""))


def _another(note: Note, one: Statement, shelf: Shelf) -> uuid.UUID:
    """The first such id that is nobody's, of a few; then any."""
    beside = [uid_of(note, one, count) for count in (1, 2, 3)]
    shelf.ask(beside)
    return next((uid for uid in beside if uid not in shelf.taken), uuid.uuid4())


def _new(note: Note, one: Statement, uid: uuid.UUID) -> Thread:
    return fresh(
        Thread,
        uid=uid,
        owner_id=note.author_id,
        team_id=note.byline_team_id,
        kind=one.kind,
        state=LIFECYCLES[one.kind].start,
        first_week=one.week,
        last_week=one.week,
        label=one.label,
        label_key=one.label_key,
        words=one.words,
    )


def let_go(gone: Iterable[Appearance]) -> set[int]:
    """Words taken out: under a decision they stay with the writer alone, otherwise they are forgotten. The threads concerned.

    A join or a split by hand is a decision.
    """
    rows = list(gone)
    threads = {a.thread_id for a in rows}
    if not rows:
        return threads
    decided = set(Outcome.objects.filter(thread__in=threads).values_list("thread", flat=True))
    decided |= {a.thread_id for a in rows if a.thread.by == Thread.PERSON or a.thread.placed_at or a.own.placed_at}
    Appearance.objects.filter(pk__in=[a.pk for a in rows if a.thread_id in decided and a.level]).update(level=0)
    Appearance.objects.filter(pk__in=[a.pk for a in rows if a.thread_id not in decided]).delete()
    return threads


def recount(thread_ids: Iterable[int]) -> None:
    """Set weeks, times and words of threads from their appearances; one that was only read and has none left is removed. Some hundreds at a time."""
    ids = sorted(set(thread_ids))
    for first in range(0, len(ids), AT_ONCE):
        _recount(ids[first : first + AT_ONCE])


@prepared(list[int])
def _threads(ids: list[int]) -> QuerySet[Thread]:
    return Thread.objects.filter(pk__in=ids)


@prepared(list[int])
def _seen(threads: list[int]) -> QuerySet[Appearance, tuple[int, date, str, int, str]]:
    return Appearance.objects.filter(thread__in=threads).values_list("thread_id", "week", "part", "id", "words")


def _recount(ids: Sequence[int]) -> None:
    threads = {t.pk: t for t in _threads(ids)}
    rows: dict[int, list[tuple[date, bool, int, str]]] = {pk: [] for pk in threads}
    for pk, week, part, ident, words in _seen(threads):
        rows[pk].append((week, part == Appearance.SAID, ident, words))
    _let_bare_go([pk for pk, seen in rows.items() if not seen])
    changed = []
    for pk, seen in rows.items():
        if not seen:
            continue
        thread, weeks = threads[pk], {week for week, *_ in seen}
        before = (thread.first_week, thread.last_week, thread.times, thread.words)
        thread.first_week, thread.last_week, thread.times = min(weeks), max(weeks), len(weeks)
        said = [row for row in seen if row[1]]
        if said:
            thread.words = max(said)[3]
        if before != (thread.first_week, thread.last_week, thread.times, thread.words):
            changed.append(thread)
    if changed:
        update(changed, ["first_week", "last_week", "times", "words"])


def _let_bare_go(bare: Sequence[int]) -> None:
    """Remove threads that no note speaks of any more, and those joined to them of which that is so too, but what was decided or begun by hand."""
    while bare:
        theirs = Q(pk__in=bare) | Q(into__in=bare)
        unspoken = Thread.objects.filter(theirs, by=Thread.READ, appearances=None, own_appearances=None, outcomes=None, own_outcomes=None, joined=None)
        bare = [pk for pk in unspoken.values_list("into", flat=True) if pk is not None]
        Thread.objects.filter(pk__in=list(unspoken.values_list("pk", flat=True))).delete()
