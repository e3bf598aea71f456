"""IN AND OUT: where each note that was brought in came from, so that bringing it in twice is bringing it in once; and what waits to be looked at."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from weeknotes.notes.models import Note
from weeknotes.transfer.models_mail import Mail

__all__ = ["ImportRun", "Mail", "Source", "Upload", "UploadText"]


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


class Upload(models.Model):
    """Files that a person sent to the import page: theirs alone to see, and gone once taken in, let go, or a day old.

    `troubles` are sentences about files that gave no text. `taking_since` says that a request is taking it in.
    """

    LIFE = timedelta(days=1)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now, db_index=True)
    troubles = models.JSONField(default=list)
    taking_since = models.DateTimeField(null=True, blank=True)


class UploadText(models.Model):
    """The text of one file of an upload. `cuts`: where its person says that posts begin (None: as found); `left_out`: posts not to take in, by the same offsets."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    text = models.TextField()
    cuts = models.JSONField(null=True, blank=True)
    left_out = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="upload_text_once")]
