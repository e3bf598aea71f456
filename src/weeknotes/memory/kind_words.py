"""Kinds of thread, where several of one stand together, and of reading of a measure, as a person reads them."""

from django.utils.translation import gettext_lazy as _

from weeknotes.memory.kinds import AIM, ASK, DECISION, FOLLOWUP, GOAL, IMPROVEMENT, LEARNING, LESSON, WATCH
from weeknotes.memory.models_measures import ACTUAL, COMMITTED, ESTIMATED

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
READINGS = {ACTUAL: _("counted"), COMMITTED: _("committed"), ESTIMATED: _("estimated")}
