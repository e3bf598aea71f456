"""IN AND OUT: where each note that was brought in came from, so that bringing it in twice is bringing it in once; each bringing in; and what waits to be looked at."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.timezone import now

from weeknotes.notes.models import Note
from weeknotes.transfer import models_law, models_mail, models_out, models_retention  # noqa: F401 - their tables belong to this room
from weeknotes.work.claim import Claimed


class ImportRun(models.Model):
    """One time that something was brought in: what from, how far it is, what became of it.

    `inputs` names files of this machine (name, path, kind; "" where the kind is told by looking). `place` counts what its sources gave so far, in
    the phase that it is in. `counts` are sums by what became of it, `said` what was left and why, a few of each. `level` is the audience that the
    person confirmed for what was published there, `alike` what is taken in though it is nearly the same as another (keys of `Found`, or "*").
    Whoever is at work holds it until `lease_until`.
    """

    LIFE = timedelta(days=1)
    COMING = "coming"  # in parts: some of the file is here
    LOOKING, PREVIEWED, RUNNING, STOPPED, DONE, UNDOING, UNDONE = "looking", "previewed", "running", "stopped", "done", "undoing", "undone"
    AT_WORK = (LOOKING, RUNNING, UNDOING)
    READ, TAKE, LINK, PICTURES, PUBLISH = "read", "take", "link", "pictures", "publish"
    STATES = (COMING, LOOKING, PREVIEWED, RUNNING, STOPPED, DONE, UNDOING, UNDONE)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, default="file")
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=9, default=DONE, choices=[(s, s) for s in STATES])
    phase = models.CharField(max_length=8, default=TAKE)
    inputs = models.JSONField(default=list)
    place = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    said = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    fetch_images = models.BooleanField(default=False)
    alike = models.JSONField(default=list)
    held_by = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "at"], name="importrun_state"),
            models.Index(fields=["person", "at"], name="importrun_person"),
        ]


class Source(models.Model):
    """A place that a note came from; several places may hold the same note. `sha` is the fingerprint of its words then; "" where they are only nearly its own.

    `made`: the note began with this; `version` is that of its text as the bringing in left it, by which an edit is told. `out`: the source said that
    everybody could read it, at `moment`. `address` is where it stood. `lang` is the language of the text that stood there where it is not the note's lead
    language: of a note that came in two languages each has its place, and the second is not counted by itself (`out` is said of the first).
    """

    kind = models.CharField(max_length=20, default="file")
    source_id = models.CharField(max_length=500)
    note = models.ForeignKey(Note, models.CASCADE, related_name="sources")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="sources")
    sha = models.CharField(max_length=64)
    made = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    out = models.BooleanField(default=False)
    moment = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=600, blank=True)
    lang = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source_id"], name="source_once")]
        indexes = [models.Index(fields=["sha"], name="source_sha")]


class OldAddress(models.Model):
    """An address that led, there, to where a note came from, before the one that it had last."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="old")
    address = models.CharField(max_length=600)


class Mark(models.Model):
    """A number that stands for words of a note as it was brought in: what greatly overlaps with it shares some (`prose.alike.marks`)."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="+")
    number = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["number"], name="mark_number")]


class Found(models.Model):
    """A post as it is shown before it is taken in; gone once it is. `fate` is what would become of it, `like` the percentage it has in common with `note`.

    `key` tells it from every other of its bringing in; `also` is its text in the other language (lang, title, first, place, address), where it has one.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="found")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    first = models.CharField(max_length=200, blank=True)
    lang = models.CharField(max_length=5)
    fate = models.CharField(max_length=20)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, related_name="+")
    like = models.PositiveSmallIntegerField(default=0)
    edited = models.BooleanField(default=False)
    status = models.CharField(max_length=10)
    reach = models.CharField(max_length=10)
    dated = models.DateField(null=True)
    how_dated = models.CharField(max_length=8)
    week = models.JSONField(default=dict)
    words = models.PositiveIntegerField(default=0)
    address = models.CharField(max_length=600, blank=True)
    warnings = models.JSONField(default=list)
    key = models.CharField(max_length=64, blank=True)
    also = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["run", "number"], name="found_order")]


class PictureWanted(models.Model):
    """A picture of a note that was brought in: at `src` in its text, in the archive as `inside` or to be fetched from where it stood. Gone once it was seen to."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="pictures")
    input = models.PositiveSmallIntegerField(default=0)
    src = models.TextField()
    inside = models.TextField(blank=True)
    alt = models.TextField(null=True)
    caption = models.TextField(blank=True)


class Upload(models.Model):
    """Files that a person sent to the import page: theirs alone to see, and gone once taken in, let go, or a day old.

    `troubles` are sentences about files that gave no text. `taking_since` says that a request is taking it in.
    """

    LIFE = timedelta(days=1)
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now, db_index=True)
    troubles = models.JSONField(default=list)
    taking_since = models.DateTimeField(null=True, blank=True)


class UploadText(models.Model):
    """The text of one file of an upload. `cuts`: where its person says that posts begin (None: as found); `left_out`: posts not to take in, by the
    same offsets; `alike`: posts to take in though they are nearly the same as another."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    text = models.TextField()
    cuts = models.JSONField(null=True, blank=True)
    left_out = models.JSONField(default=list)
    alike = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="upload_text_once")]


class Backup(Claimed):
    """A backup of this site. `night`: the one it is of, where the worker makes it; None where somebody asked for it. It stands once `made_at` is set."""

    night = models.DateField(null=True, blank=True, unique=True)
    made_at = models.DateTimeField(null=True, blank=True, db_index=True)
    name = models.CharField(max_length=500, blank=True)
    bytes = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
