"""Remembering a note as it is published, corrected, narrowed or withdrawn: threads follow what it says now, and no decision is dropped."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Max, Q

from weeknotes.memory.happened import happened, retell, untell
from weeknotes.memory.kinds import GOAL, LEARNING, LIFECYCLES, WATCH
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.statements import Statement, statements
from weeknotes.notes.models import Body, Edition, Item, Note, Revision
from weeknotes.notes.save import words_of
from weeknotes.people.models import Person
from weeknotes.prose.anchor import Anchor, re_anchor
from weeknotes.prose.html import plain

LABELLED = (WATCH, LEARNING)


def group(note: Note) -> Q:
    """The threads that `note` may add to: its author's own, or those of the team it speaks for."""
    return Q(team=note.byline_team_id) if note.byline_team_id else Q(owner=note.author_id, team=None)


def echo(*, note: Note, edition: Edition | None, by: Person, at: datetime) -> None:  # noqa: ARG001 - the shape every echo has
    """Bring memory in line with `note` as it now stands (`edition` None: withdrawn), inside the transaction that changed it.

    Threads are matched by the place and words they had in this note, then by label, then by a goal's very words; what is new becomes a
    thread. Words taken out are forgotten, unless something was decided about them: then their appearance stays with the writer alone.
    """
    if edition is None:
        note.appearances.update(level=0)
        note.outcomes.update(level=0)
        return
    items = list(Item.objects.filter(note=note).order_by("place"))
    body = Body.objects.filter(note=note, lang=items[0].lang if items else note.lead_lang).first()
    text = plain(body.html) if body else ""
    said = statements(note, items, text)
    touched = untell(note)
    held = list(Appearance.objects.filter(note=note).select_related("thread").order_by("id"))
    touched |= {a.thread_id for a in held}
    pairs, gone = _matched(note, said, held, body, text)
    new_goals = _keep(note, pairs)
    touched |= {thread.pk for _, thread, _ in pairs if thread} | _let_go(gone)
    touched |= happened(note, items, group(note))
    touched |= {a.thread_id for a in note.appearances.all()}
    touched |= retell(note, new_goals, group(note))
    recount(touched)


Pair = tuple[Statement, Thread | None, Appearance | None]


def _matched(
    note: Note, said: list[Statement], held: list[Appearance], body: Body | None, text: str
) -> tuple[list[Pair], list[Appearance]]:
    """Each statement with the thread it belongs to and the appearance it had here, and the appearances whose words are gone."""
    free = [a for a in held if a.thread.team_id == note.byline_team_id and (a.thread.team_id or a.thread.owner_id == note.author_id)]
    rest = list(said)
    found = _unchanged(rest, free, with_label=True)
    found += _unchanged(rest, free, with_label=False)
    if rest and free and body:
        found += _edited(rest, free, _text_before(body), text)
    pairs: list[Pair] = [(one, there.thread, there) for one, there in found]
    rest = [one for one in rest if all(one is not known for known, _ in found)]
    pairs += [(one, thread, None) for one, thread in _joined(note, rest)]
    kept = {a.pk for _, _, a in pairs if a}
    return pairs, [a for a in held if a.pk not in kept]


def _unchanged(rest: list[Statement], free: list[Appearance], *, with_label: bool) -> list[tuple[Statement, Appearance]]:
    """Statements whose words stood here before, under the same label or else, if it was renamed, under any; both lists lose them."""
    places = {(a.lang, a.key, a.thread.kind, a.thread.label_key if with_label else ""): a for a in reversed(free)}
    found = []
    for one in list(rest):
        there = places.pop((one.lang, one.key, one.kind, one.label_key if with_label else ""), None)
        if there:
            found.append((one, there))
            rest.remove(one)
            free.remove(there)
    return found


def _text_before(body: Body) -> str:
    """The plain words of the edition before this one, in which the places of its appearances count; "" where there was none."""
    before = body.revisions.filter(state=Revision.PUBLISHED, version__lt=body.version).select_related("base").order_by("-version").first()
    return plain(words_of(before).html) if before else ""


def _edited(said: Sequence[Statement], free: Sequence[Appearance], old: str, new: str) -> list[tuple[Statement, Appearance]]:
    """Statements that are an earlier one reworded, found by following each earlier one from the `old` text to the `new`."""
    anchors = [Anchor(a.key, a.words, a.before, a.after, a.start) for a in free]
    found: list[tuple[Statement, Appearance]] = []
    left = list(said)
    for there, moved in zip(free, re_anchor(anchors, old, new), strict=True):
        if moved is None:
            continue
        end = moved.start + len(moved.quote)
        for one in left:
            same_place = one.start < end and moved.start < one.end
            if same_place and one.lang == there.lang and one.kind == there.thread.kind and _label_agrees(one, there.thread):
                found.append((one, there))
                left.remove(one)
                break
    return found


def _label_agrees(one: Statement, thread: Thread) -> bool:
    return one.kind not in LABELLED or not one.label_key or not thread.label_key or one.label_key == thread.label_key


def _joined(note: Note, said: Sequence[Statement]) -> list[tuple[Statement, Thread | None]]:
    """Each statement with the thread that was open in its week and has its label, or a goal's very words; None where it is new."""
    labels = {s.label_key for s in said if s.kind in LABELLED and s.label_key}
    goals = {s.key for s in said if s.kind == GOAL}
    known: dict[tuple[str, str], set[int]] = {}
    threads: dict[int, Thread] = {}
    if labels:
        for thread in Thread.objects.filter(group(note), kind__in=LABELLED, label_key__in=labels):
            threads[thread.pk] = thread
            known.setdefault((thread.kind, thread.label_key), set()).add(thread.pk)
    if goals:
        rows = Appearance.objects.filter(key__in=goals, part=Appearance.SAID, thread__in=Thread.objects.filter(group(note), kind=GOAL))
        for row in rows.select_related("thread"):
            threads[row.thread_id] = row.thread
            known.setdefault((GOAL, row.key), set()).add(row.thread_id)
    closed = [pk for pk, thread in threads.items() if not thread.open]
    ended = dict(
        Outcome.objects.filter(thread__in=closed, replaced_by=None).values_list("thread").annotate(last=Max("week")) if closed else ()
    )
    found: list[tuple[Statement, Thread | None]] = []
    for one in said:
        name = (one.kind, one.label_key if one.kind in LABELLED else one.key)
        fits = [threads[pk] for pk in known.get(name, ()) if threads[pk].open or ended.get(pk, date.min) >= one.week]
        fits.sort(key=lambda t: (not t.open, -t.last_week.toordinal(), t.pk))
        found.append((one, fits[0] if name[1] and fits else None))
    return found


def _keep(note: Note, pairs: Sequence[Pair]) -> list[Statement]:
    """Write threads and appearances; the goals that are new, or were set earlier than was known."""
    fresh = _begun(note, [one for one, known, _ in pairs if known is None])
    begun: set[tuple[str, str]] = set()
    rows: list[Appearance] = []
    changed: list[Appearance] = []
    new_goals: list[Statement] = []
    places = set(Appearance.objects.filter(note=note).values_list("lang", "key", "thread"))
    for one, known, there in pairs:
        name = _name(one)
        thread = known or fresh[name]
        earlier = (known is None and name not in begun) or one.week < thread.first_week
        if known is None:
            begun.add(name)
        if one.kind == GOAL and earlier:
            new_goals.append(one)
        if known and one.label and thread.last_week <= one.week and (thread.label, thread.label_key) != (one.label, one.label_key):
            thread.label, thread.label_key = one.label, one.label_key
            thread.save(update_fields=["label", "label_key"])
        if there:
            there.key, there.words, there.week, there.level, there.part = one.key, one.words, one.week, one.level, Appearance.SAID
            there.before, there.after, there.start, there.end = one.before, one.after, one.start, one.end
            changed.append(there)
        elif (one.lang, one.key, thread.pk) not in places:
            places.add((one.lang, one.key, thread.pk))
            rows.append(_appearance(note, thread, one))
    Appearance.objects.bulk_update(changed, ["key", "words", "week", "level", "part", "before", "after", "start", "end"])
    Appearance.objects.bulk_create(rows)
    return new_goals


def _appearance(note: Note, thread: Thread, one: Statement) -> Appearance:
    return Appearance(
        thread=thread,
        note=note,
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


def _begun(note: Note, said: Iterable[Statement]) -> dict[tuple[str, str], Thread]:
    """New threads by their names, one for all statements that have one name. Two statements to the database, however many."""
    first: dict[tuple[str, str], Statement] = {}
    for one in said:
        first.setdefault(_name(one), one)
    # The id follows from the note and the words, so that reading everything again gives the same one; unless it is already somebody's.
    wanted = {name: uuid.uuid5(note.uid, f"{one.kind}:{one.lang}:{one.label_key}:{one.key}") for name, one in first.items()}
    taken = set(Thread.objects.filter(uid__in=wanted.values()).values_list("uid", flat=True))
    threads = [_new(note, one, uuid.uuid4() if wanted[name] in taken else wanted[name]) for name, one in first.items()]
    return dict(zip(first, Thread.objects.bulk_create(threads), strict=True))


def _new(note: Note, one: Statement, uid: uuid.UUID) -> Thread:
    return Thread(
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


def _let_go(gone: Iterable[Appearance]) -> set[int]:
    """Words taken out: under a decision they stay with the writer alone, otherwise they are forgotten. The threads concerned."""
    rows = list(gone)
    threads = {a.thread_id for a in rows}
    decided = set(Outcome.objects.filter(thread__in=threads).values_list("thread", flat=True))
    decided |= {a.thread_id for a in rows if a.thread.by == Thread.PERSON}
    Appearance.objects.filter(pk__in=[a.pk for a in rows if a.thread_id in decided]).update(level=0)
    Appearance.objects.filter(pk__in=[a.pk for a in rows if a.thread_id not in decided]).delete()
    return threads


def recount(thread_ids: Iterable[int]) -> None:
    """Set weeks, times and words of threads from their appearances; one that was only read and has none left is removed."""
    threads = {t.pk: t for t in Thread.objects.filter(pk__in=set(thread_ids))}
    rows: dict[int, list[tuple[date, bool, int, str]]] = {pk: [] for pk in threads}
    for pk, week, part, ident, words in Appearance.objects.filter(thread__in=threads).values_list("thread", "week", "part", "id", "words"):
        rows[pk].append((week, part == Appearance.SAID, ident, words))
    bare = [pk for pk, seen in rows.items() if not seen]
    kept = set(Outcome.objects.filter(thread__in=bare).values_list("thread", flat=True)) if bare else set()
    Thread.objects.filter(pk__in=[pk for pk in bare if pk not in kept], by=Thread.READ).delete()
    changed = []
    for pk, seen in rows.items():
        if not seen:
            continue
        thread, weeks = threads[pk], {week for week, *_ in seen}
        said = [row for row in seen if row[1]]
        now = min(weeks), max(weeks), len(weeks), max(said)[3] if said else thread.words
        if now != (thread.first_week, thread.last_week, thread.times, thread.words):
            thread.first_week, thread.last_week, thread.times, thread.words = now
            changed.append(thread)
    Thread.objects.bulk_update(changed, ["first_week", "last_week", "times", "words"])
