"""Tables of the year: reviews, what their writer chose as evidence, who signed, the writer's own templates, and what is to be brought back.

Whether a review is a draft or published is its note's to say.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

ANNUAL, RETROSPECTIVE = "annual", "retrospective"
TEMPLATES = (ANNUAL, RETROSPECTIVE)


class Review(models.Model):
    """A note that looks back on the days from `first` to `last`. `template` is what it was begun from, "" where a note was made one later.

    `signer`: who was asked to sign it beside its writer, as an equal.
    """

    note = models.OneToOneField("notes.Note", models.CASCADE, related_name="review")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reviews")
    first = models.DateField()
    last = models.DateField()
    template = models.CharField(max_length=13, blank=True)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reviews_to_sign")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="review_period"),
            models.CheckConstraint(condition=Q(template__in=["", *TEMPLATES]), name="review_template"),
            models.CheckConstraint(condition=Q(signer=None) | ~Q(signer=F("person")), name="review_signer"),
        ]
        indexes = [models.Index(fields=["person", "last"], name="review_person")]


class Evidence(models.Model):
    """A sentence of its writer's own that was chosen for a review, beside an aim; anchored in the text of the note it stands in.

    `level`: how far it may be shown, as it stood there when it was chosen.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="evidence")
    aim = models.ForeignKey("memory.Thread", models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="+")
    lang = models.CharField(max_length=5)
    key = models.CharField(max_length=16)
    quote = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "aim", "note", "lang", "key"], name="evidence_one")]
        indexes = [models.Index(fields=["note"], name="evidence_note")]


class Signature(models.Model):
    """A person signed an edition of a review. It is in force while that edition is: a changed text asks again."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edition = models.ForeignKey("notes.Edition", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="signature_one")]


class Template(models.Model):
    """The headings that a person starts a review of this kind with, as they changed them last: one a line, one under it with a dash."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_templates")
    name = models.CharField(max_length=13)
    lang = models.CharField(max_length=5)
    lines = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name", "lang"], name="template_one")]


class Return(models.Model):
    """Bring this note or thread back to its person: on a day, or when something comes round. `event` is REVIEW, or the person's own words.

    `snoozed`: not before that day. One thing, and one time for it.
    """

    REVIEW = "review"
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="returns")
    note = models.ForeignKey("notes.Note", models.CASCADE, null=True, blank=True, related_name="+")
    thread = models.ForeignKey("memory.Thread", models.CASCADE, null=True, blank=True, related_name="+")
    on = models.DateField(null=True, blank=True)
    event = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True, blank=True)
    snoozed = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(note=None) ^ Q(thread=None), name="return_what"),
            models.CheckConstraint(condition=Q(on=None) ^ Q(event=""), name="return_when"),
        ]
        indexes = [models.Index(fields=["person", "on"], condition=Q(done_at__isnull=True), name="return_open")]
