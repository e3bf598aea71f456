"""Holds: notes that must not be deleted for good, by whoever and for what. Narrow tables of their own; `models` hands them on, `holds` has the verbs."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Hold(models.Model):
    """Why some notes must not be deleted for good: the reason, who said so and when. `until` is its last day; without one it is in force until it is ended."""

    LONGEST = 500
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    reason = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["at"], condition=models.Q(ended_at=None), name="hold_open")]


class HeldNote(models.Model):
    """A note that a hold keeps. Several holds may keep one note, and it is held while any of them is in force."""

    hold = models.ForeignKey(Hold, models.CASCADE, related_name="held")
    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="holds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "hold"], name="heldnote_once")]
