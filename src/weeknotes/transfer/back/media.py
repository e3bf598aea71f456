"""Pictures, sounds and films of an export, taken in again. On a place of somebody else's a picture is made anew from its original, as any that is put in."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from PIL import Image

from weeknotes.notes import media_files
from weeknotes.notes.models import AboutMedia, Blob, Copy, Media, Transcript
from weeknotes.notes.picture import FORMATS, KINDS, Made, NotTaken, prepare
from weeknotes.notes.sound import kind_of
from weeknotes.transfer.back.bundle import NotReadable
from weeknotes.transfer.back.coming import Coming, Row
from weeknotes.transfer.out import shapes

CAPTIONS = "text/vtt"


def media(coming: Coming) -> None:
    """Those that are not here yet: all where there is nothing, otherwise the person's own. While the media folder is held, in the caller's transaction."""
    rows = coming.bundle.rows("media")
    here = {str(one.uid): one for one in Media.objects.filter(uid__in=[row["uid"] for row in rows])}
    for row in rows:
        owner = coming.keys.of("person", row["owner"])
        if row["uid"] in here:
            if here[row["uid"]].owner_id == owner:
                coming.keys.put("media", row["uid"], here[row["uid"]].pk)
            continue
        if owner is None or (not coming.whole and owner != coming.person.pk):
            continue
        made = _as_it_was(coming, row) if coming.whole else _anew(coming, row)
        if made is not None:
            coming.keys.put("media", row["uid"], made.pk)
            _said(coming, row, made)


def _as_it_was(coming: Coming, row: Row) -> Media | None:
    copies = [_blob(coming, file, shown=True) for file in row["files"]]
    if not copies:
        return None
    original = _blob(coming, row["original"], shown=False) if row["original"] else max(copies, key=lambda one: (one.width, one.kind))
    made = shapes.OWN_MEDIA.read(row, coming.keys, original_id=original.pk)
    made.save()
    Copy.objects.bulk_create([Copy(media_id=made.pk, blob=blob) for blob in copies])
    assert isinstance(made, Media)
    return made


def _anew(coming: Coming, row: Row) -> Media | None:
    """From the original, or from the best that was shown. None where it is nothing that is taken."""
    files = [row["original"]] if row["original"] else sorted(row["files"], key=lambda file: (file["width"], file["kind"]), reverse=True)[:1]
    if not files:
        return None
    if not str(files[0]["kind"]).startswith("image/"):
        return _as_it_was(coming, row)
    try:
        data = _bytes(coming, files[0])
        picture = prepare(data)
    except NotTaken:
        return None
    original = _put(Made(picture.kind, data, picture.width, picture.height), shown=False)
    made = shapes.OWN_MEDIA.read(row, coming.keys, original_id=original.pk)
    made.save()
    for one in picture.copies:
        Copy.objects.get_or_create(media_id=made.pk, blob=_put(one, shown=True))
    assert isinstance(made, Media)
    return made


def _said(coming: Coming, row: Row, made: Media) -> None:
    if row["about"]:
        AboutMedia.objects.bulk_create([shapes.ABOUT_MEDIA.read(row["about"], coming.keys, media_id=made.pk)])  # type: ignore[list-item]
    for one in row["transcripts"]:
        captions = _blob(coming, one["captions"], shown=True) if one["captions"] else None
        Transcript.objects.bulk_create([shapes.TRANSCRIPT.read(one, coming.keys, media_id=made.pk, captions=captions)])  # type: ignore[list-item]


def _bytes(coming: Coming, file: Mapping[str, Any]) -> bytes:
    try:
        data = coming.bundle.files.read(str(file["file"]))
    except KeyError as why:
        raise NotReadable(f"{file['file']} is not in the export, and a note shows it. Take the export out once more.") from why
    if hashlib.sha256(data).hexdigest() != file["sha256"]:
        raise NotReadable(f"{file['file']} is not as it was when it was taken out. Take the export out once more.")
    return data


def _blob(coming: Coming, file: Mapping[str, Any], *, shown: bool) -> Blob:
    """The row of a file of the export, which is what it says it is: nothing else can come to be shown under a picture's name."""
    data, kind = _bytes(coming, file), str(file["kind"])
    if not _is(data, kind):
        raise NotReadable(f"{file['file']} is not {kind}, as the export says. Nothing was taken in.")
    return _put(Made(kind, data, int(file["width"]), int(file["height"])), shown=shown)


def _is(data: bytes, kind: str) -> bool:
    if kind == CAPTIONS:
        return data.startswith(b"WEBVTT")
    try:
        if not kind.startswith("image/"):
            return kind_of(io.BytesIO(data), len(data)) == kind
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return KINDS[str(image.format)] == kind
    except (NotTaken, OSError, ValueError, SyntaxError):
        return False


def _put(made: Made, *, shown: bool) -> Blob:
    key = media_files.put(made.body, shown=shown)
    about = {"kind": made.kind, "size": len(made.body), "width": made.width, "height": made.height}
    return Blob.objects.get_or_create(key=key, shown=shown, defaults=about)[0]
