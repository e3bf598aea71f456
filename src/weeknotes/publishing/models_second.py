"""Somebody else's yes before a note is for everyone: who wants it, and who gave it to which text, as rows. `models` hands these on."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import now

from weeknotes.notes.models import Edition, Note
from weeknotes.notes.models_shared import Look
from weeknotes.people.models import Person, Team


class SecondYes(models.Model):
    """A team, or where there is none the whole place, wants somebody else's yes before its notes are for everyone: always, or from `first` to `last`, days included.

    A row stays when it is wanted no more: it says who set that, and when.
    """

    team = models.OneToOneField(Team, models.CASCADE, null=True, blank=True, related_name="second_yes")
    wanted = models.BooleanField(default=False)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first=None) | Q(last=None) | Q(last__gte=F("first")), name="secondyes_in_order"),
            models.UniqueConstraint(Coalesce("team", Value(0)), name="secondyes_once"),
        ]

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.wanted and (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


class Approval(models.Model):
    """Somebody was asked for their yes to one text of a note, as everyone would see it: `fingerprint` is of that text, and a yes is worth nothing for another.

    `author` is a copy, so that the database itself lets nobody say yes to their own. `edition` is the one that went out with this yes. It is shown to those
    who write the note and to whoever was asked.
    """

    YES, NOT_YET, OPEN = "yes", "not-yet", ""
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    note = models.ForeignKey(Note, models.CASCADE, related_name="approvals")
    lang = models.CharField(max_length=5)
    fingerprint = models.CharField(max_length=64)
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="approvals_asked")
    asked = models.ForeignKey(Person, models.CASCADE, related_name="approvals_given")
    look = models.OneToOneField(Look, models.SET_NULL, null=True, blank=True, related_name="approval")
    asked_at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=7, blank=True, default=OPEN, choices=[(a, a) for a in (OPEN, YES, NOT_YET)])
    because = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="approvals")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(asked=F("author")), name="approval_not_own"),
            models.CheckConstraint(condition=Q(answer="", answered_at=None) | Q(answer__in=["yes", "not-yet"], answered_at__isnull=False), name="approval_answered"),
        ]
        indexes = [models.Index(fields=["note", "lang", "fingerprint"], name="approval_text"), models.Index(fields=["asked", "answered_at"], name="approval_asked")]
