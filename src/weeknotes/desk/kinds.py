"""Kinds of thread as a person reads them."""

from django.utils.translation import gettext_lazy as _

from weeknotes.memory.kinds import AIM, ASK, DECISION, FOLLOWUP, GOAL, IMPROVEMENT, LEARNING, LESSON, WATCH

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
MANY = {
    GOAL: _("Goals"),
    WATCH: _("Ones to watch"),
    LEARNING: _("What you are learning"),
    LESSON: _("Lessons"),
    FOLLOWUP: _("Follow-ups"),
    ASK: _("Asks"),
    DECISION: _("Decisions"),
    IMPROVEMENT: _("Improvements people asked for"),
    AIM: _("Aims for your review"),
}
