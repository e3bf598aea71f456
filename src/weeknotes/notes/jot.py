"""Jottings: a line caught during the week; kept, thrown, or drawn into a note."""

from django.db import transaction
from django.utils.html import escape

from weeknotes.notes.models import Body, Jotting, Note
from weeknotes.notes.save import Saved, append
from weeknotes.people.models import Person

LONGEST = 2000


def jot(*, person: Person, text: str, source: str = "web") -> Jotting:
    """Keep a line. ValueError where it is empty or longer than 2,000 characters."""
    line = " ".join(text.split())
    if not line:
        raise ValueError("empty")
    if len(line) > LONGEST:
        raise ValueError("long")
    return Jotting.objects.create(person=person, text=line, source=source)


@transaction.atomic
def draw(*, jotting: Jotting, body: Body, by: Person) -> Saved:
    """Put the jotting at the end of the text, as a paragraph of its own; it is then used and no longer open."""
    saved = append(body=body, by=by, html=f"<p>{escape(jotting.text)}</p>")
    jotting.open, jotting.fate, jotting.note = False, Jotting.USED, Note.objects.get(pk=body.note_id)
    jotting.save(update_fields=["open", "fate", "note"])
    return saved


def throw(*, jotting: Jotting) -> None:
    """Put the jotting away; it can be taken back."""
    jotting.open, jotting.fate = False, Jotting.THROWN
    jotting.save(update_fields=["open", "fate"])


def take_back(*, jotting: Jotting) -> None:
    """Open a thrown jotting again."""
    jotting.open, jotting.fate = True, Jotting.KEPT
    jotting.save(update_fields=["open", "fate"])
