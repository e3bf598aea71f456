"""Threads that have pages of their own: asks, decisions, lessons, what was asked for in a hearing."""

from django.urls import reverse

from weeknotes.memory.kinds import ASK, DECISION, IMPROVEMENT, LESSON
from weeknotes.memory.models import Thread


def page_of(thread: Thread) -> str:
    """The address of the thread's own page; "" where the page of threads is it."""
    if thread.kind == IMPROVEMENT and thread.hearing:
        return reverse("hearing", args=[thread.hearing.uid])
    name = {ASK: "ask", DECISION: "ask", LESSON: "lesson"}.get(thread.kind, "")
    return reverse(name, args=[thread.uid]) if name else ""
