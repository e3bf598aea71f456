"""Pictures as rows: files of the media folder, the picture a person gave, the sizes it is shown in, and the texts it stands in.

`models` hands these on. Who may have a picture is decided in `rendition`, from the placings.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now


class Blob(models.Model):
    """One file of the media folder, named by the SHA-256 of its bytes. What is not `shown` is an original, for its owner alone."""

    key = models.CharField(max_length=64)
    shown = models.BooleanField()
    kind = models.CharField(max_length=20, help_text="media type, such as image/webp")
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "shown"], name="blob_key")]


class Media(models.Model):
    """A picture as somebody gave it. Its words (alt, caption) are those of the text that it stands in."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="media")
    original = models.ForeignKey(Blob, models.PROTECT, related_name="originals")
    name = models.CharField(max_length=200, blank=True, help_text="of the file, as it was given")
    made_at = models.DateTimeField(default=now)


class Copy(models.Model):
    """One size of a picture in one format, made anew from its pixels: nothing of what the camera wrote beside them is in it."""

    media = models.ForeignKey(Media, models.CASCADE, related_name="copies")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="copies")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "blob"], name="copy_once")]


class Placing(models.Model):
    """A picture stands in a note: with no `sight`, one of its writers put it there; with one, those who are shown that text are shown it."""

    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="placings")
    sight = models.ForeignKey("notes.Sight", models.CASCADE, null=True, blank=True, related_name="placings")
    media = models.ForeignKey(Media, models.CASCADE, related_name="placings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "media"], condition=Q(sight=None), name="placing_note"),
            models.UniqueConstraint(fields=["sight", "media"], name="placing_sight"),
        ]
