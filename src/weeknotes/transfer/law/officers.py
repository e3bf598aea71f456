"""Who may search under the law: people whom a host named as information officers, in sight of everybody; and who may be the second."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from weeknotes.people.models import Person
from weeknotes.people.post import post
from weeknotes.people.trace import trace
from weeknotes.transfer.models_law import LawRequest, Officer


@transaction.atomic
def name_officer(*, person: Person, by: Person) -> None:
    """Make `person` an information officer; everybody is shown it. Named twice, they are named once. PermissionDenied where `by` is no host, ValueError for somebody
    who is not of the organisation any more."""
    _of_host(by)
    if not (person.is_active and person.in_organisation):
        raise ValueError("only somebody of the organisation is named")
    _held, new = Officer.objects.get_or_create(person=person, ended_at=None, defaults={"named_by": by})
    if new:
        trace(kind="law-officer", by=by, everybody=True, subject=person.uid, detail={"whom": person})


@transaction.atomic
def end_officer(*, person: Person, by: Person) -> None:
    """Make `person` an information officer no more: nothing that they found is open to them from then on. PermissionDenied where `by` is no host."""
    _of_host(by)
    if Officer.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now()):
        trace(kind="law-officer-ended", by=by, everybody=True, subject=person.uid, detail={"whom": person})
        left(person=person)


def left(*, person: Person) -> None:
    """Mail those who can go on with it of each open request that `person` carried and may not any more; and of what waits for them to agree to, those who may in their place."""
    still = LawRequest.objects.filter(closed_at=None)
    if not is_officer(person):
        for one in still.filter(officer=person):
            mail_seconds(one, "law-alone")
    for one in still.filter(second=person):
        if not may_second(person, one):
            mail_seconds(one, "law-agree")


def mail_seconds(request: LawRequest, kind: str) -> None:
    """Keep a mail about `request` to everybody who may agree to what its officer asks for. One that says nothing any more is not sent (`told`)."""
    for one in seconds().exclude(pk=request.officer_id):
        post(person=one, kind=kind, about=request.uid)


def officers() -> list[Officer]:
    """Those who are it now, by name. One query."""
    return list(Officer.objects.filter(ended_at=None, person__is_active=True).select_related("person", "named_by").order_by("person__name"))


def is_officer(person: Person) -> bool:
    """Whether `person` may ask for a search now. One query."""
    return person.is_active and Officer.objects.filter(person=person, ended_at=None).exists()


def seconds() -> QuerySet[Person]:
    """Those who may agree to a search that somebody else asks for: information officers and hosts, of the organisation."""
    named = Exists(Officer.objects.filter(person=OuterRef("pk"), ended_at=None))
    return Person.objects.writing().filter(Q(is_host=True) | Q(named), in_organisation=True)


def may_second(person: Person, request: LawRequest) -> bool:
    """Whether `person` may agree to what the officer of `request` asks for: never to their own. One query."""
    return person.pk != request.officer_id and seconds().filter(pk=person.pk).exists()


def looking(request: LawRequest) -> frozenset[int]:
    """Those of the two of `request` who may still look: who is officer no more, or has left, may not. One query."""
    two = [one for one in (request.officer_id, request.second_id) if one is not None]
    still = set(seconds().filter(pk__in=two).values_list("pk", flat=True))
    officer = Officer.objects.filter(person=request.officer_id, ended_at=None)
    return frozenset(still if officer.exists() else still - {request.officer_id})


def _of_host(by: Person) -> None:
    if not (by.is_active and by.is_host):
        raise PermissionDenied("a host names information officers")
