"""What a person allowed a program: rows beside their tokens, leave that waits to be taken up, and word of what came in and could not be taken. `models` hands them on."""

from django.conf import settings
from django.db import models
from django.utils.timezone import now


class Program(models.Model):
    """How far what a program publishes may reach, and the address by which it says who it is ("" for one whose token its owner made by hand).

    One that may renew its token (RFC 6749, 6) does so until `ends_at`, the time that its owner chose, for the scopes that it was `granted`; where it said
    that it `renews`, each token is for an hour.
    """

    token = models.OneToOneField("people.Token", models.CASCADE, related_name="program")
    client = models.CharField(max_length=500, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField(null=True, blank=True)
    granted = models.CharField(max_length=200, blank=True)
    renews = models.BooleanField(default=False)


class Renewal(models.Model):
    """A secret with which a program comes for its next token: good once, until the program's time is over. Only its hash is kept.

    Used ones stay for a while: should one come a second time, somebody has a copy, and the program is ended.
    """

    token = models.ForeignKey("people.Token", models.CASCADE, related_name="renewals")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True, blank=True, db_index=True)


class Leave(models.Model):
    """A person said yes to a program, which has ten minutes to come for its token with the code whose hash this is (RFC 6749, 4.1).

    `back` is where its answer goes, `renews` whether it said that it renews its tokens, `challenge` what its proof must match (RFC 7636). Taken up it
    keeps the token that was given: should the code come once more, somebody has a copy, and the token ends.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    client = models.CharField(max_length=500)
    back = models.CharField(max_length=2000)
    challenge = models.CharField(max_length=128)
    scopes = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField()
    renews = models.BooleanField(default=False)
    knows_address = models.BooleanField(default=False, help_text="the person was told what stands at the address by which the program knows them")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    token = models.ForeignKey("people.Token", models.SET_NULL, null=True, blank=True, related_name="+")


class Trouble(models.Model):
    """What came in for a person by a program or by mail and was not taken, or not as it was meant: a sentence in their language, without a word of a note."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="troubles")
    at = models.DateTimeField(default=now)
    source = models.CharField(max_length=120)
    sentence = models.CharField(max_length=1000)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="trouble_person")]
