"""Searches under the law: who may ask for one, what was asked, what was found and whose it is, what became of each thing, as rows. `models` hands these on.

Rows are kept for good; what was found is kept as it stood then (`LawText`), and only until the request is closed.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from weeknotes.notes.models import Note
from weeknotes.work.claim import Claimed


class Officer(models.Model):
    """Somebody whom a host named as information officer: they may ask for a search, and agree to another's. Shown to everybody; ended, it stays as history."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="officer_one_now")]


class LawRequest(Claimed):
    """A request under a law, and the search for it. Nothing is searched before `second`, who is never `officer`, has agreed.

    `words` is a search a line; `people` and `teams` are ids, empty for everybody. What is not answered by its writer by `answer_until` may be opened by
    two. `ended`: how it was closed.
    """

    CLOSED, DECLINED, TOO_MUCH = "closed", "declined", "too-much"
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=40)
    law = models.CharField(max_length=10)
    asked = models.TextField(help_text="what is asked, as the officer puts it")
    words = models.TextField(help_text="one search a line")
    people = models.JSONField(default=list)
    teams = models.JSONField(default=list)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    earlier = models.BooleanField(default=False, help_text="earlier saves are looked through, too")
    reason = models.CharField(max_length=500)
    came_on = models.DateField()
    wanted_by = models.DateField()
    days = models.PositiveSmallIntegerField(default=5, help_text="working days that writers have")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    searched_at = models.DateTimeField(null=True, blank=True)
    looked_through = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    concerns = models.PositiveIntegerField(default=0, help_text="how many people's things were found")
    answer_until = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    ended = models.CharField(max_length=8, blank=True)
    outcome = models.CharField(max_length=1000, blank=True)
    went_out = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(second=None, agreed_at=None, searched_at=None) | (Q(agreed_at__isnull=False) & ~Q(second=F("officer"))), name="lawrequest_two"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(agreed_at__isnull=False, searched_at=None, closed_at=None), name="lawrequest_due")]


class LawCarried(models.Model):
    """That another officer took a request over, and from whom. All whom it concerns see it for good; rows are in the order in which it went."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(LawRequest, models.CASCADE, related_name="carried")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)


class LawConcerned(models.Model):
    """Somebody of whose things a search found some: they are told, and see the request for good."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(LawRequest, models.CASCADE, related_name="concerned")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    found = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="concerned_once")]
        indexes = [models.Index(fields=["person", "request"], name="concerned_person")]


class LawFound(models.Model):
    """A thing that was found: what it is, whose, how far it reached then. What its writer says of it, who opened it without that, and what was decided."""

    ABOUT, NOT_ABOUT = "about", "not-about"
    OUT, BACK = "out", "back"
    request = models.ForeignKey(LawRequest, models.CASCADE, related_name="things")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    dated = models.DateField(null=True, blank=True)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=9, blank=True)
    exemption = models.CharField(max_length=12, blank=True, help_text="why it should not go out, as its writer sees it")
    because = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    open_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", help_text="who wants it opened without its writer")
    open_because = models.CharField(max_length=500, blank=True)
    open_second = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=4, blank=True)
    decided_for = models.CharField(max_length=12, blank=True, help_text="the exemption under which it is kept back")
    decided_because = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="found_number"),
            models.CheckConstraint(condition=Q(open_second=None) | ~Q(open_second=F("open_by")), name="found_two"),
        ]
        indexes = [models.Index(fields=["request", "person", "answer"], name="found_person")]


class LawWithheld(models.Model):
    """A passage of a thing that is not given out, and why. `mark` is the sum over its words (`law.blacked`): no word is kept here. Gone when the request is closed."""

    thing = models.ForeignKey(LawFound, models.CASCADE, related_name="withheld")
    mark = models.CharField(max_length=64)
    exemption = models.CharField(max_length=12)
    because = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thing", "mark"], name="withheld_once")]


class LawText(models.Model):
    """The words of a thing as they stood when they were found. Read through the gate alone (`notes.rendition.opened`); gone when the request is closed."""

    NOW, PUBLISHED, EARLIER = "now", "published", "earlier"
    thing = models.ForeignKey(LawFound, models.CASCADE, related_name="texts")
    how = models.CharField(max_length=9, default=NOW, choices=[(h, h) for h in (NOW, PUBLISHED, EARLIER)])
    lang = models.CharField(max_length=5)
    title = models.CharField(max_length=300, blank=True)
    html = models.TextField()
