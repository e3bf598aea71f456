"""The preview picture of a public note, in each of its languages: drawn when it is first asked for, and from then on a file like any other.

Drawing takes longer than making all of a note's pages, and most pictures are never asked for: a bake makes anew those that were.
"""

import uuid
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from weeknotes.notes.models import Note
from weeknotes.people.site import organisation
from weeknotes.publishing import addresses
from weeknotes.publishing.entries import Entry, entry
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.models import Address, Page
from weeknotes.publishing.preview import Said, can_be_drawn, preview
from weeknotes.publishing.questions import public
from weeknotes.publishing.weeks import folio_of, line_of
from weeknotes.web.prepared import prepared

NAME = "preview"
FILE = "preview.png"


def touched(note: Note) -> set[Spot]:
    """The pictures of the note that were asked for."""
    return {Spot(NAME, str(note.uid), lang) for lang in _asked_for(str(note.uid))}


@prepared(str)
def _asked_for(key: str) -> QuerySet[Page, str]:
    return Page.objects.filter(kind=NAME, key=key).values_list("lang", flat=True)


def every() -> Iterator[Spot]:
    """All that were asked for and may still be had."""
    asked = Page.objects.filter(kind=NAME, page_notes__note__in=public().order_by()).order_by("path")
    for row in asked.values_list("kind", "key", "lang").iterator():
        yield Spot(*row)


def render(key: str, lang: str) -> Rendered | None:
    """The picture of the note whose uid is `key`; None where everyone may not read it in `lang`, or its title cannot be drawn."""
    note = public().filter(uid=uuid.UUID(key)).first()
    one = entry(note, lang) if note else None
    here = organisation()
    if note is None or one is None or here is None:
        return None
    names = [person.name for person in one.by]
    by = names[0] if len(names) == 1 else _("%(first)s and others") % {"first": names[0]}
    if one.teams:
        by = f"{by}, {one.teams[0].name}"
    folio = folio_of(one.weeks)
    said = Said(
        title=one.title,
        by=by,
        site=here.name_in(addresses.tree_of(lang)),
        week=_("Week") if folio else "",
        folio=folio,
        days=tuple(day.on for day in line_of(note)),
    )
    body = preview(said)
    return Rendered(addresses.file_of(one.url + FILE), body, frozenset({one.note_id})) if body else None


def address_of(one: Entry) -> str | None:
    """Where the picture of a note stands; None where its title cannot be drawn."""
    return addresses.absolute(one.url + FILE) if can_be_drawn(one.title) else None


def spot_at(at: str) -> Spot | None:
    """The picture that `at` is the address of, as a note's page has it now."""
    known = Address.objects.filter(path=at.removesuffix(FILE), current=True).values_list("note__uid", "lang").first()
    return Spot(NAME, str(known[0]), known[1]) if known and at.endswith(f"/{FILE}") else None


kind = Kind(NAME, touched, every, render)
