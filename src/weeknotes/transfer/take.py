"""Taking records in as drafts: twice is once, and a note that was edited here is never overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.notes.tags import put
from weeknotes.people.models import Person
from weeknotes.publishing.many import Coming
from weeknotes.transfer.models import ImportRun, Source
from weeknotes.transfer.record import Record
from weeknotes.web.dates import from_iso, monday

NEW, SAME, HERE, CHANGED, DELETED = "new", "same as another", "already here", "changed there", "among the deleted"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a record: its fate, and the note (None in a dry run for one that would be new)."""

    record: Record
    fate: str
    note: Note | None


def take(found: Iterable[Record], *, person: Person, dry: bool = False) -> list[Taken]:
    """Make a draft of each record that is not here yet, for `person`; with `dry`, only say what would be done. One transaction a record."""
    run = None if dry else ImportRun.objects.create(person=person)
    done: list[Taken] = []
    in_this_run: dict[str, Note | None] = {}
    for record in found:
        source_id = f"{person.uid}:{record.source_id}"[-500:]
        known = Source.objects.filter(kind="file", source_id=source_id).select_related("note").first()
        alike = Source.objects.filter(sha=record.fingerprint, note__author=person).select_related("note").first()
        if record.fingerprint in in_this_run:
            note, fate = in_this_run[record.fingerprint], SAME
        elif alike is not None:
            note, fate = alike.note, HERE
        elif known is not None:
            note, fate = known.note, CHANGED
        else:
            note, fate = None, NEW
        if note is not None and note.deleted_at is not None:
            fate = DELETED
        if run is not None:
            with transaction.atomic():
                if fate == NEW:
                    note = _draft(record, person)
                if note is not None and known is None:
                    Source.objects.create(source_id=source_id, note=note, run=run, sha=record.fingerprint)
        in_this_run.setdefault(record.fingerprint, note)
        done.append(Taken(record, fate, note))
    return done


def to_publish(taken: Iterable[Taken], *, person: Person, level: Level) -> list[Coming]:
    """The new drafts that have a date, oldest first, each to be announced as of its own day."""
    dated = [t.note for t in taken if t.fate == NEW and t.note is not None and t.note.dated]
    return [
        Coming(note, person, level, datetime.combine(note.dated or date.min, time(12), tzinfo=UTC))
        for note in sorted(dated, key=lambda n: (n.dated or date.min, n.pk))
    ]


def forget(*, note: Note) -> None:
    """Forget where `note` came from, inside the transaction that deletes it for good: brought in again, it is a new note."""
    note.sources.all().delete()


def _draft(record: Record, person: Person) -> Note:
    first, last, how = weeks(record)
    note = start(
        author=person,
        monday=first,
        last_monday=last,
        kind=Note.WEEKNOTE if first else Note.REFLECTION,
        lang=record.lang,
        title=record.title or "",
        html=record.html,
        level=Level.ME,
        week_how=how,
        dated=record.dated,
    )
    put(note=note, names=record.tags)
    return note


def weeks(record: Record) -> tuple[date | None, date | None, str]:
    """Mondays of the weeks that a record surely covers, or none: an offer is for the writer to take."""
    week = record.week
    if not week.sure:
        return None, None, Note.UNKNOWN
    if week.iso:
        only = from_iso(week.iso)
        return only, only, Note.SURE
    if week.start and week.end and week.end - week.start <= timedelta(weeks=8):
        return monday(week.start), monday(week.end), Note.SURE
    return None, None, Note.UNKNOWN
