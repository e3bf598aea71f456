"""Two threads that may be one: what is offered, and what was refused."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now


class Offer(models.Model):
    """Two threads of one kind and owner that may be one: read from their words, and rebuilt with them. `one` is the lower id."""

    LABEL, WORDS = "label", "words"
    one = models.ForeignKey("memory.Thread", models.CASCADE, related_name="+")
    other = models.ForeignKey("memory.Thread", models.CASCADE, related_name="+")
    why = models.CharField(max_length=5, choices=[(w, w) for w in (LABEL, WORDS)])
    shared = models.CharField(max_length=200, help_text="the words both have, as the one said last has them")
    likeness = models.PositiveSmallIntegerField(help_text="of 100")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="offer_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="offer_ordered"),
        ]


class Refusal(models.Model):
    """Two threads that somebody said are not one: they are not offered again. Kept by `uid`, so that it outlives a thread that is read anew."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    low = models.UUIDField()
    high = models.UUIDField(db_index=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="refusal_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="refusal_ordered"),
        ]
