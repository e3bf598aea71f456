"""Asking for a search under the law, and agreeing to it: two people, or nothing is searched."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Person
from weeknotes.people.trace import trace
from weeknotes.transfer.law.officers import is_officer, mail_seconds, may_second, seconds
from weeknotes.transfer.models_law import LawRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request is: `words` a search a line, `people` and `teams` ids (none: everybody), `days` how many working days writers have to answer."""

    reference: str
    law: str
    asked: str
    words: str
    reason: str
    came_on: date
    wanted_by: date
    people: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    days: int = 5
    earlier: bool = False


class Over(Exception):
    """It was agreed to, declined, or closed meanwhile."""


@transaction.atomic
def ask(*, by: Person, asked: Asked) -> LawRequest:
    """Ask for a search. Those who may agree to it are mailed; nothing is searched yet. PermissionDenied where `by` is no information officer."""
    if not is_officer(by):
        raise PermissionDenied("only an information officer asks for a search")
    fields = {name: getattr(asked, name) for name in Asked.__slots__} | {"people": list(asked.people), "teams": list(asked.teams)}
    made = LawRequest.objects.create(officer=by, **fields)
    mail_seconds(made, "law-agree")
    others = seconds().exclude(pk=by.pk).values_list("pk", flat=True)
    trace(kind="law-asked", by=by, concerns=[by.pk, *others], subject=made.uid, detail={"reference": made.reference})
    return made


@transaction.atomic
def agree(*, request: LawRequest, by: Person) -> None:
    """Agree to the search: from now on the worker does it. PermissionDenied for the officer who asked, and for who is neither officer nor host; Over where it is
    settled already."""
    if not may_second(by, request):
        raise PermissionDenied("somebody else agrees to it")
    now = timezone.now()
    if not LawRequest.objects.filter(pk=request.pk, agreed_at=None, closed_at=None).update(second=by, agreed_at=now, due_at=now):
        raise Over
    trace(kind="law-agreed", by=by, concerns=[by.pk, request.officer_id], subject=request.uid, detail={"reference": request.reference})


@transaction.atomic
def decline(*, request: LawRequest, by: Person, because: str) -> None:
    """Do not agree to it: nothing is searched, and it stands on the list as declined. Errors as for `agree`; ValueError without a reason. Who asked may take it back so."""
    if by.pk != request.officer_id and not may_second(by, request):
        raise PermissionDenied("only those who may agree decline")
    said = " ".join(because.split())[:500]
    if not said:
        raise ValueError("a reason is said")
    done = {"closed_at": timezone.now(), "closed_by": by, "ended": LawRequest.DECLINED, "outcome": said}
    if not LawRequest.objects.filter(pk=request.pk, agreed_at=None, closed_at=None).update(**done):
        raise Over
    trace(kind="law-declined", by=by, concerns=[by.pk, request.officer_id], subject=request.uid, detail={"reference": request.reference})
