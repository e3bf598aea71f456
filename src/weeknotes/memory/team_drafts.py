"""What somebody's own drafts mean for a team's coming week. Nobody else's draft is read, by any page."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from weeknotes.memory.team_shapes import Draft
from weeknotes.memory.this_week import read_all
from weeknotes.notes.models import Body, Note
from weeknotes.people.models import Person, Team
from weeknotes.web.dates import WEEK

MOST = 4  # texts that are read


def drafts_of(team: Team, monday: date, person: Person) -> Sequence[Draft]:
    """The next steps in `person`'s unpublished notes of this week, and the goals in those of the next, in words as they stand. One query, three where there are any."""
    mine = Note.objects.writable_by(person.pk).filter(edition=None, note_teams__team=team, week_to__gte=monday, week_from__lte=monday + WEEK)
    leads = Body.objects.filter(note__in=mine.order_by().values("pk"), lang=F("note__lead_lang")).exclude(html="")
    found: dict[tuple[int, str], Draft] = {}
    for body, read in read_all(list(leads.select_related("note").order_by("note")[:MOST])):
        wanted = "next" if (body.note.week_to or monday) == monday else "goal" if body.note.week_from == monday + WEEK else ""
        for item in read.kept:
            if item.kind == wanted:
                found.setdefault((body.note_id, item.text), Draft(item.text, body.lang, body.note.uid))
    return tuple(found.values())
