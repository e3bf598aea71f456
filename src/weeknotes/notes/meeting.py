"""Two texts of one note that met: the one in force, and the one kept aside, for the writer to choose between."""

from dataclasses import dataclass
from datetime import datetime

from weeknotes.notes.history import Words
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import words_of


@dataclass(frozen=True, slots=True)
class Meeting:
    """The text kept aside last (the others of that device are in the history), and when each was saved."""

    revision: int
    aside: Words
    aside_at: datetime
    now: Words
    now_at: datetime


def meeting(body: Body) -> Meeting | None:
    """The texts that wait for a choice, or None."""
    newest = Revision.objects.filter(body=body).waiting().select_related("base").last()
    if newest is None:
        return None
    return Meeting(newest.pk, words_of(newest), newest.at, Words(body.title, body.html), body.saved_at)
