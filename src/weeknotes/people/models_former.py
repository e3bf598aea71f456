"""Names that people here had and asked to be forgotten, and address words that they had, as rows. `models` hands them on."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class FormerName(models.Model):
    """A name that `person` asked to be forgotten, as a keyed hash: it can be found in a text, and read by nobody here."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_names")
    hash = models.CharField(max_length=32)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "hash"], name="formername_one")]


class FormerWord(models.Model):
    """An address word that `person` had, as a keyed hash: it is given to nobody else, and says no name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_words")
    hash = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "hash"], name="formerword_one")]
        indexes = [models.Index("hash", name="formerword_hash")]
