"""Photos on jottings, as rows. `models` hands them on."""

from django.db import models


class Photo(models.Model):
    """A picture that its owner put to a jotting, and what it shows in their words. They alone have it until it stands in a note.

    `thrown_at`: the jotting was thrown away then; the photo follows it after a while.
    """

    jotting = models.OneToOneField("notes.Jotting", models.CASCADE, related_name="photo")
    media = models.OneToOneField("notes.Media", models.PROTECT, related_name="photo")
    alt = models.CharField(max_length=500, blank=True)
    thrown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["thrown_at"], condition=models.Q(thrown_at__isnull=False), name="photo_thrown")]
