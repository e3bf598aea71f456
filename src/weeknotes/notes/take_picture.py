"""Taking a picture, into a note or for its owner alone: the original kept for its owner, the sizes to be shown made from its pixels."""

from dataclasses import dataclass

from django.db import transaction

from weeknotes.notes import media_files
from weeknotes.notes.models import Blob, Copy, Media, Note, Placing
from weeknotes.notes.picture import Made, Picture, prepare
from weeknotes.people.models import Person


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that was taken: its row, its width and height as it is shown, and whether it moved and does no longer."""

    media: Media
    width: int
    height: int
    moved: bool


def take_picture(*, note: Note, by: Person, name: str, data: bytes) -> Taken:
    """Keep the picture in `data` for `note`; nobody but those who write the note can see it until the note is published with it.

    NotTaken with a sentence where it is no picture that can be shown; OSError when there is no room. `by` writes the note.
    """
    picture = prepare(data)
    with media_files.held(), transaction.atomic():
        taken = keep(picture, by=by, name=name, data=data)
        Placing.objects.create(note=note, media=taken.media)
    return taken


def keep(picture: Picture, *, by: Person, name: str, data: bytes) -> Taken:
    """Keep what `prepare` made of `data`, in the caller's transaction and while the media folder is `held`. Nobody but `by` has it so far."""
    original = _blob(Made(picture.kind, data, picture.width, picture.height), shown=False)
    media = Media.objects.create(owner=by, original=original, name=name.replace("\\", "/").rpartition("/")[2][:200])
    for made in picture.copies:
        Copy.objects.get_or_create(media=media, blob=_blob(made, shown=True))
    widest = picture.copies[-1]
    return Taken(media, widest.width, widest.height, picture.moved)


def _blob(made: Made, *, shown: bool) -> Blob:
    key = media_files.put(made.body, shown=shown)
    about = {"kind": made.kind, "size": len(made.body), "width": made.width, "height": made.height}
    blob, _new = Blob.objects.get_or_create(key=key, shown=shown, defaults=about)
    return blob


def take_own(*, by: Person, name: str, data: bytes) -> Taken:
    """Keep the picture in `data` for `by` alone, until it is put into a note. NotTaken as above; OSError when there is no room."""
    picture = prepare(data)
    with media_files.held(), transaction.atomic():
        return keep(picture, by=by, name=name, data=data)
