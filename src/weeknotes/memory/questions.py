"""Questions as they are shown: to the two people concerned, and, answered, to those who may see the place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from weeknotes.memory.models import Question
from weeknotes.memory.question_note import answers_in
from weeknotes.memory.team_reach import team_reach
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Rendition, briefs
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
    asked = list(_all().filter(asker=person, answered_at=None).order_by("-asked_at", "-pk")[:MOST])
    answered = list(concerning(person).filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:MOST])
    return Mine(put_to(person), asked, answered)


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
    return _told(rows, viewer)


def open_on(note: Note, viewer: Viewer) -> list[Question]:
    """Open questions about `note` that `viewer` asked or was asked, the first asked first."""
    mine_too = Q(asker=viewer.person_id) | Q(to=viewer.person_id)
    return list(_all().filter(mine_too, note=note, answered_at=None).order_by("asked_at", "pk")[:MOST])


def answered_of(team: Team, week: date, viewer: Viewer) -> list[Question]:
    """Answered questions about a team's week that `viewer` may see, the first asked first."""
    near = team_reach(team, viewer)
    mine_too = Q(asker=viewer.person_id) | Q(to=viewer.person_id)
    rows = _all().filter(Q(level__gte=near) | mine_too, team=team, week=week, answered_at__isnull=False).order_by("asked_at", "pk")[:MOST]
    return _told(rows, viewer)


def _told(rows: Iterable[Question], viewer: Viewer) -> list[Question]:
    """Those whose answer `viewer` may read where it stands: their own, and any that stands in no note. Four queries where others' stand in notes."""
    held = list(rows)
    own = {row.pk for row in held if viewer.person_id in {row.asker_id, row.to_id}}
    notes = {row.into_id: row.into for row in held if row.pk not in own and row.how == Question.NOTE and row.into is not None}
    shown = briefs(notes.values(), viewer) if notes else {}
    reached = {pk: several[0].reach for pk, several in shown.items()}
    return [row for row in held if row.pk in own or row.how != Question.NOTE or (row.into_id in reached and row.said_level >= reached[row.into_id])]
