"""Making a disposal list of what is due, and putting one away. A list deletes nothing: a person confirms it, and not before its writers had their time."""

from collections import Counter
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.queries import Notes
from weeknotes.people.models import Person
from weeknotes.people.trace import trace
from weeknotes.transfer.models_retention import DisposalLine, DisposalList, ListedClass, RetentionClass
from weeknotes.transfer.retention.kept import classes, counts_of, due_under, free

NOTICE = timedelta(days=30)
AT_ONCE = 1000
TERMS = ("name_en", "name_cy", "source_en", "source_cy", "months", "counted_from")


class OneIsOpen(Exception):
    """There is an open list already; what is due now comes on the next one."""


def due_now(kept: RetentionClass, today: date) -> Notes:
    """Notes that would come on a list today by this class: due, and nothing keeps them off it."""
    return _may_come(due_under(kept, today))


def _may_come(notes: Notes) -> Notes:
    """Those on no hold, and without a request of their writer that is not answered yet."""
    waiting = DisposalLine.objects.filter(note=OuterRef("pk"), state__in=(DisposalLine.ASKED, DisposalLine.GOING))
    return free(notes).filter(~Exists(waiting))


def due_counts(today: date) -> list[tuple[RetentionClass, int]]:
    """How many notes would come on a list today by each class that has some. Three queries, however many classes and notes."""
    made = list(classes().exclude(months=None))
    found = counts_of(_may_come(Note.objects.all()), made, today) if made else Counter[int]()
    return [(kept, found[kept.pk]) for kept in made if found[kept.pk]]


def make_list(*, by: Person | None) -> DisposalList | None:
    """List what is due today, the class and the oldest day first, and tell those who write it; None where nothing is due. OneIsOpen where a list is open."""
    today = timezone.localdate()
    try:
        with transaction.atomic():
            made = DisposalList.objects.create(made_by=by)
            if not sum(_list_class(made, kept, today) for kept in classes().exclude(months=None)):
                made.delete()
                return None
            trace(kind="listed", by=by, concerns=_concerned(made, by), subject=made.uid)
            return made
    except IntegrityError:
        if DisposalList.objects.filter(open=True).exists():
            raise OneIsOpen from None
        raise


def put_away(*, disposal: DisposalList) -> bool:
    """Close a list with nothing gone: what is due comes on the next one. What writers asked stays open to be answered. False where it was confirmed."""
    with transaction.atomic():
        now = timezone.now()
        if not DisposalList.objects.filter(pk=disposal.pk, open=True, confirmed_at=None).update(open=False, ended_at=now):
            return False
        DisposalLine.objects.filter(list=disposal, state=DisposalLine.LISTED).update(state=DisposalLine.OFF, settled_at=now)
    return True


def _list_class(made: DisposalList, kept: RetentionClass, today: date) -> int:
    """Put what is due by `kept` on the list; how many notes."""
    due = list(due_now(kept, today).order_by("counted", "pk").values_list("pk", "uid", "what", "counted"))  # type: ignore[misc]
    if due:
        under = ListedClass.objects.create(list=made, kept=kept, **{name: getattr(kept, name) for name in TERMS})
        lines = (
            DisposalLine(list=made, under=under, note_id=pk, reference=uid, what=what, counted_on=timezone.localtime(counted).date()) for pk, uid, what, counted in due
        )
        DisposalLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    return len(due)


def _concerned(made: DisposalList, by: Person | None) -> list[int]:
    """Those who write what is on it, and who made it."""
    notes = DisposalLine.objects.filter(list=made).values("note")
    authors = DisposalLine.objects.filter(list=made).values_list("note__author", flat=True).distinct()
    with_them = NotePerson.objects.filter(note__in=notes, part=NotePerson.WRITES).values_list("person", flat=True).distinct()
    return sorted({*authors, *with_them, *([by.pk] if by else [])})
