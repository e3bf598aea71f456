"""What a note says became of a goal: the lines under "What I said, and what happened", tied to the goal and to its owner's answer.

An answer's "because" stands outside any note until the writer publishes it in one. It takes the level of the line that says it, and only
if that line says all of it; otherwise it stays with its owner.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from weeknotes.memory.folded import begins, folded, holds
from weeknotes.memory.kinds import ASK, FOLLOWUP, GOAL
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.statements import Statement
from weeknotes.memory.words import forms
from weeknotes.notes.models import Item, Note
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create

OUTCOME = "outcome"
REACH_BACK = timedelta(weeks=52)  # how long after a goal was set a line may still tell what became of it


@dataclass(frozen=True, slots=True)
class _Known:
    thread: int
    home: int | None
    words: str
    week: date


@dataclass(frozen=True, slots=True)
class _Told:
    """A line, what it says after the goal's words, folded, and the thread it is told of by itself where that was joined to another."""

    item: Item
    rest: str
    home: int | None


def line(item: Item) -> str:
    """All words of an outcome's line, folded: a goal with a dash in it was read as a label and what follows."""
    return folded(f"{item.label} {item.text}")


def happened(note: Note, items: Sequence[Item], group: Q) -> set[int]:
    """Tie the outcome lines of `note` to goals and answers; the threads they are tied to, and were before.

    Answers that were said in this note and are no more go back to their owner alone. What stands as it stood is not written again.
    """
    lines = [i for i in items if i.kind == OUTCOME] if note.week_from else []
    answers = _answers(note)
    tied: dict[int, _Told] = {}
    if lines:
        known = _known(note, group, {a.thread_id for a in answers})
        first = {a.thread_id for a in answers}
        for item in lines:
            goal = _goal_of(line(item), known, first)
            if goal is not None:
                tied.setdefault(goal.thread, _Told(item, line(item)[len(goal.words) :].strip(), goal.home))
    before = _appear(note, tied)
    _say(note, answers, tied)
    return set(tied) | before


def _told(owned: Q, note: int, since: date) -> QuerySet[Item]:
    rows = Item.objects.filter(owned, kind=OUTCOME, note__week_to__gte=since).exclude(note=note)
    return rows.select_related("note").order_by("note", "place")


_told_by_team = prepared(int, int, date)(lambda team, note, since: _told(Q(note__byline_team=team), note, since))
_told_by_person = prepared(int, int, date)(lambda author, note, since: _told(Q(note__author=author, note__byline_team=None), note, since))


def retell(note: Note, goals: Iterable[Statement], group: Q) -> set[int]:
    """Tie lines of the writer's later notes to goals that are only known now, as when an older note comes in after a newer one."""
    new = [(folded(g.words), g.week) for g in goals]
    if not new:
        return set()
    told: dict[int, list[Item]] = {}
    ask, whose = (_told_by_team, note.byline_team_id) if note.byline_team_id else (_told_by_person, note.author_id)
    for item in ask(whose, note.pk, min(week for _, week in new)):
        told.setdefault(item.note_id, []).append(item)
    touched: set[int] = set()
    for lines in told.values():
        if any(begins(line(i), words) for i in lines for words, _ in new):
            other = lines[0].note
            touched |= happened(other, lines, group)
    return touched


def _answers(note: Note) -> list[Outcome]:
    """Answers in force that the author gave for the weeks of `note`, and any that were said in it before."""
    if note.week_from is None or note.week_to is None:
        return _answered_in(note.pk)
    return _answered(note.pk, note.author_id, note.week_from, note.week_to)


@prepared(int, int, date, date)
def _answered(note: int, by: int, first: date, last: date) -> QuerySet[Outcome]:
    during = Q(by=by, week__gte=first, week__lte=last)
    return Outcome.objects.filter(during | Q(note=note), kind__in=(GOAL, FOLLOWUP, ASK), replaced_by=None).order_by("id")


@prepared(int)
def _answered_in(note: int) -> QuerySet[Outcome]:
    return Outcome.objects.filter(note=note, kind__in=(GOAL, FOLLOWUP, ASK), replaced_by=None).order_by("id")


@prepared(int)
def _in_note(note: int) -> QuerySet[Appearance]:
    return Appearance.objects.filter(note=note)


def _known(note: Note, group: Q, answered: set[int]) -> list[_Known]:
    """Goals, follow-ups and asks as they were said up to the weeks of `note`."""
    assert note.week_from is not None
    threads = Thread.objects.filter(group | Q(pk__in=answered), kind__in=(GOAL, FOLLOWUP, ASK))
    rows = Appearance.objects.filter(
        thread__in=threads, part=Appearance.SAID, week__lte=note.week_to or note.week_from, week__gte=note.week_from - REACH_BACK
    ).values_list("thread", "home", "words", "week")
    return [_Known(thread, home, folded(words), week) for thread, home, words, week in rows]


def _goal_of(text: str, known: Iterable[_Known], first: set[int]) -> _Known | None:
    """The goal that the line begins with: the longest, then one that was answered for this week, then the latest."""
    fits = [k for k in known if begins(text, k.words)]
    return max(fits, key=lambda k: (len(k.words), k.thread in first, k.week, -k.thread)) if fits else None


def _appear(note: Note, tied: dict[int, _Told]) -> set[int]:
    """Write where lines are tied to threads; the threads they were tied to before."""
    taken: set[tuple[str, str, int]] = set()
    there: dict[tuple[str, str, int], Appearance] = {}
    for a in _in_note(note.pk):
        if a.part == Appearance.HAPPENED:
            there[a.lang, a.key, a.home_id or a.thread_id] = a
        else:
            taken.add((a.lang, a.key, a.home_id or a.thread_id))
    before = {a.thread_id for a in there.values()}
    fresh = []
    for thread, told in tied.items():
        item = told.item
        assert note.week_from is not None
        name = (item.lang, item.key, told.home or thread)
        if name in taken:
            continue
        old = there.pop(name, None)
        row = Appearance(
            pk=old.pk if old else None,
            thread_id=thread,
            home_id=told.home,
            note=note,
            lang=item.lang,
            part=Appearance.HAPPENED,
            week=note.week_from,
            level=min(item.level, note.level),
            key=item.key,
            start=item.start,
            end=item.end,
            words=item.text,
        )
        if old is None:
            fresh.append(row)
        elif any(getattr(old, field.attname) != getattr(row, field.attname) for field in Appearance._meta.concrete_fields):
            row.save(force_update=True)
    _let_go(there.values())
    if fresh:
        create(fresh)
    return before


def _let_go(gone: Iterable[Appearance]) -> None:
    """Forget lines that tell of a goal no more; the last words there are of something that was decided stay with the writer alone."""
    rows = list(gone)
    if not rows:
        return
    last = Thread.objects.filter(pk__in={a.thread_id for a in rows}, outcomes__isnull=False).exclude(appearances__in=_others(rows)).values_list("pk", flat=True)
    kept = {a.pk for a in rows if a.thread_id in set(last)}
    Appearance.objects.filter(pk__in=kept, level__gt=0).update(level=0)
    Appearance.objects.filter(pk__in={a.pk for a in rows} - kept).delete()


def _others(rows: Iterable[Appearance]) -> QuerySet[Appearance]:
    """What else there is of the same threads."""
    return Appearance.objects.filter(thread__in={a.thread_id for a in rows}).exclude(pk__in=[a.pk for a in rows])


def _say(note: Note, answers: Iterable[Outcome], tied: dict[int, _Told]) -> None:
    for answer in answers:
        told = tied.get(answer.thread_id)
        during = bool(note.week_from and note.week_to and note.week_from <= answer.week <= note.week_to)
        if told and during and _stands(answer, told.rest):
            wanted: tuple[int | None, int] = (note.pk, min(told.item.level, note.level))
        elif answer.note_id == note.pk:
            wanted = (None, 0)
        else:
            continue
        if wanted != (answer.note_id, answer.level):
            answer.note_id, answer.level = wanted
            answer.save(update_fields=["note", "level"])


def _stands(answer: Outcome, rest: str) -> bool:
    """Whether a line, after the goal, says the answer's word and all of its reason."""
    return any(begins(rest, folded(form)) for form in forms(answer.word)) and holds(rest, folded(answer.because))
