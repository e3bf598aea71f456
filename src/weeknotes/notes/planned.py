"""What is said of a draft that is to be published by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.forms import LEVELS
from weeknotes.notes.models import Note, Plan
from weeknotes.people.site import organisation
from weeknotes.web.dates import clock, day, weekday


@dataclass(frozen=True, slots=True)
class Planned:
    """When (in words), for whom, whether the time has passed, and why it was not published then ("" where nothing went wrong)."""

    when: str
    audience: str
    late: bool
    trouble: str


def when(at: datetime) -> str:
    """`Friday 27 November 2026 at 09:00`, in the site's time zone."""
    here = organisation()
    with timezone.override(here.timezone if here else timezone.get_default_timezone()):
        return _("%(weekday)s %(day)s at %(time)s") % {"weekday": weekday(at), "day": day(at), "time": clock(at)}


def reach_of(plan: Plan, note: Note) -> int:
    """The audience a plan publishes for: as chosen with the time, or fewer where fewer were chosen since; never more."""
    return min(plan.level, note.wanted_level)


def planned(notes: Iterable[Note]) -> dict[int, Planned]:
    """For each of `notes` that has a plan, by its id, what is said of it. One query."""
    held = {note.pk: note for note in notes if note.edition_id is None}
    words = {int(level): str(label) for level, label in LEVELS}
    at = timezone.now()
    return {
        plan.note_id: Planned(when(plan.at), words[reach_of(plan, held[plan.note_id])], plan.at <= at, plan.trouble)
        for plan in Plan.objects.filter(note__in=list(held))
    }
