"""Chats to which a focus can be sent, by an address that the chat's own program gave out. `models` hands them on."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from weeknotes.notes.levels import Level
from weeknotes.people.models import Team
from weeknotes.work.claim import Claimed


class Chat(models.Model):
    """A chat of a person, or of a team. `address` is a secret: whoever has it can write there, so it is shown in part only, and logged nowhere.

    `level` is who reads that chat, as whoever added it said. `on_goal_day`: what is published of the focus goes there on the goal day.
    """

    TEAMS, SLACK, MATTERMOST, GOOGLE = "teams", "slack", "mattermost", "google"
    PROGRAMS = (TEAMS, SLACK, MATTERMOST, GOOGLE)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="chats")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="chats")
    name = models.CharField(max_length=120)
    program = models.CharField(max_length=10, choices=[(one, one) for one in PROGRAMS])
    address = models.CharField(max_length=2000)
    level = models.PositiveSmallIntegerField()
    on_goal_day = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person=None) ^ Q(team=None), name="chat_one_owner"),
            models.CheckConstraint(condition=Q(level__gte=Level.TEAM, level__lte=Level.PUBLIC), name="chat_level"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_address(self) -> str:
        """As much of the address as tells it from another, and is of no use to anybody."""
        return f"https://{urlsplit(self.address).hostname}/…{self.address[-4:]}"


class Sending(Claimed):
    """A chat's focus of the week beginning `week`, due on its goal day; `sent_at` once it went, or once there was nothing to send."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="sendings")
    week = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chat", "week"], name="sending_one")]
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None), name="sending_due")]
