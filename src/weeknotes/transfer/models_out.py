"""What a person asked to take away as files, as rows. `models` hands these on."""

import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from weeknotes.work.claim import Claimed


class Takeout(Claimed):
    """One file of all that is a person's, made by the worker: theirs alone to fetch, and gone a day after it is ready.

    `failed_at`: it was tried several times and could not be made.
    """

    LIFE = timedelta(days=1)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="takeouts")
    asked_at = models.DateTimeField(default=now)
    ready_at = models.DateTimeField(null=True, blank=True, db_index=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    notes = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(ready_at=None, failed_at=None), name="takeout_due")]

    @property
    def file(self) -> Path:
        """Where its file stands: outside what any web server serves."""
        return Path(settings.DATA) / "exports" / f"{self.uid}.zip"
