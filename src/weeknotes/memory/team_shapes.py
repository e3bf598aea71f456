"""The page of a team's week as values: lines of notes in their writers' words, each with where it stands, and nothing beside them."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from weeknotes.memory.asking import AskMore
from weeknotes.memory.measure_shown import MeasureShown
from weeknotes.memory.models import Question
from weeknotes.memory.seen import fragment
from weeknotes.people.models import Team
from weeknotes.web import dates


@dataclass(frozen=True, slots=True)
class Wrote:
    """A note that the page was read from: its number and name, who wrote it (a person, or a team), the author where they are in the team now, and its day."""

    id: int
    uid: uuid.UUID
    who: str
    author: int | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in the words of its note, and what it was called there, "" for nothing."""

    words: str
    lang: str
    label: str
    note: Wrote

    @property
    def name(self) -> str:
        """What it is called: its label, else its words."""
        return self.label or self.words

    @property
    def fragment(self) -> str:
        """The end of an address that leads to its place."""
        return fragment(self.words)


@dataclass(frozen=True, slots=True)
class Told:
    """What a note says became of something: the outcome word as it stands there, "" where there is none, what follows it, and the whole line."""

    word: str
    rest: str
    line: Line


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it was said for the week; `told` is None where nobody said what became of it."""

    said: Line
    told: Told | None


@dataclass(frozen=True, slots=True)
class Ask:
    """Help wanted from elsewhere, and the last answer that a note tells. `more` is None for all who may not answer it."""

    said: Line
    told: Told | None
    more: AskMore | None


@dataclass(frozen=True, slots=True)
class Watch:
    """One to watch, and in how many weeks the reader may see it spoken of, up to this one."""

    said: Line
    weeks: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that the team drew in the week: what it takes from it, and the responses chosen. For those who are in the team."""

    uid: uuid.UUID
    words: str
    lang: str
    happened: str
    responses: tuple[str, ...]
    other: str
    look_again: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader's own draft means for the coming week: nobody else sees it here."""

    words: str
    lang: str
    uid: uuid.UUID


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """All that one reader may see of a team's week."""

    team: Team
    monday: date
    notes: tuple[Wrote, ...] = ()
    asks: tuple[Ask, ...] = ()
    goals: tuple[Goal, ...] = ()
    watches: tuple[Watch, ...] = ()
    challenges: tuple[Line, ...] = ()
    decisions: tuple[Line, ...] = ()
    learnings: tuple[Line, ...] = ()
    ahead: tuple[Line, ...] = ()
    measures: tuple[MeasureShown, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    questions: tuple[Question, ...] = ()
    drafts: tuple[Draft, ...] = ()
    behind: frozenset[int] = field(default=frozenset())  # every note that has a part in it, those too whose words are only counted

    @property
    def ways(self) -> tuple[tuple[Wrote, str], ...]:
        """Each of its notes with words for the way to it, other than those for every other: who wrote it; of several by one, also its day, and where
        that is the same too its number."""
        found = []
        for note in self.notes:
            theirs = [one for one in self.notes if one.who == note.who]
            alike = [one for one in theirs if one.dated == note.dated]
            more = [dates.day_month(note.dated)] if note.dated else []
            more += [str(alike.index(note) + 1)] if len(alike) > 1 else []
            found.append((note, f"{note.who} ({', '.join(more)})" if len(theirs) > 1 else note.who))
        return tuple(found)

    @property
    def is_empty(self) -> bool:
        """Whether no note of the week may be read."""
        return not self.notes
