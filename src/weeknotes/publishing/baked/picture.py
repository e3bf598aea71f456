"""A picture in one size, a sound, a film or captions, for as long as some text for everyone shows it. No page: a file that pages show, put in place before them."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from weeknotes.notes import media_files
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Blob, Note, Placing
from weeknotes.notes.showing import public_path
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.web.prepared import prepared

NAME = "picture"


def placed() -> QuerySet[Placing]:
    """Pictures in texts that are for everyone."""
    in_force = Placing.objects.filter(note__level=Level.PUBLIC, sight__level=Level.PUBLIC)
    return in_force.filter(sight__edition=F("note__edition"))


@prepared(int)
def _sizes_in(note: int) -> QuerySet[Placing, str]:
    return placed().filter(note=note, media__copies__isnull=False).values_list("media__copies__blob__key", flat=True)


@prepared(int)
def _captions_in(note: int) -> QuerySet[Placing, str]:
    return placed().filter(note=note, said__captions__isnull=False).values_list("said__captions__key", flat=True)


def touched(note: Note) -> set[Spot]:
    """Each size of each picture that everybody is shown in the note, each sound and film, and their captions."""
    return {Spot(NAME, key, "") for ask in (_sizes_in, _captions_in) for key in ask(note.pk)}


def every() -> Iterator[Spot]:
    """Each size of each picture that everybody is shown."""
    rows = placed()
    keys = {*rows.values_list("media__copies__blob__key", flat=True), *rows.values_list("said__captions__key", flat=True)}
    yield from sorted(Spot(NAME, key, "") for key in keys if key)


def render(key: str, lang: str) -> Rendered | None:  # noqa: ARG001 - a picture has no language
    """The file whose bytes have the sum `key`; None once no text for everyone shows it, or where the media folder has lost it."""
    with_it = Q(media__copies__blob__key=key) | Q(said__captions__key=key)
    notes = frozenset(placed().filter(with_it).values_list("note", flat=True))
    blob = Blob.objects.filter(key=key, shown=True).first() if notes else None
    body = media_files.read(key, shown=True) if blob else None
    return Rendered(public_path(blob), body, notes) if blob and body else None


kind = Kind(NAME, touched, every, render)
