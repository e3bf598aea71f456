"""How the pictures, sounds and films of frozen texts are shown: for everyone as files of the public folder, for fewer through the gate's own address."""

from collections.abc import Iterable
from typing import Literal, cast

from django.urls import reverse

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Blob, Media, Placing, Sight
from weeknotes.notes.picture import ENDINGS as PICTURES
from weeknotes.notes.sound import FILM, SOUND
from weeknotes.prose.pictures import Shown, Source, asked
from weeknotes.prose.players import Played, Spoken, State, linked

# What knows no sizes is given the one that stands well in a column of text.
USUAL = 960
BEST_FIRST = ("image/avif", "image/webp")
CAPTIONS = "text/vtt"
ENDINGS = PICTURES | SOUND | FILM | {CAPTIONS: "vtt"}


def public_path(blob: Blob) -> str:
    """The file that everybody gets a picture's size from, while a text for everyone shows it."""
    return f"media/{blob.key[:32]}.{ENDINGS[blob.kind]}"


def pictures_of(sights: Iterable[Sight]) -> dict[int, dict[str, Shown]]:
    """For each text by its id: its pictures by uid. Three queries, none where no text has a picture."""
    held = {sight.pk: sight for sight in sights if asked(sight.html)}
    if not held:
        return {}
    blobs: dict[tuple[int, str], list[Blob]] = {}
    rows = Placing.objects.filter(sight__in=held, media__original__kind__startswith="image/").select_related("media").prefetch_related("media__copies__blob")
    for row in rows:
        blobs[row.sight_id or 0, str(row.media.uid)] = [copy.blob for copy in row.media.copies.all()]
    found: dict[int, dict[str, Shown]] = {}
    for (sight, uid), several in blobs.items():
        if several:
            found.setdefault(sight, {})[uid] = _shown(uid, several, public=held[sight].level == Level.PUBLIC)
    return found


def sounds_of(sights: Iterable[Sight]) -> dict[int, dict[str, Played]]:
    """For each text by its id: its sounds and films by uid, with what was said in them when it was frozen. Two queries, none without any."""
    held = {sight.pk: sight for sight in sights if linked(sight.html)}
    if not held:
        return {}
    found: dict[int, dict[str, Played]] = {}
    rows = Placing.objects.filter(sight__in=held).exclude(media__original__kind__startswith="image/")
    for row in rows.select_related("media__original").prefetch_related("said__captions"):
        public = held[row.sight_id or 0].level == Level.PUBLIC
        spoken = tuple(
            Spoken(one.lang, one.text, cast(State, one.state), address_of(row.media, one.captions, public=public) if one.captions else "")
            for one in row.said.all()
        )
        file = row.media.original
        tag: Literal["audio", "video"] = "video" if file.kind in FILM else "audio"
        played = Played(tag, file.kind, address_of(row.media, file, public=public), spoken)
        found.setdefault(row.sight_id or 0, {})[str(row.media.uid)] = played
    return found


def address_of(media: Media, blob: Blob, *, public: bool) -> str:
    """Where a file of a sound or film is had: everybody's, or through the gate."""
    if public:
        return f"/{public_path(blob)}"
    if blob.kind == CAPTIONS:
        return reverse("captions", kwargs={"uid": media.uid, "key": blob.key[:32]})
    return reverse("picture", kwargs={"uid": media.uid})


def usual(blobs: Iterable[Blob]) -> Blob:
    """The one for whoever names no size: the widest WebP up to the usual width, else the narrowest; of a sound or film its file."""
    held = list(blobs)
    several = sorted((blob for blob in held if blob.kind == "image/webp"), key=lambda blob: blob.width)
    if not several:
        return held[0]
    return [several[0], *(blob for blob in several if blob.width <= USUAL)][-1]


def _shown(uid: str, blobs: list[Blob], *, public: bool) -> Shown:
    def address(blob: Blob) -> str:
        if public:
            return f"/{public_path(blob)}"
        return reverse("picture-size", kwargs={"uid": uid, "width": blob.width, "ending": ENDINGS[blob.kind]})

    widest = max(blobs, key=lambda blob: blob.width)
    sources = []
    for kind in BEST_FIRST:
        widths = sorted((blob.width, address(blob)) for blob in blobs if blob.kind == kind)
        if widths:
            sources.append(Source(kind, tuple(widths)))
    return Shown(address(usual(blobs)), widest.width, widest.height, tuple(sources))
