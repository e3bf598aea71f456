"""Which pictures stand in a note: those that whoever put them there may give it. A picture's address in a text opens nothing by itself."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from weeknotes.notes.models import Blob, Copy, Media, Note, Placing, Sight
from weeknotes.people.models import Person
from weeknotes.prose.pictures import asked


def place(*, note: Note, by: Person, html: str) -> None:
    """Record that the pictures of `html`, saved in `note` by `by`, stand in it: those of their own, and those of notes that they write.

    What stood in a note once stays recorded, so that an earlier version brought back has its pictures. No query for a text without.
    """
    wanted = asked(html)
    if not wanted:
        return
    here = Placing.objects.filter(media=OuterRef("pk"), sight=None)
    given = Q(owner=by) | Exists(here.filter(note__in=Note.objects.writable_by(by.pk)))
    new = Media.objects.filter(given, uid__in=wanted).exclude(Exists(here.filter(note=note)))
    Placing.objects.bulk_create([Placing(note=note, media=media) for media in new], ignore_conflicts=True)


def displace(note: Note) -> None:
    """Take the pictures out of a note that is erased, and erase those that nothing else has."""
    stood = list(note.placings.values_list("media", flat=True).distinct())
    note.placings.all().delete()
    erase_unplaced(stood)


def erase_unplaced(media: Iterable[int]) -> None:
    """Erase those of these pictures that stand in no note and belong to no jotting; their files go with the next clearing."""
    gone = Media.objects.filter(pk__in=list(media), placings=None, photo=None)
    blobs = set(gone.values_list("original", flat=True)) | set(Copy.objects.filter(media__in=gone).values_list("blob", flat=True))
    Media.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
    Blob.objects.filter(pk__in=blobs, originals=None, copies=None).delete()


def given_in(html: str, by: Person) -> list[Media]:
    """The pictures of `html` that `by` gave, oldest first. No query for a text without."""
    wanted = asked(html)
    return list(Media.objects.filter(owner=by, uid__in=wanted).order_by("pk")) if wanted else []


def place_sights(sights: Iterable[Sight]) -> None:
    """Record which pictures each text that was just frozen shows: those of its own that stand in its note. Inside the freeze's transaction."""
    rows = []
    for sight in sights:
        if wanted := asked(sight.html):
            here = Placing.objects.filter(media=OuterRef("pk"), sight=None, note=sight.note_id)
            rows += [
                Placing(note_id=sight.note_id, sight=sight, media=media)
                for media in Media.objects.filter(Exists(here), uid__in=wanted).order_by("pk")
            ]
    Placing.objects.bulk_create(rows)
