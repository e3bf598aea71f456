"""What was found, as the gate gives it: whose it is, and the words to those to whom they are open."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from weeknotes.notes.models import Note, NotePerson
from weeknotes.notes.rendition import Opened, opened
from weeknotes.notes.viewer import UnderLaw, Viewer, opens
from weeknotes.people.models import Person
from weeknotes.transfer.law.officers import looking
from weeknotes.transfer.models_law import LawFound, LawRequest, LawText


def mine(request: LawRequest, person: Person) -> QuerySet[LawFound]:
    """Things of `person` that were found, those they write with others among them."""
    return LawFound.objects.filter(Q(person=person) | Q(note__in=Note.objects.filter(_writes(person.pk))), request=request)


def _writes(person_id: int) -> Q:
    return Q(pk__in=NotePerson.objects.filter(person=person_id, part=NotePerson.WRITES).values("note"))


def writers_of(things: Iterable[LawFound]) -> dict[int, frozenset[int]]:
    """Who wrote each, by its key. One query."""
    held = list(things)
    others: dict[int, set[int]] = {}
    for note, person in NotePerson.objects.filter(note__in=[one.note_id for one in held if one.note_id], part=NotePerson.WRITES).values_list("note", "person"):
        others.setdefault(note, set()).add(person)
    return {one.pk: frozenset({one.person_id, *others.get(one.note_id or 0, ())}) for one in held}


def laws(request: LawRequest, things: Iterable[LawFound]) -> dict[int, UnderLaw]:
    """Where each stands for the gate, by its key. Three queries, however many there are."""
    held = list(things)
    writers, still = writers_of(held), looking(request)
    two = frozenset(one for one in (request.officer_id, request.second_id) if one is not None)
    return {
        one.pk: UnderLaw(
            writers=writers[one.pk],
            two=two,
            looking=still,
            handed_over=one.answer == LawFound.ABOUT,
            opened_by=frozenset(who for who in (one.open_by_id, one.open_second_id) if who is not None) if one.opened_at else frozenset(),
            closed=request.closed_at is not None,
        )
        for one in held
    }


def words(things: Iterable[LawFound], law: Mapping[int, UnderLaw], viewer: Viewer) -> dict[int, list[tuple[str, Opened]]]:
    """The words of those of `things` that are open to `viewer`, each text with how it was held, by key. One query; none of the others is read."""
    may = [one.pk for one in things if opens(law[one.pk], viewer)]
    rows: dict[int, list[LawText]] = {}
    for row in LawText.objects.filter(thing__in=may).order_by("pk"):
        rows.setdefault(row.thing_id, []).append(row)
    found = {}
    for pk, texts in rows.items():
        given = opened(law[pk], [(one.lang, one.title, one.html) for one in texts], viewer) or ()
        found[pk] = [(row.how, one) for row, one in zip(texts, given, strict=True)]
    return found
