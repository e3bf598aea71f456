"""What a person has written for a week so far: their note's texts, and how long before it they last wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from weeknotes.memory.shapes import ThisNote
from weeknotes.notes.checking import notice
from weeknotes.notes.known import with_surroundings
from weeknotes.notes.margin import offered
from weeknotes.notes.models import Body, Correction, Habit, Note
from weeknotes.notes.reading import Remembering, read_body
from weeknotes.people.models import Person
from weeknotes.web.dates import WEEK

LONG = timedelta(weeks=5)  # four weeks between without a note
_MOST = 26  # texts looked at: as many as a note in two languages a week for a quarter of a year


@dataclass(frozen=True, slots=True)
class Texts:
    """The lead text of the note for the week (a draft before a published one, the newest first), all texts of that note, and the Monday of the note
    before it. `drafts`: the lead texts of drafts for this week and the one before."""

    body: Body | None
    html: tuple[str, ...]
    before: date | None
    drafts: tuple[Body, ...]


def texts_for(person: Person, monday: date) -> Texts:
    """What `person` has written for the week beginning `monday`. One query."""
    own = Note.objects.kept().filter(author=person, kind=Note.WEEKNOTE, byline_team=None, week_from__lte=monday)
    rows = list(with_surroundings(Body.objects.filter(note__in=own)).select_related("note").order_by("-note__week_from", "-note_id", "lang")[:_MOST])
    here = [one for one in rows if one.note.week_to is not None and one.note.week_to >= monday]
    leads = [one for one in here if one.lang == one.note.lead_lang]
    drafts = [one for one in rows if one.lang == one.note.lead_lang and one.note.edition_id is None and one.note.week_to and one.note.week_to >= monday - WEEK]
    body = min(leads, key=lambda one: (one.note.edition_id is not None, one.note.edition_id or 0, -one.note_id), default=None)
    before = max((one.note.week_to for one in rows if one not in here and one.note.week_to is not None), default=None)
    return Texts(body, tuple(one.html for one in here if body is not None and one.note_id == body.note_id), before, tuple(drafts))


def reading_of(body: Body | None) -> Remembering | None:
    """The text as it is read without what its writer corrected: enough to find what bears on a goal. No query."""
    return read_body(body, corrections=[], habits={}) if body else None


def read_all(bodies: Sequence[Body]) -> list[tuple[Body, Remembering]]:
    """Several texts as they will be remembered, with what the writer of each corrected. Two queries, however many; none for none."""
    if not bodies:
        return []
    corrections: dict[tuple[int, str], list[Correction]] = {}
    for row in Correction.objects.filter(note__in={body.note_id for body in bodies}):
        corrections.setdefault((row.note_id, row.lang), []).append(row)
    habits: dict[int, dict[str, str]] = {}
    for person, key, kind in Habit.objects.filter(person__in={body.note.author_id for body in bodies}).values_list("person", "key", "kind"):
        habits.setdefault(person, {})[key] = kind
    return [
        (body, read_body(body, corrections=corrections.get((body.note_id, body.lang), []), habits=habits.get(body.note.author_id, {}))) for body in bodies
    ]


def this_note(body: Body, read: Remembering) -> ThisNote:
    """The note for this week with what is to be looked at before it is published. One query where the check notices something."""
    noticed = tuple(one for one in notice(body) if not one.because or one.stops)
    ahead = tuple(item.text for item in read.kept if item.kind == "next")
    return ThisNote(body.note.uid, body.lang, body.title, body.note.is_published, ahead, offered(read.reading.says), noticed)
