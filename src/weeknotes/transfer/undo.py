"""Taking a whole bringing in back: the drafts it made are among the deleted, from where each can be brought back for thirty days.

What was written in since stays, and so does what was published, unless its person says that it is withdrawn first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from weeknotes.notes.delete_many import delete_drafts
from weeknotes.notes.models import Body, Note
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.incoming import let_files_go
from weeknotes.transfer.models import Found, ImportRun, Mark, Source

AT_ONCE = 500
FEW = 20  # withdrawn at a time: each is gone from every page before the next


@dataclass(frozen=True, slots=True)
class Undone:
    """How many drafts went, how many stay because they were written in since, and how many because they are published."""

    gone: int
    edited: int
    published: int


def standing(run: ImportRun) -> Undone:
    """What undoing `run` would do now, were nothing withdrawn. Three queries."""
    made = run.sources.filter(made=True, lang="", note__deleted_at=None)
    edited = len(set(made.filter(note__edition=None).values_list("note", flat=True)) & _edited(run))
    published = made.exclude(note__edition=None).count()
    return Undone(made.count() - edited - published, edited, published)


def undo(*, run: ImportRun, withdrawing: bool = False) -> Undone:
    """Undo `run`: see above. With `withdrawing`, what it published and nobody edited since is withdrawn first. Done twice, it is done once.

    Nothing of it is kept to know the posts by again: brought in once more, they are new.
    """
    gone = sum(undone(run=run, withdrawing=withdrawing))
    left = standing(run)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.UNDONE, held_by=None, lease_until=None)
    run.refresh_from_db()
    return Undone(gone, left.edited, left.published)


def undone(*, run: ImportRun, withdrawing: bool = False) -> Iterator[int]:
    """The same a few hundred notes at a time: how many went each time. Stopped in between, it goes on when it is done again."""
    edited = _edited(run)
    notes = [pk for pk in run.sources.filter(made=True, lang="", note__deleted_at=None).order_by("pk").values_list("note", flat=True) if pk not in edited]
    size = FEW if withdrawing else AT_ONCE
    for first in range(0, len(notes), size):
        some = notes[first : first + size]
        for note in Note.objects.filter(pk__in=some).exclude(edition=None) if withdrawing else ():
            _withdraw(note, run)
        with transaction.atomic():
            gone = delete_drafts(notes=some, by=run.person)
            # Every place that leads to them, whichever bringing in found it: by what is deleted nothing is known again.
            Source.objects.filter(note__in=gone).delete()
            Mark.objects.filter(note__in=gone).delete()
        yield len(gone)
    Found.objects.filter(run=run).delete()
    let_files_go(run)


def _withdraw(note: Note, run: ImportRun) -> None:
    try:
        withdraw(note=note, by=run.person)
    except NotPublished:
        return  # somebody else withdrew it at this very moment, or there is no room: then it stays


def _edited(run: ImportRun) -> set[int]:
    """Notes of `run` that are not as it left them: another version, or another language begun."""
    made = run.sources.filter(made=True)
    left = {(note, lang or lead): version for note, lang, lead, version in made.values_list("note", "lang", "note__lead_lang", "version")}
    bodies = Body.objects.filter(note__in=made.values("note")).values_list("note", "lang", "version")
    return {note for note, lang, version in bodies.iterator() if version > left.get((note, lang), -1)}
