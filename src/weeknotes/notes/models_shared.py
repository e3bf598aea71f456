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
        """Whether it shows anything at that moment: whoever has left shows nobody anything by it, and cannot end it any more."""
        return self.revoked_at is None and self.expires_at > at and self.made_by.is_active


class Look(models.Model):
    """Somebody was asked to look at a draft before it is published. What they say of it is seen by the two alone.

    `right_at`: they said "seen, looks right". Whether they opened it is kept nowhere.
    """

    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="looks")
    lang = models.CharField(max_length=5)
    preview = models.OneToOneField(Preview, models.SET_NULL, null=True, blank=True, related_name="look")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="looks_asked")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="looks_given")
    question = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(default=now)
    right_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "asked_at"], name="look_person"), models.Index(fields=["note", "lang"], name="look_note")]


class Comment(models.Model):
    """What somebody who was asked said of a sentence, perhaps with other words for it; anchored, so that it follows its sentence.

    `said_of` is the sentence as they read it, `place` its number in what they were shown.
    """

    OPEN, TAKEN, LEFT = "", "taken", "left"
    look = models.ForeignKey(Look, models.CASCADE, related_name="comments")
    place = models.PositiveIntegerField()
    said_of = models.TextField()
    key = models.CharField(max_length=16)
    quote = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    instead = models.TextField(blank=True)
    at = models.DateTimeField(default=now)
    fate = models.CharField(max_length=5, blank=True, default=OPEN, choices=[(f, f) for f in (OPEN, TAKEN, LEFT)])
    because = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text="", instead=""), name="comment_says")]
