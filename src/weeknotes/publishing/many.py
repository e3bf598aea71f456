"""Publishing many notes at once, as an import does: rows first, one note a transaction, then every page in one bake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from weeknotes.notes.freeze import freeze
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.publishing import addresses
from weeknotes.publishing.alone import alone
from weeknotes.publishing.bake import Baked, Progress, bake


@dataclass(frozen=True, slots=True)
class Coming:
    """A draft to publish: for whom, and when it counts as announced."""

    note: Note
    by: Person
    level: Level
    at: datetime


def publish_rows(coming: Iterable[Coming]) -> None:
    """Publish these drafts, oldest announcement first where the caller gives them so; their pages wait for the next bake.

    ValueError for a note without words.
    """
    with alone():
        for one in coming:
            with transaction.atomic():
                edition = freeze(note=one.note, by=one.by, level=one.level, at=one.at)
                for path in settings.ECHOES:
                    import_string(path)(note=one.note, edition=edition, by=one.by, at=one.at)
                addresses.settle(one.note)


def publish_many(coming: Iterable[Coming], *, progress: Progress | None = None) -> Baked:
    """Publish these drafts, then bake what is missing. Stopped at any moment, what was published stays so, and the next bake completes it."""
    publish_rows(coming)
    return bake(progress=progress)
