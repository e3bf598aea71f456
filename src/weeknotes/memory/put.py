"""Putting a Friday into the note: the answers are kept, and the words go into this week's draft, all of it or nothing."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from weeknotes.memory.answer import answer, take_back
from weeknotes.memory.answer_question import answer_question
from weeknotes.memory.draw import check, uncheck
from weeknotes.memory.into_note import SECTIONS, Asked, Noted, Parts, Said, Told, Watched, woven
from weeknotes.memory.kinds import ASK, GOAL, LESSON
from weeknotes.memory.models import Outcome, Question, Thread
from weeknotes.memory.shapes import Friday, Kept
from weeknotes.notes.jot import choose_kind, put_by, throw
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Jotting
from weeknotes.notes.photos import hand_over, one_line, say_alt
from weeknotes.notes.save import save
from weeknotes.notes.start import draft_for, start, teams_of_last
from weeknotes.people.models import Person

# What becomes of these is said in the note as well, where it is read again; of the others only to their owner.
TOLD = (GOAL, ASK)
DRAW, PUT_BY, THROW = "draw", "put-by", "throw"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given on a Friday page: answers and this week's lines by thread, what to do with jottings, what they are and what their photos show, answers to questions put to
    the writer (`asked`: in words, which go into the note; `hows`: by a click, which go to whoever asked), and texts."""

    answers: Mapping[uuid.UUID, Said] = field(default_factory=dict)
    lines: Mapping[uuid.UUID, str] = field(default_factory=dict)
    jottings: Mapping[uuid.UUID, str] = field(default_factory=dict)
    kinds: Mapping[uuid.UUID, str] = field(default_factory=dict)
    alts: Mapping[uuid.UUID, str] = field(default_factory=dict)
    asked: Mapping[uuid.UUID, str] = field(default_factory=dict)
    hows: Mapping[uuid.UUID, str] = field(default_factory=dict)
    thought: str = ""
    think: str = ""
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: answers kept, jottings put away, the text written in (None: there was nothing to write), goals left as they stood,
    how many pictures went into it without words, and who has an answer to a question now."""

    answers: int
    away: int
    body: Body | None
    left: tuple[str, ...]
    wordless: int = 0
    answered: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether anything was done at all."""
        return bool(self.answers or self.away or self.body or self.answered)


@transaction.atomic
def put(*, page: Friday, by: Person, given: Given, at: datetime) -> Done:
    """Keep the answers of `given`, and put its words into the note for the week of `page`, started where there is none.

    Raises KeyError for a thread that is not on `page`, and what `answer` raises. Done twice, it is done once.
    """
    kept, lessons = page.kept(), {one.uid for one in page.lessons}
    week = page.monday
    threads = {t.uid: t for t in Thread.objects.filter(uid__in=[*given.answers, *given.lines])}
    earlier = _earlier(threads.values(), week)
    told = []
    for uid, said in given.answers.items():
        thread = threads[uid]
        if thread.kind == LESSON and uid in lessons:
            check(thread=thread, by=by, word=said.word, because=said.because, week=week, at=at)
            continue
        line = kept[uid]
        answer(thread=thread, by=by, word=said.word, because=said.because, week=week, at=at)
        if thread.kind in TOLD:
            told.append(Told(line.words, Said(said.word, said.because.strip()), tuple(earlier.get(thread.pk, ())), line.level))
    drawn, away = _jottings(by, given)
    answered = _answered(by, given.hows, at)
    questions = list(Question.objects.filter(uid__in=given.asked, to=by, answered_at=None, focus=None).order_by("asked_at", "pk"))
    parts = Parts(
        told=told,
        watched=[Watched(kept[uid].label, words, kept[uid].level) for uid, words in given.lines.items()],
        thought=given.thought,
        think=given.think,
        focus=given.focus,
        jottings=[_noted(j) for j in drawn],
        asked=[Asked(one.text, given.asked[one.uid], Level(one.place)) for one in questions],
    )
    if not (told or questions or parts.watched or parts.thought or parts.think or parts.focus or drawn):
        return Done(len(given.answers), away, None, (), answered=answered)
    body = _body(by, week)
    left = _write(body, by, parts, kept.values())
    Question.objects.filter(pk__in=[one.pk for one in questions]).update(into=body.note)
    Jotting.objects.filter(pk__in=[j.pk for j in drawn]).update(open=False, fate=Jotting.USED, note=body.note_id)
    hand_over(jottings=drawn, note=body.note)
    return Done(len(given.answers), away, body, left, sum(j.snap is not None and not j.snap.alt for j in drawn), answered)


@transaction.atomic
def put_back(*, page: Friday, by: Person, uid: uuid.UUID, at: datetime) -> None:
    """Take an answer back, and with it the line it put into this week's note where that still stands as it was put.

    Raises KeyError for a thread that is not on `page`, and NotYours.
    """
    thread = Thread.objects.get(uid=uid)
    if thread.kind == LESSON and any(one.uid == uid for one in page.lessons):
        uncheck(thread=thread, by=by, week=page.monday, at=at)
        return
    line = page.kept()[uid]
    earlier = _earlier([thread], page.monday).get(thread.pk, [])
    take_back(thread=thread, by=by, week=page.monday)
    note = draft_for(by, page.monday) if thread.kind in TOLD else None
    body = Body.objects.filter(note=note, lang=note.lead_lang).select_related("note").first() if note else None
    if body:
        _write(body, by, Parts(told=[Told(line.words, None, tuple(earlier), line.level)]), [line])


def _earlier(threads: Iterable[Thread], week: date) -> dict[int, list[Said]]:
    """All that was answered for that week so far, replaced answers too: each may have put a line into the note."""
    found: dict[int, list[Said]] = {}
    for outcome in Outcome.objects.filter(thread__in=[t.pk for t in threads], week=week).order_by("at", "id"):
        found.setdefault(outcome.thread_id, []).append(Said(outcome.word, outcome.because))
    return found


def _answered(by: Person, hows: Mapping[uuid.UUID, str], at: datetime) -> tuple[str, ...]:
    """Answer the questions that need no words, those that are still open; who asked them."""
    rows = Question.objects.filter(uid__in=hows, to=by, answered_at=None).select_related("asker").order_by("asked_at", "pk")
    return tuple(answer_question(question=one, by=by, how=hows[one.uid], at=at).asker.name for one in rows)


def _jottings(by: Person, given: Given) -> tuple[list[Jotting], int]:
    """The jottings to be drawn into the note, oldest first; those thrown away or put by are put away here, and counted.

    What another kind was chosen for is of that kind from now on, whatever becomes of it; so with the words of a photo.
    """
    rows = list(Jotting.objects.filter(uid__in={*given.jottings, *given.kinds, *given.alts}, person=by, open=True).select_related("photo__media").order_by("at", "id"))
    for jotting in rows:
        if jotting.snap and one_line(given.alts.get(jotting.uid, jotting.snap.alt)) != jotting.snap.alt:
            jotting.snap.alt = one_line(given.alts[jotting.uid])
            say_alt(jotting=jotting, alt=jotting.snap.alt)
        kind = given.kinds.get(jotting.uid, jotting.kind)
        if kind != jotting.kind and (not kind or kind in SECTIONS):
            choose_kind(jotting=jotting, kind=kind)
    away = 0
    for jotting in rows:
        put_away = {THROW: throw, PUT_BY: put_by}.get(given.jottings.get(jotting.uid, ""))
        if put_away:
            put_away(jotting=jotting)
            away += 1
    return [j for j in rows if given.jottings.get(j.uid) == DRAW], away


def _noted(jotting: Jotting) -> Noted:
    snap = jotting.snap
    src = reverse("picture", kwargs={"uid": snap.media.uid}) if snap else ""
    return Noted(jotting.text, jotting.link, jotting.kind, src, (snap.alt or None) if snap else None)


def _body(by: Person, week: date) -> Body:
    note = draft_for(by, week)
    if note is None:
        note = start(author=by, monday=week, teams=teams_of_last(by))
    body, _made = Body.objects.select_related("note").get_or_create(note=note, lang=note.lead_lang)
    return body


def _write(body: Body, by: Person, parts: Parts, lines: Iterable[Kept]) -> tuple[str, ...]:
    """Put `parts` into the text; the goals about which the writer's own line was left.

    Where no audience is chosen yet, the text is thought to reach as far as the notes it answers, so that what was said to few stays narrow.
    """
    reach = Level(max(body.note.wanted_level, body.note.level))
    if reach == Level.ME:
        reach = max((line.source.level for line in lines), default=Level.ME)
    made = woven(body.html, parts, lang=body.lang, reach=reach)
    if made.html != body.html:
        save(body=body, by=by, title=body.title, html=made.html, version=body.version, save_key=uuid.uuid4())
    return made.left
