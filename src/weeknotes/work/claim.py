"""Rows that the worker does something about when they are due: several workers, one does it; a killed one loses nothing."""

import uuid
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


class Claimed(models.Model):
    """A row that is due at a time. Whoever does it holds it until `lease_until`; held longer, it is anybody's again: they were killed."""

    due_at = models.DateTimeField(default=now)
    claimed_by = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


def due(rows: Rows, now: datetime) -> Rows:
    """Those of `rows` that are due by `now` and that nobody holds."""
    return rows.filter(Q(lease_until=None) | Q(lease_until__lt=now), due_at__lte=now)


def claim(rows: "models.QuerySet[Any]", *, now: datetime, lease: timedelta) -> uuid.UUID | None:
    """Hold the one row of `rows` (compare and set): the mark under which it is held, or None where it is not due, held, or gone."""
    mark = uuid.uuid4()
    held = due(rows, now).update(claimed_by=mark, lease_until=now + lease, tries=F("tries") + 1)
    return mark if held else None
