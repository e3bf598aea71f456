"""Friday: what a person said, brought back for the week in which they write next. Everything here is theirs, or their team's to answer."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from weeknotes.memory.kinds import ASK, FOLLOWUP, GOAL, LEARNING, LESSON, WATCH
from weeknotes.memory.last_year import A_YEAR, last_year
from weeknotes.memory.lesson import MOST as MOST_LESSONS
from weeknotes.memory.lesson import due, due_lesson
from weeknotes.memory.lesson_like import like, put_away_in
from weeknotes.memory.likeness import Passage, offers
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.passages import passages
from weeknotes.memory.questions import to_answer
from weeknotes.memory.returns import backs, coming
from weeknotes.memory.seen import may_read
from weeknotes.memory.shapes import Answered, BesideLesson, Friday, Goal, JottingLine, Kept, Source, Watch
from weeknotes.memory.this_week import LONG, reading_of, texts_for, this_note
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Item, Jotting, Note
from weeknotes.notes.read_once import reading_of as reading_text
from weeknotes.notes.reading import Remembering
from weeknotes.notes.rendition import Rendition, renditions
from weeknotes.notes.viewer import Viewer
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.people.week import my_week
from weeknotes.prose.bearing import Ear, Heard
from weeknotes.web.dates import WEEK

# How long each kind comes back without being written about again. Nothing is closed by it: it is only no longer asked.
COMES_BACK = {GOAL: 8 * WEEK, WATCH: 26 * WEEK, LEARNING: 8 * WEEK, FOLLOWUP: 26 * WEEK, ASK: 26 * WEEK}
OLD = 3 * WEEK  # after which something unanswered is folded away on the page, with what else is as old
QUIET = 4  # weeks without a word, after which "still watching?" is asked
MOST_THREADS = 200
FROM_BEFORE = 2  # things from before on one page, this week of last year among them
MOST_JOTTINGS = 50


def friday(
    person: Person, monday: date, *, today: date, viewer: Viewer | None = None, also: Collection[uuid.UUID] = ()
) -> Friday:
    """The Friday page of `person` for the week beginning `monday`. Eleven queries, one more each where `viewer` is not given, where a lesson
    may stand beside a goal of the draft, and where its text has a sound.

    `also` names threads that stand on it whether or not they would come back by themselves, if they are this person's to answer: a page
    that was opened long ago may still be sent. ValueError where `monday` is not one.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is not a Monday")
    viewer = viewer or viewer_of(person)
    texts = texts_for(person, monday)
    body, read = texts.body, reading_of(texts.body)
    threads, drawn = _threads(viewer, monday, also, put_away_in(body, person) if body else Q(pk=None))
    lessons = due(drawn, monday, also)
    seen = _seen(threads, monday)
    answers = _answers([*threads, *lessons], monday)
    is_now = monday <= today < monday + WEEK
    returns = coming(person, today, FROM_BEFORE) if is_now else []
    notes = {
        n.pk: n
        for n in Note.objects.kept()
        .filter(
            Q(pk__in={a.note_id for several in seen.values() for a in several} | {one.note_id for one in returns if one.note_id})
            | Q(author=person, kind=Note.WEEKNOTE, week_from=monday - A_YEAR, edition__isnull=False)
        )
        .with_reach(viewer)
    }
    seen = {pk: [a for a in several if a.note_id in notes] for pk, several in seen.items()}
    shown = renditions(notes.values(), viewer, dressed=False)
    jottings = tuple(
        JottingLine(j.uid, j.text, j.at, j.link, j.kind, j.kind_chosen, *((str(j.snap.media.uid), j.snap.alt) if j.snap else ()))
        for j in Jotting.objects.filter(person=person, open=True).select_related("photo__media").order_by("-at", "-id")[:MOST_JOTTINGS]
    )
    desk = _Desk(monday, notes, shown, answers, _here(read, jottings))
    lines: dict[str, list[_Line]] = {kind: [] for kind in COMES_BACK}
    for thread in threads:
        line = desk.line(thread, seen.get(thread.pk, []))
        if line is not None:
            lines[thread.kind].append(line)
    for several in lines.values():
        several.sort(key=lambda line: line.order)
    then = last_year(person, monday, notes, shown)
    away = {one.pk for one in drawn if one.put_away}  # type: ignore[attr-defined]
    return Friday(
        monday=monday,
        week=my_week(person, monday),
        goals=tuple(desk.goal(line) for line in lines[GOAL]),
        watches=tuple(desk.watch(line) for line in lines[WATCH]),
        learnings=tuple(line.kept for line in lines[LEARNING]),
        followups=tuple(line.kept for line in lines[FOLLOWUP]),
        jottings=jottings,
        last_year=then,
        note=this_note(body, read) if body and read else None,
        is_now=is_now,
        asks=tuple(line.kept for line in lines[ASK]),
        lessons=tuple(due_lesson(one, desk.answer(one)) for one in lessons),
        beside=tuple(BesideLesson(one.thread.uid, one.thread.words, one.lang) for one in like(body, person, read, drawn, away)) if body and read else (),
        backs=backs(returns, shown, viewer, FROM_BEFORE - bool(then)),
        questions=to_answer(person, texts.html),
        since=texts.before if texts.before and monday - texts.before >= LONG else None,
    )


def _threads(viewer: Viewer, monday: date, also: Collection[uuid.UUID], away: Q) -> tuple[list[Thread], list[Thread]]:
    """Open threads that come back this week, and those answered for it; and all lessons, each with `checked`: whether it was answered, and `put_away`. One query."""
    back = Q(pk=None)
    for kind, weeks in COMES_BACK.items():
        back |= Q(kind=kind, open=True, last_week__gte=monday - weeks)
    answered = Exists(Outcome.objects.filter(thread=OuterRef("pk"), week=monday, replaced_by=None))
    asked = back | Q(kind=LESSON) | Q(answered) | Q(uid__in=also)
    found = Thread.objects.answerable_by(viewer).filter(asked, first_week__lte=monday, kind__in=[*COMES_BACK, LESSON], into=None)
    put_away = Case(When(Q(kind=LESSON) & away, then=True), default=False)
    several = list(found.annotate(checked=answered, put_away=put_away).select_related("team").order_by("-last_week", "-id")[: MOST_THREADS + MOST_LESSONS])
    return [t for t in several if t.kind != LESSON][:MOST_THREADS], [t for t in several if t.kind == LESSON]


def _seen(threads: Iterable[Thread], monday: date) -> dict[int, list[Appearance]]:
    """The appearances of each, each with `called`: what a team's is called in its note, "" for none. One query."""
    # What a team calls something may stand in a part of a note that this member does not see: the thread's own label is not for them.
    item = Item.objects.filter(note=OuterRef("note"), lang=OuterRef("lang"), key=OuterRef("key")).exclude(label="").order_by("place")
    called = Case(When(thread__team__isnull=False, then=Subquery(item.values("label")[:1])), default=Value(""))
    seen: dict[int, list[Appearance]] = {}
    for a in Appearance.objects.filter(thread__in=[t.pk for t in threads], week__lte=monday).annotate(called=called).order_by("week", "id"):
        seen.setdefault(a.thread_id, []).append(a)
    return seen


def _answers(threads: Iterable[Thread], monday: date) -> dict[int, list[Outcome]]:
    found: dict[int, list[Outcome]] = {}
    for o in Outcome.objects.filter(thread__in=[t.pk for t in threads], replaced_by=None, week__lte=monday).order_by("week", "at", "id"):
        found.setdefault(o.thread_id, []).append(o)
    return found


def _here(read: Remembering | None, jottings: Iterable[JottingLine]) -> list[Passage]:
    """What this week's draft and open jottings say."""
    drafted = passages(read.reading, "draft") if read else []
    return drafted + [Passage(j.text, where="jotting") for j in jottings if j.text]


@dataclass(frozen=True, slots=True)
class _Line:
    """A thread as it stands on the page, with what ordering and asking about it need."""

    kept: Kept
    order: tuple[int, int, int]
    note: int
    last: date


@dataclass(frozen=True, slots=True)
class _Desk:
    """What was fetched for the page, and how its lines are made of it."""

    monday: date
    notes: dict[int, Note]
    shown: dict[int, tuple[Rendition, ...]]
    answers: dict[int, list[Outcome]]
    here: list[Passage]
    read: dict[int, tuple[list[Passage], Ear]] = field(default_factory=dict)

    def line(self, thread: Thread, seen: list[Appearance]) -> _Line | None:
        """The thread as its newest words stand that the person may see; None where there are none, or a goal was only said this week."""
        may = [a for a in seen if self._may_see(thread, a)]
        said = [a for a in may if a.part == Appearance.SAID and not (thread.kind == GOAL and self._is_this_week(a))]
        if not said:
            return self._noted(thread) if thread.kind == FOLLOWUP and not seen else None
        newest = said[-1]
        weeks = {a.week for a in may}
        if thread.kind == GOAL:
            weeks.add(self.monday)
        last, answer = max([a.week for a in may] + self._watched(thread)), self.answer(thread)
        kept = Kept(
            uid=thread.uid,
            label=(newest.called or "") if thread.team_id else thread.label,  # type: ignore[attr-defined]
            words=newest.words,
            lang=newest.lang,
            level=Level(newest.level),
            source=self._source(newest),
            weeks=len(weeks),
            answer=answer,
            team=thread.team.name if thread.team else "",
            is_old=answer is None and self.monday - last > OLD,
        )
        order = (-kept.source.week.toordinal(), newest.note_id, newest.start)
        return _Line(kept, order, newest.note_id, last)

    def _noted(self, thread: Thread) -> _Line | None:
        """A follow-up that a question became, which stands in no note."""
        if thread.by != Thread.PERSON or thread.team_id is not None:
            return None
        source = Source(None, is_shown=False, title="", week=thread.last_week, level=Level.ME)
        answer = self.answer(thread)
        is_old = answer is None and self.monday - thread.last_week > OLD
        kept = Kept(thread.uid, thread.label, thread.words, "", Level.ME, source, 1, answer, "", is_old)
        return _Line(kept, (-thread.last_week.toordinal(), 0, thread.pk), 0, thread.last_week)

    def goal(self, line: _Line) -> Goal:
        """A goal with what the notes already say about it, unless it was answered."""
        if line.kept.answer:
            return Goal(line.kept, ())
        if line.note not in self.read:
            then = [p for r in self.shown.get(line.note, ())[:1] for p in passages(reading_text(str(r.html)), "note")]
            self.read[line.note] = [*then, *self.here], Ear([Heard([*then, *self.here])])
        said, ear = self.read[line.note]
        return Goal(line.kept, offers(line.kept.words, said, ear=ear, lang=line.kept.lang))

    def watch(self, line: _Line) -> Watch:
        """One to watch, quiet or not."""
        silent = (self.monday - line.last).days // 7 - 1
        return Watch(line.kept, line.last, is_quiet=silent >= 1, is_asked=silent >= QUIET)

    def _may_see(self, thread: Thread, a: Appearance) -> bool:
        return thread.team_id is None or may_read(self.notes[a.note_id], a.level)

    def _is_this_week(self, a: Appearance) -> bool:
        note = self.notes[a.note_id]
        return bool(note.week_from and note.week_to and note.week_from <= self.monday <= note.week_to)

    def _source(self, a: Appearance) -> Source:
        note = self.notes[a.note_id]
        told = self.shown.get(a.note_id)
        return Source(note.uid, bool(told), told[0].title if told else "", note.week_from or a.week, Level(note.level))

    def answer(self, thread: Thread) -> Answered | None:
        """What was answered for this week."""
        this = [o for o in self.answers.get(thread.pk, []) if o.week == self.monday]
        return Answered(this[-1].word, this[-1].because) if this else None

    def _watched(self, thread: Thread) -> list[date]:
        """Weeks before this one in which its owner said "still watching"."""
        return [o.week for o in self.answers.get(thread.pk, []) if o.word == "watched" and o.week < self.monday]
