"""How long notes are kept, for those who write them: what of theirs is on a list, what is on hold, and which class each is of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from weeknotes.notes.holds import in_force
from weeknotes.notes.models import Body, Hold, Note
from weeknotes.people.models import Person
from weeknotes.transfer.models_retention import DisposalLine, NoteClass, RetentionClass
from weeknotes.transfer.retention.kept import MOMENT, with_class
from weeknotes.transfer.retention.listing import NOTICE
from weeknotes.transfer.retention.shown import ready_at
from weeknotes.transfer.retention.terms import later

MOST = 200


@dataclass(frozen=True, slots=True)
class Coming:
    """A note of mine on a list: its title and where it is written, by which class, and from when on it may go; what I asked and what was answered."""

    line: DisposalLine
    uid: UUID
    title: str
    lang: str
    ready: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The class that a note is of, None for none; the day it is counted from, the day its time is over (None: for good); whether it is on the open list;
    the holds in force."""

    kept: RetentionClass | None
    chosen: RetentionClass | None
    counted_on: date | None
    due_on: date | None
    listed: bool
    holds: tuple[Hold, ...]


def coming(me: Person) -> list[Coming]:
    """What of mine is on a list that is open, and what I asked and was answered of the newest ones. Three queries."""
    mine = Note.objects.writable_by(me.pk).values("pk")
    said = Q(state=DisposalLine.ASKED) | ~Q(answer="") | Q(list__open=True, state__in=(DisposalLine.LISTED, DisposalLine.GOING, DisposalLine.HELD))
    rows = list(DisposalLine.objects.filter(said, note__in=mine).select_related("list", "under", "note").order_by("-list", "pk")[:MOST])
    titles = _titles(one.note_id for one in rows if one.note_id)
    newest: dict[int, DisposalLine] = {}
    for one in rows:
        newest.setdefault(one.note_id or 0, one)  # of several lists the newest says how it is
    return [Coming(one, one.reference, *titles.get(one.note_id or 0, ("", "en")), ready_at(one.list)) for one in newest.values()]


def on_list(me: Person) -> tuple[int, datetime | None]:
    """How many notes of mine are on the open list and may go, and from when on. One query."""
    rows = DisposalLine.objects.filter(list__open=True, list__confirmed_at=None, state=DisposalLine.LISTED, note__in=Note.objects.writable_by(me.pk).values("pk"))
    found = rows.values_list("list__made_at").order_by("list__made_at").annotate(count=Count("pk")).first()
    return (found[1], found[0] + NOTICE) if found else (0, None)


def by_class(me: Person) -> list[tuple[RetentionClass | None, int]]:
    """How many notes of mine are of each class; those of none last. Two queries."""
    counts = dict(with_class(Note.objects.written_by(me.pk)).order_by().values_list("kept_by").annotate(count=Count("pk", distinct=True)))  # type: ignore[misc]
    there = RetentionClass.objects.in_bulk([pk for pk in counts if pk is not None])
    return [(there.get(pk), counts[pk]) for pk in sorted(counts, key=lambda pk: (pk is None, pk or 0))]


def held_of(me: Person) -> list[tuple[Hold, int]]:
    """The holds in force of notes of mine, the deleted ones too, and of how many."""
    rows = in_force().filter(held__note__in=Note.objects.written_by(me.pk).values("pk")).annotate(count=Count("held", distinct=True)).order_by("-at")
    return [(one, one.count) for one in rows[:MOST]]


def kept_of(note: Note) -> Kept:
    """How long `note` is kept. Five queries."""
    row = with_class(Note.objects.filter(pk=note.pk)).first()
    chosen = NoteClass.objects.filter(note=note).select_related("kept").first()
    made = RetentionClass.objects.filter(pk=getattr(row, "kept_by", None) or 0).first()
    moment = getattr(row, MOMENT[made.counted_from]) if made else None
    day = timezone.localtime(moment).date() if moment else None
    over = later(day, made.months) if made and made.months and day else None
    listed = DisposalLine.objects.filter(note=note, list__open=True, state__in=(DisposalLine.LISTED, DisposalLine.ASKED)).exists()
    return Kept(made, chosen.kept if chosen else None, day, over, listed, tuple(in_force().filter(held__note=note).order_by("-at")))


def choose_class(*, note: Note, by: Person, kept: RetentionClass | None) -> None:
    """Keep the class that `by`, who writes it, chose for a note; None for the one that is for it otherwise."""
    with transaction.atomic():
        if kept is None:
            NoteClass.objects.filter(note=note).delete()
        else:
            NoteClass.objects.update_or_create(note=note, defaults={"kept": kept, "by": by, "at": timezone.now()})


def _titles(notes: Iterable[int]) -> dict[int, tuple[str, str]]:
    """What each note is called by those who write it, its lead language's words first."""
    found: dict[int, tuple[str, str]] = {}
    for pk, lead, lang, title in Body.objects.filter(note__in=list(notes)).values_list("note", "note__lead_lang", "lang", "title"):
        if pk not in found or lang == lead:
            found[pk] = (title, lang)
    return found
