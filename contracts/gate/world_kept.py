"""What stands on a disposal list in the gate's world, and what was found there under the law."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.transfer.law.answering import answer as answer_law
from weeknotes.transfer.law.asking import Asked, agree
from weeknotes.transfer.law.asking import ask as ask_for_search
from weeknotes.transfer.law.officers import name_officer
from weeknotes.transfer.law.search import search_due
from weeknotes.transfer.models_law import LawRequest
from weeknotes.transfer.models_retention import DisposalLine, DisposalList, ListedClass, RetentionClass


def listed(notes: Iterable[Note], day: date) -> tuple[uuid.UUID, uuid.UUID]:
    """A class, and a disposal list with each of the notes on it."""
    kept = RetentionClass.objects.create(name_en="A month", source_en="The schedule", months=1, counted_from="published", for_all=True, for_writers=True)
    disposal = DisposalList.objects.create()
    under = ListedClass.objects.create(list=disposal, kept=kept, name_en=kept.name_en, source_en=kept.source_en, months=1, counted_from="published")
    for note in notes:
        DisposalLine.objects.create(list=disposal, under=under, note=note, reference=note.uid, what="published" if note.edition_id else "written", counted_on=day)
    return kept.uid, disposal.uid


def searched(who: Mapping[str, Person], day: date) -> dict[str, LawRequest]:
    """Two searches for words that stand in every note, by somebody who sees no more of them than the organisation does, with the host."""
    officer, host = who["other team's lead"], who["host"]
    name_officer(person=officer, by=host)
    found = {}
    for name in ("shut", "handed over"):
        asked = Asked(reference=name, law="foi", asked="What is held?", words='"opens the note"', reason="A request", came_on=day, wanted_by=day, earlier=True)
        request = found[name] = ask_for_search(by=officer, asked=asked)
        agree(request=request, by=host)
        search_due()
        request.refresh_from_db()
    numbers = range(1, found["handed over"].found + 1)
    answer_law(request=found["handed over"], by=who["author"], numbers=numbers, word="about")
    return found
