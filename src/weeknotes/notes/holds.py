"""Holding notes: while a hold is in force, nothing deletes them for good, whoever asks: not their writer, not thirty days, not a disposal list.

This is the one place that says what is held. Whatever has to keep notes as they are (a claim, a request for information, an inquiry) calls `hold` with
their ids and its reason, and `end` when it is over.
"""

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from weeknotes.notes.models import HeldNote, Hold, Note, NotePerson
from weeknotes.people.models import Person
from weeknotes.people.trace import trace

AT_ONCE = 1000


class Held(Exception):
    """A hold keeps the note: it cannot be deleted for good now."""


def hold(*, notes: Iterable[int], by: Person | None, reason: str, until: date | None = None) -> Hold:
    """Hold the notes with these ids, the deleted ones too, until the end of the day `until` or until the hold is ended. Those who write them are told of it.

    ValueError for no reason. Ids of notes that are gone are passed over.
    """
    said = " ".join(reason.replace("\x00", "").split())[: Hold.LONGEST]
    if not said:
        raise ValueError("a hold says why")
    with transaction.atomic():
        made = Hold.objects.create(reason=said, by=by, until=until)
        _take(made, notes)
        trace(kind="held", by=by, concerns=_concerned(made, by), subject=made.uid)
    return made


def end(*, hold: Hold, by: Person | None) -> None:
    """End `hold`: its notes are as all others again, but for those that another hold keeps. Ended twice, it is ended once."""
    with transaction.atomic():
        now = timezone.now()
        if Hold.objects.filter(pk=hold.pk, ended_at=None).update(ended_at=now, ended_by=by):
            trace(kind="hold-ended", by=by, concerns=_concerned(hold, by), subject=hold.uid)
    hold.refresh_from_db()


def in_force() -> models.QuerySet[Hold]:
    """The holds that keep notes today."""
    return Hold.objects.filter(Q(until=None) | Q(until__gte=timezone.localdate()), ended_at=None)


def on_hold(*, note: str = "pk") -> Exists:
    """EXISTS a hold in force of the note that the field `note` of the row at hand names."""
    return Exists(HeldNote.objects.filter(note=OuterRef(note), hold__in=in_force()))


def refuse_held(note: Note) -> None:
    """Held where a hold keeps `note`. To be asked in the transaction that would delete it, with its row held."""
    if HeldNote.objects.filter(note=note, hold__in=in_force()).exists():
        raise Held


def _take(made: Hold, notes: Iterable[int]) -> None:
    ids = list(dict.fromkeys(notes))
    for first in range(0, len(ids), AT_ONCE):
        # With their rows held, so that none of them is being deleted for good meanwhile.
        there = Note.objects.select_for_update().filter(pk__in=ids[first : first + AT_ONCE], erased_at=None).values_list("pk", flat=True)
        HeldNote.objects.bulk_create([HeldNote(hold=made, note_id=pk) for pk in there], ignore_conflicts=True)


def _concerned(made: Hold, by: Person | None) -> list[int]:
    """Those who write what it keeps, and who did it."""
    notes = HeldNote.objects.filter(hold=made).values("note")
    authors = Note.objects.filter(pk__in=notes).values_list("author", flat=True).distinct()
    with_them = NotePerson.objects.filter(note__in=notes, part=NotePerson.WRITES).values_list("person", flat=True).distinct()
    return sorted({*authors, *with_them, *([by.pk] if by else [])})
