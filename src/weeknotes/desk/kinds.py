"""Kinds of thread, and what became of one, as a person reads them."""

from django.utils.translation import gettext_lazy as _

from weeknotes.memory.kinds import AIM, ASK, DECISION, FOLLOWUP, GOAL, IMPROVEMENT, LEARNING, LESSON, WATCH
from weeknotes.memory.words import shown
from weeknotes.web.spoken import spoken

ONE = {
    GOAL: _("Goal"),
    WATCH: _("One to watch"),
    LEARNING: _("Learning"),
    LESSON: _("Lesson"),
    FOLLOWUP: _("Follow-up"),
    ASK: _("Ask"),
    DECISION: _("Decision"),
    IMPROVEMENT: _("Improvement"),
    AIM: _("Aim"),
}


def say(word: str) -> str:
    """An outcome word or a state, in the language of the page."""
    return shown(word, spoken())
