"""Deleting many drafts at once, as undoing an import does: among the deleted, from where each can be brought back for thirty days."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.models import Note, Plan
from weeknotes.notes.models_shared import Preview
from weeknotes.people.models import Person

AT_ONCE = 500


def delete_drafts(*, notes: Iterable[int], by: Person) -> set[int]:
    """Put those of `notes` that `by` is the author of and nobody can read among the deleted, as `delete` does; their ids.

    Each five hundred in a transaction of their own: stopped, those that went have gone.
    """
    ids = list(notes)
    gone: set[int] = set()
    for first in range(0, len(ids), AT_ONCE):
        now = timezone.now()
        with transaction.atomic():
            held = Note.objects.select_for_update().filter(pk__in=ids[first : first + AT_ONCE], author=by, edition=None, deleted_at=None)
            several = list(held.values_list("pk", flat=True))
            Note.objects.filter(pk__in=several).update(deleted_at=now)
            Plan.objects.filter(note__in=several).delete()  # brought back, none must be published of itself
            Preview.objects.filter(note__in=several, revoked_at=None).update(revoked_at=now)
        gone.update(several)
    return gone
