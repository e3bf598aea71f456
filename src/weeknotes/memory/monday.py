"""Monday: what I said I would do this week, what I noted to follow up, what others asked me, and what my teams mean to do."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from weeknotes.memory.folded import folded
from weeknotes.memory.kinds import FOLLOWUP, GOAL
from weeknotes.memory.models import Appearance, Question, Thread
from weeknotes.memory.questions import put_to
from weeknotes.memory.this_week import read_all, texts_for
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NoteTeam
from weeknotes.notes.queries import LONGEST_RANGE
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Membership, Person
from weeknotes.people.week import MyWeek, my_week
from weeknotes.web.dates import WEEK

MOST = 60
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Focus:
    """One thing somebody means to do this week: its words and their language, its thread where it has one, and whether it stands in a draft only."""

    words: str
    lang: str
    thread: uuid.UUID | None
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody in my teams means to do this week, or a team in its own note: who that is, in which of my teams, the lines, and the note."""

    name: str
    teams: tuple[str, ...]
    lines: tuple[Focus, ...]
    note: uuid.UUID


@dataclass(frozen=True, slots=True)
class Monday:
    """All of one person's Monday page."""

    monday: date
    week: MyWeek
    focus: tuple[Focus, ...]
    followups: tuple[Thread, ...]
    questions: tuple[Question, ...]
    theirs: tuple[Theirs, ...]


def monday_page(person: Person, monday: date, viewer: Viewer) -> Monday:
    """The Monday page of `person` for the week beginning `monday`. Ten queries. ValueError where `monday` is not one."""
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is not a Monday")
    followups = Thread.objects.standing().filter(owner=person, team=None, open=True, kind=FOLLOWUP).order_by("-last_week", "-id")[:MOST]
    return Monday(
        monday=monday,
        week=my_week(person, monday),
        focus=focus_of(person, monday, texts_for(person, monday).drafts),
        followups=tuple(followups),
        questions=tuple(put_to(person)),
        theirs=_theirs(viewer, monday) if viewer.teams else (),
    )


def focus_of(person: Person, monday: date, drafts: Iterable[Body]) -> tuple[Focus, ...]:
    """What `person` said they would do in the week beginning `monday`: in published notes, carried on, and in their `drafts`; each once. One query,
    two more where there are drafts."""
    said = Appearance.objects.standing().filter(
        thread__owner=person, thread__team=None, thread__into=None, thread__kind=GOAL, thread__last_week__gte=monday, part=Appearance.SAID, week=monday
    )
    found = {folded(one.words): Focus(one.words, one.lang, one.thread.uid) for one in said.select_related("thread").order_by("note_id", "start")[:MOST]}
    for one in _drafted(monday, drafts):
        found.setdefault(folded(one.words), one)
    return tuple(found.values())


def _drafted(monday: date, drafts: Iterable[Body]) -> Iterable[Focus]:
    """The goals of a draft for the week, and what a draft for the week before says of the next."""
    for body, read in read_all([one for one in drafts if one.html]):
        last = body.note.week_to
        kind = "goal" if last is not None and last >= monday else "next"
        for item in read.kept:
            if item.kind == kind:
                yield Focus(item.text, body.lang, None, is_draft=True)


def _theirs(viewer: Viewer, monday: date) -> tuple[Theirs, ...]:
    """What people who are in my teams now, and the teams in notes of their own, mean to do this week, as far as I may read it; by name. Three queries."""
    members: dict[int, list[Membership]] = {}
    for one in Membership.objects.now().filter(team__in=viewer.teams, team__closed_at=None).exclude(person=viewer.person_id).select_related("team", "person"):
        members.setdefault(one.person_id, []).append(one)
    of_team = Exists(NoteTeam.objects.filter(note=OuterRef("pk"), team__in=viewer.teams))
    near = Note.objects.visible_to(viewer).with_reach(viewer).filter(Q(author__in=members) | Q(of_team, byline_team__in=viewer.teams))
    near = near.filter(week_from__lte=monday, week_from__gte=monday - WEEK - LONGEST_RANGE).select_related("byline_team")
    notes = {note.pk: note for note in near.order_by("-week_from", "-pk")[:MOST_NOTES]}
    lines: dict[int, dict[str, Focus]] = {}
    rows = Appearance.objects.filter(note__in=notes, week=monday, part=Appearance.SAID, thread__kind=GOAL).select_related("thread").order_by("note_id", "start")
    for row in rows:
        # What stands for its writers alone, or was taken out and is kept for them, is nothing that others mean to do, though one be among the writers.
        if row.level >= max(notes[row.note_id].reached, Level.NAMED):  # type: ignore[attr-defined]
            lines.setdefault(row.note_id, {}).setdefault(folded(row.words), Focus(row.words, row.lang, row.thread.uid))
    found = []
    for pk, several in lines.items():
        note = notes[pk]
        own = members.get(note.author_id, [])
        if note.byline_team is not None:
            found.append(Theirs(note.byline_team.name, (), tuple(several.values()), note.uid))
        elif own:
            found.append(Theirs(own[0].person.name, tuple(sorted(one.team.name for one in own)), tuple(several.values()), note.uid))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.note)))
