"""Two people sign a review, as equals: each by their own click, on the edition as it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.models_review import Review, Signature
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NotePerson
from weeknotes.people.models import Person


class NotSigned(Exception):
    """A signature, or a person to sign, that was not taken, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One of the two, and when they signed the text as it stands now (None: not yet, or it has changed since they did)."""

    person: Person
    at: datetime | None
    changed: bool


def signed(review: Review) -> tuple[Signed, ...]:
    """The writer and whoever was asked to sign with them. One query where `person` and `signer` are at hand."""
    rows = {one.person_id: one for one in Signature.objects.filter(review=review)}
    two = [review.person, review.signer] if review.signer else [review.person]
    found = []
    for person in two:
        row = rows.get(person.pk)
        stands = row is not None and row.edition_id == review.note.edition_id
        found.append(Signed(person, row.at if row and stands else None, changed=row is not None and not stands))
    return tuple(found)


@transaction.atomic
def ask_to_sign(*, review: Review, by: Person, person: Person | None) -> None:
    """Ask `person` to sign with the writer, who names them on the note by this; None asks nobody any more, and the name stays on the note.

    The draft's audience becomes the people named where it was the writer alone; a published one's is only its writer's to widen, by publishing.
    Another person's signature goes with the asking. NotSigned where `by` does not write it, or names themselves or somebody who has left.
    """
    if review.person_id != by.pk:
        raise NotSigned(_("Only whoever writes this review can ask somebody to sign it with them."))
    if person is not None and (person.pk == by.pk or not person.is_active):
        raise NotSigned(_("Choose one other person who signs in here."))
    if review.signer_id and (person is None or person.pk != review.signer_id):
        Signature.objects.filter(review=review, person=review.signer_id).delete()
    review.signer = person
    review.save(update_fields=["signer"])
    if person is not None:
        NotePerson.objects.get_or_create(note=review.note, person=person, defaults={"part": NotePerson.NAMED})
        if not review.note.is_published and review.note.wanted_level == Level.ME:
            Note.objects.filter(pk=review.note_id).update(wanted_level=Level.NAMED)


@transaction.atomic
def sign(*, review: Review, by: Person, edition: int, at: datetime) -> Signature:
    """Sign the edition with the number `edition`, which is the one that `by` was shown. Signed again is the same.

    NotSigned where it is not theirs to sign, or the text has changed since they read it.
    """
    note = Note.objects.select_for_update(of=("self",)).select_related("edition").get(pk=review.note_id)
    if by.pk not in {review.person_id, review.signer_id}:
        raise NotSigned(_("This review is for two people to sign, and you are neither of them."))
    if note.edition is None:
        raise NotSigned(_("There is nothing to sign yet: a review is signed once it is published for the two of you."))
    if note.edition.number != edition:
        raise NotSigned(_("The text has changed since you opened this page. Read it as it is now, and sign that."))
    held = Signature.objects.filter(review=review, person=by).first()
    if held and held.edition_id == note.edition_id:
        return held
    return Signature.objects.update_or_create(review=review, person=by, defaults={"edition": note.edition, "at": at})[0]


def take_back(*, review: Review, by: Person) -> bool:
    """Take one's own signature back; whether there was one."""
    return Signature.objects.filter(review=review, person=by).delete()[0] > 0
