"""Which pictures, sounds and films stand in a note: those that whoever put them there may give it. A picture's address in a text opens nothing by itself."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from weeknotes.notes.models import Blob, Copy, Media, Note, Placing, SaidThen, Sight, Transcript
from weeknotes.people.models import Person
from weeknotes.prose.pictures import asked
from weeknotes.prose.players import linked


def place(*, note: Note, by: Person, html: str) -> None:
    """Record that the pictures of `html`, saved in `note` by `by`, stand in it: those of their own, and those of notes that they write.

    What stood in a note once stays recorded, so that an earlier version brought back has its pictures. No query for a text without.
    """
    wanted = wanted_in(html)
    if wanted is None:
        return
    here = Placing.objects.filter(media=OuterRef("pk"), sight=None)
    given = Q(owner=by) | Exists(here.filter(note__in=Note.objects.writable_by(by.pk)))
    new = Media.objects.filter(given, wanted).exclude(Exists(here.filter(note=note)))
    Placing.objects.bulk_create([Placing(note=note, media=media) for media in new], ignore_conflicts=True)


def wanted_in(html: str) -> Q | None:
    """Which media stand in a text: pictures as pictures, sounds and films as links; None for a text without."""
    seen, heard = asked(html), linked(html)
    if not seen and not heard:
        return None
    played = Q(original__kind__startswith="audio/") | Q(original__kind__startswith="video/")
    return Q(uid__in=seen) | (Q(uid__in=heard) & played)


def displace(note: Note) -> None:
    """Take the pictures out of a note that is erased, and erase those that nothing else has."""
    stood = list(note.placings.values_list("media", flat=True).distinct())
    note.placings.all().delete()
    erase_unplaced(stood)


def erase_unplaced(media: Iterable[int]) -> None:
    """Erase those of these pictures that stand in no note and belong to no jotting; their files go with the next clearing."""
    gone = Media.objects.filter(pk__in=list(media), placings=None, photo=None)
    blobs = set(gone.values_list("original", flat=True)) | set(Copy.objects.filter(media__in=gone).values_list("blob", flat=True))
    blobs |= set(Transcript.objects.filter(media__in=gone).exclude(captions=None).values_list("captions", flat=True))
    Media.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
    Blob.objects.filter(pk__in=blobs, originals=None, copies=None, transcripts=None, said=None).delete()


def given_in(html: str, by: Person) -> list[Media]:
    """The pictures, sounds and films of `html` that `by` gave, oldest first. No query for a text without."""
    wanted = wanted_in(html)
    return list(Media.objects.filter(wanted, owner=by).select_related("original").order_by("pk")) if wanted is not None else []


def place_sights(sights: Iterable[Sight]) -> None:
    """Record which pictures, sounds and films each text that was just frozen shows: those of its own that stand in its note, with what is
    said in them as it is now. Inside the freeze's transaction."""
    rows = []
    for sight in sights:
        wanted = wanted_in(sight.html)
        if wanted is not None:
            here = Placing.objects.filter(media=OuterRef("pk"), sight=None, note=sight.note_id)
            rows += [
                Placing(note_id=sight.note_id, sight=sight, media=media) for media in Media.objects.filter(Exists(here), wanted).order_by("pk")
            ]
    if not rows:
        return
    placings = Placing.objects.bulk_create(rows)
    said: dict[int, list[Transcript]] = {}
    for one in Transcript.objects.filter(media__in={placing.media_id for placing in placings}).order_by("lang"):
        said.setdefault(one.media_id, []).append(one)
    SaidThen.objects.bulk_create(
        SaidThen(placing=placing, lang=one.lang, text=one.text, state=one.state, captions_id=one.captions_id)
        for placing in placings
        for one in said.get(placing.media_id, ())
    )
