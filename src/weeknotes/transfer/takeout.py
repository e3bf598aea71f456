"""Taking away all that is one's own: asked for on the site, made by the worker, fetched by whoever asked, gone after a day."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from weeknotes.people.models import Person
from weeknotes.transfer.export_command import leave_word
from weeknotes.transfer.models_out import Takeout
from weeknotes.transfer.out.export import export
from weeknotes.transfer.out.into import opened
from weeknotes.transfer.out.wanted import Wanted
from weeknotes.work.claim import claim, due

LEASE = timedelta(minutes=30)
TRIES = 3

log = logging.getLogger(__name__)


def ask(*, person: Person) -> Takeout:
    """Have the file made. Asked for while one is being made, it is that one; one that was ready before is thrown away for it."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        under_way = Takeout.objects.filter(person=person, ready_at=None, failed_at=None).first()
        if under_way is not None:
            return under_way
        for one in Takeout.objects.filter(person=person):
            throw(takeout=one)
        return Takeout.objects.create(person=person)


def throw(*, takeout: Takeout) -> None:
    """Delete it, the file first."""
    takeout.file.unlink(missing_ok=True)
    Takeout.objects.filter(pk=takeout.pk).delete()


def make_due() -> int:
    """Make what was asked for, one after another; how many. Part of the worker's round. Killed on the way, it is made by the next that comes."""
    made = 0
    open_ones = Takeout.objects.filter(ready_at=None, failed_at=None)
    for pk in list(due(open_ones, now()).order_by("asked_at").values_list("pk", flat=True)):
        mark = claim(open_ones.filter(pk=pk), now=now(), lease=LEASE)
        if mark is None:
            continue
        one = Takeout.objects.select_related("person").get(pk=pk)
        try:
            _make(one)
            made += 1
        except Exception as why:  # whatever it is, the next one must be made all the same
            log.exception("what is %s's could not be written", one.person.slug)
            gone = {"failed_at": now()} if one.tries >= TRIES else {}
            Takeout.objects.filter(pk=pk, claimed_by=mark).update(last_error=str(why)[:300], lease_until=None, due_at=now() + timedelta(minutes=one.tries), **gone)
    return made


def _make(one: Takeout) -> None:
    one.file.parent.mkdir(mode=0o700, exist_ok=True)
    wanted = Wanted(by=one.person, person=one.person)
    with opened(one.file) as into:
        done = export(wanted=wanted, into=into)
    with transaction.atomic():
        there = Takeout.objects.filter(pk=one.pk).update(ready_at=now(), notes=done.notes, size=one.file.stat().st_size, lease_until=None)
        if there:
            leave_word(wanted, done)
    if not there:  # thrown away, or its person gone, in the meantime
        one.file.unlink(missing_ok=True)


def let_go_old() -> int:
    """Delete files that were ready a day ago, and what no row has; how many. Part of the worker's round."""
    old = list(Takeout.objects.filter(ready_at__lt=now() - Takeout.LIFE)) + list(Takeout.objects.filter(failed_at__lt=now() - Takeout.LIFE))
    for one in old:
        throw(takeout=one)
    folder = Takeout().file.parent
    known = {str(uid) for uid in Takeout.objects.values_list("uid", flat=True)}
    # A file that is being written has another name, with a dot before it: it is of a row, and left alone.
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.strip(".").partition(".")[0] not in known:
            path.unlink(missing_ok=True)
    return len(old)
