"""Saying that something happened just now, and asking when it last did."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from weeknotes.work.models import Moment

# A round of the worker; a mail that the mail server took; one that it did not.
ROUND, MAILED, NOT_MAILED = "round", "mailed", "not-mailed"


def happened(name: str, *, at: datetime | None = None, detail: Mapping[str, object] | None = None) -> None:
    """Keep that it did. `detail` is numbers and names of ours, never a word of anybody's."""
    Moment.objects.update_or_create(name=name, defaults={"at": at or timezone.now(), "detail": dict(detail or {})})


def last(name: str) -> Moment | None:
    """The last time, or None where it never did."""
    return Moment.objects.filter(name=name).first()
