"""Two threads made one by hand, one taken out of another, and both undone: by whoever said it, and by nobody else.

A thread that was made one with another stays, and so does what is its own (`home`): taking them apart again gives each what it had. An
answer goes with the words it was said of.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from weeknotes.memory.answer import NotAnswered, NotYours, follow, locked, may_answer, spoken_of
from weeknotes.memory.happened import OUTCOME, happened
from weeknotes.memory.keep import recount
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.memory.models_joins import Refusal
from weeknotes.memory.offers import pair
from weeknotes.memory.shelf import group, joined, root
from weeknotes.memory.team_week_page import say_anew, with_threads
from weeknotes.notes.models import Item, Note
from weeknotes.people.models import Person


class NotOne(NotAnswered):
    """Two threads that cannot be made one, or one that cannot be taken apart, and why."""


@transaction.atomic
def join(*, thread: Thread, other: Thread, by: Person, at: datetime) -> Thread:
    """Make two threads of one kind one; the one they are now, the one that was begun first. Done twice, it is done once.

    Raises NotYours, or NotOne for two kinds, or two people's or teams'.
    """
    one, two = _held(thread, by), _held(other, by)
    if one.pk == two.pk:
        return one
    if one.kind != two.kind:
        raise NotOne(_("These are two kinds of thing, and cannot be made one."))
    if one.speaker != two.speaker:
        raise NotOne(_("One of these is a team’s and the other is not, or another team’s. They cannot be made one."))
    kept, gone = sorted((one, two), key=lambda t: (t.first_week, t.pk))
    _put_into(gone, kept, by, at)
    return kept


@transaction.atomic
def take_apart(*, thread: Thread, by: Person, at: datetime) -> Thread:
    """Undo what made `thread` one with another; the other as it is now, `thread` where no note speaks of that any more. They are not offered to be made one again.

    Raises NotYours, or NotOne where it stands by itself.
    """
    thread = locked(thread, by)
    if thread.into is None:
        raise NotOne(_("This thread stands by itself already."))
    was, parent = root(thread), thread.into
    thread.into, thread.placed_by, thread.placed_at = None, by, at
    thread.save(update_fields=["into", "placed_by", "placed_at"])
    theirs = [thread.pk, *(one.pk for one in joined(thread))]
    for rows in (Appearance.objects, Outcome.objects):
        rows.filter(home__in=theirs).update(thread=thread)
        rows.filter(home=thread).update(home=None)
    refuse(thread=thread, other=parent, by=by, at=at)
    _settle(was, thread)
    # Its own words may have been taken out of it since, and nothing else was decided of it.
    return Thread.objects.filter(pk=was.pk).first() or thread


@transaction.atomic
def split(*, appearance: Appearance, by: Person, at: datetime) -> Thread:
    """Take words out of their thread, into one of their own, with the answers that were said of them.

    Nothing is joined to it by itself; another note with its label goes to the thread it was taken from. Raises NotYours, or NotOne where
    these are all the words the thread has, or a line that tells what happened.
    """
    one = Appearance.objects.select_related("thread", "home").get(pk=appearance.pk)
    was = _held(one.thread, by)
    said = Appearance.objects.filter(thread=was, part=Appearance.SAID)
    if one.part != Appearance.SAID or not said.exclude(pk=one.pk).exists():
        raise NotOne(_("These are the only words of this thread, so there is nothing to take them out of."))
    own = one.own
    answers = [o for o in Outcome.objects.filter(thread=was) if (words := spoken_of(was, o.week)) and words.pk == one.pk]
    made = Thread.objects.create(
        owner=own.owner, team=own.team, kind=own.kind, state=own.state, label=own.label, words=one.words, first_week=one.week,
        last_week=one.week, split_from=own, placed_by=by, placed_at=at,
    )  # fmt: skip
    Appearance.objects.filter(pk=one.pk).update(thread=made, home=None)
    Outcome.objects.filter(pk__in=[o.pk for o in answers]).update(thread=made, home=None)
    Thread.objects.filter(pk__in=[was.pk, own.pk]).update(placed_by=by, placed_at=at)
    refuse(thread=made, other=own, by=by, at=at)
    _settle(was, made)
    made.refresh_from_db()
    return made


@transaction.atomic
def put_back_in(*, thread: Thread, by: Person, at: datetime) -> Thread:
    """Undo a split: the words go back to the thread they were taken out of; that thread. Raises NotYours, or NotOne where it was not split off."""
    one = _held(thread, by)
    if one.split_from is None:
        raise NotOne(_("This thread was not taken out of another."))
    kept = _held(one.split_from, by)
    if kept.pk != one.pk:
        _put_into(one, kept, by, at)
    return kept


@transaction.atomic
def refuse(*, thread: Thread, other: Thread, by: Person, at: datetime) -> None:
    """Keep that these two are not one, so that it is not offered again. Raises NotYours."""
    if not (may_answer(thread, by) and may_answer(other, by)):
        raise NotYours(_("Only the person who said this can answer it."))
    low, high = pair(thread.uid, other.uid)
    Refusal.objects.get_or_create(low=low, high=high, defaults={"person": by, "at": at})


def _held(thread: Thread, by: Person) -> Thread:
    """What `thread` is part of now, for whoever may answer it."""
    return locked(root(locked(thread, by)), by)


def _put_into(gone: Thread, kept: Thread, by: Person, at: datetime) -> None:
    for rows in (Appearance.objects, Outcome.objects):
        rows.filter(thread=gone, home=None).update(home=gone)
        rows.filter(thread=gone).update(thread=kept)
    gone.into, gone.open = kept, False
    for one in (gone, kept):
        one.placed_by, one.placed_at = by, at
        one.save(update_fields=["into", "open", "placed_by", "placed_at"])
    low, high = pair(gone.uid, kept.uid)
    Refusal.objects.filter(low=low, high=high).delete()
    _settle(kept, gone)


def _settle(*threads: Thread) -> None:
    """Bring lines that tell what happened, states, weeks and names in line with whose words are whose now."""
    told = {a.note_id: a for t in threads for a in Appearance.objects.filter(thread=t, part=Appearance.HAPPENED)}
    touched = {t.pk for t in threads}
    for note in Note.objects.filter(pk__in=told).order_by("week_from", "pk"):
        touched |= happened(note, list(Item.objects.filter(note=note, kind=OUTCOME).order_by("place")), group(note))
    for thread in Thread.objects.filter(pk__in=touched, into=None):
        follow(thread)
        _name(thread)
    recount(touched)
    say_anew(with_threads(touched))


def _name(thread: Thread) -> None:
    """A thread is called as it was called in the note that spoke of it last."""
    last = Appearance.objects.filter(thread=thread, part=Appearance.SAID).order_by("-week", "-id").first()
    if last is None:
        return
    labels = Item.objects.filter(Q(note=last.note_id, lang=last.lang, key=last.key) & ~Q(label="")).order_by("place").values_list("label", flat=True)
    if labels and thread.label != labels[0]:
        thread.label = labels[0]
        thread.save(update_fields=["label"])
