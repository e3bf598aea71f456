"""Statements by the words that lead into them ("Out of hours – …"), as a viewer may see them: beside `rendition`, the gate for items."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Item, Note
from weeknotes.notes.rendition import renditions
from weeknotes.notes.viewer import Viewer
from weeknotes.prose.html import plain
from weeknotes.web.prepared import prepared


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement under its label, in the language it was written in."""

    note_id: int
    lang: str
    label: str
    text: str


def labelled(notes: Iterable[Note], viewer: Viewer) -> dict[int, tuple[Labelled, ...]]:
    """For each of `notes` its labelled statements that `viewer` may see, in the order of its text.

    `level >= reach` decides, and the words must stand in the rendition that the viewer is given, so that this can never say more than it does.
    """
    held = list(notes)
    shown = renditions(held, viewer)
    texts = {(one.note_id, one.lang): _folded(plain(str(one.html))) for several in shown.values() for one in several}
    reached = {one.note_id: int(one.reach) for several in shown.values() for one in several}
    found: dict[int, list[Labelled]] = {}
    for item in Item.objects.within(reached).filter(note__in=reached).exclude(label="").order_by("note", "lang", "place"):
        if _folded(item.text) in texts.get((item.note_id, item.lang), ""):
            found.setdefault(item.note_id, []).append(Labelled(item.note_id, item.lang, item.label, item.text))
    return {pk: tuple(several) for pk, several in found.items()}


def public_labels(note: Note) -> list[tuple[str, str]]:
    """The labels in `note` that everybody may read, each with the language it is written in, in the order of its text. One query, no text."""
    return _labels_of(note.pk)


@prepared(int)
def _labels_of(note: int) -> QuerySet[Item, tuple[str, str]]:
    return Item.objects.filter(note=note, level=Level.PUBLIC).exclude(label="").order_by("place").values_list("label", "lang")


def _folded(text: str) -> str:
    return " ".join(text.split())
