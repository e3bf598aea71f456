"""The history of one thread, for whoever asks: what was said in the words of each week, what became of it, and what may be the same thing."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from weeknotes.memory.kinds import GOAL, LESSON, WATCH
from weeknotes.memory.models import Outcome, Thread
from weeknotes.memory.offers import Likeness, alike, offered
from weeknotes.memory.queries import spoken_by
from weeknotes.memory.seen import Seen, is_mine, seen
from weeknotes.memory.shelf import joined, root
from weeknotes.notes.models import Note
from weeknotes.notes.viewer import Viewer

BECAME = {"became a goal": GOAL, "became a lesson": LESSON}
_BEFORE, _AFTER, _MOST = timedelta(weeks=2), timedelta(weeks=12), 12


@dataclass(frozen=True, slots=True)
class Said:
    """What its owner answered for a week, who that was, and whether anybody else can read it yet. `because` is "" for who may not read it."""

    word: str
    because: str
    week: date
    by: str
    is_own: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class May:
    """A thread that may be this one, the words both have, and whether it is their names (`label`) or what they say (`words`)."""

    other: Seen
    why: str
    shared: str


@dataclass(frozen=True, slots=True)
class Part:
    """A thread that was made one with this one, called as the viewer may see it called; "" where they see none of its words."""

    uid: uuid.UUID
    name: str
    lang: str


@dataclass(frozen=True, slots=True)
class History:
    """All of it. What follows `answers` is empty for everybody who may not answer it."""

    seen: Seen
    is_mine: bool
    team: str
    answers: tuple[Said, ...]
    offers: tuple[May, ...] = ()
    joined: tuple[Part, ...] = ()
    split_from: Seen | None = None
    split_off: tuple[Seen, ...] = ()
    became: Seen | None = None
    came_from: tuple[Seen, ...] = ()
    may_have_become: tuple[Seen, ...] = ()


def now_part_of(uid: uuid.UUID) -> Thread | None:
    """The thread of that uid, or the one that it was made one with; None where there is none that stands."""
    found = Thread.objects.select_related("into", "team").filter(uid=uid).first()
    return Thread.objects.standing().select_related("team", "became", "split_from").filter(pk=root(found).pk).first() if found else None


def history(thread: Thread, viewer: Viewer) -> History | None:
    """`thread` as `viewer` may see it; None where they may see nothing of it. Six queries, about ten more for whoever may answer it."""
    shown = seen([thread], viewer).get(thread.pk)
    if shown is None:
        return None
    mine = is_mine(thread, viewer)
    team = thread.team.name if thread.team else ""
    answers = _answers(thread, viewer, mine=mine)
    if not mine:
        return History(shown, mine, team, answers)
    offers = offered(thread)
    split_off = list(thread.split_off.filter(into=None).order_by("first_week", "pk"))
    came_from = list(thread.came_from.filter(into=None).order_by("first_week", "pk"))
    candidates = _candidates(thread)
    single = {name: root(one) for name, one in (("split_from", thread.split_from), ("became", thread.became)) if one is not None}
    near = {t.pk for t in (*(other for other, _like in offers), *split_off, *came_from, *candidates, *single.values())}
    # Those that only a deleted note speaks of are not there while it is deleted.
    around = seen(Thread.objects.standing().filter(pk__in=near) if near else (), viewer)

    def these(several: list[Thread]) -> tuple[Seen, ...]:
        return tuple(around[t.pk] for t in several if t.pk in around and t.pk != thread.pk)

    def this(name: str) -> Seen | None:
        return around.get(single[name].pk) if name in single and single[name].pk != thread.pk else None

    return History(
        seen=shown,
        is_mine=mine,
        team=team,
        answers=answers,
        offers=tuple(_may(shown, around, offers)),
        joined=tuple(_part(one, shown) for one in joined(thread)),
        split_from=this("split_from"),
        split_off=these(split_off),
        became=this("became"),
        came_from=these(came_from),
        may_have_become=these(candidates),
    )


def _answers(thread: Thread, viewer: Viewer, *, mine: bool) -> tuple[Said, ...]:
    """Answers in force. A reason is its writer's alone until the note that says it is published, and then for those who may read that place."""
    rows = list(Outcome.objects.filter(thread=thread, replaced_by=None).select_related("by").order_by("week", "at", "pk"))
    reached = {n.pk: n.reached for n in Note.objects.kept().filter(pk__in={o.note_id for o in rows}, edition__isnull=False).with_reach(viewer)}  # type: ignore[attr-defined]
    found = []
    for o in rows:
        own = o.by_id == viewer.person_id
        may_read = own or (o.note_id in reached and o.level >= max(reached[o.note_id], 1))
        if mine or may_read:
            is_shown = o.level > 0 and o.note_id in reached
            found.append(Said(o.word, o.because if may_read else "", o.week, o.by.name, own, is_shown))
    return tuple(found)


def _may(shown: Seen, around: dict[int, Seen], offers: list[tuple[Thread, Likeness]]) -> Iterator[May]:
    """Offers with why, in words that the viewer may see: of a team's threads those are looked at anew, for its own come from every note."""
    for other, found in offers:
        there = around.get(other.pk)
        if there is None:
            continue
        like = found if shown.thread.team_id is None else alike(_called(shown), _called(there))
        if like:
            yield May(there, like.why, ", ".join(like.shared))


def _called(one: Seen) -> tuple[str, str]:
    newest = one.newest
    return (newest.label, newest.words) if newest else ("", "")


def _part(one: Thread, shown: Seen) -> Part:
    own = [m for m in shown.moments if m.home == one.uid]
    return Part(one.uid, own[-1].label or own[-1].words, own[-1].lang) if own else Part(one.uid, "", "")


def _candidates(thread: Thread) -> list[Thread]:
    """Goals or lessons of the same people that a one to watch may have become, where its owner says it became one."""
    kind = BECAME.get(thread.state)
    if thread.kind != WATCH or kind is None or thread.became_id is not None:
        return []
    theirs = spoken_by(thread.team_id, thread.owner_id)
    near = Q(last_week__gte=thread.last_week - _BEFORE, first_week__lte=thread.last_week + _AFTER)
    return list(Thread.objects.standing().filter(theirs, near, kind=kind).order_by("-last_week", "-pk")[:_MOST])
