"""What somebody's own drafts mean for a team's coming week. Nobody else's draft is read, by any page."""

from collections.abc import Sequence
from datetime import date

from weeknotes.memory.team_shapes import Draft
from weeknotes.notes.models import Body, Correction, Habit, Note
from weeknotes.notes.reading import read_body
from weeknotes.people.models import Person, Team
from weeknotes.web.dates import WEEK

MOST = 4  # texts that are read


def drafts_of(team: Team, monday: date, person: Person) -> Sequence[Draft]:
    """The next steps in `person`'s unpublished notes of this week, and the goals in those of the next, in words as they stand. One query, three where there are any."""
    mine = Note.objects.writable_by(person.pk).filter(edition=None, note_teams__team=team, week_to__gte=monday, week_from__lte=monday + WEEK)
    bodies = list(Body.objects.filter(note__in=mine.order_by().values("pk")).exclude(html="").select_related("note").order_by("note", "lang")[:MOST])
    if not bodies:
        return ()
    said = list(Correction.objects.filter(note__in={one.note_id for one in bodies}))
    habits: dict[int, dict[str, str]] = {}
    for whose, key, kind in Habit.objects.filter(person__in={one.note.author_id for one in bodies}).values_list("person", "key", "kind"):
        habits.setdefault(whose, {})[key] = kind
    found: dict[tuple[int, str], Draft] = {}
    for body in bodies:
        corrections = [one for one in said if (one.note_id, one.lang) == (body.note_id, body.lang)]
        kept = read_body(body, corrections=corrections, habits=habits.get(body.note.author_id, {})).kept
        wanted = "next" if (body.note.week_to or monday) == monday else "goal" if body.note.week_from == monday + WEEK else ""
        for item in kept:
            if item.kind == wanted and body.lang == body.note.lead_lang:
                found.setdefault((body.note_id, item.text), Draft(item.text, body.lang, body.note.uid))
    return tuple(found.values())
