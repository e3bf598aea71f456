"""Deleting what was uploaded and not taken in."""

from django.utils.timezone import now

from weeknotes.transfer.incoming import let_files_go, let_strays_go
from weeknotes.transfer.models import Found, ImportRun, Upload

LEFT_ALONE = (ImportRun.COMING, ImportRun.LOOKING, ImportRun.PREVIEWED)  # nothing has come in of it


def let_go(*, upload: Upload) -> None:
    """Delete `upload` and its texts."""
    Upload.objects.filter(pk=upload.pk).delete()


def let_run_go(*, run: ImportRun) -> bool:
    """Take nothing of `run` in: it is deleted with all that was given. False where something came in of it already, which `undo` takes back."""
    gone, _rows = ImportRun.objects.filter(pk=run.pk, state__in=LEFT_ALONE, sources=None).delete()
    if gone:
        let_files_go(run)
    return bool(gone)


def let_go_old() -> int:
    """Delete what was given and left alone for a day; how many. Part of the worker's round.

    A bringing in that was stopped keeps what came in, and can go on no more: its files are gone.
    """
    old = Upload.objects.filter(at__lt=now() - Upload.LIFE)
    gone = old.count()
    if gone:
        old.delete()
    for run in ImportRun.objects.filter(at__lt=now() - ImportRun.LIFE, state__in=(*LEFT_ALONE, ImportRun.STOPPED)):
        if not let_run_go(run=run):
            Found.objects.filter(run=run).delete()
            let_files_go(run)
            ImportRun.objects.filter(pk=run.pk, state=ImportRun.STOPPED).update(state=ImportRun.DONE, inputs=[])
        gone += 1
    let_strays_go()
    return gone
