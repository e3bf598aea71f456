"""Confirming a disposal list, and then deleting what is on it, note by note. Whatever changed meanwhile stays: each is looked at once more."""

import time
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.delete import StillPublishedError, dispose
from weeknotes.notes.holds import Held
from weeknotes.notes.models import Note, NotePerson
from weeknotes.people.models import Person
from weeknotes.people.trace import trace
from weeknotes.publishing.refusal import DiskFull, NotPublished
from weeknotes.publishing.withdraw import take_away
from weeknotes.transfer.models_retention import DisposalLine, DisposalList
from weeknotes.transfer.retention.answering import TooLate
from weeknotes.transfer.retention.kept import due_under, free
from weeknotes.transfer.retention.listing import NOTICE

AT_ONCE = 500
SECONDS = 20.0  # of a round of the worker: others wait for it


class TooSoon(Exception):
    """Those who write what is on the list have had less than their thirty days."""


class AnotherNumber(Exception):
    """So many would go, and another number was confirmed: `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} would go")
        self.count = count


def would_go(disposal: DisposalList) -> int:
    """How many notes would go if the list were confirmed now."""
    return DisposalLine.objects.filter(list=disposal, state=DisposalLine.LISTED).count()


def look_again(*, disposal: DisposalList) -> int:
    """Take off the list what is not due any more or is held since: corrected, published again, deleted by its writer, of another class. How many.

    Three queries for five hundred lines of a class.
    """
    off = 0
    if not DisposalList.objects.filter(pk=disposal.pk, open=True, confirmed_at=None).exists():
        return off
    today = timezone.localdate()
    for under in disposal.classes.select_related("kept"):
        rows = DisposalLine.objects.filter(list=disposal, under=under, state=DisposalLine.LISTED)
        listed = list(rows.values_list("pk", "note"))
        for first in range(0, len(listed), AT_ONCE):
            several = listed[first : first + AT_ONCE]
            ids = [note for _pk, note in several if note is not None]
            still = set(free(due_under(under.kept, today, among=ids)).values_list("pk", flat=True)) if under.kept else set()
            gone = [pk for pk, note in several if note not in still]
            off += rows.filter(pk__in=gone).update(state=DisposalLine.OFF, settled_at=timezone.now()) if gone else 0
    return off


def confirm(*, disposal: DisposalList, by: Person, count: int) -> None:
    """Say yes to what is on the list, by how many notes go. They go from then on, by `go_on`.

    TooSoon within thirty days of its making, AnotherNumber where as many would not go, TooLate where it was confirmed or put away.
    """
    if disposal.made_at + NOTICE > timezone.now():
        raise TooSoon
    look_again(disposal=disposal)
    with transaction.atomic():
        held = DisposalList.objects.select_for_update().filter(pk=disposal.pk, open=True, confirmed_at=None).first()
        if held is None:
            raise TooLate
        going = DisposalLine.objects.filter(list=held, state=DisposalLine.LISTED)
        if (there := going.count()) != count or not there:
            raise AnotherNumber(there)
        held.confirmed_at, held.confirmed_by = timezone.now(), by
        held.save(update_fields=["confirmed_at", "confirmed_by"])
        going.update(state=DisposalLine.GOING)
    disposal.refresh_from_db()


def go_on(*, seconds: float = SECONDS) -> int:
    """Delete what was confirmed, for at most so many seconds; how many notes went. Part of the worker's round: stopped at any moment, the rest goes next time."""
    until, gone = time.monotonic() + seconds, 0
    for disposal in DisposalList.objects.filter(open=True, confirmed_at__isnull=False).select_related("confirmed_by"):
        lines = DisposalLine.objects.filter(list=disposal, state=DisposalLine.GOING).select_related("under__kept").order_by("pk")
        for pk in list(lines.values_list("pk", flat=True)):
            if time.monotonic() > until:
                return gone
            line = lines.filter(pk=pk).first()
            gone += line is not None and _delete(line, disposal)
        DisposalList.objects.filter(pk=disposal.pk, open=True).update(open=False, ended_at=timezone.now())
    return gone


def _delete(line: DisposalLine, disposal: DisposalList) -> bool:
    """Delete the note of one line, if it is still as it was confirmed; whether it went."""
    note = Note.objects.filter(pk=line.note_id or 0).first()
    if note is None or disposal.confirmed_by is None:
        return _leave(line)
    begun = line.settled_at is not None and note.edition_id is None  # by a round that was stopped after it took the note away
    if not begun and not _still_due(line, note):
        return _leave(line)
    try:
        if note.edition_id is not None:
            DisposalLine.objects.filter(pk=line.pk).update(settled_at=timezone.now())
            take_away(note=note, by=disposal.confirmed_by, edition=note.edition_id)
        with transaction.atomic():
            writers = [note.author_id, *note.note_people.filter(part=NotePerson.WRITES).values_list("person_id", flat=True)]
            dispose(note=note)
            _record(line, disposal, writers)
    except DiskFull:  # tried again later, by whoever calls
        raise
    except (NotPublished, StillPublishedError, Held, Note.DoesNotExist):  # its writer, or a hold, was quicker
        return _leave(line)
    return True


def _still_due(line: DisposalLine, note: Note) -> bool:
    kept = line.under.kept
    return kept is not None and free(due_under(kept, timezone.localdate(), among=[note.pk])).exists()


def _record(line: DisposalLine, disposal: DisposalList, writers: Iterable[int]) -> None:
    # Two at once on one list: whoever came second may have left it already, and neither records it twice.
    rows = DisposalLine.objects.filter(pk=line.pk).exclude(state=DisposalLine.GONE)
    if rows.update(state=DisposalLine.GONE, note=None, settled_at=timezone.now()):
        trace(kind="disposed", by=disposal.confirmed_by, concerns=writers)


def _leave(line: DisposalLine) -> bool:
    DisposalLine.objects.filter(pk=line.pk, state=DisposalLine.GOING).update(state=DisposalLine.OFF, settled_at=timezone.now())
    return False
