"""The printing press: pages are made and staged inside a transaction, and put in place after its commit.

A row with `stale_at` says that the disk may not yet be as the row says. Whoever is killed between commit and the last rename leaves
such rows, and `sweep` finishes them. Only one process is here at a time (`alone`).
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction

from weeknotes.publishing import disk
from weeknotes.publishing.entries import kept_at_hand
from weeknotes.publishing.kinds import Rendered, Spot, in_order, render
from weeknotes.publishing.making import made_from
from weeknotes.publishing.models import Page, PageNote
from weeknotes.publishing.refusal import is_disk_full
from weeknotes.web.generation import generation

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Staged:
    """What waits for the commit: `written` path and staged file, `removed` paths, in order; `kept` pages were as they should be.

    `held` are pages that there was no room to write anew: they are removed too, and stay stale.
    """

    written: list[tuple[str, Path]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    kept: int = 0

    def discard(self) -> None:
        """Nothing came of it: remove what was staged, and folders made for it."""
        for path, staged in self.written:
            staged.unlink(missing_ok=True)
            disk.prune([path])


def fingerprint(body: bytes) -> str:
    """SHA-256 of a page's bytes."""
    return hashlib.sha256(body).hexdigest()


def waiting() -> set[Spot]:
    """Pages whose file may not be as their row says."""
    return {Spot(*row) for row in Page.objects.filter(stale_at__isnull=False).values_list("kind", "key", "lang")}


def mark(spots: Iterable[Spot], *, at: datetime) -> None:
    """Say of the pages at `spots` that are there that they wait to be made again. Inside the transaction of what changes them."""
    for rows in _rows(list(spots)).values():
        Page.objects.filter(pk__in=[row.pk for row in rows.values()]).update(stale_at=at)


def stage(spots: Iterable[Spot], *, at: datetime, yielding: bool = False, doubt: bool = False) -> Staged:
    """Make the pages at `spots` and stage those whose bytes changed; rows say from the commit on what the disk is to be.

    With `yielding`, a page that there is no room for is taken away, not kept as it was. With `doubt`, the files on disk are
    compared, not trusted. Inside a transaction. OSError when there is no room.
    """
    ordered = in_order(spots)
    staged = Staged()
    try:
        held = _rows(ordered)
        with kept_at_hand():
            for spot in ordered:
                page = render(spot)
                rows = held.get(spot, {})
                if page is not None:
                    _write(staged, spot, page, rows.pop(page.path, None), at=at, yielding=yielding, doubt=doubt)
                for row in rows.values():
                    _remove(staged, row, at)
    except BaseException:
        staged.discard()
        raise
    return staged


def deliver(staged: Staged, *, at: datetime, taking_away: bool) -> None:
    """After the commit: put every page in place, tell every process, then record that it is done.

    What is `taking_away` removes files first; otherwise what is new comes first.
    """
    steps = (_take, _put) if taking_away else (_put, _take)
    for step in steps:
        step(staged)
    generation().bump()
    paths = [path for path, _file in staged.written]
    disk.sync([*paths, *staged.removed, *staged.held])
    disk.prune([*staged.removed, *staged.held])
    try:
        with transaction.atomic():
            Page.objects.filter(path__in=paths, stale_at=at, gone_at=None).update(stale_at=None)
            Page.objects.filter(path__in=staged.removed, gone_at__isnull=False).delete()
    except DatabaseError as error:
        # Every file is as it should be; the sweep looks at these pages once more.
        log.warning("pages are in place, but could not be marked so: %s", error)


def _put(staged: Staged) -> None:
    for path, file in staged.written:
        disk.swap(file, path)


def _take(staged: Staged) -> None:
    for path in [*staged.removed, *staged.held]:
        disk.take(path)


def _rows(spots: list[Spot]) -> dict[Spot, dict[str, Page]]:
    """The rows of these pages by path: several where a page has moved. A query for each kind and language."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for spot in spots:
        wanted.setdefault((spot.kind, spot.lang), set()).add(spot.key)
    found: dict[Spot, dict[str, Page]] = {}
    for (kind, lang), keys in wanted.items():
        for row in Page.objects.filter(kind=kind, lang=lang, key__in=keys):
            found.setdefault(Spot(row.kind, row.key, row.lang), {})[row.path] = row
    return found


def _write(staged: Staged, spot: Spot, page: Rendered, row: Page | None, *, at: datetime, yielding: bool, doubt: bool) -> None:
    sum_of, inputs = fingerprint(page.body), made_from()
    same = row is not None and row.fingerprint == sum_of and row.stale_at is None and row.gone_at is None
    if row is not None and same and not (doubt and disk.read(page.path) != page.body):
        if row.made_from != inputs:
            Page.objects.filter(pk=row.pk).update(made_from=inputs)
        _note(row, page.notes)
        staged.kept += 1
        return
    if page.path in staged.removed:
        staged.removed.remove(page.path)
    try:
        disk.make_room(page.path)
        staged.written.append((page.path, disk.put(page.body)))
    except OSError as error:
        disk.prune([page.path])
        if not (yielding and is_disk_full(error)):
            raise
        staged.held.append(page.path)
    now = {
        "kind": spot.kind,
        "key": spot.key,
        "lang": spot.lang,
        "fingerprint": sum_of,
        "made_from": inputs,
        "size": len(page.body),
        "baked_at": at,
        "stale_at": at,
        "gone_at": None,
    }
    if row is None:
        row, _new = Page.objects.update_or_create(path=page.path, defaults=now)
    else:
        Page.objects.filter(pk=row.pk).update(**now)
    _note(row, page.notes)


def _remove(staged: Staged, row: Page, at: datetime) -> None:
    """A page that should not be, or not there: unless another page has come to stand at its path in this very run."""
    if any(path == row.path for path, _file in staged.written):
        return
    Page.objects.filter(pk=row.pk).update(stale_at=at, gone_at=at)
    PageNote.objects.filter(page=row).delete()
    staged.removed.append(row.path)


def _note(row: Page, notes: frozenset[int]) -> None:
    """Record which notes the page speaks of."""
    held = set(PageNote.objects.filter(page=row).values_list("note_id", flat=True))
    if held - notes:
        PageNote.objects.filter(page=row, note__in=held - notes).delete()
    PageNote.objects.bulk_create(PageNote(page=row, note_id=note) for note in sorted(notes - held))


def recorded(note_id: int) -> set[Spot]:
    """Pages on which something of the note stands now."""
    return {Spot(*row) for row in Page.objects.filter(page_notes__note=note_id).values_list("kind", "key", "lang")}


def rows_of(spot: Spot) -> list[Page]:
    """The rows of one page: several where it has moved."""
    return list(Page.objects.filter(kind=spot.kind, key=spot.key, lang=spot.lang).order_by("path"))
