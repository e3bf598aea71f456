"""Asking somebody for a look at a draft, and telling them so by one mail."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, NotePerson
from weeknotes.notes.models_shared import Look
from weeknotes.notes.share import NotShared, share
from weeknotes.people.mails import Mail
from weeknotes.people.models import Person
from weeknotes.people.post import LATER, STUCK, deliver, post

DAYS = 30


def may_be_asked(note: Note) -> models.QuerySet[Person]:
    """People of the organisation who do not write `note`, by name."""
    writers = NotePerson.objects.filter(note=note, part=NotePerson.WRITES).values("person")
    return Person.objects.writing().filter(in_organisation=True).exclude(pk=note.author_id).exclude(pk__in=writers)


@transaction.atomic
def ask(*, body: Body, by: Person, person: Person, level: Level, question: str = "") -> Look:
    """Show `person` the text of `body` as it is saved now, as readers of `level` would have it, and ask them for a look.

    NotShared, with a sentence, where there is nothing to read, they write it themselves, or they have been asked about this very text.
    """
    if not may_be_asked(body.note).filter(pk=person.pk).exists():
        raise NotShared(_("Only people of this organisation who do not write the note can be asked for a look at it."))
    preview, _link = share(body=body, by=by, level=level, days=DAYS, person=person)
    asked = Look.objects.filter(person=person, asked_by=by, preview__revision=preview.revision_id, preview__level=level)
    if asked.filter(preview__revoked_at=None, preview__expires_at__gt=timezone.now()).exists():
        preview.delete()
        raise NotShared(_("%(name)s has been asked about this very text already.") % {"name": person.name})
    return Look.objects.create(
        note_id=body.note_id, lang=body.lang, preview=preview, asked_by=by, person=person, question=" ".join(question.split())[:500]
    )


def tell(look: Look) -> str:
    """Send the one mail about `look`, in the hours of whoever is asked; "" once sent, else what becomes of it, in a sentence for the writer."""
    name = look.person.name
    if not look.person.email:
        return _("%(name)s has no mail address here: it stands on their page for today.") % {"name": name}
    became = deliver(post(person=look.person, kind="look", about=look.uid))
    if became == LATER:
        return _("%(name)s has been asked: it stands on their page for today. The mail goes to them in the hours in which they take mail.") % {"name": name}
    if became == STUCK:
        sentence = _("The mail to %(name)s could not be sent yet: the mail server did not take it. It is tried again, and it stands on their page for today.")
        return sentence % {"name": name}
    return ""


def letter(about: uuid.UUID) -> Mail | None:
    """Subject and text of the mail about the look with this uid; None where it is over, or where whoever was asked has said something by now."""
    look = Look.objects.select_related("asked_by", "preview").filter(uid=about, right_at=None, comments=None).first()
    if look is None or look.preview is None or not look.preview.opens(timezone.now()):
        return None
    shown = {"look": look, "link": f"{settings.SITE_URL}{reverse('look', args=[look.uid])}", "until": look.preview.expires_at}
    subject = " ".join(render_to_string("notes/asked_subject.txt", shown).split())
    return Mail(subject, render_to_string("notes/asked_message.txt", shown))
