"""Two threads that may have been one: what was refused."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now


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
