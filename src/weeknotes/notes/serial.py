"""Notes that belong together in an order, as rows. `models` hands these on."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Series(models.Model):
    """Notes of one writer, or of a team, under a name of their own. `season` is the one that new notes in it belong to, where it has seasons."""

    slug = models.SlugField(max_length=80, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="series")
    team = models.ForeignKey("people.Team", models.SET_NULL, null=True, blank=True, related_name="series")
    name_en = models.CharField(max_length=120, blank=True)
    name_cy = models.CharField(max_length=120, blank=True)
    season = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name_en or self.name_cy

    def name_in(self, lang: str) -> str:
        """The name in `lang`, or in the other language."""
        return (self.name_cy or self.name_en) if lang == "cy" else (self.name_en or self.name_cy)

    def name_lang(self, lang: str) -> str:
        """The language that `name_in(lang)` is in."""
        return lang if self.name_in(lang) == {"en": self.name_en, "cy": self.name_cy}[lang] else {"en": "cy", "cy": "en"}[lang]


class Episode(models.Model):
    """A note's place in a series. Two may have one number: the writer's numbers are the writer's."""

    note = models.OneToOneField("notes.Note", models.CASCADE, related_name="episode")
    series = models.ForeignKey(Series, models.CASCADE, related_name="episodes")
    season = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["series", "season", "number"], name="episode_order")]
