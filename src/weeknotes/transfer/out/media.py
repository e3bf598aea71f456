"""Pictures, sounds and films as an export holds them: the files that are shown, and to whoever gave one the original too."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from weeknotes.notes.media import Blob, Media
from weeknotes.notes.models import Transcript
from weeknotes.notes.rendition import picture
from weeknotes.notes.showing import BEST_FIRST, ENDINGS, usual
from weeknotes.notes.sound import FILM
from weeknotes.notes.viewer import Viewer
from weeknotes.prose.pictures import Shown, Source
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Ids, Row, in_order

FOLDER, ORIGINALS = "media", "media/originals"


@dataclass(frozen=True, slots=True)
class Held:
    """A medium in the export: what is written of it, its files by path, and how its picture stands on a page (None for sound and film)."""

    row: Row
    files: dict[str, Blob]
    shown: Shown | None
    file: str
    tag: str


def held(uids: Iterable[str], viewer: Viewer, ids: Ids, *, up: str) -> dict[str, Held]:
    """Those of `uids` that the gate gives to `viewer`. `up` leads from a page to the folder of the export. Some three queries each."""
    found = {}
    for uid in sorted(uids):
        media = picture(UUID(uid), viewer)
        if media is not None:
            found[uid] = _held(media, viewer, ids, up)
    return found


def path_of(blob: Blob) -> str:
    """Where a file that is shown stands in the export."""
    return f"{FOLDER}/{blob.key[:32]}.{ENDINGS[blob.kind]}"


def _held(media: Media, viewer: Viewer, ids: Ids, up: str) -> Held:
    own = media.owner_id == viewer.person_id
    copies = [copy.blob for copy in media.copies.select_related("blob")]
    plays = not media.original.kind.startswith("image/")
    files = {path_of(blob): blob for blob in ([media.original] if plays else copies)}
    row = (shapes.OWN_MEDIA if own else shapes.MEDIA).written(media, ids)
    row["files"] = in_order((_file(path, blob) for path, blob in files.items()), "file")
    row["original"] = None
    if own and not plays:
        path = f"{ORIGINALS}/{media.uid}.{ENDINGS[media.original.kind]}"
        row["original"], files[path] = _file(path, media.original), media.original
    row["transcripts"], row["about"] = [], None
    if own:
        about = getattr(media, "about", None)
        row["about"] = shapes.ABOUT_MEDIA.written(about, ids) if about else None
        for one in Transcript.objects.filter(media=media).order_by("lang").select_related("captions"):
            said = shapes.TRANSCRIPT.written(one, ids) | {"captions": None}
            if one.captions is not None:
                said["captions"] = _file(path_of(one.captions), one.captions)
                files[path_of(one.captions)] = one.captions
            row["transcripts"].append(said)
    if plays:
        return Held(row, files, None, path_of(media.original), "video" if media.original.kind in FILM else "audio")
    return Held(row, files, _shown(copies, up) if copies else None, path_of(usual(copies)) if copies else "", "img")


def _file(path: str, blob: Blob) -> Row:
    return {"file": path, "kind": blob.kind, "sha256": blob.key, "size": blob.size, "width": blob.width, "height": blob.height}


def _shown(copies: list[Blob], up: str) -> Shown:
    widest = max(copies, key=lambda blob: blob.width)
    formats = []
    for kind in BEST_FIRST:
        widths = sorted((blob.width, f"{up}{path_of(blob)}") for blob in copies if blob.kind == kind)
        if widths:
            formats.append(Source(kind, tuple(widths)))
    return Shown(f"{up}{path_of(usual(copies))}", widest.width, widest.height, tuple(formats))
