"""What stands on a note's own page beside its words: its tags, and its author's notes before and after it."""

import uuid
from collections.abc import Mapping

from django.db.models import Q

from weeknotes.notes.models import Note
from weeknotes.notes.tags import tags_of
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.questions import public
from weeknotes.publishing.shelf import these

tags_in = once(tags_of)


@once
def note_of(key: str) -> Note | None:
    """The public note whose uid is `key`."""
    return public().filter(uid=uuid.UUID(key)).first()


@once
def neighbours(note: Note) -> tuple[Note | None, Note | None]:
    """The author's public notes before and after `note`, by day, then by publication."""
    if note.dated is None or note.published_at is None:
        return None, None
    same_day = Q(dated=note.dated)
    same_time = same_day & Q(published_at=note.published_at)
    theirs = public().filter(author=note.author_id).exclude(pk=note.pk)
    before = Q(dated__lt=note.dated) | (same_day & Q(published_at__lt=note.published_at)) | (same_time & Q(pk__lt=note.pk))
    after = Q(dated__gt=note.dated) | (same_day & Q(published_at__gt=note.published_at)) | (same_time & Q(pk__gt=note.pk))
    beside = theirs.filter(before), theirs.filter(after).order_by("dated", "published_at", "id")
    first, last = (rows.values_list("pk", flat=True).first() for rows in beside)
    return both({one.pk: one for one in these(pk for pk in (first, last) if pk is not None)}, first, last)


def both(found: Mapping[int, Note], before: int | None, after: int | None) -> tuple[Note | None, Note | None]:
    """The notes with these two ids of those `found`; None where there is no id, or no such note any more."""
    return found.get(before) if before is not None else None, found.get(after) if after is not None else None
