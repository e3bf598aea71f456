"""Deleting a note: out of sight for thirty days, from where it can be brought back; then gone, or at once if its writer says so."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.notes.holds import Held, on_hold, refuse_held
from weeknotes.notes.models import Body, Episode, Item, Jotting, Note, NoteTag, Plan, Revision
from weeknotes.notes.placing import displace
from weeknotes.notes.share import end_all
from weeknotes.people.models import Person

KEPT_FOR = timedelta(days=30)


class StillPublishedError(Exception):
    """A published note is withdrawn first, so that nobody reads what its writer thinks gone."""


def delete(*, note: Note, by: Person, at: datetime | None = None) -> None:
    """Put `note` among the deleted, out of everybody's sight. Deleted twice, it is deleted once, and keeps its first day.

    PermissionDenied where `by` is not its author; StillPublishedError where readers can see it.
    """
    with transaction.atomic():
        held = _held(note, by)
        if held.edition_id is not None:
            raise StillPublishedError
        if held.deleted_at is None:
            held.deleted_at = at or timezone.now()
            Plan.objects.filter(note=held).delete()  # brought back, it must not be published of itself
            held.save(update_fields=["deleted_at"])
            end_all(note=held, at=held.deleted_at)
    note.deleted_at = held.deleted_at


def bring_back(*, note: Note, by: Person) -> None:
    """Take `note` from among the deleted: it is the draft it was. PermissionDenied where `by` is not its author; Note.DoesNotExist
    where it has gone for good."""
    with transaction.atomic():
        held = _held(note, by)
        if held.erased_at is not None:
            raise Note.DoesNotExist
        held.deleted_at = None
        held.save(update_fields=["deleted_at"])
    note.deleted_at = None


def erase(*, note: Note, by: Person) -> None:
    """Delete a deleted `note` for good, now. PermissionDenied where `by` is not its author, Held where a hold keeps it; nothing is done where it is not deleted."""
    with transaction.atomic():
        held = _held(note, by)
        refuse_held(held)
        if held.deleted_at is not None:
            _erase(held)


def dispose(*, note: Note) -> None:
    """Delete `note` for good without its writer, as a disposal list says that was confirmed. Done twice, it is done once.

    Note.DoesNotExist where it is gone, StillPublishedError where readers can see it, Held where a hold keeps it.
    """
    with transaction.atomic():
        held = Note.objects.select_for_update().get(pk=note.pk)
        if held.edition_id is not None:
            raise StillPublishedError
        refuse_held(held)
        if held.erased_at is not None:
            return
        if held.deleted_at is None:
            held.deleted_at = timezone.now()
            Plan.objects.filter(note=held).delete()
            held.save(update_fields=["deleted_at"])
            end_all(note=held, at=held.deleted_at)
        _erase(held)


def erase_old() -> int:
    """Delete for good what was deleted thirty days ago or earlier and no hold keeps; how many notes went. Stopped at any moment, the rest goes next time."""
    due = Note.objects.deleted().filter(~on_hold(), deleted_at__lte=timezone.now() - KEPT_FOR).order_by("deleted_at")
    gone = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            # As it is now: its writer may have brought it back since.
            held = Note.objects.select_for_update().deleted().filter(pk=pk, deleted_at__lte=timezone.now() - KEPT_FOR).first()
            if held is None:
                continue
            with suppress(Held):  # a hold came since
                refuse_held(held)
                _erase(held)
                gone += 1
    return gone


def _held(note: Note, by: Person) -> Note:
    """The row as it is now, held: deleting and publishing at once wait for each other."""
    held = Note.objects.select_for_update().get(pk=note.pk)
    if held.author_id != by.pk:
        raise PermissionDenied("only the author of a note deletes it")
    return held


def _erase(note: Note) -> None:
    """Remove every row that holds anything of `note`. Of one that was ever published an empty shell stays, so that its address
    goes on answering that it is gone."""
    for path in settings.ERASED:
        import_string(path)(note=note)
    displace(note)
    # Saves that lean on another go before it.
    Revision.objects.filter(body__note=note, base__isnull=False).delete()
    Revision.objects.filter(body__note=note).delete()
    if not note.editions.exists():
        note.delete()
        return
    Body.objects.filter(note=note).delete()
    Item.objects.filter(note=note).delete()
    Jotting.objects.filter(note=note).update(note=None)
    Episode.objects.filter(note=note).delete()
    NoteTag.objects.filter(note=note).delete()
    for rows in (note.note_people, note.note_teams, note.corrections, note.considered, note.languages):
        rows.all().delete()
    Note.objects.filter(pk=note.pk).update(
        erased_at=timezone.now(), byline_team=None, week_from=None, week_to=None, covers_from=None, covers_to=None,
        week_how=Note.UNKNOWN, dated=None, dated_precision="unknown",
    )  # fmt: skip
