"""Questions and reviews as an export holds them: those of the person who takes them out whole, others' once they are answered, for those who may read the answer."""

from collections.abc import Mapping

from django.db.models import Q

from weeknotes.memory.models import Focus, Question
from weeknotes.memory.models_review import Evidence, Review, Signature
from weeknotes.memory.team_reach import team_reach
from weeknotes.notes.levels import Level
from weeknotes.notes.viewer import Viewer
from weeknotes.people.models import Person
from weeknotes.transfer.out import shapes
from weeknotes.transfer.out.shape import Ids, Row, in_order
from weeknotes.transfer.out.wanted import Wanted


def written_focuses(wanted: Wanted, ids: Ids) -> list[Row]:
    """What a person sent out as their focus; nobody else's."""
    held = [one for one in Focus.objects.filter(person=wanted.by) if ids.of("note", one.note_id)] if wanted.own else []
    ids.tables["focus"] = {one.pk: str(one.uid) for one in held}
    return in_order((shapes.FOCUS.written(one, ids) for one in held), "uid")


def written_questions(wanted: Wanted, viewer: Viewer, ids: Ids, reached: Mapping[int, int]) -> list[Row]:
    """Questions that the person asked or was asked; in other exports those about its notes or its team that others may read."""
    if wanted.own and wanted.by is not None:
        mine = Question.objects.filter(Q(asker=wanted.by) | Q(to=wanted.by)).exclude(note__deleted_at__isnull=False).select_related("note", "into")
        ids.tables["any note"] = {n.pk: str(n.uid) for one in mine for n in (one.note, one.into) if n is not None}
        rows = [one for one in mine if one.focus_id is None or ids.of("focus", one.focus_id)]
        return in_order((shapes.OWN_QUESTION.written(one, ids) | {"whole": True} for one in rows), "uid")
    answered = Question.objects.filter(answered_at__isnull=False, focus=None).select_related("team")
    if wanted.team is not None:
        answered = answered.filter(Q(note__in=reached) | Q(team=wanted.team))
    elif wanted.person is not None:
        answered = answered.filter(note__in=reached)
    return in_order((shapes.QUESTION.written(one, ids) | {"whole": False} for one in answered if _readable(one, viewer, reached)), "uid")


def _readable(one: Question, viewer: Viewer, reached: Mapping[int, int]) -> bool:
    """Whether whoever takes it out may read the question and its answer, in the notes that go with it."""
    if one.note_id is not None:
        if one.note_id not in reached:
            return False
        near = max(reached[one.note_id], Level.NAMED)
    elif one.team is not None:
        near = int(team_reach(one.team, viewer))
    else:
        return False
    if one.how == Question.NOTE and not (one.into_id is not None and one.said_level >= reached.get(one.into_id, Level.PUBLIC + 1)):
        return False
    return one.level >= near


def written_reviews(person: Person | None, ids: Ids) -> list[Row]:
    """A person's own reviews with what they chose for them and who signed; to anybody else a review is its note."""
    held = [one for one in Review.objects.filter(person=person).select_related("previous") if ids.of("note", one.note_id)] if person else []
    return in_order((_review(one, ids) for one in held), "first", "note")


def _review(review: Review, ids: Ids) -> Row:
    chosen = (shapes.EVIDENCE.written(one, ids) for one in Evidence.objects.filter(review=review))
    signed = ({**shapes.SIGNATURE.written(one, ids), "edition": one.edition.number} for one in Signature.objects.filter(review=review).select_related("edition"))
    return shapes.REVIEW.written(review, ids) | {
        "previous": ids.of("note", review.previous.note_id) if review.previous else None,
        "evidence": in_order((row for row in chosen if row["note"]), "uid"),
        "signatures": in_order(signed, "at"),
    }
