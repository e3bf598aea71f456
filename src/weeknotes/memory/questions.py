"""Questions as they are shown: to the two people concerned, and, answered, to those who may see the place."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from weeknotes.memory.models import Question
from weeknotes.memory.question_note import answers_in
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Rendition, rendition
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Person, Team

MOST = 100
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Mine:
    """My questions: put to me and asked by me, as long as they are open; then all that was answered, the newest first."""

    put: list[Question]
    asked: list[Question]
    answered: list[Question]


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A question put to me that Friday brings: `said` is what my note for the week says to it so far; `in_words`: it can be answered in a note."""

    question: Question
    said: str
    in_words: bool


def _all() -> QuerySet[Question]:
    return Question.objects.select_related("asker", "to", "note", "team", "focus__note", "into")


def concerning(person: Person) -> QuerySet[Question]:
    """The questions that a person asked or was asked."""
    return _all().filter(Q(asker=person) | Q(to=person))


def mine(person: Person) -> Mine:
    """The questions of a person. Three queries."""
    put = list(_all().filter(to=person, answered_at=None).order_by("asked_at", "pk")[:MOST])
    asked = list(_all().filter(asker=person, answered_at=None).order_by("-asked_at", "-pk")[:MOST])
    answered = list(concerning(person).filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:MOST])
    return Mine(put, asked, answered)


def put_to(person: Person) -> list[Question]:
    """Open questions put to a person, the one asked first first. One query."""
    return list(_all().filter(to=person, answered_at=None).order_by("asked_at", "pk")[:MOST])


def lately(person: Person) -> tuple[list[Question], list[Question]]:
    """Open questions put to a person, the one asked first first, and what they asked and were answered lately, the newest first. One query."""
    since = timezone.now() - LATELY
    rows = list(_all().filter(Q(to=person, answered_at=None) | Q(asker=person, answered_at__gt=since)).order_by("asked_at", "pk")[: 2 * MOST])
    answers = sorted((row for row in rows if row.answered_at), key=lambda row: (row.answered_at, row.pk), reverse=True)
    return [row for row in rows if row.is_open], answers


def to_answer(person: Person, texts: Collection[str]) -> tuple[ToAnswer, ...]:
    """Open questions put to a person, with what their `texts` (HTML) for the week say to each so far. One query."""
    rows = put_to(person)
    found: dict[str, str] = {}
    for text in texts if rows else ():
        for question, answer in answers_in(text, [row.text for row in rows if row.text], Level.PUBLIC).items():
            found.setdefault(question, answer.words)
    return tuple(ToAnswer(row, found.get(row.text, ""), in_words=row.focus_id is None) for row in rows)


def answered_on(note: Note, shown: Rendition, viewer: Viewer) -> list[Question]:
    """Answered questions about `note` that `viewer` may see beside `shown`, the first asked first.

    One that was answered in another note is seen by whoever may read that answer there too. For the two alone means for the two alone.
    """
    near = max(shown.reach, Level.NAMED)
    mine_too = Q(asker=viewer.person_id) | Q(to=viewer.person_id)
    rows = _all().filter(note=note, answered_at__isnull=False).filter(Q(level__gte=near) | mine_too).order_by("asked_at", "pk")[:MOST]
    return [row for row in rows if viewer.person_id in {row.asker_id, row.to_id} or _is_told(row, viewer)]


def open_on(note: Note, viewer: Viewer) -> list[Question]:
    """Open questions about `note` that `viewer` asked or was asked, the first asked first."""
    mine_too = Q(asker=viewer.person_id) | Q(to=viewer.person_id)
    return list(_all().filter(mine_too, note=note, answered_at=None).order_by("asked_at", "pk")[:MOST])


def answered_of(team: Team, week: date, viewer: Viewer) -> list[Question]:
    """Answered questions about a team's week that `viewer` may see, the first asked first."""
    near = Level.TEAM if team.pk in viewer.teams else Level.ORGANISATION if viewer.member else Level.PUBLIC
    mine_too = Q(asker=viewer.person_id) | Q(to=viewer.person_id)
    rows = _all().filter(Q(level__gte=near) | mine_too, team=team, week=week, answered_at__isnull=False).order_by("asked_at", "pk")[:MOST]
    return [row for row in rows if viewer.person_id in {row.asker_id, row.to_id} or _is_told(row, viewer)]


def _is_told(question: Question, viewer: Viewer) -> bool:
    """Whether `viewer` may read the answer where it stands: always, unless that is a note."""
    if question.how != Question.NOTE:
        return True
    told = rendition(question.into, viewer) if question.into is not None else None
    return told is not None and question.said_level >= told.reach
