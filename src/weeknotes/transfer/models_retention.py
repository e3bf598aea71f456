"""How long notes are kept: classes, where each is used, disposal lists, and what stays of them as a record. `models` hands the rows on.

A record of what was deleted has no word of a note in it, no title and nobody's name but that of whoever confirmed it.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from weeknotes.notes.models import Note
from weeknotes.people.models import Team
from weeknotes.web.spoken import spoken

PUBLISHED, WITHDRAWN, WRITTEN, LEFT = "published", "withdrawn", "written", "left"
COUNTED = (PUBLISHED, WITHDRAWN, WRITTEN, LEFT)


class Terms(models.Model):
    """What a class says: what it is called, how many months notes are kept (empty: for good), counted from what, and why or by which source."""

    name_en = models.CharField(max_length=120, blank=True)
    name_cy = models.CharField(max_length=120, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    source_cy = models.CharField(max_length=300, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    counted_from = models.CharField(max_length=9, choices=[(one, one) for one in COUNTED])

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """What it is called in the language in force, or in the other one."""
        return self._in(self.name_en, self.name_cy)[0]

    @property
    def name_lang(self) -> str:
        """The language that `name` is in."""
        return self._in(self.name_en, self.name_cy)[1]

    @property
    def source(self) -> str:
        """Why, or by which source, in the language in force, or in the other one."""
        return self._in(self.source_en, self.source_cy)[0]

    @property
    def source_lang(self) -> str:
        """The language that `source` is in."""
        return self._in(self.source_en, self.source_cy)[1]

    @staticmethod
    def _in(en: str, cy: str) -> tuple[str, str]:
        welsh = spoken()[:2] == "cy"
        return (cy, "cy") if (cy and (welsh or not en)) else (en, "en")


class RetentionClass(Terms):
    """A class as the host set it up. `for_all`: it is for every note for which nothing else is said, one for each thing that is counted from.
    `for_writers`: those who write a note may choose it."""

    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    for_all = models.BooleanField(default=False)
    for_writers = models.BooleanField(default=False)
    teams = models.ManyToManyField(Team, through="TeamClass", related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counted_from"], condition=Q(for_all=True), name="retention_for_all"),
            models.CheckConstraint(condition=Q(months=None) | Q(months__gte=1), name="retention_months"),
            models.CheckConstraint(condition=Q(counted_from__in=COUNTED), name="retention_counted"),
        ]


class TeamClass(models.Model):
    """A class is for the notes of a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="+")
    kept = models.ForeignKey(RetentionClass, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "kept"], name="teamclass_once")]


class NoteClass(models.Model):
    """The class that somebody who writes a note chose for it."""

    note = models.OneToOneField(Note, models.CASCADE, related_name="+")
    kept = models.ForeignKey(RetentionClass, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class DisposalList(models.Model):
    """What was due on a day. `open` until it was confirmed and all of it has gone, or it was put away with nothing gone: there is one open list at most."""

    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    open = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["open"], condition=Q(open=True), name="disposal_one_open")]


class ListedClass(Terms):
    """A class as it stood when a list was made: the record says by what a note went, whatever becomes of the class."""

    list = models.ForeignKey(DisposalList, models.CASCADE, related_name="classes")
    kept = models.ForeignKey(RetentionClass, models.SET_NULL, null=True, related_name="+")


class DisposalLine(models.Model):
    """A note on a list. `reference` is its uid, which stays when the note has gone; `what` it was then; `counted_on` the day that its class counts from.

    `because` is why its writer wants it kept, or why it was held back or taken off; `answer` what was answered to its writer.
    """

    LISTED, ASKED, HELD, OFF, GOING, GONE = "listed", "asked", "held", "off", "going", "gone"
    STATES = (LISTED, ASKED, HELD, OFF, GOING, GONE)
    LONGEST = 500
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    list = models.ForeignKey(DisposalList, models.CASCADE, related_name="lines")
    under = models.ForeignKey(ListedClass, models.CASCADE, related_name="lines")
    note = models.ForeignKey(Note, models.SET_NULL, null=True, related_name="+")
    reference = models.UUIDField()
    what = models.CharField(max_length=9, choices=[(one, one) for one in (PUBLISHED, WITHDRAWN, WRITTEN)])
    counted_on = models.DateField()
    state = models.CharField(max_length=6, default=LISTED, choices=[(one, one) for one in STATES])
    because = models.CharField(max_length=LONGEST, blank=True)
    answer = models.CharField(max_length=LONGEST, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(state="gone") | Q(settled_at__isnull=False), name="disposal_gone_when")]
        indexes = [
            models.Index(fields=["list", "state", "id"], name="disposal_line_state"),
            models.Index(fields=["list", "id"], name="disposal_line_order"),
        ]
