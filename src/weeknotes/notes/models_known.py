"""What the host keeps for the check before publishing, and what was found out about links, as rows. `models` hands these on."""

from django.db import models
from django.utils.timezone import now


class Known(models.Model):
    """One row: the organisation's own lists, each as it was typed, one a line (`known_lists` reads them), and which rules stop a note."""

    people = models.TextField(blank=True)
    members = models.TextField(blank=True)
    suppliers = models.TextField(blank=True)
    acronyms = models.TextField(blank=True)
    internal = models.TextField(blank=True)
    cases = models.TextField(blank=True)
    elections = models.TextField(blank=True)
    holidays = models.TextField(blank=True)
    misheard = models.TextField(blank=True)
    profile = models.CharField(max_length=6, default="free")
    stops = models.TextField(blank=True, help_text="names of rules, parted by a space")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="known_one")]


class LinkAsked(models.Model):
    """Whether a page answered when a writer had their links looked at. `hash` is keyed: the address itself is never held."""

    hash = models.CharField(max_length=32, unique=True)
    answers = models.BooleanField(null=True, help_text="empty: it could not be told")
    at = models.DateTimeField(default=now)
