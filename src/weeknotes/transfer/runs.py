"""A bringing in at work, from what was given to drafts, links, pictures and what is published: in steps, each of which is kept, so that it goes on where it was.

Whoever works holds the run by a mark that each step renews in its own transaction: stopped by its person, or held by somebody else since, the step is
undone and the work ends. Killed at any moment, the run says how far it came, and what came twice would be known by its place.
"""

import sys
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from weeknotes.notes.ahead import Ahead, ahead
from weeknotes.notes.freeze import Going
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.publishing.addresses import lead_here
from weeknotes.publishing.many import Coming, finish, is_much, publish_batch, publish_rows
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.second import anybody_asks
from weeknotes.transfer.abreast import read_abreast
from weeknotes.transfer.find import find
from weeknotes.transfer.incoming import let_files_go
from weeknotes.transfer.left_out import Row, gathered
from weeknotes.transfer.models import Found, ImportRun, Source
from weeknotes.transfer.moved import on_this_host
from weeknotes.transfer.pictures_in import see_to_pictures
from weeknotes.transfer.record import Record
from weeknotes.transfer.relink import relink
from weeknotes.transfer.sources import things
from weeknotes.transfer.take import ALIKE, Taken, Taking, counted
from weeknotes.transfer.undo import undone
from weeknotes.web.spoken import speaking

LEASE = timedelta(minutes=2)
PUBLISHED_AT_ONCE = 100
MANY = 400  # notes from which on what follows their publication is done by processes of its own
Told = Callable[[list[Taken]], None]


class NotOurs(Exception):
    """The run was stopped, or somebody else holds it: what was under way is undone."""


def hold(run: ImportRun) -> bool:
    """Hold `run` to work on it; False where somebody else does, or there is nothing to do."""
    free = Q(lease_until=None) | Q(lease_until__lt=now())
    mark = uuid.uuid4()
    held = ImportRun.objects.filter(free, pk=run.pk, state__in=ImportRun.AT_WORK).update(held_by=mark, lease_until=now() + LEASE)
    run.refresh_from_db()
    return bool(held) and run.held_by == mark


def work(run: ImportRun, *, hands: int = 1, told: Told | None = None, whole: int = 0) -> Iterator[ImportRun]:
    """Do what `run` has left to do, giving it after each step; the caller holds it. NotOurs where it does no longer. `told` is what became of each post,
    of which so many of the first are read `whole`."""
    with speaking(run.person.lang):
        if run.state == ImportRun.LOOKING:
            yield from _look(run, hands, told)
            return
        if run.state == ImportRun.UNDOING:
            for gone in undone(run=run, withdrawing=bool(run.counts.get("withdrawing"))):
                _keep(run, place=run.place + gone, counts=_more(run, "taken back", gone))
                yield run
            _keep(run, state=ImportRun.UNDONE, held_by=None, lease_until=None, inputs=[])
            return
        if run.phase == ImportRun.TAKE:
            yield from _take(run, hands, told, whole)
        if run.phase == ImportRun.LINK:
            for _looked, links in relink(run):
                _keep(run, counts=_more(run, "links", links))
                yield run
            _keep(run, phase=ImportRun.PICTURES, place=0)
        if run.phase == ImportRun.PICTURES:
            for what, count in see_to_pictures(run):
                _keep(run, place=run.place + count, counts=_more(run, what, count))
                yield run
            _keep(run, phase=ImportRun.PUBLISH, place=0)
        if run.level is not None and run.level > Level.ME:
            yield from _publish(run, Level(run.level), hands)
        Found.objects.filter(run=run).delete()
        let_files_go(run)
        _keep(run, state=ImportRun.DONE, held_by=None, lease_until=None, inputs=[])
        yield run


def begin(run: ImportRun, *, level: Level | None, fetch_images: bool) -> bool:
    """Have what was looked at taken in, by whoever works on it next; `level` is the audience confirmed for what was for everybody there. False where it
    was begun already."""
    looked_at = ImportRun.objects.filter(pk=run.pk, state=ImportRun.PREVIEWED)
    about = {"level": level, "fetch_images": fetch_images, "phase": ImportRun.TAKE, "place": 0, "held_by": None, "lease_until": None}
    return bool(looked_at.update(state=ImportRun.RUNNING, **about))


def choose(run: ImportRun, *, shown: Collection[str], ticked: Collection[str]) -> None:
    """Of the posts `shown` that are nearly the same as another, have those `ticked` taken in all the same, and the others not (keys of `Found`)."""
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().filter(pk=run.pk, state=ImportRun.PREVIEWED).first()
        if held is not None:
            asked = set(Found.objects.filter(run=run, fate=ALIKE, key__in=shown).values_list("key", flat=True))
            held.alike = sorted(set(held.alike) - asked | asked.intersection(ticked))
            held.save(update_fields=["alike"])


def stop(run: ImportRun) -> bool:
    """Stop `run`; what came in is kept, and `resume` goes on from there. False where it was not taking in."""
    taking = ImportRun.objects.filter(pk=run.pk, state=ImportRun.RUNNING)
    return bool(taking.update(state=ImportRun.STOPPED, held_by=None, lease_until=None))


def take_back(run: ImportRun, *, withdrawing: bool = False) -> bool:
    """Have `run` taken back, by whoever works on it next; False where it is at work, or was taken back."""
    at_rest = ImportRun.objects.filter(pk=run.pk, state__in=(ImportRun.STOPPED, ImportRun.DONE))
    counts = {**run.counts, "withdrawing": int(withdrawing)}
    total = run.sources.filter(made=True, lang="").count()
    return bool(at_rest.update(state=ImportRun.UNDOING, counts=counts, place=0, total=total, held_by=None, lease_until=None))


def resume(run: ImportRun) -> bool:
    """Have `run` go on; False where it was not stopped."""
    return bool(ImportRun.objects.filter(pk=run.pk, state=ImportRun.STOPPED).update(state=ImportRun.RUNNING, held_by=None, lease_until=None))


def _look(run: ImportRun, hands: int, told: Told | None) -> Iterator[ImportRun]:
    """Read everything and keep what would become of it, for its person to look at. From the start each time: what was kept before is written anew."""
    Found.objects.filter(run=run).delete()
    _keep(run, place=0, counts={}, said=_before(run))
    taking = Taking(run.person, None)
    for some in read_abreast(things(run.inputs, otherwise=run.person.writes), otherwise=run.person.writes, whole=sys.maxsize, hands=hands):
        taken = taking.several([one for _number, one in some if isinstance(one, Record)])
        with transaction.atomic():
            find(run, taken)
            _keep(run, place=run.place + len(some), counts=counted(run.counts, taken), said=gathered(run.said, [one for _number, one in some]))
        if told is not None:
            told(taken)
        yield run
    _keep(run, state=ImportRun.PREVIEWED, total=run.place, held_by=None, lease_until=None)
    yield run


def _before(run: ImportRun) -> list[Row]:
    """What was said of what was given before any of it was read."""
    return [row for row in run.said if row.get("given")]


def _take(run: ImportRun, hands: int, told: Told | None, whole: int) -> Iterator[ImportRun]:
    """Take everything in that was not before it was stopped: what came before `place` is gone past unread."""
    taking = Taking(run.person, run, frozenset(run.alike))
    given = islice(things(run.inputs, otherwise=run.person.writes), run.place, None)
    if not run.place:
        _keep(run, counts={}, said=_before(run))
    for some in read_abreast(given, otherwise=run.person.writes, whole=whole, hands=hands):
        read = [(number, one) for number, one in some if isinstance(one, Record)]
        with transaction.atomic():
            before = taking.links
            taken = taking.several([one for _number, one in read], inputs=[number for number, _one in read])
            _keep(run, counts=_more(run, "links", taking.links - before))
            _keep(run, place=run.place + len(some), counts=counted(run.counts, taken), said=gathered(run.said, [one for _number, one in some]))
        if told is not None:
            told(taken)
        yield run
    _keep(run, phase=ImportRun.LINK, total=run.place, place=0)


def _publish(run: ImportRun, level: Level, hands: int) -> Iterator[ImportRun]:
    """Publish what was for everybody there, the oldest first, each as of its own day, for the audience that was confirmed."""
    waiting = run.sources.filter(made=True, out=True, note__edition=None, note__deleted_at=None, note__published_at=None).order_by("moment", "pk")
    ids = list(waiting.values_list("pk", flat=True))
    much, asks = is_much(len(ids)), anybody_asks()
    _keep(run, total=run.place + len(ids), counts={**run.counts, "stopped": 0, "wants a yes": 0})
    with ExitStack() as stack:
        # Worked out ahead where there are enough to pay for processes of their own.
        before = stack.enter_context(ahead(hands)) if much and not asks and len(ids) > PUBLISHED_AT_ONCE else None
        for sources, coming in _in_batches(run, level, ids, before):
            _keep(run)  # held still: nothing is published of a run that was stopped
            if asks:
                stopped = _one_by_one(coming)
            elif much:
                stopped = publish_batch(coming, words=before.words if before else None)
            else:
                stopped = publish_rows(coming)
            if level == Level.PUBLIC:
                lead_here(on_this_host(sources))
            why = "wants a yes" if asks else "stopped"
            counts = _more(run, "published", len(coming) - len(stopped)) | {why: run.counts.get(why, 0) + len(stopped)}
            _keep(run, place=run.place + len(coming), counts=counts)
            yield run
    finish(hands=hands if len(ids) >= MANY else 1)


def _in_batches(run: ImportRun, level: Level, ids: Sequence[int], before: Ahead | None) -> Iterator[tuple[list[Source], list[Coming]]]:
    """What is to be published, a hundred at a time; of those that come after, the words are begun `before` they are given."""
    given: tuple[list[Source], list[Coming]] | None = None
    for first in range(0, len(ids), PUBLISHED_AT_ONCE):
        sources = list(run.sources.filter(pk__in=ids[first : first + PUBLISHED_AT_ONCE]).select_related("note__author").order_by("moment", "pk"))
        coming = [Coming(source.note, run.person, level, source.moment) for source in sources if source.moment is not None]
        if before is not None:
            before.begin([Going(one.note, one.by, one.level, one.at) for one in coming])
        if given is not None:
            yield given
        given = sources, coming
    if given is not None:
        yield given


def _one_by_one(coming: Sequence[Coming]) -> list[Note]:
    """The same where somebody else's yes may be wanted, which came to be so after it was looked at: each that lacks it stays a draft."""
    stopped = []
    for one in coming:
        try:
            stopped += publish_rows([one])
        except NotPublished:
            stopped.append(one.note)
    return stopped


def _keep(run: ImportRun, **changed: object) -> None:
    """Write what changed, where the run is still held by us. NotOurs where it is not."""
    values = {"lease_until": now() + LEASE, **changed}
    if not ImportRun.objects.filter(pk=run.pk, held_by=run.held_by, state=run.state).update(**values):
        raise NotOurs
    for name, value in values.items():
        setattr(run, name, value)


def _more(run: ImportRun, what: str, count: int) -> dict[str, int]:
    return {**run.counts, what: run.counts.get(what, 0) + count} if count else run.counts
