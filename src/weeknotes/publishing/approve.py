"""Asking one person for their yes to the text that everyone would see, and their answer: yes, or not yet, because."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.ask import ask
from weeknotes.notes.frozen import fingerprint_of
from weeknotes.notes.levels import Level
from weeknotes.notes.look import Ended
from weeknotes.notes.models import Body, Note
from weeknotes.notes.models_shared import Look
from weeknotes.notes.share import NotShared
from weeknotes.people.models import Person
from weeknotes.publishing.models_second import Approval
from weeknotes.publishing.second import may_say, out_now, public_text, texts_now
from weeknotes.web.spoken import speaking


class TextChanged(Exception):
    """The text is another one by now than whoever is asked was shown."""


@transaction.atomic
def ask_for_yes(*, note: Note, by: Person, person: Person, question: str = "") -> list[Look]:
    """Show `person` what everyone would see of `note`, language by language, and ask for their yes to it.

    NotShared, with a sentence, where there is nothing to read, their yes would not do, or they have been asked about these very texts.
    """
    if person.pk not in {one.pk for one in may_say(note)}:
        raise NotShared(_("Their yes would not do: it takes somebody who is among those asked and does not write the note. Choose one of them."))
    wanted = texts_now(note)
    if not wanted:
        raise NotShared(_("Nothing in this note is for everyone yet, so there is nothing to say yes to. Write something, or choose more readers for a part."))
    out, looks = out_now(note), []
    with speaking(person.lang):
        words = question.strip() or _("May this go out to everyone? Your yes, or not yet, is asked for.")
    for lang, mark in wanted.items():
        known = Approval.objects.filter(note=note, lang=lang, fingerprint=mark, asked=person)
        if (lang, mark) in out or known.exclude(answer=Approval.OPEN).exists():
            continue
        body = Body.objects.get(note=note, lang=lang)
        look = _looking(body, by, person) or ask(body=body, by=by, person=person, level=Level.PUBLIC, question=words)
        known.delete()  # asked before, and the look has ended since
        Approval.objects.create(note=note, lang=lang, fingerprint=mark, author_id=note.author_id, asked_by=by, asked=person, look=look)
        looks.append(look)
    if not looks:
        raise NotShared(_("%(name)s has answered to this very text already, or everyone sees it so by now.") % {"name": person.name})
    return looks


def _looking(body: Body, by: Person, person: Person) -> Look | None:
    """The look at this very text, as everyone would see it, that `by` has asked of `person` already and that is still open: it can be said yes to there."""
    open_still = {"preview__revoked_at": None, "preview__expires_at__gt": timezone.now(), "approval": None}
    this = {"preview__revision__body": body, "preview__revision__version": body.version, "preview__level": Level.PUBLIC}
    return Look.objects.filter(person=person, asked_by=by, **this, **open_still).first()


@transaction.atomic
def say(*, approval: Approval, word: str, because: str = "") -> None:
    """Keep the answer of whoever was asked: yes, not yet, or neither any more. Ended where the draft is no longer shown; TextChanged where a yes
    would be to a text that is another one by now; ValueError for another word, or "not yet" without a reason."""
    reason = " ".join(because.split())[:500]
    if word not in {Approval.YES, Approval.NOT_YET, Approval.OPEN} or (word == Approval.NOT_YET and not reason):
        raise ValueError("yes, or not yet with a reason")
    held = Approval.objects.select_for_update().get(pk=approval.pk)
    look = Look.objects.select_related("preview").get(pk=held.look_id) if held.look_id else None
    if look is None or look.preview is None or not look.preview.opens(timezone.now()):
        raise Ended
    body = Body.objects.select_related("note").get(note=held.note_id, lang=held.lang)
    if word == Approval.YES and fingerprint_of(body.title, public_text(body)) != held.fingerprint:
        raise TextChanged
    held.answer, held.because = word, reason if word == Approval.NOT_YET else ""
    held.answered_at = timezone.now() if word else None
    held.save(update_fields=["answer", "because", "answered_at"])


def record(note: Note) -> Sequence[Approval]:
    """Who was asked for their yes to a text of `note`, and what they said, the newest first, for those who write it. One query."""
    return list(Approval.objects.filter(note=note).select_related("asked", "asked_by", "edition").order_by("-asked_at", "-pk"))


def answered_lately(person: Person, since: datetime) -> Sequence[Approval]:
    """What `person` was told since then of notes that are not out with it, the newest first. One query."""
    rows = Approval.objects.filter(asked_by=person, answered_at__gte=since, edition=None, note__deleted_at=None)
    return list(rows.select_related("asked", "note").order_by("-answered_at", "-pk")[:20])


def given_by(person: Person) -> Sequence[Approval]:
    """What `person` answered when asked for a yes, the newest first. One query."""
    rows = Approval.objects.filter(asked=person).exclude(answer=Approval.OPEN)
    return list(rows.select_related("asked_by", "edition").order_by("-answered_at", "-pk")[:50])


def forget(*, note: Note) -> None:
    """Forget what was said of `note`, inside the transaction that deletes it for good."""
    Approval.objects.filter(note=note).delete()
