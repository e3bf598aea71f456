"""IN AND OUT: where each note that was brought in came from, so that bringing it in twice is bringing it in once."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from weeknotes.notes.models import Note


class ImportRun(models.Model):
    """One time that something was brought in."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, default="file")
    at = models.DateTimeField(default=now)


class Source(models.Model):
    """A place that a note came from; several places may hold the same note. `sha` is the fingerprint of its words then."""

    kind = models.CharField(max_length=20, default="file")
    source_id = models.CharField(max_length=500)
    note = models.ForeignKey(Note, models.CASCADE, related_name="sources")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="sources")
    sha = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source_id"], name="source_once")]
        indexes = [models.Index(fields=["sha"], name="source_sha")]
