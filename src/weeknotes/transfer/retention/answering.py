"""What is said of a line: its writer asks for the note to be kept, a host holds it back or answers."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from weeknotes.notes.holds import hold
from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.transfer.models_retention import DisposalLine, DisposalList


class NothingSaid(Exception):
    """A reason is wanted, and none was given."""


class TooLate(Exception):
    """The list was confirmed or put away, or something else became of the line meanwhile."""


def ask_to_keep(*, line: DisposalLine, by: Person, because: str) -> None:
    """Take the line off what may go until a host has answered: somebody who writes the note asks for it to be kept.

    PermissionDenied for anybody else, NothingSaid, TooLate.
    """
    said = _said(because)
    if not Note.objects.filter(pk=line.note_id or 0).writable_by(by.pk).exists():
        raise PermissionDenied("only those who write a note ask for it to be kept")
    with transaction.atomic():
        _open(line.list_id)
        if not _settle([line.pk], DisposalLine.LISTED, DisposalLine.ASKED, by, because=said):
            raise TooLate


def hold_back(*, disposal: DisposalList, lines: Iterable[int], by: Person, reason: str, until: date | None = None) -> int:
    """Put the notes of these lines, by their ids, on one hold; how many. NothingSaid, TooLate where the list was confirmed."""
    said = _said(reason)
    with transaction.atomic():
        _open(disposal.pk)
        rows = DisposalLine.objects.select_for_update().filter(list=disposal, pk__in=list(lines), state__in=(DisposalLine.LISTED, DisposalLine.ASKED), note__isnull=False)
        held = dict(rows.values_list("pk", "note"))
        if held:
            hold(notes=[note for note in held.values() if note is not None], by=by, reason=said, until=until)
            DisposalLine.objects.filter(pk__in=held).update(state=DisposalLine.HELD, because=said, by=by, settled_at=timezone.now())
    return len(held)


def answer(*, line: DisposalLine, by: Person, keep: bool, words: str, until: date | None = None) -> None:
    """Answer a writer who asked: the note is kept, on hold for the reason that they gave, or it comes on the next list, because. NothingSaid where that is left out; TooLate.

    Either may be answered on a list that was confirmed: what was asked for was not of it any more.
    """
    said = _said(words)
    with transaction.atomic():
        state = DisposalLine.HELD if keep else DisposalLine.OFF
        if not _settle([line.pk], DisposalLine.ASKED, state, by, answer=said):
            raise TooLate
        if keep and line.note_id is not None:
            hold(notes=[line.note_id], by=by, reason=said, until=until)


def _said(words: str) -> str:
    said = " ".join(words.replace("\x00", "").split())[: DisposalLine.LONGEST]
    if not said:
        raise NothingSaid
    return said


def _open(pk: int) -> None:
    """The list's row, held: what is said of a line and confirming the list wait for each other."""
    if not DisposalList.objects.select_for_update().filter(pk=pk, open=True, confirmed_at=None).exists():
        raise TooLate


def _settle(lines: list[int], was: str, state: str, by: Person, **words: str) -> bool:
    rows = DisposalLine.objects.filter(pk__in=lines, state=was)
    return bool(rows.update(state=state, by=by, settled_at=timezone.now(), **words))
