"""What a note may start with besides a blank page: headings of the last one or of a team, questions, one line for a quiet week."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NotePerson
from weeknotes.notes.save import save
from weeknotes.notes.start import draft_for, start, teams_of_last
from weeknotes.people.models import Person, Team
from weeknotes.prose.html import parse
from weeknotes.prose.tree import HEADINGS, Node, Run, write

# In the note's own language, which need not be that of its writer's pages.
_QUIET = {"en": "A quiet week.", "cy": "Wythnos dawel."}


def headings_in(html: str) -> str:
    """The headings of a text with the audience each has, and nothing of what stands under them."""
    return write(node for node in parse(html) if node.tag in HEADINGS)


def last_headings(notes: Iterable[Note], author: Person, before: date) -> str:
    """The headings of the author's newest weeknote from before the week `before` that has any, out of `notes` with their bodies; or ""."""
    mine = [n for n in notes if n.author_id == author.pk and n.kind == Note.WEEKNOTE and n.week_from is not None and n.week_from < before]
    for note in sorted(mine, key=lambda n: (n.week_from or before, n.pk), reverse=True):
        found = next((headings_in(b.html) for b in note.bodies.all() if b.lang == note.lead_lang), "")
        if found:
            return found
    return ""


def as_headings(lines: Iterable[str]) -> str:
    """Lines as headings, one block each."""
    return write(Node("h2", (Run(line),)) for line in lines)


@transaction.atomic
def begin_with(*, author: Person, monday: date, html: str, teams: Iterable[Team] = ()) -> tuple[Note, bool]:
    """The author's note for the week with `html` in it, and whether it was put there: a note that has words already is left as it is."""
    note = draft_for(author, monday)
    if note is None:
        both = {team.pk: team for team in (*teams_of_last(author), *teams)}
        return start(author=author, monday=monday, teams=both.values(), html=html), True
    return note, _fill(note, author, html)


@transaction.atomic
def quiet_week(*, author: Person, monday: date) -> tuple[Note, bool]:
    """A note of one line for a quiet week, and whether it was made; a note that has words already is left as it is.

    A new one is to reach as far as the author's last published note does, with its teams and named readers; where there is none, its author
    alone. One that was begun keeps what was chosen for it.
    """
    html = f"<p>{_QUIET.get(author.writes, _QUIET['en'])}</p>"
    note = draft_for(author, monday)
    if note is not None:
        return note, _fill(note, author, html)
    published = Note.objects.filter(author=author, kind=Note.WEEKNOTE, edition__isnull=False)
    last = published.order_by("-published_at", "-id").first()
    named = Person.objects.filter(note_people__note=last, note_people__part=NotePerson.NAMED, is_active=True) if last else ()
    teams = Team.objects.filter(note_teams__note=last, closed_at=None) if last else teams_of_last(author)
    level = Level(last.level) if last else Level.ME
    return start(author=author, monday=monday, html=html, teams=teams, named=named, level=level), True


def _fill(note: Note, author: Person, html: str) -> bool:
    """Put `html` into the lead text, if no word stands in it yet."""
    body, _made = Body.objects.select_related("note").get_or_create(note=note, lang=note.lead_lang)
    if body.html:
        return False
    save(body=body, by=author, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    return True
