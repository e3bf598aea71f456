"""How the pictures of frozen texts are shown: for everyone as files of the public folder, for fewer through the gate's own address."""

from collections.abc import Iterable

from django.urls import reverse

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Blob, Placing, Sight
from weeknotes.notes.picture import ENDINGS
from weeknotes.prose.pictures import Shown, Source, asked

# What knows no sizes is given the one that stands well in a column of text.
USUAL = 960
BEST_FIRST = ("image/avif", "image/webp")


def public_path(blob: Blob) -> str:
    """The file that everybody gets a picture's size from, while a text for everyone shows it."""
    return f"media/{blob.key[:32]}.{ENDINGS[blob.kind]}"


def pictures_of(sights: Iterable[Sight]) -> dict[int, dict[str, Shown]]:
    """For each text by its id: its pictures by uid. Three queries, none where no text has a picture."""
    held = {sight.pk: sight for sight in sights if asked(sight.html)}
    if not held:
        return {}
    blobs: dict[tuple[int, str], list[Blob]] = {}
    rows = Placing.objects.filter(sight__in=held).select_related("media").prefetch_related("media__copies__blob")
    for row in rows:
        blobs[row.sight_id or 0, str(row.media.uid)] = [copy.blob for copy in row.media.copies.all()]
    found: dict[int, dict[str, Shown]] = {}
    for (sight, uid), several in blobs.items():
        if several:
            found.setdefault(sight, {})[uid] = _shown(uid, several, public=held[sight].level == Level.PUBLIC)
    return found


def usual(blobs: Iterable[Blob]) -> Blob:
    """The one for whoever names no size: the widest WebP up to the usual width, else the narrowest."""
    several = sorted((blob for blob in blobs if blob.kind == "image/webp"), key=lambda blob: blob.width)
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
