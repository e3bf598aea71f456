"""Making what can be found agree with what is published, from the notes alone: after an upgrade, or when somebody asks for it."""

from typing import Protocol

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from weeknotes.notes.models import Note, Sight
from weeknotes.search.audit import wrong
from weeknotes.search.index import index
from weeknotes.search.models import Doc

BATCH = 100
# What the worker does at one tick, so that it comes round to everything else.
AT_A_TICK = 2000


class Progress(Protocol):
    """Told how far the work is: notes done, notes in all."""

    def __call__(self, done: int, total: int) -> None: ...


def reindex(*, everything: bool = False, most: int | None = None, progress: Progress | None = None) -> int:
    """Index the notes of which something cannot be found, or can and should not; how many. With `everything`, all whose words differ.

    A batch a transaction: stopped at any moment, it goes on from there when called again. `most`: so many notes at the most.
    """
    if everything and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    due = sorted({*amiss(), *Note.objects.filter(edition__isnull=False).values_list("pk", flat=True)} if everything else amiss())
    due = due[:most]
    changed = 0
    for first in range(0, len(due), BATCH):
        with transaction.atomic():
            # As they are now: somebody may publish in between.
            notes = list(Note.objects.select_for_update().filter(pk__in=due[first : first + BATCH]).select_related("author"))
            if everything:
                other = wrong(notes)
                notes = [note for note in notes if note.pk in other]
            index(notes)
            changed += len(notes)
        if progress is not None:
            progress(min(first + BATCH, len(due)), len(due))
    return changed


def mend() -> int:
    """For the worker: find what was published before there was anything to find it with. Two counts where all is well."""
    return reindex(most=AT_A_TICK) if behind() else 0


def behind() -> int:
    """How many more texts there are than the search finds, or fewer. Two counts."""
    return abs(Sight.objects.count() - Doc.objects.count())


def amiss() -> set[int]:
    """Notes whose texts and rows here are not the same ones, by their numbers, levels and languages alone."""
    same = Doc.objects.filter(sight=OuterRef("pk"), level=OuterRef("level"), floor=OuterRef("floor"), lang=OuterRef("lang"))
    lacking = Sight.objects.filter(~Exists(same), note__edition=F("edition")).values_list("note_id", flat=True)
    stray = Doc.objects.filter(~Exists(Sight.objects.filter(pk=OuterRef("sight"), note=OuterRef("note_id")))).values_list("note_id", flat=True)
    return {*lacking.iterator(), *stray.iterator()}
