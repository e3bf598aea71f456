"""The worker's part of a chosen time: publishing each draft whose time has come, once, or telling its writer why not."""

import logging
import uuid
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import NotePerson, Plan, Revision
from weeknotes.notes.planned import when
from weeknotes.people.mails import Mail
from weeknotes.people.models import Person
from weeknotes.people.post import deliver, post
from weeknotes.publishing import refusal
from weeknotes.publishing.publish import PlanGone, publish
from weeknotes.publishing.refusal import DiskFull, NotPublished, StoppedByRule
from weeknotes.web.spoken import speaking

log = logging.getLogger(__name__)


def publish_planned(now: datetime | None = None) -> int:
    """Publish every draft whose time has come by `now`; how many were published or given up. Part of the worker's round.

    A worker that was down publishes late, and once. One that fails keeps no other from its turn; all failures are raised at the end.
    """
    moment = now or timezone.now()
    done, failures = 0, []
    for plan in Plan.objects.filter(failed_at=None, at__lte=moment).select_related("by", "note__author").order_by("at", "pk"):
        try:
            done += _publish(plan, moment)
        except Exception as error:
            failures.append(error)
    if failures:
        raise ExceptionGroup("notes whose time had come were not published", failures)
    return done


def _publish(plan: Plan, now: datetime) -> int:
    person = _whoever_is_told(plan)
    with speaking(person.lang):
        try:
            _look(plan)
            publish(note=plan.note, by=plan.by, level=Level(plan.level), plan=plan)
        except PlanGone:
            return 0
        except DiskFull:
            log.warning("a note waits to be published at its time, and the disk on this server is full")
            return 0
        except StoppedByRule as why:
            return _give_up(plan, person, why.outside, now)
        except NotPublished as why:
            return _give_up(plan, person, why.sentence, now)
        except PermissionDenied:
            return _give_up(plan, person, _("Whoever chose the time does not write this note any more. Publish it yourself, or choose a time again."), now)
    return 1


def _whoever_is_told(plan: Plan) -> Person:
    """Whoever chose the time; where they have left, the author, and where the author has left too, one who writes the note with them."""
    if plan.by.is_active or plan.note.author.is_active:
        return plan.by if plan.by.is_active else plan.note.author
    theirs = NotePerson.objects.filter(note=plan.note, part=NotePerson.WRITES).values("person")
    return Person.objects.writing().filter(pk__in=theirs).first() or plan.note.author


def _look(plan: Plan) -> None:
    """What a person at the button would have before their eyes."""
    if not plan.by.is_active:
        raise PermissionDenied("who chose the time has left")
    if Revision.objects.filter(body__note=plan.note).waiting().exists():
        raise refusal.two_texts()


def _give_up(plan: Plan, person: Person, sentence: str, now: datetime) -> int:
    """It stays a draft; `person` is told on Today and, where the site has their address, by mail. Once, whoever else comes to it."""
    with transaction.atomic():
        told = Plan.objects.filter(pk=plan.pk, at=plan.at, failed_at=None).update(failed_at=now, trouble=sentence)
        mail = post(person=person, kind="plan", about=plan.note.uid, now=now) if told and person.is_active and person.email else None
    if mail is not None:
        deliver(mail, now)
    return told


def letter(about: uuid.UUID) -> Mail | None:
    """Subject and text of the mail about the plan of the note with this uid; None where it was published, deleted or planned anew since.

    It says nothing of what the note is about: it may be for nobody else's eyes.
    """
    plan = Plan.objects.select_related("note").filter(note__uid=about, failed_at__isnull=False).first()
    if plan is None:
        return None
    link = f"{settings.SITE_URL}{reverse('write-note', args=[plan.note.uid, plan.note.lead_lang])}"
    said = _("A note of yours was to be published on %(when)s, and was not. It is still a draft.") % {"when": when(plan.at)}
    return Mail(_("A note was not published"), f"{said}\n\n{plan.trouble}\n\n{link}\n")
