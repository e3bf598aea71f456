"""The evidence of an ask, and what the asker will do: beside the note, for whoever answers it alone."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.answer import NotAnswered, locked
from weeknotes.memory.asking import AskMore
from weeknotes.memory.models import Thread
from weeknotes.people.models import Person

LONGEST = 4000


@transaction.atomic
def keep_evidence(*, thread: Thread, by: Person, more: AskMore) -> None:
    """Keep what `more` says of an ask; it stays when the note is written anew. Raises NotYours, NotAnswered where it is too long."""
    held = locked(thread, by)
    if max(len(more.evidence), len(more.will)) > LONGEST:
        raise NotAnswered(_("This is longer than %(most)d characters. Put it into your note itself.") % {"most": LONGEST})
    held.more = asdict(AskMore(more.evidence.replace("\r\n", "\n").strip(), more.will.replace("\r\n", "\n").strip()))
    held.by = Thread.PERSON  # what somebody wrote to it is not forgotten with the sentence
    held.save(update_fields=["more", "by"])
