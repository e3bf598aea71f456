"""What was done with accounts, audiences and this place, for those whom it concerns. Only ever added to, and forgotten after a year. `models` hands the rows on."""


from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Trace(models.Model):
    """Something that was done: when, by whom, of which kind, to what. `detail` has names and numbers, people by their uid, never a word of a note."""

    at = models.DateTimeField(default=now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.UUIDField(null=True, blank=True, default=None, help_text="the uid of the note, team or person it was done to")
    detail = models.JSONField(default=dict)
    everybody = models.BooleanField(default=False, help_text="it concerns all who are here")

    class Meta:
        indexes = [models.Index(fields=["-id"], condition=models.Q(everybody=True), name="trace_everybody")]


class TraceConcern(models.Model):
    """Somebody whom a trace concerns, and to whom it is shown."""

    trace = models.ForeignKey(Trace, models.CASCADE, related_name="concerns")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "trace"], name="trace_concern_once")]
