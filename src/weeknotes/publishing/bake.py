"""Making the disk true: every page that should exist is there as it should be, and nothing else is."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Exists, OuterRef
from django.utils import timezone

from weeknotes.notes.models import Note, Series
from weeknotes.people.models import Person, Team
from weeknotes.publishing import addresses, disk, places, shelf
from weeknotes.publishing.alone import alone
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.baked import everybody, follow, sitemap
from weeknotes.publishing.catalogue import Kept
from weeknotes.publishing.change import affected, press_again
from weeknotes.publishing.hands import made_by
from weeknotes.publishing.kinds import Spot, every, kinds
from weeknotes.publishing.look import ensure as ensure_look
from weeknotes.publishing.making import made_from
from weeknotes.publishing.models import Address, Page, PageNote
from weeknotes.publishing.owed import answered
from weeknotes.publishing.press import fingerprint, recorded, waiting
from weeknotes.publishing.questions import public
from weeknotes.publishing.statics import strays as static_strays
from weeknotes.publishing.sweep import mend
from weeknotes.publishing.together import batches, together, weight

BATCH = 400


class Progress(Protocol):
    """Told how far the work is: pages done, pages in all."""

    def __call__(self, done: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Baked:
    """What a bake did: pages written, files removed, pages kept as they were."""

    written: int = 0
    removed: int = 0
    kept: int = 0


def bake(*, everything: bool = False, progress: Progress | None = None, hands: int = 1) -> Baked:
    """Write the pages that are missing, waiting, damaged on disk, or made by another version; remove what should not be.

    With `everything`, make each page anew and compare. Stopped at any moment, it goes on from there when called again. With more than one of
    `hands`, many pages are made in as many forks, by a process in which nothing else is at work. OSError when there is no room.
    """
    lists = Kept()
    with alone():
        removed = mend_strays()
        ensure_look()
        mend()
        settle_addresses()
        places.settle_all(at=timezone.now())
        order = together()
        with lists.in_force(), kept_at_hand():
            wanted = sorted(every(), key=order)
        gone = sorted(_spots_with_rows() - set(wanted))
    written = kept = done = 0
    for batch in batches([*wanted, *gone], BATCH * hands):
        # Between batches a writer who publishes has their turn.
        with alone(), lists.in_force():
            doubtful = batch if everything else _doubtful(batch)
            with made_by(hands, doubtful, order) if hands > 1 and sum(map(weight, doubtful)) > BATCH else nullcontext() as made:
                staged = press_again(doubtful, at=timezone.now(), doubt=True, made=made)
            if staged.written or staged.removed:
                lists.delivered()
        written += len(staged.written)
        removed += len(staged.removed)
        kept += staged.kept + len(batch) - len(doubtful)
        done += len(batch)
        if progress is not None:
            progress(done, len(wanted) + len(gone))
    return Baked(written, removed, kept)


def refresh(*, note: Note | None = None, person: Person | None = None, team: Team | None = None, series: Series | None = None) -> Baked:
    """Make the public pages agree after a name, an address, a team's page level, or what stands around a note was changed.

    Pages that speak of the note, or of any note of the person, team or series, and the lists that they belong to; with none of them named,
    the whole site has another name, or its first one. OSError when there is no room.
    """
    if note is None and person is None and team is None and series is None:
        return bake()
    with answered(person=person, team=team, series=series), alone():
        spots = waiting() | shelf.spots(shelf.HOME, [""]) | everybody.spots(everybody.PEOPLE) | everybody.spots(everybody.TEAMS)
        spots |= sitemap.of_lists() | follow.spots()
        if team is not None:
            spots |= {spot for kind in kinds().values() if kind.named for spot in kind.named(team)}
        for one in _concerned(note, person, team, series):
            addresses.settle(one)
            places.settle(one, at=timezone.now())
            spots |= affected(one) | recorded(one.pk)
        staged = press_again(spots, at=timezone.now(), doubt=True)
    return Baked(len(staged.written), len(staged.removed), staged.kept)


def settle_addresses() -> None:
    """Give an address to public notes without one, and a new one to those whose author is called otherwise or whose tree has moved.

    Pages that speak of them wait to be made again, also those that somebody made since the change which moved them.
    """
    addressed = Exists(Address.objects.filter(note=OuterRef("pk"), current=True))
    unsettled = set(public().order_by().filter(~addressed).values_list("pk", flat=True))
    rows = Address.objects.values_list("note_id", "lang", "path", "current", "note__author__slug")
    for note_id, lang, path, current, author in rows.iterator():
        # One that an earlier site had on this host stays as it is.
        former_name = "people" in path.split("/")[1:3] and f"people/{author}/" not in path
        if former_name or (current and not path.startswith(f"{addresses.top(addresses.tree_of(lang))}people/")):
            unsettled.add(note_id)
    ids = sorted(unsettled)
    for first in range(0, len(ids), BATCH):
        several = ids[first : first + BATCH]
        Page.objects.filter(pk__in=PageNote.objects.filter(note__in=several).values("page")).update(stale_at=timezone.now())
        for note in Note.objects.filter(pk__in=several).select_related("author"):
            addresses.settle(note)


def mend_strays() -> int:
    """Remove files that no page and no style or script has, and links, which may lead anywhere; how many."""
    known = set(Page.objects.values_list("path", flat=True))
    removed = 0
    for path in strays(known):
        disk.take_any(path)
        removed += 1
    return removed


def strays(known: set[str]) -> Iterator[str]:
    """Paths in the public folder that are neither a page in `known` nor a style or script."""
    pages = [(path, plain) for path, plain in disk.files() if not disk.is_static(path)]
    yield from (path for path, plain in pages if not plain or path not in known)
    yield from static_strays()


def _concerned(note: Note | None, person: Person | None, team: Team | None, series: Series | None) -> list[Note]:
    found: dict[int, Note] = {note.pk: note} if note is not None else {}
    if person is not None:
        found |= {one.pk: one for one in Note.objects.written_by(person.pk)}
        # Whoever wrote a section is named in it, also after they write the note no more.
        found |= {one.pk: one for one in Note.objects.filter(sights__bylines__person=person)}
    if team is not None:
        found |= {one.pk: one for one in Note.objects.filter(note_teams__team=team)}
    if series is not None:
        found |= {one.pk: one for one in Note.objects.filter(episode__series=series)}
    return list(found.values())


def _doubtful(batch: list[Spot]) -> list[Spot]:
    """Those whose row or file is not plainly right."""
    rows: dict[Spot, list[Page]] = {}
    now = made_from()
    # The language too: without it the index of the spots is of no use, and each batch would look at all pages of its kind.
    for row in Page.objects.filter(kind__in={s.kind for s in batch}, lang__in={s.lang for s in batch}, key__in={s.key for s in batch}):
        rows.setdefault(Spot(row.kind, row.key, row.lang), []).append(row)
    return [spot for spot in batch if not _right(rows.get(spot, []), now)]


def _right(rows: list[Page], now: str) -> bool:
    if len(rows) != 1:
        return False
    row = rows[0]
    if row.stale_at is not None or row.gone_at is not None or row.made_from != now:
        return False
    body = disk.read(row.path)
    return body is not None and fingerprint(body) == row.fingerprint


def _spots_with_rows() -> set[Spot]:
    return {Spot(*row) for row in Page.objects.values_list("kind", "key", "lang")}
