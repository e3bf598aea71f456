"""Starting many notes at once, as an import does: the same rows as `start` and `save` write, a few statements for all of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from weeknotes.notes.history import Words, pack
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, Revision
from weeknotes.notes.placing import place, wanted_in
from weeknotes.notes.save import LONGEST_TITLE, one_line
from weeknotes.notes.tags import put_many
from weeknotes.people.models import Person
from weeknotes.prose.html import clean
from weeknotes.web.rows import create, fresh


@dataclass(frozen=True, slots=True)
class Also:
    """The text of a note in its other language, and tags in that."""

    lang: str
    title: str = ""
    html: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """What a note is started with. `is_clean`: `html` (and that of `also`) is as `prose.html.clean` made it, from this very process."""

    lang: str
    title: str = ""
    html: str = ""
    is_clean: bool = False
    monday: date | None = None
    last_monday: date | None = None
    week_how: str = Note.CHOSEN
    dated: date | None = None
    tags: tuple[str, ...] = ()
    also: Also | None = None
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def start_many(*, author: Person, begun: Sequence[Begun]) -> list[Note]:
    """A draft by `author`, for them alone, with its first text (or the first in each of two languages), for each of `begun`, in this order: a weeknote where it has a week.

    ValueError where a week does not begin on a Monday. Half a dozen statements, and those of tags that are new.
    """
    now = timezone.now()
    notes = create(_note(author, one) for one in begun)
    given = [(note, one.lang, _words(one.title, one.html, one.is_clean)) for note, one in zip(notes, begun, strict=True)]
    both = [(note, one.also, one.is_clean) for note, one in zip(notes, begun, strict=True) if one.also is not None]
    given += [(note, also.lang, _words(also.title, also.html, is_clean)) for note, also, is_clean in both]
    bodies = create(fresh(Body, note_id=note.pk, lang=lang, version=1, title=text.title, html=text.html, saved_at=now) for note, lang, text in given)
    create(
        fresh(Revision, body_id=body.pk, version=1, save_key=uuid.uuid4(), state=Revision.KEPT, by_id=author.pk, at=now, data=pack(text))
        for body, (_note, _lang, text) in zip(bodies, given, strict=True)
    )
    for note, _lang, text in given:
        if wanted_in(text.html) is not None:
            place(note=note, by=author, html=text.html)
    put_many(names={note.pk: one.tags for note, one in zip(notes, begun, strict=True) if one.tags}, langs={note.pk: note.lead_lang for note in notes})
    if any(also.tags for _note, also, _is_clean in both):
        put_many(names={note.pk: also.tags for note, also, _is_clean in both}, langs={note.pk: also.lang for note, also, _is_clean in both})
    return notes


def _note(author: Person, one: Begun) -> Note:
    for day in (one.monday, one.last_monday):
        if day is not None and day.weekday() != 0:
            raise ValueError(f"{day} is not a Monday")
    last = one.last_monday or one.monday
    note = fresh(
        Note,
        uid=one.uid,
        author_id=author.pk,
        kind=Note.WEEKNOTE if one.monday else Note.REFLECTION,
        lead_lang=one.lang,
        week_from=one.monday,
        week_to=last,
        covers_from=one.monday,
        covers_to=last + timedelta(days=6) if last else None,
        week_how=one.week_how if one.monday else Note.UNKNOWN,
        wanted_level=Level.ME,
        dated=one.dated,
        dated_precision="day" if one.dated else "unknown",
    )
    note.author = author
    return note


def _words(said: str, html: str, is_clean: bool) -> Words:
    return Words(one_line(said)[:LONGEST_TITLE], html if is_clean else clean(html))
