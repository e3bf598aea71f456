"""The printing press: pages are made and staged inside a transaction, and put in place after its commit.

A row with `stale_at` says that the disk may not yet be as the row says. Whoever is killed between commit and the last rename leaves
such rows, and `sweep` finishes them. Only one process is here at a time (`alone`).
"""

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from weeknotes.publishing import disk
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.gathered import gather
from weeknotes.publishing.kinds import Rendered, Spot, in_order, place, render
from weeknotes.publishing.making import made_from
from weeknotes.publishing.models import Page, PageNote
from weeknotes.publishing.refusal import is_disk_full
from weeknotes.web.generation import generation
from weeknotes.web.prepared import prepared
from weeknotes.web.rows import create, insert

log = logging.getLogger(__name__)
_SAID = ["kind", "key", "lang", "fingerprint", "made_from", "size", "baked_at", "stale_at", "gone_at"]


@dataclass(slots=True)
class Staged:
    """What waits for the commit: `written` path and staged file, `removed` paths, in order; `kept` pages were as they should be.

    `held` are pages that there was no room to write anew: they are removed too, and stay stale.
    """

    written: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    kept: int = 0

    def discard(self) -> None:
        """Nothing came of it: remove what was staged, and folders made for it."""
        for path, staged in self.written:
            disk.discard(staged)
            disk.prune([path])


def fingerprint(body: bytes) -> str:
    """SHA-256 of a page's bytes."""
    return hashlib.sha256(body).hexdigest()


def waiting() -> set[Spot]:
    """Pages whose file may not be as their row says."""
    return {Spot(*row) for row in _stale()}


@prepared()
def _stale() -> QuerySet[Page, tuple[str, str, str]]:
    return Page.objects.filter(stale_at__isnull=False).values_list("kind", "key", "lang")


@prepared(list[int])
def _said_on(pages: list[int]) -> QuerySet[PageNote, tuple[int, int, int]]:
    return PageNote.objects.filter(page__in=pages).values_list("pk", "page_id", "note_id")


def mark(spots: Iterable[Spot], *, at: datetime) -> None:
    """Say of the pages at `spots` that are there that they wait to be made again. Inside the transaction of what changes them."""
    for rows in rows_at(list(spots)).values():
        Page.objects.filter(pk__in=[row.pk for row in rows.values()]).update(stale_at=at)


def stage(
    spots: Iterable[Spot],
    *,
    at: datetime,
    yielding: bool = False,
    doubt: bool = False,
    made: Iterator[tuple[Spot, Rendered | None]] | None = None,
) -> Staged:
    """Make the pages at `spots` and stage those whose bytes changed; rows say from the commit on what the disk is to be.

    With `yielding`, a page that there is no room for is taken away, not kept as it was. With `doubt`, the files on disk are
    compared, not trusted. What is `made` elsewhere comes in any order. Inside a transaction. OSError when there is no room.
    """
    ordered = in_order(spots)
    staged = Staged()
    try:
        held, rows = rows_at(ordered), _Rows(at)
        with kept_at_hand():
            if made is None:
                gather(ordered)
                made = ((spot, render(spot)) for spot in ordered)
            for spot, page in made:
                here = held.get(spot, {})
                if page is not None:
                    _write(staged, rows, spot, page, here.pop(page.path, None), yielding=yielding, doubt=doubt)
                rows.leaving += here.values()
        staged.written.sort(key=lambda one: place(rows.put[one[0]].kind))
        keeping = disk.keep(file for _path, file in staged.written)
        staged.removed += rows.save()
        _keep(staged, keeping, yielding=yielding)
    except BaseException:
        staged.discard()
        raise
    return staged


@dataclass(slots=True)
class _Rows:
    """What is to be said of pages, gathered for a few statements: `speaks` is which notes each path speaks of."""

    at: datetime
    put: dict[str, Page] = field(default_factory=dict)
    same: list[Page] = field(default_factory=list)
    leaving: list[Page] = field(default_factory=list)
    speaks: dict[str, frozenset[int]] = field(default_factory=dict)

    def save(self) -> list[str]:
        """Write all rows; the paths of pages that are to be removed: not where another page has come to stand in this very run."""
        put = create(self.put.values(), instead=("path", _SAID))
        gone = [row for row in self.leaving if row.path not in self.put]
        if gone:
            Page.objects.filter(pk__in=[row.pk for row in gone]).update(stale_at=self.at, gone_at=self.at)
        inputs = made_from()
        if older := [row.pk for row in self.same if row.made_from != inputs]:
            Page.objects.filter(pk__in=older).update(made_from=inputs)
        wanted = {(pk, note) for pk, path in ((row.pk, row.path) for row in (*put, *self.same)) for note in self.speaks[path]}
        pages = {row.pk for row in (*put, *self.same, *gone)}
        known = {(page, note): pk for pk, page, note in _said_on(pages)}
        if left := [pk for said, pk in known.items() if said not in wanted]:
            PageNote.objects.filter(pk__in=left).delete()
        insert(PageNote, ("page", "note"), sorted(wanted - known.keys()))
        return [row.path for row in gone]


def _keep(staged: Staged, keeping: Mapping[str, Future[OSError | None]], *, yielding: bool) -> None:
    """Wait until the disk keeps what was staged, before anything is promised. A page that it has no room for is `held` where `yielding`."""
    lost = {file: error for file, asked in keeping.items() if (error := asked.result()) is not None}
    for error in lost.values():
        if not (yielding and is_disk_full(error)):
            raise error
    for path, file in [one for one in staged.written if one[1] in lost]:
        disk.discard(file)
        staged.written.remove((path, file))
        staged.held.append(path)


def deliver(staged: Staged, *, at: datetime, taking_away: bool) -> None:
    """After the commit: put every page in place, tell every process, then record that it is done.

    What is `taking_away` removes files first; otherwise what is new comes first.
    """
    steps = (_take, _put) if taking_away else (_put, _take)
    paths = [path for path, _file in staged.written]
    with disk.freed_afterwards(paths):
        for step in steps:
            step(staged)
        generation().bump()
        disk.sync([*paths, *staged.removed, *staged.held])
    disk.prune([*staged.removed, *staged.held])
    try:
        with transaction.atomic():
            Page.objects.filter(path__in=paths, stale_at=at, gone_at=None).update(stale_at=None)
            if staged.removed:
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


def rows_at(spots: Collection[Spot]) -> dict[Spot, dict[str, Page]]:
    """The rows of these pages by path: several where a page has moved. One query."""
    wanted = set(spots)
    found: dict[Spot, dict[str, Page]] = {}
    for row in _called({spot.kind for spot in spots}, {spot.lang for spot in spots}, {spot.key for spot in spots}):
        spot = Spot(row.kind, row.key, row.lang)
        if spot in wanted:
            found.setdefault(spot, {})[row.path] = row
    return found


@prepared(list[str], list[str], list[str])
def _called(kinds: list[str], langs: list[str], keys: list[str]) -> QuerySet[Page]:
    # Few more than are wanted: what one kind is called by is seldom what another is.
    return Page.objects.filter(kind__in=kinds, lang__in=langs, key__in=keys)


def _write(staged: Staged, rows: _Rows, spot: Spot, page: Rendered, row: Page | None, *, yielding: bool, doubt: bool) -> None:
    sum_of = fingerprint(page.body)
    same = row is not None and row.fingerprint == sum_of and row.stale_at is None and row.gone_at is None
    rows.speaks[page.path] = page.notes
    if row is not None and same and not (doubt and disk.read(page.path) != page.body):
        rows.same.append(row)
        staged.kept += 1
        return
    try:
        disk.make_room(page.path)
        staged.written.append((page.path, disk.put(page.body)))
    except OSError as error:
        disk.prune([page.path])
        if not (yielding and is_disk_full(error)):
            raise
        staged.held.append(page.path)
    rows.put[page.path] = Page(
        path=page.path,
        kind=spot.kind,
        key=spot.key,
        lang=spot.lang,
        fingerprint=sum_of,
        made_from=made_from(),
        size=len(page.body),
        baked_at=rows.at,
        stale_at=rows.at,
    )


def recorded(note_id: int) -> set[Spot]:
    """Pages on which something of the note stands now."""
    return {Spot(*row) for row in _speaking_of(note_id)}


@prepared(int)
def _speaking_of(note: int) -> QuerySet[Page, tuple[str, str, str]]:
    return Page.objects.filter(page_notes__note=note).values_list("kind", "key", "lang")


def rows_of(spot: Spot) -> list[Page]:
    """The rows of one page: several where it has moved."""
    return list(Page.objects.filter(kind=spot.kind, key=spot.key, lang=spot.lang).order_by("path"))
