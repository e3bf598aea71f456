"""Deleting what was uploaded and not taken in."""

from django.utils.timezone import now

from weeknotes.transfer.models import Upload


def let_go(*, upload: Upload) -> None:
    """Delete `upload` and its texts."""
    Upload.objects.filter(pk=upload.pk).delete()


def let_go_old() -> int:
    """Delete uploads that were left alone for a day; how many. Part of the worker's round."""
    old = Upload.objects.filter(at__lt=now() - Upload.LIFE)
    gone = old.count()
    if gone:
        old.delete()
    return gone
