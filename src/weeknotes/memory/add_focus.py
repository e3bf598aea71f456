"""Adding a line to what one means to do this week: it goes into the week's note, under its goals, and nobody sees it until that is published."""

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.into_note import Noted, Parts, woven
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body
from weeknotes.notes.save import save
from weeknotes.notes.start import draft_for, start, teams_of_last
from weeknotes.people.models import Person

LONGEST = 1000


class NotAdded(Exception):
    """A line that was not added, and why, in a sentence."""


@transaction.atomic
def add_focus(*, by: Person, week: date, words: str) -> Body:
    """Put `words` under the goals of the note of `by` for `week`, started where there is none; the text it went into. Twice is once.

    NotAdded where it says nothing or is too long for a line.
    """
    line = " ".join(words.split())
    if not line:
        raise NotAdded(_("Write a line first: one thing you mean to do this week."))
    if len(line) > LONGEST:
        raise NotAdded(_("This line has %(count)d characters; up to %(most)d are kept. Put the rest into your note.") % {"count": len(line), "most": LONGEST})
    note = draft_for(by, week) or start(author=by, monday=week, teams=teams_of_last(by))
    body, _made = Body.objects.select_related("note").get_or_create(note=note, lang=note.lead_lang)
    made = woven(body.html, Parts(jottings=[Noted(line, kind="goal")]), lang=body.lang, reach=Level(max(note.wanted_level, note.level)))
    if made.html != body.html:
        save(body=body, by=by, title=body.title, html=made.html, version=body.version, save_key=uuid.uuid4())
    return body
