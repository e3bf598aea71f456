"""Measures: numbers that a team keeps to learn from, and their readings. None of these tables names a person: a number is a team's, never anybody's."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from weeknotes.memory.queries import Measures
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Team
from weeknotes.web.spoken import spoken

PRECISIONS = ("day", "month", "quarter", "year")
ACTUAL, COMMITTED, ESTIMATED = "actual", "committed", "estimated"
KINDS = (ACTUAL, COMMITTED, ESTIMATED)


class Measure(models.Model):
    """A number that a team keeps, why, and what is aimed for. `level` is who sees it; partners that are not on this site are named in words.

    `target_date` is the first day of the time that `target_precision` says.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="measures")
    name_en = models.CharField(max_length=200, blank=True)
    name_cy = models.CharField(max_length=200, blank=True)
    why_en = models.CharField(max_length=500, blank=True)
    why_cy = models.CharField(max_length=500, blank=True)
    unit_en = models.CharField(max_length=80, blank=True)
    unit_cy = models.CharField(max_length=80, blank=True)
    with_en = models.CharField(max_length=300, blank=True, help_text="partners that are not on this site, in words")
    with_cy = models.CharField(max_length=300, blank=True, help_text="partners that are not on this site, in words")
    target = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    target_date = models.DateField(null=True, blank=True)
    target_precision = models.CharField(max_length=8, blank=True, choices=[(p, p) for p in PRECISIONS])
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(default=Level.TEAM)
    made_at = models.DateTimeField(default=now)
    partners = models.ManyToManyField(Team, through="MeasureTeam", related_name="shared_measures")

    objects = Measures.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=2, level__lte=4), name="measure_level"),
            models.CheckConstraint(condition=~Q(name_en="", name_cy=""), name="measure_named"),
            models.CheckConstraint(
                condition=Q(target_date=None, target_precision="") | Q(target__isnull=False, target_date__isnull=False, target_precision__in=PRECISIONS),
                name="measure_target",
            ),
            models.CheckConstraint(condition=Q(retired_at=None) | ~Q(retired_why=""), name="measure_retired"),
        ]
        indexes = [models.Index(fields=["team", "retired_at"], name="measure_team")]

    def __str__(self) -> str:
        return self.said("name", spoken())

    def kept_by(self) -> list[int]:
        """The teams that keep it, its own first. One query."""
        return [self.team_id, *self.measure_teams.values_list("team", flat=True)]

    def said(self, what: str, lang: str) -> str:
        """`name`, `why`, `unit` or `with` in `lang`, or in the other language."""
        english, welsh = str(getattr(self, f"{what}_en")), str(getattr(self, f"{what}_cy"))
        return (welsh or english) if lang == "cy" else (english or welsh)

    def said_lang(self, what: str, lang: str) -> str:
        """The language that `said(what, lang)` is in."""
        return lang if getattr(self, f"{what}_{'cy' if lang == 'cy' else 'en'}") else {"en": "cy", "cy": "en"}[lang]


class MeasureTeam(models.Model):
    """Another team of this site that keeps the measure too: whoever is in it sees it, and adds readings."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="measure_teams")
    team = models.ForeignKey(Team, models.CASCADE, related_name="measure_teams")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "team"], name="measureteam_one")]


class Place(models.Model):
    """A sentence of a note: its words as they were then, and the key that finds them again."""

    lang = models.CharField(max_length=5, blank=True)
    key = models.CharField(max_length=16, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True


class Reading(Place):
    """What a measure was at a time: counted, committed or estimated. One that was put right stays, and the right one `replaces` it.

    `words` are shown to those who may read them in the note, and to nobody else.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="readings")
    dated = models.DateField(help_text="the first day of the time that the precision says")
    precision = models.CharField(max_length=8, choices=[(p, p) for p in PRECISIONS])
    kind = models.CharField(max_length=9, choices=[(k, k) for k in KINDS])
    value = models.DecimalField(max_digits=15, decimal_places=4)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="readings")
    kept_at = models.DateTimeField(default=now)
    replaces = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="replaced_by")
    because = models.CharField(max_length=300, blank=True, help_text="why it was put right")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="reading_kind"),
            models.CheckConstraint(condition=Q(precision__in=PRECISIONS), name="reading_precision"),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="reading_not_itself"),
        ]
        indexes = [models.Index(fields=["measure", "dated"], name="reading_dated")]


class NotAReading(models.Model):
    """A figure of a note that was said not to be a reading of the measure, so that it is not offered again."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="refused")
    note = models.ForeignKey(Note, models.CASCADE, related_name="+")
    key = models.CharField(max_length=16)
    value = models.DecimalField(max_digits=15, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "note", "key", "value"], name="notareading_one")]
