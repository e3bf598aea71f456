"""Drafts shown to somebody before they are published. Kept apart from the notes' own tables; what stands in these goes when its time is over."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from weeknotes.notes.levels import Level


class Preview(models.Model):
    """One saved version of a draft, shown as readers of `level` would have it: to whoever has its link, or to `person` alone.

    Only the hash of a link's secret is kept; what is for a person has none. Whoever deletes the version ends it.
    """

    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="previews")
    revision = models.ForeignKey("notes.Revision", models.CASCADE, related_name="previews")
    hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    level = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120, blank=True, help_text="whom it is for, in the words of whoever made it, who alone sees them")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="previews")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=Level.TEAM, level__lte=Level.PUBLIC), name="preview_level"),
            models.CheckConstraint(condition=models.Q(hash=None) ^ models.Q(person=None), name="preview_link_or_person"),
        ]
        indexes = [models.Index(fields=["note", "expires_at"], name="preview_note"), models.Index(fields=["expires_at"], name="preview_ends")]

    def opens(self, at: datetime) -> bool:
        """Whether it shows anything at that moment."""
        return self.revoked_at is None and self.expires_at > at
