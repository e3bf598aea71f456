"""PUBLISH: what stands on disk for everyone, which notes each page was made of, every address a note ever had, and what is pinned."""

from django.db import models
from django.db.models import Q

from weeknotes.notes.models import Note
from weeknotes.people.models import Person, Team
from weeknotes.publishing.models_feeds import FeedPlace, Gone, Ping
from weeknotes.publishing.models_second import Approval, SecondYes

__all__ = ["Address", "Approval", "FeedPlace", "Gone", "Link", "Look", "Page", "PageNote", "Pin", "Ping", "SecondYes", "Statement"]


class Page(models.Model):
    """One file in the public folder. A row with `stale_at` waits to be written again; one with `gone_at` is to be removed."""

    path = models.CharField(max_length=400, unique=True, help_text="of the file, from the public folder")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200, help_text="which page of its kind")
    lang = models.CharField(max_length=5, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the bytes on disk")
    made_from = models.CharField(max_length=64, blank=True, help_text="hash of the program's templates, style and names it was made with")
    size = models.PositiveIntegerField(default=0)
    baked_at = models.DateTimeField(null=True, blank=True)
    stale_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["stale_at"], condition=Q(stale_at__isnull=False), name="page_stale"),
            models.Index(fields=["kind", "lang", "key"], name="page_spot"),
        ]


class PageNote(models.Model):
    """A page says something of a note: written by each bake, read to know what a change touches."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="page_notes")
    note = models.ForeignKey(Note, models.CASCADE, related_name="page_notes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "page"], name="pagenote_once")]
        indexes = [models.Index(fields=["page"], name="pagenote_page")]


class Address(models.Model):
    """An address a note has or had. Old ones lead to the current one."""

    path = models.CharField(max_length=400, unique=True)
    note = models.ForeignKey(Note, models.CASCADE, related_name="addresses")
    lang = models.CharField(max_length=5)
    current = models.BooleanField(default=True)


class Link(models.Model):
    """A public note leads to the address `path` of this site. Rebuilt from its text whenever that is published, changed or withdrawn."""

    LONGEST = 400
    note = models.ForeignKey(Note, models.CASCADE, related_name="links")
    path = models.CharField(max_length=LONGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "path"], name="link_once")]
        indexes = [models.Index(fields=["path"], name="link_path")]


class Statement(models.Model):
    """What the host says about this place on a page of its own (about, accessibility, privacy), in place of the default words."""

    key = models.CharField(max_length=20)
    lang = models.CharField(max_length=5)
    html = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "lang"], name="statement_once")]


class Look(models.Model):
    """How this place looks, where that is not as built in: one row. `logo` is a WebP made anew, `font` a WOFF2 as it was given."""

    pen = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(blank=True, default=bytes)
    logo_width = models.PositiveIntegerField(default=0)
    logo_height = models.PositiveIntegerField(default=0)
    font = models.BinaryField(blank=True, default=bytes)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="look_one")]


class Pin(models.Model):
    """A note stands first on the page of a person or team, or on the first page where it names neither. Gone once the note is not for everyone."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="pins")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="pins")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="pins")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person=None) | Q(team=None), name="pin_one_page"),
            models.UniqueConstraint(fields=["note", "person"], condition=Q(person__isnull=False), name="pin_person"),
            models.UniqueConstraint(fields=["note", "team"], condition=Q(team__isnull=False), name="pin_team"),
            models.UniqueConstraint(fields=["note"], condition=Q(person=None, team=None), name="pin_home"),
        ]
