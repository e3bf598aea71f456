"""The Friday page as values: what stands on it, and where each line comes from."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from weeknotes.memory.likeness import Offer
from weeknotes.memory.questions import ToAnswer
from weeknotes.notes.checking import Noticed
from weeknotes.notes.levels import Level
from weeknotes.people.week import MyWeek
from weeknotes.prose.shapes import Says

THIRD = 3


@dataclass(frozen=True, slots=True)
class Source:
    """The note in which something was said (None: in none): its id, whether it can be read now and its title then, its week and level."""

    note: uuid.UUID | None
    is_shown: bool
    title: str
    week: date
    level: Level


@dataclass(frozen=True, slots=True)
class Answered:
    """What its owner said became of something."""

    word: str
    because: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What every line of Friday has: the thread, its words as last said and their language and level, where, and this week's answer. `is_old`: nothing was
    said of it for some weeks, this one too."""

    uid: uuid.UUID
    label: str
    words: str
    lang: str
    level: Level
    source: Source
    weeks: int
    answer: Answered | None
    team: str
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal to answer. `weeks` counts this one; at the third it is asked whether to go on."""

    kept: Kept
    offers: tuple[Offer, ...]

    @property
    def is_third(self) -> bool:
        """Whether this is its third week or a later one."""
        return self.kept.weeks >= THIRD


@dataclass(frozen=True, slots=True)
class Watch:
    """One to watch, and when it was last written about."""

    kept: Kept
    last: date
    is_quiet: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class DueLesson:
    """A lesson to look at again: its words, the event it was drawn from or "" where that is all there is, when, and this week's answer."""

    uid: uuid.UUID
    words: str
    event: str
    lang: str
    week: date
    answer: Answered | None
    team: str


@dataclass(frozen=True, slots=True)
class BesideLesson:
    """A lesson that a goal in this week's draft is like."""

    uid: uuid.UUID
    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class JottingLine:
    """A jotting that is still open. `kind` is a guess, "" where there is none, or what the writer chose; `photo` the uid of its picture, or ""."""

    uid: uuid.UUID
    text: str
    at: datetime
    link: str = ""
    kind: str = ""
    is_chosen: bool = False
    photo: str = ""
    alt: str = ""

    @property
    def label(self) -> str:
        """Its words, or those of its photo, which may be none."""
        return self.text or self.alt


@dataclass(frozen=True, slots=True)
class LastYear:
    """The person's own note of the same week a year ago: one sentence of it."""

    source: Source
    lang: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Back:
    """A note or a thread that its person asked to have back, and that is due: the words that name it, and the day or event it waited for."""

    uid: uuid.UUID
    words: str
    lang: str
    note: uuid.UUID | None
    thread: uuid.UUID | None
    on: date | None
    event: str


@dataclass(frozen=True, slots=True)
class ThisNote:
    """The person's note for this week: what it means to do next, where its text says a number of things that it does not list, and
    what the check notices and nobody has considered."""

    uid: uuid.UUID
    lang: str
    title: str
    is_published: bool
    next: tuple[str, ...] = ()
    says: tuple[Says, ...] = ()
    noticed: tuple[Noticed, ...] = ()


@dataclass(frozen=True, slots=True)
class Friday:
    """All of one person's Friday page. `week` has the days worked and the day of writing. `since`: the Monday of their last note, where that is long ago."""

    monday: date
    week: MyWeek
    goals: tuple[Goal, ...]
    watches: tuple[Watch, ...]
    learnings: tuple[Kept, ...]
    followups: tuple[Kept, ...]
    jottings: tuple[JottingLine, ...]
    last_year: LastYear | None
    note: ThisNote | None
    is_now: bool
    asks: tuple[Kept, ...] = ()
    lessons: tuple[DueLesson, ...] = ()
    beside: tuple[BesideLesson, ...] = ()
    backs: tuple[Back, ...] = ()
    questions: tuple[ToAnswer, ...] = ()
    since: date | None = None

    def kept(self) -> dict[uuid.UUID, Kept]:
        """Every line of a note on the page that can be answered, by id."""
        return {k.uid: k for k in (*(g.kept for g in self.goals), *(w.kept for w in self.watches), *self.learnings, *self.followups, *self.asks)}

    def answerable(self) -> set[uuid.UUID]:
        """All on the page that can be answered: lines of notes, and lessons."""
        return {*self.kept(), *(one.uid for one in self.lessons)}

    @property
    def has_answers(self) -> bool:
        """Whether anything on it was answered for this week."""
        return any(one.answer for one in self.kept().values()) or any(one.answer for one in self.lessons)
