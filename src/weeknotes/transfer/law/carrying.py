"""Another officer takes a request over: its own is away, or gone. Everybody whom it concerns is told, and from whom."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from weeknotes.people.models import Person
from weeknotes.people.post import post
from weeknotes.people.trace import trace
from weeknotes.transfer.law.asking import Over
from weeknotes.transfer.law.officers import is_officer
from weeknotes.transfer.models_law import LawCarried, LawConcerned, LawFound, LawRequest


def may_take_over(person: Person, request: LawRequest) -> bool:
    """Whether `person` may carry `request` on: an information officer who is neither of its two, so that they stay two. One query at most."""
    return request.closed_at is None and person.in_organisation and person.pk not in {request.officer_id, request.second_id} and is_officer(person)


@transaction.atomic
def take_over(*, request: LawRequest, by: Person, before: Person) -> None:
    """Carry it on in place of `before`, who reads nothing of it from then on. What they asked to have opened, and nobody agreed to yet, is to be asked anew.

    PermissionDenied for who may not; Over where it is closed, or somebody else than `before` carries it meanwhile.
    """
    held = LawRequest.objects.select_for_update(of=("self",)).select_related("officer", "second").get(pk=request.pk)
    if held.closed_at is not None or held.officer_id != before.pk:
        raise Over
    if not may_take_over(by, held):
        raise PermissionDenied("another information officer takes it over")
    LawFound.objects.filter(request=held, open_by__isnull=False, opened_at=None).update(open_by=None, open_because="")
    held.officer = by
    held.save(update_fields=["officer"])
    row = LawCarried.objects.create(request=held, before=before, after=by)
    told = {one.person_id: one.person for one in LawConcerned.objects.filter(request=held).select_related("person")} | {before.pk: before}
    if held.second is not None:
        told[held.second.pk] = held.second
    for person in told.values():
        if person.is_active and person.pk != by.pk:
            post(person=person, kind="law-carried", about=row.uid)
    trace(kind="law-carried", by=by, concerns={by.pk, *told}, subject=held.uid, detail={"reference": held.reference, "whom": before})
