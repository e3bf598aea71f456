"""Taking a sound or film into a note: one file, kept without what it says of where it was taken, which is also what those who may have it are given."""

from typing import IO

from django.db import transaction

from weeknotes.notes import media_files
from weeknotes.notes.models import Blob, Copy, Media, Note, Placing
from weeknotes.notes.sound import kind_of
from weeknotes.notes.unplaced import Blanked, told_in
from weeknotes.people.models import Person


def take_sound(*, note: Note, by: Person, name: str, file: IO[bytes], size: int) -> Media:
    """Keep the sound or film in `file` for `note`; nobody but those who write the note can have it until the note is published with it.

    NotTaken with a sentence where browsers cannot play it or it is too long; OSError when there is no room. `by` writes the note.
    """
    kind = kind_of(file, size)
    plainly = Blanked(file, told_in(file, size))
    with media_files.held(), transaction.atomic():
        key = media_files.put_file(plainly)
        blob, _new = Blob.objects.get_or_create(key=key, shown=True, defaults={"kind": kind, "size": size, "width": 0, "height": 0})
        media = Media.objects.create(owner=by, original=blob, name=name.replace("\\", "/").rpartition("/")[2][:200])
        Copy.objects.create(media=media, blob=blob)
        Placing.objects.create(note=note, media=media)
    return media
