"""Mails that are still to go out, as rows. `models` hands them on."""

from django.conf import settings
from django.db import models

from weeknotes.work.claim import Claimed


class Letter(Claimed):
    """A mail to a person, of a kind that settings.LETTERS names, about a thing; its words are made when it goes out, and kept nowhere."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20)
    about = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "about"], name="letter_one")]
        indexes = [models.Index(fields=["due_at"], name="letter_due")]
