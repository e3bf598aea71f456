"""Finding the text a person asked to write in, or refusing: a note that is not theirs is not there."""

import uuid

from django.db.models import Exists, OuterRef
from django.http import Http404

from weeknotes.notes.models import Body, Correction, Note
from weeknotes.notes.models_shared import Comment
from weeknotes.notes.models_team import SectionBy
from weeknotes.people.models import Person


def open_body(*, person: Person, uid: uuid.UUID, lang: str) -> Body:
    """The body of the note `uid` in `lang` with its note, for somebody who writes it; 404 for everybody else. One query.

    `has_corrections` and `has_places` are set, so that saving need not ask.
    """
    body = (
        Body.objects.filter(note__in=Note.objects.filter(uid=uid).writable_by(person.pk), lang=lang)
        .select_related("note", "note__author")
        .annotate(has_corrections=Exists(Correction.objects.filter(note=OuterRef("note"), lang=lang)))
        .annotate(
            has_places=Exists(Comment.objects.filter(look__note=OuterRef("note"), look__lang=lang, fate=Comment.OPEN))
            | Exists(SectionBy.objects.filter(note=OuterRef("note"), lang=lang))
        )
        .first()
    )
    if body is None:
        raise Http404
    return body
