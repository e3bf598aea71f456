"""Where a lesson was put away beside a text, as a row. `models` hands it on."""

from django.conf import settings
from django.db import models


class LessonSeen(models.Model):
    """A person pressed "seen" on a lesson that stood beside a goal of this note: it does not stand there again for them."""

    thread = models.ForeignKey("memory.Thread", models.CASCADE, related_name="seen")
    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person", "thread"], name="lesson_seen_once")]
