"""How far the saves have been looked through, as a row. `models` hands it on."""

from django.db import models


class Thinned(models.Model):
    """One row: every save up to this one, by its number, was looked at once it was old enough (see `thin`)."""

    upto = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="thinned_one")]
