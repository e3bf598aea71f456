"""What belongs to a note that a team writes together."""

from django.conf import settings
from django.db import models


class SectionBy(models.Model):
    """Whose a section is: anchored at its heading, so that it stays theirs while the text is edited and sections move."""

    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="sections_by")
    lang = models.CharField(max_length=5)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=16)
    quote = models.TextField()
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["note", "lang"], name="sectionby_note")]


class Byline(models.Model):
    """Whose a section of a published text is: frozen with it, by the number of its heading in it. Their name is looked up."""

    sight = models.ForeignKey("notes.Sight", models.CASCADE, related_name="bylines")
    place = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sight", "place"], name="byline_one")]
