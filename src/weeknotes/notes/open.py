"""Finding the text a person asked to write in, or refusing: a note that is not theirs is not there."""

import uuid

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from weeknotes.notes.known import with_surroundings
from weeknotes.notes.models import Body, Correction, Note
from weeknotes.notes.models_shared import Comment
from weeknotes.notes.models_team import SectionBy
from weeknotes.people.models import Person
from weeknotes.web.prepared import prepared


class NoteDeleted(Http404):
    """The note is among the deleted: `body` is what somebody who writes it asked for. `middleware` answers it in words."""

    def __init__(self, body: Body) -> None:
        super().__init__("among the deleted")
        self.body = body


def open_body(*, person: Person, uid: uuid.UUID, lang: str) -> Body:
    """The body of the note `uid` in `lang` with its note, for somebody who writes it; 404 for everybody else. One query.

    `has_corrections` and `has_places` are set, so that saving need not ask. NoteDeleted while the note is among the deleted.
    """
    body = next(iter(_written(uid, person.pk, lang)), None)
    if body is None:
        raise Http404
    if body.note.deleted_at is not None:
        raise NoteDeleted(body)
    return body


@prepared(uuid.UUID, int, str)
def _written(uid: uuid.UUID, person: int, lang: str) -> QuerySet[Body]:
    notes = Note.objects.filter(uid=uid, erased_at=None).written_by(person)
    return (
        with_surroundings(Body.objects.filter(note__in=notes, lang=lang))
        .select_related("note", "note__author")
        .annotate(has_corrections=Exists(Correction.objects.filter(note=OuterRef("note"), lang=lang)))
        .annotate(
            has_places=Exists(Comment.objects.filter(look__note=OuterRef("note"), look__lang=lang, fate=Comment.OPEN))
            | Exists(SectionBy.objects.filter(note=OuterRef("note"), lang=lang))
        )[:1]
    )
