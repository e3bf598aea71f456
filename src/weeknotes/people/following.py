"""Whom somebody follows, and how the weekly mail of it stands. Nobody is told that they are followed, or by how many. `models` hands the rows on."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now


class Follow(models.Model):
    """A person follows a team or another person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    team = models.ForeignKey("people.Team", models.CASCADE, null=True, blank=True, related_name="+")
    whom = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(team=None) ^ Q(whom=None), name="follow_one"),
            models.CheckConstraint(condition=Q(whom=None) | ~Q(whom=F("person")), name="follow_another"),
            models.UniqueConstraint(fields=["person", "team"], condition=Q(team__isnull=False), name="follow_team"),
            models.UniqueConstraint(fields=["person", "whom"], condition=Q(whom__isnull=False), name="follow_whom"),
        ]


class Digest(models.Model):
    """The weekly mail of a person: whether they want it, when the next one is kept, and what the last one reached up to.

    The one under way says what came after `since`, up to `until`; once it has gone, the next begins there.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wanted = models.BooleanField(default=True)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(default=now)
    next_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="digest_in_order")]
        indexes = [models.Index(fields=["next_at"], condition=Q(wanted=True), name="digest_next")]
