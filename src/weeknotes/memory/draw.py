"""Drawing a lesson, putting it in other words, and looking at it again: was it the right lesson?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.answer import NotAnswered, NotYours, answer, may_answer, take_back
from weeknotes.memory.drawn_from import Sentence
from weeknotes.memory.kinds import GOAL, LEARNING, LESSON, WATCH
from weeknotes.memory.lesson import CHECKS, CHOSEN, DRAWN, HAPPENED, LATER, OTHER, REASONS, RESPONSES, TOO_SOON, LessonMore, more_of
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.notes.models import Body
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.site import day_here
from weeknotes.web.dates import monday

BEGINS_WITH = (GOAL, WATCH, LEARNING)
BECAME = "became a lesson"


@dataclass(frozen=True, slots=True)
class From:
    """What a lesson begins with: a thread of the drawer's, or a sentence of a text that they write."""

    thread: Thread | None = None
    body: Body | None = None
    sentence: Sentence | None = None


@transaction.atomic
def draw(
    *, by: Person, more: LessonMore, at: datetime, team: Team | None = None, look_again: date | None = None, begins: From | None = None, closes: bool = False
) -> Thread:
    """A lesson of `by`, or of `team` where one is given, with what it begins with tied to it.

    With `closes`, a one to watch that it begins with has become a lesson this week. Raises NotYours for a team or a thread that is not theirs,
    NotAnswered for an event in no words or a choice that is none.
    """
    more = _checked(more)
    if team is not None and not Membership.objects.now().filter(team=team, person=by).exists():
        raise NotYours(_("A team’s lesson is drawn by somebody who is in the team now."))
    week = monday(day_here(at))
    made = Thread.objects.create(
        owner=by, team=team, kind=LESSON, state=_begun(more), by=Thread.PERSON, first_week=week, last_week=week, look_again=look_again, words=more.words, more=more.stored()
    )
    if begins and begins.thread:
        _became(begins.thread, made, by, week, at, closes=closes)
    if begins and begins.body and begins.sentence:
        one = begins.sentence
        # Level 0: where a lesson comes from is told to nobody but who may see the lesson, and the note to nobody but who writes it.
        Appearance.objects.create(
            thread=made, note=begins.body.note, lang=begins.body.lang, part=Appearance.MENTIONED, week=begins.body.note.week_from or week, level=0,
            by=Thread.PERSON, key=one.key, before=one.before, after=one.after, start=one.start, end=one.end, words=one.text,
        )  # fmt: skip
    return made


@transaction.atomic
def redraw(*, thread: Thread, by: Person, more: LessonMore, team: Team | None, look_again: date | None) -> None:
    """Put a lesson in other words, choose other responses or another day. Only its owner says whose it is. Raises as `draw`."""
    more = _checked(more)
    if not may_answer(thread, by):
        raise NotYours(_("Only those whose lesson it is change it."))
    if team != thread.team:
        if thread.owner_id != by.pk or (team is not None and not Membership.objects.now().filter(team=team, person=by).exists()):
            raise NotYours(_("Only the person who drew this lesson says whose it is."))
        thread.team = team
    thread.words, thread.more, thread.look_again = more.words, more.stored(), look_again
    thread.save(update_fields=["words", "more", "look_again", "team"])
    _settle(thread)


@transaction.atomic
def check(*, thread: Thread, by: Person, word: str, because: str, week: date, at: datetime, again: date | None = None) -> Outcome:
    """Say of a lesson whether it was the right one; "too soon" brings it back on `again`, or a season later.

    Raises NotYours, or NotAnswered for a word that is none of CHECKS.
    """
    if word not in CHECKS:
        raise NotAnswered(_("Choose one of: the right lesson, the wrong one, too soon to say, no longer needed."))
    made = answer(thread=thread, by=by, word=word, because=because, week=week, at=at)
    if word == TOO_SOON:
        Thread.objects.filter(pk=thread.pk).update(look_again=again or at.date() + LATER)
    return made


@transaction.atomic
def uncheck(*, thread: Thread, by: Person, week: date, at: datetime) -> None:
    """Take back what was said of a lesson in that week; it is to be looked at again now, if it was to be at all. Raises NotYours."""
    if take_back(thread=thread, by=by, week=week):
        thread.refresh_from_db()
        _settle(thread)
        if thread.open and thread.look_again and thread.look_again > at.date() and thread.state != TOO_SOON:
            Thread.objects.filter(pk=thread.pk).update(look_again=at.date())


def _begun(more: LessonMore) -> str:
    return CHOSEN if more.responses else DRAWN


def _settle(thread: Thread) -> None:
    """A lesson of which nothing was said yet stands as its responses say."""
    if thread.state in {DRAWN, CHOSEN}:
        thread.state = _begun(more_of(thread))
        thread.save(update_fields=["state"])


def _became(source: Thread, lesson: Thread, by: Person, week: date, at: datetime, *, closes: bool) -> None:
    if source.kind not in BEGINS_WITH or not may_answer(source, by):
        raise NotYours(_("A lesson begins with something of your own, or of your team’s."))
    Thread.objects.filter(pk=source.pk).update(became=lesson)
    if closes and source.kind == WATCH and source.open:
        answer(thread=source, by=by, word=BECAME, week=week, at=at)


def _checked(more: LessonMore) -> LessonMore:
    if not more.event.strip():
        raise NotAnswered(_("Say in a line what happened, so that you know it again."))
    if (more.happened and more.happened not in HAPPENED) or (more.reason and more.reason not in REASONS) or not set(more.responses) <= set(RESPONSES):
        raise NotAnswered(_("One of the choices is none that this page offers. Choose again."))
    if OTHER in more.responses and not more.other.strip():
        raise NotAnswered(_("Say in a few words what the other response is."))
    return more
