"""Asks and decisions: one's own to answer, those of others as far as a note says them to whoever looks."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weeknotes.memory.kinds import ASK, DECISION, LIFECYCLES
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.seen import is_mine, may_read, may_see
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import briefs
from weeknotes.notes.viewer import Viewer

KINDS = (ASK, DECISION)
MOST = 200


@dataclass(frozen=True, slots=True)
class AskMore:
    """What an ask's `more` holds, for whoever answers it alone: the evidence, and what the asker will do."""

    evidence: str = ""
    will: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Where it was said, in the words of then: the note, its title where it can be read now, its week."""

    words: str
    lang: str
    note: uuid.UUID
    is_shown: bool
    title: str
    week: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What its owner said became of it, and who that was. `because` is "" for who may not read it: it is its writer's until a note that says it is published."""

    word: str
    because: str
    week: date
    by: str


@dataclass(frozen=True, slots=True)
class Asking:
    """An ask or decision as one viewer may see it: `said` in the order of its weeks, never empty; `answers` in theirs. `more` is None unless `mine`."""

    uid: uuid.UUID
    kind: str
    who: str
    mine: bool
    open: bool
    said: tuple[Saying, ...]
    answers: tuple[Answer, ...]
    more: AskMore | None

    @property
    def newest(self) -> Saying:
        """As it was last said."""
        return self.said[-1]


def ask_more(kept: Mapping[str, Any]) -> AskMore:
    """What an ask holds, of what was `kept` in its `more`."""
    return AskMore(str(kept.get("evidence", "")), str(kept.get("will", "")))


def mine(viewer: Viewer) -> list[Asking]:
    """The asks and decisions that `viewer` may answer, those last spoken of first."""
    threads = Thread.objects.standing().answerable_by(viewer).filter(kind__in=KINDS).select_related("owner", "team").order_by("-last_week", "-id")[:MOST]
    return _shown(list(threads), viewer)


def of_others(viewer: Viewer) -> list[Asking]:
    """Asks in notes of others that `viewer` may read, those last spoken of first."""
    seen = Note.objects.visible_to(viewer)
    said = Appearance.objects.filter(thread__kind=ASK, part=Appearance.SAID, note__in=seen).exclude(thread__owner=viewer.person_id, thread__team=None)
    newest = dict.fromkeys(said.exclude(thread__team__in=viewer.teams).order_by("-week", "-id").values_list("thread", flat=True)[: 2 * MOST])
    threads = Thread.objects.select_related("owner", "team").in_bulk(list(newest)[:MOST])
    return _shown([threads[pk] for pk in newest if pk in threads], viewer)


def asking(uid: uuid.UUID, viewer: Viewer) -> Asking | None:
    """One of them; None where there is none that `viewer` may see something of."""
    threads = Thread.objects.filter(uid=uid, kind__in=KINDS).select_related("owner", "team")
    return next(iter(_shown(list(threads), viewer)), None)


def _shown(threads: Iterable[Thread], viewer: Viewer) -> list[Asking]:
    """Each of `threads` of which something may be seen: words by the level of the place they stand in, answers by that of the line that says them."""
    held = list(threads)
    rows = list(Appearance.objects.filter(thread__in=held, part=Appearance.SAID).order_by("week", "id"))
    outcomes = list(Outcome.objects.filter(thread__in=held, replaced_by=None).select_related("by").order_by("week", "at", "id"))
    named = {a.note_id for a in rows} | {o.note_id for o in outcomes if o.note_id}
    notes = {n.pk: n for n in Note.objects.kept().filter(pk__in=named).with_reach(viewer)}
    titles = {pk: several[0].title for pk, several in briefs(notes.values(), viewer).items()}
    found = []
    for thread in held:
        own = is_mine(thread, viewer)
        # What one said oneself one may see, whatever became of the note; what a team said, as its notes go out.
        said = [a for a in rows if a.thread_id == thread.pk and a.note_id in notes and may_see(thread, a, notes[a.note_id], viewer)]
        if not said:
            continue
        told = {o.pk for o in outcomes if o.by_id == viewer.person_id or (o.note_id in notes and may_read(notes[o.note_id], o.level))}
        answers = [o for o in outcomes if o.thread_id == thread.pk and (own or o.pk in told)]
        found.append(
            Asking(
                uid=thread.uid,
                kind=thread.kind,
                who=thread.team.name if thread.team else thread.owner.name,
                mine=own,
                open=thread.open if own else not any(o.word in LIFECYCLES[ASK].closes for o in answers[-1:]),
                said=tuple(Saying(a.words, a.lang, notes[a.note_id].uid, a.note_id in titles, titles.get(a.note_id, ""), a.week) for a in said),
                answers=tuple(Answer(o.word, o.because if o.pk in told else "", o.week, o.by.name) for o in answers),
                more=ask_more(thread.more) if own else None,
            )
        )
    return found
