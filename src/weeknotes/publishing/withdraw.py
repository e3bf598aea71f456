"""Taking a note back: gone from every page, feed, file and memory before this returns."""

from datetime import datetime

from weeknotes.notes.freeze import thaw
from weeknotes.notes.models import Note
from weeknotes.people.models import Person
from weeknotes.publishing import refusal
from weeknotes.publishing.change import change


def withdraw(*, note: Note, by: Person) -> None:
    """Nobody but its writers sees `note` any more; its text stays theirs, its address answers that it is gone.

    NotPublished where it was not published or there is no room to record it, PermissionDenied where `by` does not write it. A page that
    a full disk has no room for is removed and made again later, so that a full disk keeps nothing in sight.
    """

    def act(held: Note, at: datetime) -> None:
        if held.edition_id is None:
            raise refusal.not_out()
        thaw(note=held, at=at)

    change(note=note, by=by, act=act)


def take_away(*, note: Note, by: Person, edition: int) -> None:
    """The same by somebody who need not write it, from a disposal list that was confirmed: what was deleted for good is first gone from every page.

    NotPublished where another edition than this is in force by now, or none.
    """

    def act(held: Note, at: datetime) -> None:
        if held.edition_id != edition:
            raise refusal.not_out()
        thaw(note=held, at=at)

    change(note=note, by=by, act=act, writes=False)
