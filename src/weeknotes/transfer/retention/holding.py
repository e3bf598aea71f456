"""Finding what a host wants held, without reading it: a note by its address here or its reference, or all that a person or a team writes."""

import re
import uuid
from urllib.parse import unquote, urlsplit

from weeknotes.notes.models import Note, NoteTeam
from weeknotes.people.models import Person, Team
from weeknotes.publishing.models import Address

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
OF = re.compile(r"/(people|teams)/([a-z0-9-]+)/?$")


def notes_of(words: str) -> list[int]:
    """Ids of the notes that `words` name: the reference of one, its address, or the address of a person's or team's page for all that is theirs now,
    drafts, withdrawn and deleted ones too. Empty where they name none."""
    if found := UID.search(words):
        return list(Note.objects.filter(uid=uuid.UUID(found.group()), erased_at=None).values_list("pk", flat=True))
    try:
        path = unquote(urlsplit(words.strip()).path)
    except ValueError:  # no address at all
        return []
    if said := Address.objects.filter(path__in={path, f"{path.rstrip('/')}/"}).values_list("note", flat=True).first():
        return [said]
    if not (of := OF.search(path)):
        return []
    if of.group(1) == "people":
        person = Person.objects.filter(slug=of.group(2)).first()
        return list(Note.objects.filter(erased_at=None).written_by(person.pk).values_list("pk", flat=True)) if person else []
    team = Team.objects.filter(slug=of.group(2)).first()
    return list(NoteTeam.objects.filter(team=team, note__erased_at=None).values_list("note", flat=True)) if team else []
