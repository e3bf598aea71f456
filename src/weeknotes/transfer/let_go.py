"""Deleting what was uploaded and not taken in."""

from collections.abc import Collection

from django.utils.timezone import now

from weeknotes.people.models import Person
from weeknotes.transfer.incoming import let_files_go, let_strays_go
from weeknotes.transfer.models import Found, ImportRun, Upload

LEFT_ALONE = (ImportRun.COMING, ImportRun.LOOKING, ImportRun.PREVIEWED)  # nothing has come in of it
AT_REST = (*LEFT_ALONE, ImportRun.STOPPED)
UNDER_WAY = (*AT_REST, ImportRun.RUNNING)


def let_go(*, upload: Upload) -> None:
    """Delete `upload` and its texts."""
    Upload.objects.filter(pk=upload.pk).delete()


def let_run_go(*, run: ImportRun) -> bool:
    """Take nothing of `run` in: it is deleted with all that was given. False where something came in of it already, which `undo` takes back."""
    gone, _rows = ImportRun.objects.filter(pk=run.pk, state__in=LEFT_ALONE, sources=None).delete()
    if gone:
        let_files_go(run)
    return bool(gone)


def let_all_go(*, person: Person) -> int:
    """Delete what somebody who leaves gave to be brought in; how many such things there were. Nothing more comes in: what is under way ends where it is."""
    gone, _rows = Upload.objects.filter(person=person).delete()
    for run in ImportRun.objects.filter(person=person, state__in=UNDER_WAY):
        _end(run, among=UNDER_WAY)
        gone += 1
    return gone


def _end(run: ImportRun, *, among: Collection[str]) -> None:
    """Nothing more comes in of `run`, if its state is `among` these; what came in is kept."""
    if let_run_go(run=run):
        return
    # Said first: whoever has it go on at this moment keeps its files, or does nothing more.
    if ImportRun.objects.filter(pk=run.pk, state__in=among).update(state=ImportRun.DONE, held_by=None, lease_until=None, inputs=[]):
        Found.objects.filter(run=run).delete()
        let_files_go(run)


def let_go_old() -> int:
    """Delete what was given and left alone for a day, and what was given by somebody who has left since; how many. Part of the worker's round.

    A bringing in that was stopped keeps what came in, and can go on no more: its files are gone.
    """
    old = Upload.objects.filter(at__lt=now() - Upload.LIFE)
    gone = old.count()
    if gone:
        old.delete()
    for run in ImportRun.objects.filter(at__lt=now() - ImportRun.LIFE, state__in=AT_REST):
        _end(run, among=AT_REST)
        gone += 1
    left = Person.objects.filter(is_active=False)
    gone += sum(let_all_go(person=one) for one in left.filter(pk__in=ImportRun.objects.filter(state__in=UNDER_WAY).values("person")))
    let_strays_go()
    return gone
