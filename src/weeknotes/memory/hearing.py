"""A hearing as values: who may see its page, what was asked for, and what became of each."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from weeknotes.memory.kinds import IMPROVEMENT, LIFECYCLES
from weeknotes.memory.models import Hearing, Outcome, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.reading import Remembering
from weeknotes.notes.viewer import Viewer

HEARD, DOING, DONE, NOT, TOLD_BACK = LIFECYCLES[IMPROVEMENT].states
FATES = (DOING, DONE, NOT)
DECIDED = (DONE, NOT)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of something that was asked for: a word, its reason or how it was told, when, and which member said so."""

    word: str
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Improvement:
    """One thing that people asked for. `fate` is None while nothing is said beyond that it was heard; `told` None until they were told."""

    uid: uuid.UUID
    words: str
    fate: Fate | None
    told: Fate | None

    @property
    def word(self) -> str:
        """Where it stands, without whether it was told back."""
        return self.fate.word if self.fate else HEARD

    @property
    def is_decided(self) -> bool:
        """Whether there is something to tell those who asked."""
        return self.word in DECIDED


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence of a note that says how many things people asked for, and lists none of them here: the number, and what they are called."""

    key: str
    said: int
    what: str
    listed: int
    quote: str
    start: int


def readable(viewer: Viewer) -> Q:
    """Hearings whose page `viewer` may read: those of teams they are in now, and those that a team opened to the organisation or everyone."""
    found = Q(page_level__gte=Level.TEAM, team__in=viewer.teams) if viewer.least <= Level.TEAM else Q(pk=None)
    if viewer.member:
        found |= Q(page_level__gte=max(Level.ORGANISATION, viewer.least))
    return found | Q(page_level=Level.PUBLIC)


def hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """The hearings that `viewer` may read, the last held first, each with how many things were `asked` for."""
    return Hearing.objects.filter(readable(viewer)).select_related("team").annotate(asked=Count("improvements")).order_by("-dated", "-id")


def improvements(hearing: Hearing) -> tuple[Improvement, ...]:
    """What was asked for, in the order in which it was written down. Two queries."""
    threads = list(Thread.objects.filter(hearing=hearing, kind=IMPROVEMENT).order_by("id"))
    said: dict[int, list[Outcome]] = {}
    rows = Outcome.objects.filter(thread__in=threads, replaced_by=None).select_related("by").order_by("at", "id")
    for outcome in rows:
        said.setdefault(outcome.thread_id, []).append(outcome)
    return tuple(_improvement(thread, said.get(thread.pk, ())) for thread in threads)


def _improvement(thread: Thread, said: Iterable[Outcome]) -> Improvement:
    """Telling back is said of what was said before: after another answer it is still to be told."""
    fate: Fate | None = None
    told: Fate | None = None
    for one in said:
        now = Fate(one.word, one.because, one.at, one.by.name)
        if one.word == TOLD_BACK:
            told = now
        else:
            fate, told = now, None
    return Improvement(thread.uid, thread.words, fate, told)


def offered(read: Remembering) -> tuple[Offered, ...]:
    """The sentences of a text, as it was read, that offer a hearing. Nothing of them is filled in anywhere."""
    found = []
    for says in read.reading.says:
        item = next((i for i in read.items if i.kind == "hearing" and i.source_start <= says.start < i.source_start + len(i.text) + 200), None)
        if item is not None:
            found.append(Offered(item.key, says.said, says.what, says.found, item.text, item.source_start))
    return tuple(found)
