"""Telling people: the mails about a search under the law, which quote nothing of what was asked, and what stands on somebody's page for today."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.models import NotePerson
from weeknotes.people.mails import Mail
from weeknotes.people.models import Person
from weeknotes.transfer.law.called import LAWS, called
from weeknotes.transfer.law.officers import is_officer
from weeknotes.transfer.models_law import LawCarried, LawConcerned, LawFound, LawRequest, Officer

LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line on the page for today: the request, and whether it waits for one's answer ("answer"), for an officer since its own is none any more ("alone"), for one's
    agreement ("agree"), is over ("closed"), or was taken over by another officer ("carried")."""

    request: LawRequest
    why: str


def letter(about: uuid.UUID) -> Mail | None:
    """The mail to somebody of whose things some were found: that, or what became of it since. Read when it goes out."""
    row = LawConcerned.objects.select_related("request__officer", "request__second").filter(uid=about).first()
    if row is None or row.request.second is None:
        return None
    opened = LawFound.objects.filter(request=row.request, person=row.person_id, opened_at__isnull=False).exists()
    return _mail("law_told", row.request, {"row": row, "opened": opened})


def letter_to_second(about: uuid.UUID) -> Mail | None:
    """The mail to somebody who may agree: to a search, or to opening what was found. None once that is settled."""
    request = LawRequest.objects.select_related("officer").filter(uid=about, closed_at=None).first()
    if request is None:
        return None
    opening = LawFound.objects.filter(request=request, open_by__isnull=False, opened_at=None).exists()
    if request.agreed_at is not None and not opening:
        return None
    return _mail("law_agree", request, {"opening": opening})


def letter_carried(about: uuid.UUID) -> Mail | None:
    """The mail to all whom a request concerns: that another officer took it over. None once a third did, or it is closed."""
    row = LawCarried.objects.select_related("request__officer", "request__second", "before").filter(uid=about, request__closed_at=None).first()
    if row is None or row.after_id != row.request.officer_id:
        return None
    return _mail("law_carried", row.request, {"before": row.before})


def letter_alone(about: uuid.UUID) -> Mail | None:
    """The mail to those who can go on with a request: that its officer is none any more. None once another carries it, or it is closed."""
    request = LawRequest.objects.select_related("officer").filter(uid=about, closed_at=None).first()
    if request is None or is_officer(request.officer):
        return None
    return _mail("law_alone", request, {})


def _mail(name: str, request: LawRequest, more: dict[str, object]) -> Mail:
    link = f"{settings.SITE_URL}{reverse('law-request', args=[request.uid])}"
    text = render_to_string(f"transfer/{name}.txt", {"one": request, "law": called(LAWS, request.law), "link": link, **more})
    return Mail(_("Reference %(reference)s: a search under the law") % {"reference": request.reference}, f"{text.strip()}\n")


def notices(me: Person) -> list[Notice]:
    """What waits for `me`, and what was closed or taken over within a week that concerned them, the oldest first. One query."""
    named = Exists(Officer.objects.filter(person=me, ended_at=None))
    second = Q(named_me=True) if not me.is_host else Q()
    writes = Exists(NotePerson.objects.filter(note=OuterRef("note"), person=me, part=NotePerson.WRITES))
    of_request = LawFound.objects.filter(request=OuterRef("pk"))
    rows = LawRequest.objects.filter(Q(closed_at=None) | Q(closed_at__gte=timezone.now() - LATELY)).annotate(
        unanswered=Exists(of_request.filter(Q(person=me) | Q(writes), answer="", opened_at=None)),
        opening=Exists(of_request.filter(open_by__isnull=False, opened_at=None)),
        lately_carried=Exists(LawCarried.objects.filter(request=OuterRef("pk"), at__gte=timezone.now() - LATELY)),
        concerned_me=Exists(LawConcerned.objects.filter(request=OuterRef("pk"), person=me)),
        has_officer=Exists(Officer.objects.filter(person=OuterRef("officer"), ended_at=None, person__is_active=True)),
        named_me=named,
    )
    waits = Q(agreed_at=None) | Q(opening=True) | Q(has_officer=False)
    to_agree = second & ~Q(officer=me) & waits if me.in_organisation else Q(pk__in=[])
    carried = Q(closed_at=None, lately_carried=True) & (Q(concerned_me=True) | Q(second=me))
    rows = rows.filter(Q(closed_at__isnull=False, concerned_me=True) | carried | Q(closed_at=None, unanswered=True) | (Q(closed_at=None) & to_agree))
    return [_notice(one, me) for one in rows.select_related("officer").order_by("made_at")]


def _notice(one: LawRequest, me: Person) -> Notice:
    if one.closed_at is not None:
        return Notice(one, "closed")
    if getattr(one, "unanswered", False):
        return Notice(one, "answer")
    if me.in_organisation and (me.is_host or getattr(one, "named_me", False)) and not getattr(one, "has_officer", True):
        return Notice(one, "alone")
    agrees = one.agreed_at is None or getattr(one, "opening", False)
    return Notice(one, "agree" if agrees or not getattr(one, "lately_carried", False) else "carried")
