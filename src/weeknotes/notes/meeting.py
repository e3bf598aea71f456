"""Texts of one note that met: the one in force, each that was kept aside, and both in one, for the writer to choose between."""

from dataclasses import dataclass
from datetime import datetime

from weeknotes.notes.history import Words
from weeknotes.notes.models import Body, Revision
from weeknotes.notes.save import words_of
from weeknotes.prose.merge import Merged, merge


@dataclass(frozen=True, slots=True)
class Meeting:
    """A text kept aside as its page saved it last (`key` stays while that goes on saving) (what that saved before is in the history), by whom, the text in force at `version`, when
    each was saved, and `both`: the two put together, None where what they grew from is not known."""

    key: str
    revision: int
    aside: Words
    aside_at: datetime
    by: str
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


def meetings(body: Body) -> tuple[Meeting, ...]:
    """The texts that wait for a choice, one for each page that kept one aside, in the order in which these began to. One query where none waits."""
    newest: dict[tuple[object, ...], int] = {}
    for pk, by, version, page in Revision.objects.filter(body=body).waiting().values_list("pk", "by", "version", "beside__page"):
        newest[by, version, page] = pk
    if not newest:
        return ()
    rows = Revision.objects.select_related("base", "by").in_bulk(newest.values())
    return tuple(_meeting(body, rows[pk], "-".join(map(str, key))) for key, pk in newest.items())


def _meeting(body: Body, newest: Revision, key: str) -> Meeting:
    aside, now = words_of(newest), Words(body.title, body.html)
    base = _base(body, newest.version)
    both = merge((base.title, base.html), (aside.title, aside.html), (now.title, now.html)) if base else None
    return Meeting(key, newest.pk, aside, newest.at, newest.by.name if newest.by else "", now, body.saved_at, body.version, both)


def _base(body: Body, version: int) -> Words | None:
    """The text both grew from: the one in force when the page of the text kept aside was opened."""
    if version == 0:
        return Words("", "")
    held = body.revisions.exclude(state=Revision.ASIDE).filter(version=version).select_related("base").first()
    return words_of(held) if held else None
