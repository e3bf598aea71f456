"""Labels that a person, or the people on a team's page, used in several public notes, by the address that they make."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from django.utils.text import slugify

from weeknotes.notes.labelled import public_labels
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Item
from weeknotes.notes.queries import Notes
from weeknotes.publishing.at_hand import at_hand, once

if TYPE_CHECKING:
    from weeknotes.publishing.catalogue import Line

SEVERAL = 2
Labels = Mapping[str, Collection[int]]

labels_in = once(public_labels)


class Page(Protocol):
    """The page of a person or team, as far as its labels are asked for."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def line(self) -> "Line | None": ...


@lru_cache(maxsize=10_000)
def slug_of(label: str) -> str:
    """What stands for a label in an address; "" for one that has no letter or figure of any."""
    return slugify(label)[:60].strip("-_")


def labels_of(on: Page) -> Labels:
    """The ids of the public notes on a page by the labels that everybody reads in them; those of several notes at least, where a catalogue is in force. One
    query at most."""
    whose = on.kind, on.key
    if on.line is not None:
        return on.line.of.labels.get(whose, {})
    known = at_hand("labels")
    if known is not None and whose in known:
        there: Labels = known[whose]
        return there
    gathered: dict[str, set[int]] = {}
    rows = Item.objects.filter(level=Level.PUBLIC, note__in=on.notes.order_by()).exclude(label="")
    for note_id, label in rows.order_by().values_list("note_id", "label").distinct():
        if slug := slug_of(label):
            gathered.setdefault(slug, set()).add(note_id)
    found = {slug: frozenset(ids) for slug, ids in gathered.items()}
    if known is not None:
        known[whose] = found
    return found
