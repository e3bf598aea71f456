"""Where somebody is signed in. `models` hands the rows on."""

from django.conf import settings
from django.db import models
from django.utils.timezone import localdate, now


class SignedIn(models.Model):
    """A browser in which a person is signed in: since when, on which day it was last used, what it is. No network address, and nothing finer than a day of use."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="signed_in")
    key = models.CharField(max_length=40, unique=True, help_text="of the session; gone with it")
    browser = models.CharField(max_length=60, blank=True, help_text="as in “Firefox, Windows”; empty where it does not say")
    how = models.CharField(max_length=20, blank=True, help_text="a way of signing in (see sign_in); empty where it was not seen")
    began_at = models.DateTimeField(default=now)
    used_on = models.DateField(default=localdate)

    class Meta:
        indexes = [models.Index(fields=["person", "began_at"], name="signed_in_person")]
