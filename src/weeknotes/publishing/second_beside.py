"""What is said beside the text of a note that waits for somebody else's yes, by `settings.BESIDE`."""

from django.urls import reverse
from django.utils.translation import gettext as _

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body
from weeknotes.notes.reading import Remembering
from weeknotes.notes.remark import Remark
from weeknotes.people.models import Person
from weeknotes.publishing.second import missing, name_of, out_now, rules_for, texts_now


def beside(body: Body, by: Person, read: Remembering) -> list[Remark]:  # noqa: ARG001 - the shape of the list
    """That a yes is wanted before the note is for everyone, or that this text has it. One query where nobody wants any, none where it is for fewer."""
    note = body.note
    if note.wanted_level != Level.PUBLIC:
        return []
    rules = rules_for(note)
    if not rules:
        return []
    lacking = missing(note, texts_now(note), out=out_now(note), rules=rules)
    link = reverse("ask-yes", args=[note.uid, body.lang])
    if lacking:
        return [Remark(at="", head=lacking[0].sentence, link=link, link_words=_("Ask for a yes"))]
    has = _("%(who)s wants somebody else’s yes before this is for everyone: this text has it, or everyone sees it already.")
    return [Remark(at="", head=has % {"who": name_of(rules[0])}, link=link, link_words=_("Who said yes"))]
