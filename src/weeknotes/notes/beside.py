"""Which open page a text kept aside came from, as rows. `models` hands them on."""

from django.db import models


class Beside(models.Model):
    """A text kept aside came from the page that calls itself `page`: what the same page sent before it is an earlier state of the same text."""

    revision = models.OneToOneField("notes.Revision", models.CASCADE, related_name="beside")
    page = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["page"], name="beside_page")]
