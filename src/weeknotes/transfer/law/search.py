"""The search itself, by the worker: everything that is held is looked through once, and all whom it concerns are told in the transaction that keeps what was found."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.models import NotePerson
from weeknotes.people.models import Person
from weeknotes.people.post import post
from weeknotes.people.trace import trace
from weeknotes.transfer.law.matching import Sought, plain_words
from weeknotes.transfer.law.scope import Scope
from weeknotes.transfer.law.sources import Held, Text, held
from weeknotes.transfer.law.working_days import working_days_from
from weeknotes.transfer.models_law import LawConcerned, LawFound, LawRequest, LawText
from weeknotes.work.claim import claim, due

LEASE = timedelta(hours=1)
MOST = 2000  # things; of more than that nobody could be asked, and nothing is kept

log = logging.getLogger(__name__)


def search_due() -> int:
    """Do each search that was agreed to; how many. Part of the worker's round. Killed on the way, it is done from its beginning by the next that comes."""
    done = 0
    open_ones = LawRequest.objects.filter(agreed_at__isnull=False, searched_at=None, closed_at=None)
    for pk in list(due(open_ones, timezone.now()).order_by("agreed_at").values_list("pk", flat=True)):
        mark = claim(open_ones.filter(pk=pk), now=timezone.now(), lease=LEASE)
        if mark is None:
            continue
        request = LawRequest.objects.select_related("officer", "second").get(pk=pk)
        try:
            search(request)
            done += 1
        except Exception as why:  # whatever it is, the next one must be done all the same
            log.exception("the search of the request %s could not be done", request.uid)
            wait = timezone.now() + timedelta(minutes=request.tries)
            LawRequest.objects.filter(pk=pk, claimed_by=mark).update(last_error=type(why).__name__, lease_until=None, due_at=wait)
    return done


def search(request: LawRequest) -> None:
    """Look through all that is held, and keep what answers `request`; everybody concerned is told. Where it is more than MOST, nothing is kept and the request is
    over: it is to be asked for with fewer words."""
    sought, looked, found = Sought.read(request.words), 0, list[tuple[Held, list[Text]]]()
    for one in held(Scope.of(request), earlier=request.earlier):
        looked += 1
        texts = _answering(one, sought)
        if texts:
            found.append((one, texts))
            if len(found) > MOST:
                break
    with transaction.atomic():
        now = timezone.now()
        mine = LawRequest.objects.filter(pk=request.pk, searched_at=None, closed_at=None)
        if len(found) > MOST:
            mine.update(searched_at=now, closed_at=now, ended=LawRequest.TOO_MUCH, lease_until=None)
            return
        people = _keep(request, found) if mine.select_for_update().exists() else {}
        until = working_days_from(timezone.localdate(), request.days)
        mine.update(searched_at=now, looked_through=looked, found=len(found), concerns=len(people), answer_until=until, lease_until=None)


def _answering(one: Held, sought: Sought) -> list[Text]:
    """Those of its texts that answer, none of them twice; where none does, the newest earlier one that does."""
    found: dict[tuple[str, str], Text] = {}
    for text in one.texts:
        if sought.stands_in(text.title, text.html, text.lang or "cy"):
            found.setdefault((text.lang, plain_words(text.title, text.html)), text)
    if found:
        return list(found.values())
    first = next((text for text in one.spare if sought.stands_in(text.title, text.html, text.lang or "cy")), None)
    return [first] if first else []


def _keep(request: LawRequest, found: list[tuple[Held, list[Text]]]) -> dict[int, int]:
    """Write it down, by person and in the order of days; and tell everybody whose it is. How many things are whose."""
    names = dict(Person.objects.filter(pk__in={one.person for one, _texts in found}).values_list("pk", "name"))
    found.sort(key=lambda pair: (names[pair[0].person], pair[0].person, pair[0].dated or timezone.localdate(), pair[0].kind))
    things = LawFound.objects.bulk_create(
        LawFound(request=request, number=number, person_id=one.person, kind=one.kind, state=one.state, dated=one.dated, note_id=one.note)
        for number, (one, _texts) in enumerate(found, 1)
    )
    LawText.objects.bulk_create(
        LawText(thing=thing, how=text.how, lang=text.lang, title=text.title, html=text.html) for thing, (_one, texts) in zip(things, found, strict=True) for text in texts
    )
    people: dict[int, int] = {}
    with_others: dict[int, list[int]] = {}
    for note, person in NotePerson.objects.filter(note__in=[one.note_id for one in things if one.note_id], part=NotePerson.WRITES).values_list("note", "person"):
        with_others.setdefault(note, []).append(person)
    for thing in things:
        for person in {thing.person_id, *with_others.get(thing.note_id or 0, ())}:
            people[person] = people.get(person, 0) + 1
    rows = LawConcerned.objects.bulk_create(LawConcerned(request=request, person_id=person, found=count) for person, count in people.items())
    here = {one.pk: one for one in Person.objects.filter(pk__in=people, is_active=True)}
    for row in rows:
        if row.person_id in here:
            post(person=here[row.person_id], kind="law", about=row.uid)
    trace(kind="law-found", by=request.officer, concerns=here, subject=request.uid, detail={"reference": request.reference, "second": request.second})
    return people
