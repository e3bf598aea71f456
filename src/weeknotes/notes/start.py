"""Starting a note, and finding the one for a week. Nothing is asked that the writer did not choose."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NotePerson, NoteTeam
from weeknotes.notes.save import save
from weeknotes.people.models import Person, Team


@transaction.atomic
def start(
    *,
    author: Person,
    monday: date | None,
    last_monday: date | None = None,
    kind: str = Note.WEEKNOTE,
    lang: str | None = None,
    title: str = "",
    html: str = "",
    teams: Iterable[Team] = (),
    writers: Iterable[Person] = (),
    named: Iterable[Person] = (),
    level: Level = Level.ME,
    week_how: str = Note.CHOSEN,
    dated: date | None = None,
) -> Note:
    """A draft by `author` for the week (or weeks) beginning `monday`, with its first text. Its audience is wanted, not in force.

    ValueError where `monday` is not one.
    """
    for day in (monday, last_monday):
        if day is not None and day.weekday() != 0:
            raise ValueError(f"{day} is not a Monday")
    note = Note.objects.create(
        author=author,
        kind=kind,
        lead_lang=lang or author.writes,
        week_from=monday,
        week_to=last_monday or monday,
        covers_from=monday,
        covers_to=(last_monday or monday) + timedelta(days=6) if monday else None,
        week_how=week_how if monday else Note.UNKNOWN,
        wanted_level=level,
        dated=dated,
        dated_precision="day" if dated else "unknown",
    )
    chosen = list(teams)
    NoteTeam.objects.bulk_create(NoteTeam(note=note, team=team, week_from=monday) for team in chosen)
    NotePerson.objects.bulk_create(
        [NotePerson(note=note, person=p, part=NotePerson.WRITES) for p in writers]
        + [NotePerson(note=note, person=p, part=NotePerson.NAMED) for p in named]
    )
    body = Body.objects.create(note=note, lang=note.lead_lang)
    if title or html:
        save(body=body, by=author, title=title, html=html, version=0, save_key=uuid.uuid4())
    return note


def teams_of_last(author: Person) -> list[Team]:
    """The teams of the author's last note, to start the next one with. Its audience is not taken over: a note begins with its author alone."""
    last = Note.objects.kept().filter(author=author).order_by("-created_at", "-id").first()
    return list(Team.objects.filter(note_teams__note=last, closed_at=None)) if last else []


def blank(author: Person) -> Note | None:
    """A note about no week that the author began and never wrote a word in; None where there is none."""
    begun = Note.objects.kept().filter(author=author, kind=Note.REFLECTION, edition=None, withdrawn_at=None)
    return begun.exclude(bodies__version__gt=0).order_by("-id").first()


def draft_for(author: Person, monday: date) -> Note | None:
    """The author's own note (not a team's) that covers this week, a draft before a published one, the newest first; None where there is none yet."""
    own = Note.objects.kept().filter(author=author, kind=Note.WEEKNOTE, byline_team=None).covering(monday)
    return own.order_by(F("edition").asc(nulls_first=True), "-id").first()
