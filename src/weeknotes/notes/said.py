"""What writers say of what was read and found, as rows: not that, always that, considered because. `models` hands these on."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Correction(models.Model):
    """The writer's "not that" (kind "") or "another kind" for a sentence; anchored, so that it holds through later edits."""

    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="corrections")
    lang = models.CharField(max_length=5)
    key = models.CharField(max_length=16)
    quote = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    found_as = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lang", "key", "before"], name="correction_place")]


class Habit(models.Model):
    """What a writer always means by a heading: learned from "not that" or another kind said of all that stands under it (kind "" = nothing)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="habits")
    key = models.CharField(max_length=16)
    kind = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="habit_one")]


class Considered(models.Model):
    """A finding that the writer looked at and keeps, because. `mark` is a keyed hash; the sentence is never held."""

    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="considered")
    lang = models.CharField(max_length=5)
    rule = models.CharField(max_length=40)
    mark = models.CharField(max_length=32)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lang", "rule", "mark"], name="considered_one")]
