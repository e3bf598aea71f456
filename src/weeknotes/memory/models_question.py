"""Questions: asked by a reader about a note, a sentence in it, a team's week, or a focus that its writer sent to two people. `models` hands them on."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from weeknotes.people.models import Team


class Focus(models.Model):
    """What a person or a team means to do in a week, as it stood when its writer sent it out: frozen, for those it was sent to, until `shown_until`.

    `lines` are pairs of words and the level of the text they came from. `sent_level` is how far the widest chat reaches it was sent to, None
    where it was sent to none: those to whom its note would be shown at that level may read and answer it.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="focuses")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="focuses")
    lang = models.CharField(max_length=5)
    week = models.DateField()
    lines = models.JSONField()
    made_at = models.DateTimeField(default=now)
    shown_until = models.DateTimeField()
    sent_level = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["note", "week"], name="focus_note")]

    @property
    def words(self) -> list[str]:
        """Its lines, one for each thing."""
        return [str(line[0]) for line in self.lines]

    def opens(self, at: datetime) -> bool:
        """Whether it shows anything at that moment. `note` is read."""
        return self.shown_until > at and self.note.deleted_at is None


class Question(models.Model):
    """Something one person asks another. Open, it is seen by the two alone; answered, by those whom `level` lets see the place as well.

    `place` is the level of the place it was asked about, 0 where nobody but its writers can read that now, and where the sentence is `lost`.
    The anchor counts in the text of the body's `version`; `key` is "" for a question about all of a note. `into` is a note of the one who
    was asked, in which the answer stands or is being written; an answer read from it has level `said_level` there.
    """

    WORDS, RIGHT, FOLLOWUP, WONT, NOTE = "words", "right", "followup", "wont", "note"
    HOWS = (WORDS, RIGHT, FOLLOWUP, WONT, NOTE)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey("notes.Note", models.CASCADE, null=True, blank=True, related_name="questions")
    lang = models.CharField(max_length=5, blank=True)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="questions")
    week = models.DateField(null=True, blank=True)
    focus = models.ForeignKey(Focus, models.CASCADE, null=True, blank=True, related_name="questions")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="questions_asked")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="questions_put")
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=now)
    told = models.BooleanField(default=False, help_text="the one mail about it was asked for")
    place = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=16, blank=True)
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    lost = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=8, blank=True, choices=[(how, how) for how in HOWS])
    answer = models.TextField(blank=True)
    wanted_level = models.PositiveSmallIntegerField(default=4, help_text="how far the one who answered lets it go; the place may be narrower")
    level = models.PositiveSmallIntegerField(default=0)
    into = models.ForeignKey("notes.Note", models.SET_NULL, null=True, blank=True, related_name="answers_in")
    said_level = models.PositiveSmallIntegerField(default=0)
    thread = models.ForeignKey("memory.Thread", models.SET_NULL, null=True, blank=True, related_name="questions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=False, team=None, week=None, focus=None)
                | Q(note=None, team__isnull=False, week__isnull=False, focus=None)
                | Q(note=None, team=None, week=None, focus__isnull=False),
                name="question_about_one",
            ),
            models.CheckConstraint(condition=~Q(asker=F("to")), name="question_of_another"),
            models.CheckConstraint(condition=Q(answered_at=None, how="", level=0) | (Q(answered_at__isnull=False) & ~Q(how="")), name="question_open"),
            models.CheckConstraint(condition=Q(level__lte=F("place")) & Q(place__lte=4), name="question_level"),
            models.CheckConstraint(condition=~Q(text="") | Q(focus__isnull=False), name="question_says"),
        ]
        indexes = [
            models.Index(fields=["to", "asked_at"], condition=Q(answered_at=None), name="question_put"),
            models.Index(fields=["to", "answered_at"], name="question_answered"),
            models.Index(fields=["asker", "asked_at"], name="question_asked"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.answered_at is None
