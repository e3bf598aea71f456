"""What stands beside the notes on the page of a team's week: measures with a sentence, lessons drawn, questions asked and answered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from weeknotes.memory.kinds import LESSON
from weeknotes.memory.lesson import more_of
from weeknotes.memory.measure_shown import MeasureShown, of_readings
from weeknotes.memory.measure_texts import published, standing
from weeknotes.memory.models import Measure, Question, Reading, Thread
from weeknotes.memory.team_reach import team_reach
from weeknotes.memory.team_shapes import Lesson
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Team

A_WEEK = timedelta(days=6)
NOT_REACHED = Level.PUBLIC + 1


@dataclass(slots=True)
class Beside:
    """It. `wanted` are notes that have to be looked at before it is settled what of it is shown; `behind` those that have a part in it."""

    measures: list[MeasureShown] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    readings: dict[int, list[Reading]] = field(default_factory=dict)
    week: frozenset[int] = frozenset()
    behind: frozenset[int] = frozenset()

    @property
    def quoted(self) -> list[Reading]:
        """The readings whose sentences the page may quote."""
        return [one for several in self.readings.values() for one in quoted(several, self.week)]

    @property
    def wanted(self) -> set[int]:
        """The notes that answers and readings come from."""
        told = {q.into_id for q in self.questions if q.how == Question.NOTE and q.into_id}
        return told | {one.note_id for one in self.quoted if one.note_id}

    def settle(self, notes: Mapping[int, Note], reached: Mapping[int, int], viewer: Viewer) -> None:
        """With these notes looked at: measures with the sentences that may be read, and the answers that stand in notes. One query for sentences."""
        self.questions = [q for q in self.questions if q.how != Question.NOTE or q.said_level >= reached.get(q.into_id or 0, NOT_REACHED)]
        there = [notes[pk] for pk in {one.note_id for one in self.quoted if one.note_id} if pk in reached]
        said = standing(self.quoted, published(there, viewer)) if there else {}
        self.measures = [of_readings(several[0].measure, several, said) for several in self.readings.values()]
        told = {q.note_id for q in self.questions} | {q.into_id for q in self.questions if q.how == Question.NOTE}
        self.behind = frozenset(pk for pk in told if pk) | frozenset(one.note.pk for one in said.values())


def ask_beside(team: Team, monday: date, viewer: Viewer, week: Mapping[int, int]) -> Beside:
    """What `viewer` may see of it; `week` are the week's notes and how near they stand to each. Two queries, three for whoever is in the team."""
    found = Beside(week=frozenset(week), questions=_questions(team, monday, viewer, week))
    if team.pk in viewer.teams and viewer.least <= Level.TEAM:
        found.lessons = [_lesson(one) for one in Thread.objects.filter(kind=LESSON, team=team, first_week=monday).order_by("pk")]
    kept = Q(measure__retired_at=None) | Q(measure__retired_at__date__gt=monday)
    readable = Measure.objects.visible_to(viewer).of_teams(frozenset({team.pk})).order_by().values("pk")
    rows = Reading.objects.filter(kept, measure__in=readable, dated__lte=monday + A_WEEK).select_related("measure__team")
    for one in rows.order_by("measure__made_at", "measure", "dated", "pk"):
        found.readings.setdefault(one.measure_id, []).append(one)
    return found


def quoted(readings: Iterable[Reading], week: Collection[int]) -> list[Reading]:
    """Of a measure's readings, those whose sentences the page may quote: what this week's notes say, else what was said last."""
    held = list(readings)
    replaced = {one.replaces_id for one in held}
    held = [one for one in held if one.pk not in replaced and one.words and one.note_id]
    return [one for one in held if one.note_id in week] or held[-1:]


def _questions(team: Team, monday: date, viewer: Viewer, week: Mapping[int, int]) -> list[Question]:
    """Answered questions about the week's notes, or about the week, that `viewer` may see where they were asked."""
    wide = team_reach(team, viewer)
    rows = (
        Question.objects.filter(Q(note__in=list(week)) | Q(team=team, week=monday), answered_at__isnull=False, level__gte=Level.NAMED)
        .select_related("asker", "to")
        .order_by("asked_at", "pk")
    )
    return [q for q in rows if q.level >= max(week[q.note_id] if q.note_id else wide, viewer.least)]


def _lesson(thread: Thread) -> Lesson:
    """What it was drawn from, how that is read, and what was sensible stay on the lesson's own page."""
    more = more_of(thread)
    return Lesson(thread.uid, more.words, more.lang, more.happened, more.responses, more.other, thread.look_again)
