"""Choosing a time at which a draft is published by itself, and taking that back."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from weeknotes.notes.checking import Stopped, look_at
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Plan
from weeknotes.people.models import Person
from weeknotes.publishing import refusal
from weeknotes.publishing.publish import look_at_audience

FARTHEST = timedelta(days=366)


@transaction.atomic
def plan(*, note: Note, by: Person, at: datetime, level: Level, hold: Collection[str] | None = None, now: datetime | None = None) -> Plan:
    """Have `note` published at the time `at` for `level`, in place of any time chosen before; `hold` as for `publish`.

    NotPublished with a sentence where it could not be published as it is, or the time is not one to come within a year; PermissionDenied
    where `by` does not write the note.
    """
    held = _held(note, by)
    moment = now or timezone.now()
    if held.edition_id is not None:
        raise refusal.already_out()
    if at <= moment:
        raise refusal.past_time()
    if at > moment + FARTHEST:
        raise refusal.far_time()
    look_at_audience(held, level)
    if not held.bodies.exclude(html="").exists():
        raise refusal.no_words()
    if hold is not None:
        held.bodies.filter(lang__in=list(hold)).update(held=True)
        held.bodies.exclude(lang__in=list(hold)).update(held=False)
    try:
        look_at(held.bodies.filter(held=False).exclude(html=""), level=level, moment=at)
    except Stopped as error:
        raise refusal.stopped(error.noticed) from error
    chosen = {"by": by, "level": level, "at": at, "made_at": moment, "failed_at": None, "trouble": ""}
    return Plan.objects.update_or_create(note=held, defaults=chosen)[0]


@transaction.atomic
def unplan(*, note: Note, by: Person) -> bool:
    """Forget the time chosen for `note`; whether there was one. PermissionDenied where `by` does not write the note."""
    return Plan.objects.filter(note=_held(note, by)).delete()[0] > 0


def _held(note: Note, by: Person) -> Note:
    """The row as it is now, held: publishing at the same moment waits for this."""
    held = Note.objects.select_for_update().writable_by(by.pk).filter(pk=note.pk).first()
    if held is None:
        raise PermissionDenied("only those who write a note choose when it is published")
    return held
