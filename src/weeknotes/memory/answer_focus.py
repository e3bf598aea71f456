"""Answering a focus that came by a chat: by somebody who was not asked by name, but may read it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weeknotes.memory.answer_question import NotAnswerable, answer_question
from weeknotes.memory.models import Focus, Question
from weeknotes.notes.rendition import audience_of
from weeknotes.notes.viewer import Viewer, reach
from weeknotes.people.models import Person


def may_read(focus: Focus, person: Person, looks: Viewer) -> bool:
    """Whether they may read `focus` as it was frozen: its writer, whoever was asked about it, and those whom a chat it went to is for, as long as it is shown."""
    if focus.person_id == person.pk:
        return focus.note.deleted_at is None
    if not focus.opens(timezone.now()):
        return False
    if focus.questions.filter(to=person).exists():
        return True
    return focus.sent_level is not None and reach(audience_of(focus.note), looks) <= focus.sent_level


@transaction.atomic
def answer_focus(*, focus: Focus, by: Person, how: str, words: str, at: datetime) -> Question:
    """Keep what `by`, who `may_read` it, says to a focus: the writer's question and its answer. What `answer_question` raises keeps nothing."""
    if focus.person_id == by.pk:
        raise NotAnswerable(_("This is your own focus: it is for others to answer."))
    asked = Question.objects.create(focus=focus, lang=focus.lang, asker=focus.person, to=by, asked_at=focus.made_at)
    return answer_question(question=asked, by=by, how=how, words=words, at=at)
