"""PUBLISH: what stands on disk for everyone, which notes each page was made of, and every address a note ever had."""

from django.db import models
from django.db.models import Q

from weeknotes.notes.models import Note
from weeknotes.publishing.models_feeds import FeedPlace, Gone, Ping

__all__ = ["Address", "FeedPlace", "Gone", "Page", "PageNote", "Ping"]


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
