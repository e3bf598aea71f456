"""Two texts of one note that met: the one in force, the one kept aside, and both in one, for the writer to choose between."""

from dataclasses import dataclass
from datetime import datetime

from weeknotes.notes.history import Words
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import words_of
from weeknotes.prose.merge import Merged, merge


@dataclass(frozen=True, slots=True)
class Meeting:
    """The text kept aside last (the others of that device are in the history), the text in force at `version`, when each was saved, and
    `both`: the two put together, None where what they grew from is not known."""

    revision: int
    aside: Words
    aside_at: datetime
    now: Words
    now_at: datetime
    version: int
    both: Merged | None

    @property
    def together(self) -> Words | None:
        """Both in one, where that may be chosen: not where something would be read by more than in its own text, or where nothing differs."""
        both = self.both
        if both is None or both.widens:
            return None
        words = Words(both.title, both.html)
        return None if words in {self.now, self.aside} else words


def meeting(body: Body) -> Meeting | None:
    """The texts that wait for a choice, or None."""
    newest = Revision.objects.filter(body=body).waiting().select_related("base").last()
    if newest is None:
        return None
    aside, now = words_of(newest), Words(body.title, body.html)
    base = _base(body, newest.version)
    both = merge((base.title, base.html), (aside.title, aside.html), (now.title, now.html)) if base else None
    return Meeting(newest.pk, aside, newest.at, now, body.saved_at, body.version, both)


def _base(body: Body, version: int) -> Words | None:
    """The text both grew from: the one in force when the page of the text kept aside was opened."""
    if version == 0:
        return Words("", "")
    held = body.revisions.exclude(state=Revision.ASIDE).filter(version=version).select_related("base").first()
    return words_of(held) if held else None
