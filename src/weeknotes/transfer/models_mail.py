"""Mails that came in, so that one that comes twice is taken once; and what was cut off a line that was caught. `models` hands the rows on."""

from django.db import models
from django.utils.timezone import now


class Mail(models.Model):
    """A mail that was taken, by the fingerprint of its Message-ID. `cut` is what stood below its writer's own words, kept until they let it go."""

    token = models.ForeignKey("people.Token", models.CASCADE, related_name="mails")
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=now, db_index=True)
    line = models.CharField(max_length=200, blank=True)
    cut = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="mail_once")]
