"""A lesson: drawn from something that failed, nearly failed, worked, or was stopped in time. What it holds, and which are somebody's to see."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from weeknotes.memory.kinds import LESSON, LIFECYCLES
from weeknotes.memory.models import Thread
from weeknotes.memory.shapes import Answered, DueLesson
from weeknotes.notes.viewer import Viewer

HAPPENED = ("failed", "nearly failed", "worked", "stopped in time")
OTHER = "other"
RESPONSES = ("capacity", "skills", "clearer", "checks", "sooner", "plan", OTHER)
# How an event may have come about, from what could have been prevented to what was worth finding out (after Edmondson's spectrum). Of the event,
# never of a person; that somebody broke a rule on purpose is not among them.
REASONS = ("attention", "skill", "process", "hard", "complex", "uncertain", "tried", "explored")
DRAWN, CHOSEN, TOO_SOON, RIGHT, WRONG, RETIRED = LIFECYCLES[LESSON].states
CHECKS = (RIGHT, WRONG, TOO_SOON, RETIRED)
LATER = timedelta(weeks=13)
A_WEEK = timedelta(days=6)
MOST, MOST_DUE = 300, 20


@dataclass(frozen=True, slots=True)
class LessonMore:
    """What a lesson's `more` holds: the event and what is taken from it, in the words of `lang`.

    `happened` is one of HAPPENED or "", `responses` some of RESPONSES, `other` words for a response that is not listed, `reason` one of REASONS or "".
    """

    event: str
    takes: str = ""
    happened: str = ""
    sensible: str = ""
    responses: tuple[str, ...] = ()
    other: str = ""
    applied: str = ""
    reason: str = ""
    lang: str = "en"

    @property
    def words(self) -> str:
        """What the lesson is called: what is taken from the event, or the event itself."""
        return self.takes or self.event

    def stored(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"responses": list(self.responses)}


def more_of(thread: Thread) -> LessonMore:
    """What a lesson holds, of what was kept; a field that is not known is left alone."""
    known = {field.name for field in fields(LessonMore)}
    held = {name: value for name, value in thread.more.items() if name in known}
    return LessonMore(**{"event": thread.words} | held | {"responses": tuple(held.get("responses", ()))})


def lessons(viewer: Viewer) -> QuerySet[Thread]:
    """The lessons that `viewer` may see: their own, and those of teams they are in now; the last drawn first."""
    return Thread.objects.answerable_by(viewer).filter(kind=LESSON).select_related("team", "owner").order_by("-first_week", "-id")


def due(held: Iterable[Thread], monday: date, also: Collection[uuid.UUID] = ()) -> list[Thread]:
    """The lessons of `held` to be looked at again by the end of the week beginning `monday`, and those looked at in it, whose `checked` says so."""
    found = [one for one in held if _is_due(one, monday) or one.checked or one.uid in also]  # type: ignore[attr-defined]
    return sorted(found, key=lambda one: (one.look_again or date.max, one.pk))[:MOST_DUE]


def _is_due(thread: Thread, monday: date) -> bool:
    return thread.open and thread.look_again is not None and thread.look_again <= monday + A_WEEK


def due_lesson(thread: Thread, answer: Answered | None) -> DueLesson:
    """A lesson as Friday asks about it, with this week's answer."""
    more = more_of(thread)
    return DueLesson(
        uid=thread.uid,
        words=thread.words,
        event=more.event if more.takes else "",
        lang=more.lang,
        week=thread.first_week,
        answer=answer,
        team=thread.team.name if thread.team else "",
    )
