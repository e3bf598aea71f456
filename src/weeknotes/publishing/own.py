"""What stands on a note's own page beside its words: its author's notes before and after it."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet

from weeknotes.notes.models import Note
from weeknotes.notes.queries import Notes
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.questions import public
from weeknotes.publishing.shelf import these
from weeknotes.web.prepared import prepared


@once
def note_of(key: str) -> Note | None:
    """The public note whose uid is `key`."""
    return next(iter(_called(uuid.UUID(key))), None)


@prepared(uuid.UUID)
def _called(uid: uuid.UUID) -> Notes:
    return public().order_by().filter(uid=uid)


@prepared(int, date, datetime, int)
def _before(author: int, dated: date, published: datetime, pk: int) -> QuerySet[Note, int]:
    earlier = Q(dated__lt=dated) | Q(dated=dated, published_at__lt=published) | Q(dated=dated, published_at=published, pk__lt=pk)
    return public().filter(earlier, author=author).values_list("pk", flat=True)[:1]


@prepared(int, date, datetime, int)
def _after(author: int, dated: date, published: datetime, pk: int) -> QuerySet[Note, int]:
    later = Q(dated__gt=dated) | Q(dated=dated, published_at__gt=published) | Q(dated=dated, published_at=published, pk__gt=pk)
    return public().filter(later, author=author).order_by("dated", "published_at", "id").values_list("pk", flat=True)[:1]


@once
def neighbours(note: Note) -> tuple[Note | None, Note | None]:
    """The author's public notes before and after `note`, by day, then by publication."""
    if note.dated is None or note.published_at is None:
        return None, None
    at = note.author_id, note.dated, note.published_at, note.pk
    first, last = (next(iter(ask(*at)), None) for ask in (_before, _after))
    return both({one.pk: one for one in these(pk for pk in (first, last) if pk is not None)}, first, last)


def both(found: Mapping[int, Note], before: int | None, after: int | None) -> tuple[Note | None, Note | None]:
    """The notes with these two ids of those `found`; None where there is no id, or no such note any more."""
    return found.get(before) if before is not None else None, found.get(after) if after is not None else None
