"""The one mail about a question, in words."""

import uuid

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from weeknotes.memory.focus import two_questions
from weeknotes.memory.models import Question
from weeknotes.notes.rendition import rendition
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.mails import Mail


def letter(about: uuid.UUID) -> Mail | None:
    """Subject and text of the mail about the question with this uid; None where it is answered or taken back, or its place is gone for them."""
    question = Question.objects.select_related("asker", "to", "note", "focus__note", "team").filter(uid=about, answered_at=None).first()
    if question is None or not _still_there(question):
        return None
    link = f"{settings.SITE_URL}{reverse('question', args=[question.uid])}"
    shown = {"question": question, "link": link, "two": two_questions(question)}
    subject = " ".join(render_to_string("memory/question_subject.txt", shown).split())
    return Mail(subject, render_to_string("memory/question_message.txt", shown))


def _still_there(question: Question) -> bool:
    """Whether what the question is about can still be read by the one who was asked."""
    if question.focus is not None:
        return question.focus.opens(timezone.now())
    if question.note is not None:
        shown = rendition(question.note, viewer_of(question.to), question.lang)
        return shown is not None and shown.lang == question.lang
    return True
