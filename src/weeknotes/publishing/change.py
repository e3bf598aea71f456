"""The shape of every change to what is published: rows changed, echoed, pages made, committed, put in place, all before it returns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note, NotePerson
from weeknotes.people.models import Person
from weeknotes.people.trace import trace
from weeknotes.publishing import addresses, places, websub
from weeknotes.publishing.alone import alone
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.kinds import Rendered, Spot, touched
from weeknotes.publishing.models import Pin
from weeknotes.publishing.press import Staged, deliver, recorded, stage, waiting
from weeknotes.publishing.refusal import arranged_disk_full, disk_full, is_disk_full
from weeknotes.web.prepared import prepared

Act = Callable[[Note, datetime], Edition | None]


def change(*, note: Note, by: Person, act: Act, writes: bool = True) -> Edition | None:
    """Run `act` on the note's row and make every page agree before returning; `note` is brought up to date.

    `act` changes rows and gives the edition now in force, None when there is none. PermissionDenied when `by` does not write the note, which they must
    unless `writes` is False: a disposal list is confirmed by whoever keeps the records. DiskFull when there is no room, with everything as it was.
    """
    at = timezone.now()
    was_out = note.edition_id is not None
    try:
        with alone():
            edition = _change(note, by, act, at, writes=writes)
    except (OSError, DatabaseError) as error:
        if is_disk_full(error):
            raise disk_full(out=was_out) from error
        raise
    note.refresh_from_db()
    return edition


def _change(note: Note, by: Person, act: Act, at: datetime, *, writes: bool) -> Edition | None:
    staged = Staged()
    try:
        with transaction.atomic(durable=True):
            # The row as it is now, held: two at once on one note wait for each other.
            held = Note.objects.select_related("author").select_for_update(of=("self",)).get(pk=note.pk)
            if writes:
                _allow(held, by)
            was, was_out = Level(held.level), held.edition_id is not None
            with kept_at_hand():
                pages = affected(held) | places.saying_gone(held)
            edition = act(held, at)
            if held.level != Level.PUBLIC:
                Pin.objects.filter(note=held).delete()
            for path in settings.ECHOES:
                import_string(path)(note=held, edition=edition, by=by, at=at)
            _trace(held, by, was=was, was_out=was_out)
            taking_away = was == Level.PUBLIC and held.level != Level.PUBLIC
            with kept_at_hand():
                addresses.settle(held)
                places.settle(held, at=at)
                # It may have stood in feeds that it belongs to no more: in another week, another year, on another team.
                told = places.saying_gone(held) if taking_away else set()
                staged = stage(pages | affected(held) | told | waiting(), at=at, yielding=taking_away)
            websub.announce([path for path, _file in staged.written], at=at)
    except BaseException:
        staged.discard()
        raise
    deliver(staged, at=at, taking_away=taking_away)
    return edition


def _trace(note: Note, by: Person, *, was: Level, was_out: bool) -> None:
    """Leave word, for those who write it, of whom the note is for from now on, where that is not as it was."""
    out = note.edition_id is not None
    if (out, note.level) == (was_out, was):
        return
    kind = "published" if out and not was_out else "audience" if out else "withdrawn"
    writers = [note.author_id, *_writing_with(note.pk)]
    trace(kind=kind, by=by, concerns=writers, subject=note.uid, detail={"level": note.level, "was": int(was)})


@prepared(int)
def _writing_with(note: int) -> QuerySet[NotePerson, int]:
    return NotePerson.objects.filter(note=note, part=NotePerson.WRITES).values_list("person_id", flat=True)


@prepared(int, int)
def _written_by(note: int, person: int) -> QuerySet[Note, int]:
    return Note.objects.filter(pk=note).writable_by(person).values_list("pk", flat=True)


def rearrange(act: Callable[[], Iterable[Spot]], *, taking_away: bool = False) -> None:
    """Run `act`, which changes what stands around published notes and gives the pages that say so, and make them agree before returning.

    Where it is `taking_away`, files are removed first, and a page that there is no room to write anew is taken away too.
    DiskFull when there is no room, with everything as it was.
    """
    at = timezone.now()
    try:
        with alone():
            staged = Staged()
            try:
                with transaction.atomic(durable=True):
                    staged = stage({*act(), *waiting()}, at=at, yielding=taking_away)
            except BaseException:
                staged.discard()
                raise
            deliver(staged, at=at, taking_away=taking_away)
    except (OSError, DatabaseError) as error:
        if is_disk_full(error):
            raise arranged_disk_full() from error
        raise


def _allow(note: Note, by: Person) -> None:
    if not _written_by(note.pk, by.pk):
        raise PermissionDenied("only those who write a note publish it or take it back")


def affected(note: Note) -> set[Spot]:
    """Pages that a change to `note` can alter: where something of it stands now, and where it belongs while it is public.

    What a note that is so no more belonged to was asked before it was taken away.
    """
    return recorded(note.pk) | (touched(note) if note.level == Level.PUBLIC else set())


def press_again(spots: Iterable[Spot], *, at: datetime, doubt: bool = False, made: Iterator[tuple[Spot, Rendered | None]] | None = None) -> Staged:
    """Make these pages, or take them as they are `made`, and put them in place, in a transaction of their own. By whoever is `alone`. OSError when
    there is no room."""
    staged = Staged()
    try:
        with transaction.atomic(durable=True):
            staged = stage(spots, at=at, doubt=doubt, made=made)
    except BaseException:
        staged.discard()
        raise
    if staged.written or staged.removed:
        deliver(staged, at=at, taking_away=False)
    return staged
