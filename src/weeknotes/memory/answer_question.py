"""Answering a question: by the one who was asked, once, and how far the answer goes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.kinds import FOLLOWUP, LIFECYCLES
from weeknotes.memory.models import Question, Thread
from weeknotes.memory.team_week_page import say_anew, with_question
from weeknotes.notes.levels import Level
from weeknotes.people.models import Person
from weeknotes.web.dates import monday

LONGEST = 4000
# What is said by a click; "note" is read from a note, and never said here.
SAID = (Question.WORDS, Question.RIGHT, Question.FOLLOWUP, Question.WONT)
TWO_ALONE = Level.ME


class NotAnswerable(Exception):
    """Why the answer was not taken, in a sentence."""


@transaction.atomic
def answer_question(*, question: Question, by: Person, how: str, words: str = "", level: Level = Level.PUBLIC, at: datetime) -> Question:
    """Keep the answer of the one who was asked: words, "seen, looks right", a follow-up of theirs, or that they won't answer.

    It goes as far as `level` (TWO_ALONE: to whoever asked, and nobody else) and never further than the place it is about. NotAnswerable
    where it is not theirs to answer, was answered or taken back, or says nothing.
    """
    held = Question.objects.select_for_update().filter(pk=question.pk, to=by).first()
    if held is None:
        raise NotAnswerable(_("This question was taken back, or was not put to you."))
    if not held.is_open:
        raise NotAnswerable(_("This question is answered already."))
    words = words.replace("\r\n", "\n").strip()
    if how not in SAID:
        raise NotAnswerable(_("Choose how you answer."))
    if how == Question.WORDS and not words:
        raise NotAnswerable(_("Write your answer, or choose one of the others."))
    if len(words) > LONGEST:
        raise NotAnswerable(_("This answer has %(count)d characters; up to %(most)d are kept. Make it shorter, or write it in a note.") % {"count": len(words), "most": LONGEST})
    held.how, held.answer, held.answered_at = how, words, at
    held.wanted_level = TWO_ALONE if how == Question.WONT else level
    held.level = min(held.place, held.wanted_level)
    held.into = None
    if how == Question.FOLLOWUP:
        held.thread = _follow_up(held, by, at)
    held.save()
    say_anew(with_question(held))
    return held


@transaction.atomic
def keep_between_two(*, question: Question, by: Person) -> bool:
    """Have an answer that was for more people go to whoever asked alone; whether it was `by`'s to say. It is never widened again."""
    rows = Question.objects.filter(pk=question.pk, to=by, answered_at__isnull=False)
    say_anew(with_question(question))
    return bool(rows.update(wanted_level=TWO_ALONE, level=TWO_ALONE))


def _follow_up(question: Question, by: Person, at: datetime) -> Thread:
    """A follow-up of the one who was asked, with the question in its words."""
    week = monday(at.date())
    words = " ".join((question.text or question.answer or _("What I was asked about my week")).split())
    more = {"question": str(question.uid)}
    start = LIFECYCLES[FOLLOWUP].start
    return Thread.objects.create(owner=by, kind=FOLLOWUP, state=start, by=Thread.PERSON, first_week=week, last_week=week, words=words, more=more)
