"""What becomes of the photos of jottings: drawn into a note they are the note's; thrown away they go after thirty days."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.models import Jotting, Note, Photo
from weeknotes.notes.placing import erase_unplaced

KEPT_FOR = timedelta(days=30)


def say_alt(*, jotting: Jotting, alt: str) -> None:
    """Keep what its owner says that the photo of `jotting` shows; nothing is done where it has none."""
    Photo.objects.filter(jotting=jotting).update(alt=one_line(alt))


def one_line(alt: str) -> str:
    """Words for a photo as they are kept."""
    return " ".join(alt.split())[:500]


def hand_over(*, jottings: Iterable[Jotting], note: Note) -> None:
    """The photos of `jottings` that stand in `note` by now are the note's, and no jotting's any more."""
    Photo.objects.filter(jotting__in=[one.pk for one in jottings], media__placings__note=note).delete()


def let_go_thrown(now: datetime | None = None) -> int:
    """Delete the photos of jottings thrown away thirty days ago or earlier; how many. Their files go with the next clearing. Part of the worker's round."""
    limit = (now or timezone.now()) - KEPT_FOR
    gone = 0
    for pk in list(Photo.objects.filter(thrown_at__lte=limit).values_list("pk", flat=True)):
        with transaction.atomic():
            # As it is now: its owner may have taken the jotting back since.
            held = Photo.objects.select_for_update().filter(pk=pk, thrown_at__lte=limit).first()
            if held is not None:
                held.delete()
                erase_unplaced([held.media_id])
                Jotting.objects.filter(pk=held.jotting_id, text="").delete()
                gone += 1
    return gone
