"""When a draft is to be published by itself, as rows. `models` hands these on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now


class Plan(models.Model):
    """A draft is to be published at a time, for those chosen then. The row goes when it is published, taken back or deleted.

    `failed_at` and `trouble`: the time came and it could not be published, and why, in the words that its writer is told.
    """

    note = models.OneToOneField("notes.Note", models.CASCADE, related_name="plan")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    made_at = models.DateTimeField(default=now)
    failed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__lte=4), name="plan_level")]
        indexes = [models.Index(fields=["at"], condition=Q(failed_at=None), name="plan_due")]
