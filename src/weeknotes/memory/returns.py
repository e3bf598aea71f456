"""Bringing a note or a thread back: on a day, or when something comes round. A few at a time, and done or put off by a click."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from weeknotes.memory.models import Thread
from weeknotes.memory.models_review import Return, Review
from weeknotes.memory.seen import seen
from weeknotes.memory.shapes import Back
from weeknotes.notes.models import Note
from weeknotes.notes.rendition import Brief, briefs
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Person

LATER = timedelta(weeks=4)
FARTHEST = timedelta(days=366 * 20)
LONGEST = 200
MOST = 200
# What waits for something to come round has no day, and was asked for all the same.
IN_ORDER = (F("on").asc(nulls_first=True), "made_at", "pk")
Titles = Mapping[int, Sequence[Brief]]  # by note: what somebody may see of it, the lead language first


class NotBrought(Exception):
    """What was asked to come back and cannot, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What its person asked to have back: the row, the words that name it ("" where they may not read it now), and whether it is due."""

    row: Return
    words: str
    lang: str
    due: bool


@transaction.atomic
def bring_back(
    *, person: Person, note: Note | None = None, thread: Thread | None = None, on: date | None = None, event: str = "", today: date
) -> Return:
    """Have one note or thread come back to `person` on the day `on`, or when `event` comes round. The same again is the same.

    NotBrought where neither or both are given, or the day is not one to come.
    """
    event = " ".join(event.split())
    if bool(on) == bool(event):
        raise NotBrought(_("Say when: choose one day, or say what should come round."))
    if on and on < today:
        raise NotBrought(_("That day has gone by. Choose today or a day to come."))
    if on and on > today + FARTHEST:
        raise NotBrought(_("That day is more than twenty years away. Choose an earlier one."))
    if len(event) > LONGEST:
        raise NotBrought(_("That is longer than %(most)d characters. Say in a few words what should come round.") % {"most": LONGEST})
    if thread is not None:
        # What its owner wants back is not forgotten with the words it was read from.
        Thread.objects.filter(pk=thread.pk, by=Thread.READ).update(by=Thread.PERSON)
    found = Return.objects.filter(person=person, note=note, thread=thread, on=on, event=event, done_at=None).first()
    return found or Return.objects.create(person=person, note=note, thread=thread, on=on, event=event)


def done(*, row: Return, at: datetime) -> None:
    """It came back and is dealt with."""
    row.done_at = at
    row.save(update_fields=["done_at"])


def later(*, row: Return, today: date) -> None:
    """Not now: in four weeks."""
    row.snoozed = today + LATER
    row.save(update_fields=["snoozed"])


def come_round(*, row: Return, today: date) -> None:
    """What it waited for has come round: it is due from today."""
    row.on, row.event, row.snoozed = today, "", None
    row.save(update_fields=["on", "event", "snoozed"])


def due(person: Person, today: date) -> QuerySet[Return]:
    """What is due for `person`, longest first: its day has come, or a review of theirs is being written."""
    writing = Exists(Review.objects.filter(person=OuterRef("person"), note__edition=None, note__deleted_at=None))
    rows = Return.objects.filter(person=person, done_at=None).filter(Q(snoozed=None) | Q(snoozed__lte=today))
    return rows.filter(Q(on__lte=today) | Q(Q(event=Return.REVIEW), writing)).select_related("note", "thread").order_by(*IN_ORDER)


def waiting(person: Person, today: date, viewer: Viewer) -> tuple[Waiting, ...]:
    """Everything of `person`'s that is still to come back, what is due first. Three queries or four, four more for threads of teams."""
    now = {one.pk for one in due(person, today)}
    rows = Return.objects.filter(person=person, done_at=None).select_related("note", "thread").order_by(*IN_ORDER)[:MOST]
    return tuple(sorted(_shown(rows, viewer, now), key=lambda one: not one.due))


def coming(person: Person, today: date, most: int) -> list[Return]:
    """What is due, and a few more than `most`, for some may not be readable now. One query."""
    return list(due(person, today)[: 4 * most]) if most > 0 else []


def backs(rows: Iterable[Return], titles: Titles, viewer: Viewer, most: int) -> tuple[Back, ...]:
    """At most `most` of those `rows`, for the page of a week: what can be read, as `titles` have its note. Four queries for threads of teams."""
    held = list(rows)
    return tuple(
        Back(
            uid=one.row.uid,
            words=one.words,
            lang=one.lang,
            note=one.row.note.uid if one.row.note else None,
            thread=one.row.thread.uid if one.row.thread else None,
            on=one.row.on,
            event=one.row.event,
        )
        for one in _named(held, titles, viewer, {one.pk for one in held})
        if one.words
    )[:most]


def _shown(rows: Iterable[Return], viewer: Viewer, now: set[int]) -> list[Waiting]:
    held = list(rows)
    ids = [one.note_id for one in held if one.note_id]
    notes = list(Note.objects.filter(pk__in=ids).visible_to(viewer).with_reach(viewer)) if ids else []
    return _named(held, briefs(notes, viewer) if notes else {}, viewer, now)


def _named(rows: Sequence[Return], titles: Titles, viewer: Viewer, now: set[int]) -> list[Waiting]:
    shared = [one.thread for one in rows if one.thread and one.thread.team_id]
    theirs = seen(shared, viewer) if shared else {}
    found = []
    for one in rows:
        words = lang = ""
        if one.thread and one.thread.team_id is None:
            words = one.thread.label or one.thread.words
        elif one.thread_id in theirs:
            words, lang = theirs[one.thread_id].name, theirs[one.thread_id].lang
        elif brief := titles.get(one.note_id or 0):
            words, lang = brief[0].title or brief[0].excerpt[:80], brief[0].lang
        found.append(Waiting(one, words, lang, one.pk in now))
    return found
