"""When something last happened on this site, for whoever looks after it: one row for each such thing, and never a word about a person."""

from django.db import models


class Moment(models.Model):
    """The last time that the thing called `name` happened, and numbers or short words of ours about it."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
