"""Mails that this site sends by itself, each in its person's own hours: at once, or when their quiet hours and days away are over."""

import logging
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.people.mails import Mail
from weeknotes.people.models import Letter, Person
from weeknotes.people.quiet import mailed_from, mailed_from_of
from weeknotes.web.spoken import speaking
from weeknotes.work.claim import claim, due
from weeknotes.work.moments import MAILED, NOT_MAILED, happened

log = logging.getLogger(__name__)
# What became of a mail: sent; waiting for the person's hours, or under way elsewhere; waiting for the mail server; not to be sent any more.
SENT, LATER, STUCK, DROPPED = "sent", "later", "stuck", "dropped"
LEASE = timedelta(minutes=5)  # a mail server is waited for twenty seconds
MOST_TRIES = 12  # about two days
MOST = 100  # in one round


def post(*, person: Person, kind: str, about: uuid.UUID, now: datetime | None = None) -> Letter:
    """Keep a row for a mail to `person` (`kind` is a key of settings.LETTERS), in the caller's transaction. Asked for twice, it is one mail."""
    moment = now or timezone.now()
    fresh = {"due_at": mailed_from(person, moment), "tries": 0, "last_error": ""}
    return Letter.objects.update_or_create(person=person, kind=kind, about=about, defaults=fresh)[0]


def post_many(*, kind: str, about: Mapping[int, uuid.UUID], now: datetime) -> None:
    """The same as `post` for many people, by their pk: each about a thing of theirs. Three queries, however many they are."""
    free = mailed_from_of(about.keys(), now)
    rows = [Letter(person_id=pk, kind=kind, about=what, due_at=free[pk], tries=0, last_error="") for pk, what in about.items()]
    Letter.objects.bulk_create(rows, update_conflicts=True, unique_fields=["person", "kind", "about"], update_fields=["due_at", "tries", "last_error"])


def deliver(letter: Letter, now: datetime | None = None) -> str:
    """Send what `post` kept, if it is due and nobody else is sending it: SENT, LATER, STUCK or DROPPED. Outside any transaction.

    Its words are made now, in the person's language; where there is nothing to say any more, or nobody to say it to, the row goes.
    A worker that is killed leaves the row, which is taken up when its lease is over; only one killed between the mail server's yes and
    the next statement sends it twice.
    """
    moment = now or timezone.now()
    mark = claim(Letter.objects.filter(pk=letter.pk), now=moment, lease=LEASE)
    if mark is None:
        return LATER
    mine = Letter.objects.filter(pk=letter.pk, claimed_by=mark)
    held = mine.select_related("person").get()
    free = mailed_from(held.person, moment)
    if free > moment:  # their hours have changed since
        mine.update(due_at=free, claimed_by=None, lease_until=None, tries=held.tries - 1)
        return LATER
    said = _words(held)
    if said is None:
        mine.delete()
        return DROPPED
    try:
        _message(said, held.person.email).send()
    except OSError as error:  # SMTP's errors are such, too
        log.warning("a mail (%s) could not be sent: %s", held.kind, error)
        happened(NOT_MAILED, at=moment, detail={"error": type(error).__name__})
        if held.tries >= MOST_TRIES:
            mine.delete()
        else:
            wait = timedelta(minutes=min(2**held.tries, 360))
            mine.update(due_at=moment + wait, claimed_by=None, lease_until=None, last_error=str(error)[:300])
        return STUCK
    mine.delete()
    happened(MAILED, at=moment)
    return SENT


def send_due(now: datetime | None = None) -> int:
    """Send the mails that are due; how many. Part of the worker's round. One that fails keeps no other; all failures are raised at the end."""
    moment = now or timezone.now()
    sent, failures = 0, []
    for letter in due(Letter.objects.all(), moment).order_by("due_at", "pk")[:MOST]:
        try:
            sent += deliver(letter, moment) == SENT
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("mails could not be made", failures)
    return sent


def _message(said: Mail, to: str) -> EmailMessage:
    return EmailMessage(said.subject, said.text, None, [to], headers=said.headers, attachments=list(said.files))


def _words(letter: Letter) -> Mail | None:
    """What it says, in the person's language; None where it is not to be sent any more."""
    if not (letter.person.is_active and letter.person.email):
        return None
    make: Callable[[uuid.UUID], Mail | None] = import_string(settings.LETTERS[letter.kind])
    with speaking(letter.person.lang):
        return make(letter.about)
