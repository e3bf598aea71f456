"""What a writer says of what was found of theirs; opening what they do not hand over, by two; and what the officer decides."""

from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from weeknotes.people.models import Person
from weeknotes.people.post import post
from weeknotes.people.trace import Detail, trace
from weeknotes.transfer.law.asking import Over
from weeknotes.transfer.law.called import EXEMPTIONS
from weeknotes.transfer.law.officers import is_officer, mail_seconds, may_second
from weeknotes.transfer.law.reading import mine, writers_of
from weeknotes.transfer.models_law import LawConcerned, LawFound, LawRequest, LawText, LawWithheld

REASONS = frozenset(key for key, _name in EXEMPTIONS)


class NoReason(ValueError):
    """A reason is wanted with this, in a line."""


@transaction.atomic
def answer(*, request: LawRequest, by: Person, numbers: Collection[int], word: str, exemption: str = "", because: str = "") -> int:
    """Say of things of one's own whether they are about what was asked; how many were answered. ABOUT hands them over to the two of the search, with an exemption under which
    they should not go out, if there is one. NOT_ABOUT wants a reason, as an exemption does: NoReason.

    What was handed over stays so; what was opened or decided stays as it is. Things of others are left alone. Over where the request is closed.
    """
    held = open_row(request)
    said = one_line(because)
    if word not in {LawFound.ABOUT, LawFound.NOT_ABOUT} or (exemption and exemption not in REASONS):
        raise ValueError(f"{word!r} with {exemption!r} is no answer")
    if (word == LawFound.NOT_ABOUT or exemption) and not said:
        raise NoReason
    rows = mine(held, by).filter(number__in=numbers, decision="", opened_at=None)
    if word == LawFound.NOT_ABOUT:
        rows = rows.exclude(answer=LawFound.ABOUT)
    values = {"answer": word, "exemption": exemption if word == LawFound.ABOUT else "", "because": said, "answered_by": by, "answered_at": timezone.now()}
    its = LawFound.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    # Somebody asked to open it meanwhile: what its writer says now stands before that, but not what they had said: it would never be opened.
    its.exclude(answer=word).update(open_by=None, open_because="")
    return its.update(**values)


def not_handed_over(request: LawRequest) -> QuerySet[LawFound]:
    """Things that may be opened without their writer now: of which they said that it is not about this, those whose time is over, and those of people who have left."""
    rest = Q(answer=LawFound.NOT_ABOUT) | Q(answer="", person__is_active=False)
    if request.answer_until is not None and timezone.localdate() > request.answer_until:
        rest |= Q(answer="")
    return LawFound.objects.filter(rest, request=request, opened_at=None)


def waiting(request: LawRequest) -> QuerySet[LawFound]:
    """Things that are to be opened, for which a second person has not agreed yet, by their numbers."""
    return LawFound.objects.filter(request=request, open_by__isnull=False, opened_at=None).order_by("number")


@transaction.atomic
def ask_to_open(*, request: LawRequest, by: Person, because: str, number: int | None = None) -> int:
    """Ask the second to open what was not handed over: thing `number`, or all that nobody answered; how many. Where the second may agree to nothing any more, all who may
    are asked. PermissionDenied for anybody but the officer of the request."""
    held = open_row(request)
    of_officer(held, by)
    said = one_line(because)
    if not said:
        raise NoReason
    rows = not_handed_over(held).filter(open_by=None)
    rows = rows.filter(answer="") if number is None else rows.filter(number=number)
    count = LawFound.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(open_by=by, open_because=said)
    if count and held.second is not None and may_second(held.second, held):
        post(person=held.second, kind="law-agree", about=held.uid)
    elif count:
        mail_seconds(held, "law-agree")
    return count


@transaction.atomic
def settle_opening(*, request: LawRequest, by: Person, numbers: Collection[int], agreed: bool) -> int:
    """Agree that those of the things `numbers` for which that was asked are opened, or do not; how many. Those who wrote them are told. PermissionDenied where `by` may not
    be the second."""
    held = open_row(request)
    if not may_second(by, held):
        raise PermissionDenied("somebody else agrees to it")
    rows = list(waiting(held).filter(number__in=numbers).exclude(open_by=by))
    ids = [one.pk for one in rows]
    if not agreed:
        return LawFound.objects.filter(pk__in=ids).update(open_by=None, open_because="")
    LawFound.objects.filter(pk__in=ids).update(open_second=by, opened_at=timezone.now())
    if ids:
        _tell(held, rows)
        detail: Detail = {"reference": held.reference, "second": by, "count": len(ids)}
        trace(kind="law-opened", by=held.officer, concerns={by.pk, held.officer_id, *_writers(rows)}, subject=held.uid, detail=detail)
    return len(ids)


@transaction.atomic
def decide(*, request: LawRequest, by: Person, number: int, word: str, exemption: str = "", because: str = "") -> None:
    """Decide whether a thing that was handed over or opened goes out. BACK wants an exemption. What goes out although its writer said why it should not, and what is kept
    back for another reason, want a reason: NoReason. LawFound.DoesNotExist where nothing is open to the officer under that number."""
    held = open_row(request)
    of_officer(held, by)
    thing = LawFound.objects.select_for_update().get(Q(answer=LawFound.ABOUT) | Q(opened_at__isnull=False), request=held, number=number)
    said = one_line(because)
    if word not in {LawFound.OUT, LawFound.BACK} or (word == LawFound.BACK and exemption not in REASONS):
        raise ValueError(f"{word!r} with {exemption!r} is no decision")
    if not said and ((word == LawFound.OUT and thing.exemption) or (word == LawFound.BACK and exemption == "other")):
        raise NoReason
    thing.decision, thing.decided_for, thing.decided_because = word, exemption if word == LawFound.BACK else "", said
    thing.decided_by, thing.decided_at = by, timezone.now()
    thing.save(update_fields=["decision", "decided_for", "decided_because", "decided_by", "decided_at"])


@transaction.atomic
def close(*, request: LawRequest, by: Person, outcome: str) -> None:
    """Close it with a line on what was answered. What was found is forgotten; what was done stays. Everybody concerned is told. PermissionDenied for anybody but its officer."""
    held = open_row(request)
    of_officer(held, by)
    said = one_line(outcome, 1000)
    if not said:
        raise NoReason
    held.closed_at, held.closed_by, held.ended, held.outcome = timezone.now(), by, LawRequest.CLOSED, said
    held.went_out = held.things.filter(decision=LawFound.OUT).count()
    held.save(update_fields=["closed_at", "closed_by", "ended", "outcome", "went_out"])
    # The words stand where they stood; what went out is with whoever has the files.
    LawText.objects.filter(thing__request=held).delete()
    LawWithheld.objects.filter(thing__request=held).delete()
    rows = list(LawConcerned.objects.filter(request=held, person__is_active=True).select_related("person"))
    for one in rows:
        post(person=one.person, kind="law", about=one.uid)
    concerned = {by.pk, *(one.person_id for one in rows), *([held.second_id] if held.second_id else [])}
    trace(kind="law-closed", by=by, concerns=concerned, subject=held.uid, detail={"reference": held.reference, "count": held.went_out})


def open_row(request: LawRequest) -> LawRequest:
    """The row as it is now, held. Over where nothing is found yet, or it is closed."""
    held = LawRequest.objects.select_for_update(of=("self",)).select_related("officer", "second").get(pk=request.pk)
    if held.closed_at is not None or held.searched_at is None:
        raise Over
    return held


def of_officer(request: LawRequest, by: Person) -> None:
    """PermissionDenied for anybody but the officer who carries it."""
    if by.pk != request.officer_id or not is_officer(by):
        raise PermissionDenied("the officer of the request does this")


def _writers(things: Iterable[LawFound]) -> set[int]:
    return {who for several in writers_of(things).values() for who in several}


def _tell(request: LawRequest, things: Iterable[LawFound]) -> None:
    for one in LawConcerned.objects.filter(request=request, person__in=_writers(things), person__is_active=True).select_related("person"):
        post(person=one.person, kind="law", about=one.uid)


def one_line(said: str, most: int = 500) -> str:
    """A reason as it is kept: a line, cut at `most` characters."""
    return " ".join(said.split())[:most]
