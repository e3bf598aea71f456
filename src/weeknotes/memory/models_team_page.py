"""What a team says itself about the page of one of its weeks. `models` hands it on."""

from django.db import models
from django.db.models import Q

from weeknotes.people.models import Team


class TeamPage(models.Model):
    """The page of a team's week: an intro in the team's words, and whether everybody reads what everybody may. Without a row: neither."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="week_pages")
    week = models.DateField()
    publish = models.BooleanField(default=False)
    intro_en = models.TextField(blank=True)
    intro_cy = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "week"], name="teampage_one")]
        indexes = [models.Index(fields=["team", "week"], condition=Q(publish=True), name="teampage_public")]

    def intro_in(self, lang: str) -> str:
        """The intro in `lang`, or in the other language."""
        return (self.intro_cy or self.intro_en) if lang == "cy" else (self.intro_en or self.intro_cy)

    def intro_lang(self, lang: str) -> str:
        """The language that `intro_in(lang)` is in."""
        return lang if (self.intro_cy if lang == "cy" else self.intro_en) else {"en": "cy", "cy": "en"}[lang]
