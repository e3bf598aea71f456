"""A hearing as a row. `models` hands it on."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from weeknotes.notes.levels import Level
from weeknotes.people.models import Team


def _slug() -> str:
    return secrets.token_hex(4)


class Hearing(models.Model):
    """A listening session of a team: whom it heard, in what form, when. What was asked for are threads of the kind improvement.

    `page_level` is who reads its page; `said` the number that a note gave ("six improvements"), `lang` the language its words are typed in.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=16, unique=True, default=_slug, help_text="its part of the public address")
    team = models.ForeignKey(Team, models.CASCADE, related_name="hearings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=120, blank=True)
    group = models.CharField(max_length=120, blank=True)
    lang = models.CharField(max_length=5)
    dated = models.DateField()
    told_back_at = models.DateTimeField(null=True, blank=True)
    page_level = models.PositiveSmallIntegerField(default=int(Level.TEAM))
    note = models.ForeignKey("notes.Note", models.SET_NULL, null=True, blank=True, related_name="hearings")
    said = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(page_level__gte=int(Level.TEAM), page_level__lte=int(Level.PUBLIC)), name="hearing_page_level")]
        indexes = [models.Index(fields=["team", "dated"], name="hearing_team")]
