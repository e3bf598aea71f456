"""Which public notes here lead to which other ones.

Kept by the address that stands in the text: a link to an address that a note had once counts, and so does one that was written before its
note was published.
"""

import re
import uuid
from collections.abc import Collection
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from weeknotes.notes.models import Edition, Note
from weeknotes.notes.own_address import own_address
from weeknotes.notes.queries import Notes
from weeknotes.notes.rendition import renditions
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.models import Address, Link
from weeknotes.publishing.questions import public
from weeknotes.publishing.shelf import these
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create

# How many are named on a page, newest first: what many link to must not grow for ever.
MOST = 50
NO_NOTE = uuid.UUID(int=0)
# Canonical HTML writes a link one way only. A note stands at `/people/…/…/`, in a tree of its own or not, or for people here at `/notes/…/`.
HREF = re.compile(r'<a (?:class="[^"]*" )?href="([^"]*)"')
NOTES = re.compile(r"(?:/(?:en|cy))?/people/[\w-]+/[\w-]+/|/notes/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")


def paths_in(html: str) -> set[str]:
    """The addresses of notes of this site that `html` links to, as paths."""
    found = set()
    for href in HREF.findall(html):
        whole = unescape(href)
        inside = whole.removeprefix(settings.SITE_URL) if whole.startswith(f"{settings.SITE_URL}/") else whole
        if inside.startswith("/") and not inside.startswith("//"):
            path = urlsplit(inside).path
            path = path if path.endswith("/") else f"{path}/"
            if NOTES.fullmatch(path) and len(path) <= Link.LONGEST:
                found.add(path)
    return found


def echo(*, note: Note, edition: Edition | None, by: Person, at: datetime) -> None:  # noqa: ARG001 - the shape every echo has
    """Keep where `note` leads, as everybody may read it now: nowhere, where nobody may."""
    shown = renditions([note], NOBODY).get(note.pk, ()) if edition is not None else ()
    wanted = {path for one in shown for path in paths_in(str(one.html))}
    held = set(_paths_in(note.pk))
    if held - wanted:
        Link.objects.filter(note=note, path__in=held - wanted).delete()
    create(Link(note=note, path=path) for path in sorted(wanted - held))


def echo_many(*, notes: Collection[Note]) -> None:
    """The same for notes that are published for the first time. A handful of queries for all."""
    shown = renditions(notes, NOBODY)
    wanted = {pk: {path for one in several for path in paths_in(str(one.html))} for pk, several in shown.items()}
    Link.objects.bulk_create((Link(note_id=pk, path=path) for pk, paths in wanted.items() for path in sorted(paths)), ignore_conflicts=True)


@once
def leading_to(note: Note) -> tuple[Note, ...]:
    """Other public notes that link to `note`, under any address it has or had; newest first, at most fifty."""
    return all_leading_to([note])[note]


@prepared(list[int])
def _addresses_of(notes: list[int]) -> QuerySet[Address, tuple[int, str]]:
    return Address.objects.filter(note__in=notes).values_list("note_id", "path")


@prepared(list[str])
def _leading(paths: list[str]) -> QuerySet[Link, tuple[str, int]]:
    return Link.objects.filter(path__in=paths).values_list("path", "note_id")


@prepared(int)
def _paths_in(note: int) -> QuerySet[Link, str]:
    return Link.objects.filter(note=note).values_list("path", flat=True)


def all_leading_to(several: Collection[Note]) -> dict[Note, tuple[Note, ...]]:
    """The same for each of many notes. Two queries, two more where anything links to any of them."""
    paths = {own_address(note.uid): note for note in several}
    held = {note.pk: note for note in several}
    paths |= {path: held[pk] for pk, path in _addresses_of(held)}
    linking: dict[Note, set[int]] = {note: set() for note in several}
    for path, pk in _leading(paths):
        if pk != paths[path].pk:
            linking[paths[path]].add(pk)
    order: dict[int, int] = {}
    if any(linking.values()):
        links = Link.objects.filter(path__in=list(paths))
        order = {pk: place for place, pk in enumerate(public().filter(pk__in=links.values("note")).values_list("pk", flat=True))}
    newest = {note: sorted((pk for pk in some if pk in order), key=order.__getitem__)[:MOST] for note, some in linking.items()}
    found = {one.pk: one for one in these({pk for some in newest.values() for pk in some})}
    return {note: tuple(found[pk] for pk in some) for note, some in newest.items()}


def led_to(note: Note) -> Notes:
    """Other public notes that `note` links to: their pages say so."""
    paths = _paths_in(note.pk)
    if not paths:
        return Note.objects.none()
    uids = [found[1] for path in paths if (found := NOTES.fullmatch(path)) and found[1]]
    there = Q(pk__in=Address.objects.filter(path__in=paths).values("note")) | Q(uid__in=uids)
    return public().order_by().filter(there).exclude(pk=note.pk)
