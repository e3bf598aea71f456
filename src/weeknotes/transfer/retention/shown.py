"""A disposal list as its page shows it. A host is shown no more of a note than any colleague: its title where they may read it, and else what it is and its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from weeknotes.notes.models import Hold, Note
from weeknotes.notes.rendition import briefs
from weeknotes.notes.viewer import Viewer
from weeknotes.transfer.models_retention import DisposalLine, DisposalList, ListedClass
from weeknotes.transfer.retention.listing import NOTICE
from weeknotes.transfer.retention.terms import what

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page. `title`, `who` and `link` are empty where whoever looks may not read the note."""

    pk: int
    uid: UUID
    reference: UUID
    what: str
    counted_on: date
    under: ListedClass
    state: str
    because: str
    answer: str
    told: bool
    title: str = ""
    lang: str = ""
    who: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many lines of a list are in each state."""

    listed: int = 0
    asked: int = 0
    held: int = 0
    off: int = 0
    going: int = 0
    gone: int = 0


def ready_at(disposal: DisposalList) -> datetime:
    """From when on it may be confirmed."""
    return disposal.made_at + NOTICE


def sums(disposal: DisposalList) -> Sums:
    """One query."""
    return Sums(**dict(DisposalLine.objects.filter(list=disposal).values_list("state").order_by("state").annotate(count=Count("pk"))))


def page_of(disposal: DisposalList, viewer: Viewer, *, after: int = 0, states: Sequence[str] = ()) -> tuple[list[Line], int | None]:
    """A page of lines, those after the one with the id `after`, and the id after which the next page begins. A handful of queries, however many lines."""
    rows = DisposalLine.objects.filter(list=disposal, pk__gt=after).select_related("under").order_by("pk")
    if states:
        rows = rows.filter(state__in=states)
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return lines(shown, viewer), shown[-1].pk if len(found) > A_PAGE else None


def lines(rows: Iterable[DisposalLine], viewer: Viewer) -> list[Line]:
    """Rows as `viewer` may see them, by the gate."""
    held = list(rows)
    notes = {note.pk: note for note in Note.objects.filter(pk__in=[one.note_id for one in held if one.note_id]).select_related("author").with_reach(viewer)}
    seen = briefs(notes.values(), viewer)
    return [_line(one, notes.get(one.note_id or 0), seen) for one in held]


def _line(one: DisposalLine, note: Note | None, seen: dict[int, tuple]) -> Line:  # type: ignore[type-arg]
    told = note is None or note.author.is_active
    said = (one.pk, one.uid, one.reference, what(one.what), one.counted_on, one.under, one.state, one.because, one.answer, told)
    brief = seen.get(note.pk, (None,))[0] if note else None
    if note is None or brief is None:
        return Line(*said)
    return Line(*said, title=brief.title, lang=brief.lang, who=note.author.name, link=reverse("note", args=[note.uid]))


def holds() -> list[Hold]:
    """Holds that are not ended, with how many notes each keeps, the newest first."""
    return list(Hold.objects.filter(ended_at=None).annotate(count=Count("held")).select_related("by").order_by("-at", "-pk")[:A_PAGE])
