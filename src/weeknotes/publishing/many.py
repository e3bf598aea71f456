"""Publishing many notes at once, as an import does: rows first, one note a transaction, then every page in one bake.

A file in the data folder says that the bake is due, so that whoever is killed before it leaves word for the worker.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.notes.checking import Stopped
from weeknotes.notes.freeze import Going, Text, freeze, freeze_many
from weeknotes.notes.frozen import Frozen
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.publishing import addresses, places, shelf, websub
from weeknotes.publishing.alone import alone
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.bake import Progress, bake
from weeknotes.publishing.change import affected
from weeknotes.publishing.models import Approval, Page
from weeknotes.publishing.press import mark
from weeknotes.publishing.second import anybody_asks, look_at_yes, out_now
from weeknotes.work.hands import hands as beside

MUCH = 40  # notes
PAGES_A_NOTE = 20
EVERYTHING = "everything"
SETTLED_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Coming:
    """A draft to publish: for whom, and when it counts as announced."""

    note: Note
    by: Person
    level: Level
    at: datetime


Publishing = Callable[[Iterable[Coming]], list[Note]]


def publish_rows(coming: Iterable[Coming]) -> list[Note]:
    """Publish these drafts, oldest announcement first where the caller gives them so; their pages wait for `finish`.

    Those that a rule of the organisation stops stay drafts and are given back. ValueError for a note without words, NotPublished where
    somebody else's yes is wanted; those before it stay published.
    """
    with alone():
        _due().touch()
        return _rows_of(coming)


@contextmanager
def all_or_none() -> Iterator[Publishing]:
    """One transaction for `publish_rows`, which is given, and for what its caller writes beside; `finish` after it.

    Whoever bakes meanwhile waits for the commit: before it they would find nothing to bake, and take that for done.
    """
    with alone():
        _due().touch()
        with transaction.atomic(durable=True):
            yield _rows_of


def _rows_of(coming: Iterable[Coming]) -> list[Note]:
    stopped = []
    for one in coming:
        with transaction.atomic():
            out = out_now(one.note)
            before = affected(one.note)
            try:
                # It is looked at before anything is written.
                edition = freeze(note=one.note, by=one.by, level=one.level, at=one.at)
            except Stopped:
                stopped.append(one.note)
                continue
            if one.level == Level.PUBLIC:
                look_at_yes(note=one.note, edition=edition, out=out)
            for path in settings.ECHOES:
                import_string(path)(note=one.note, edition=edition, by=one.by, at=one.at)
            addresses.settle(one.note)
            places.settle(one.note, at=one.at)
            mark(before | affected(one.note), at=one.at)
    return stopped


def is_much(count: int) -> bool:
    """Whether so many notes are so much for this site that to look at every page once is less work than to say for each note which pages it alters."""
    return count >= MUCH and PAGES_A_NOTE * count >= Page.objects.count()


def publish_batch(coming: Sequence[Coming], *, words: Callable[[Text], Frozen] | None = None) -> list[Note]:
    """The same as `publish_rows` for drafts that were never published, in one transaction, where it `is_much`: `finish` looks at every page, and has
    memory brought in line for all of them at once. Those that stay drafts are given back, and so are those that were published or deleted meanwhile.

    `words` as for `freeze_many`.
    """
    stopped = []
    with alone():
        _due().write_text(EVERYTHING, encoding="utf-8")
        with transaction.atomic():
            now = Note.objects.select_for_update().select_related("author").in_bulk([one.note.pk for one in coming])
            asks = anybody_asks() or Approval.objects.filter(note__in=now).exists()
            going = []
            for one in coming:
                held = now.get(one.note.pk)
                if held is None or held.edition_id is not None or held.deleted_at is not None or held.published_at is not None:
                    stopped.append(one.note)
                    continue
                going.append(Going(held, one.by, one.level, one.at))
            several = []
            for each, edition in zip(going, freeze_many(going, words=words), strict=True):
                if isinstance(edition, Exception):  # a rule of the organisation's, or nothing to read
                    stopped.append(each.note)
                    continue
                if asks and each.level == Level.PUBLIC:
                    look_at_yes(note=each.note, edition=edition, out=())
                several.append(each.note)
            addresses.settle_new([note for note in several if note.level == Level.PUBLIC])
            for path in settings.ECHOES_OF_MANY:
                import_string(path)(notes=several)
            with kept_at_hand():
                shelf.have_keys(several)
                places.settle(*several, at=max((one.at for one in going), default=timezone.now()))
    return stopped


def finish(*, progress: Progress | None = None, hands: int = 1) -> int:
    """Bake what `publish_rows` or `publish_batch` left to be baked, here or in a process that was killed; how many pages were written or removed.

    With more than one of `hands`, by a process in which nothing else is at work and no transaction under way.
    """
    due = _due()
    if not due.exists():
        return 0
    since = due.stat().st_mtime_ns
    if hands > 1:
        # All that it has in memory meanwhile goes with the process that does it.
        connections.close_all()
        with beside(1) as pool:
            pool.submit(_after_many).result()
    else:
        _after_many()
    done = bake(everything=due.read_text(encoding="utf-8") == EVERYTHING, progress=progress, hands=hands)
    websub.announce_site(at=timezone.now())
    if due.exists() and due.stat().st_mtime_ns == since:
        due.unlink()
    return done.written + done.removed


def _after_many() -> None:
    for path in settings.AFTER_MANY:
        import_string(path)()


def finish_left() -> int:
    """What `finish` does, where nobody has published with more to come in the last minute: whoever is at it finishes by themselves. Part of the worker's round."""
    due = _due()
    if not due.exists() or (due.read_text(encoding="utf-8") == EVERYTHING and time.time() - due.stat().st_mtime < SETTLED_SECONDS):
        return 0
    return finish()


def _due() -> Path:
    return Path(settings.DATA) / "bake-due"
