"""Words that notes are found by, as rows. `models` hands these on."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import now


class Tag(models.Model):
    """A word of the organisation's, with one address in every language. Who can see no note with it sees nothing of it."""

    slug = models.SlugField(max_length=80, unique=True)
    name_en = models.CharField(max_length=60, blank=True)
    name_cy = models.CharField(max_length=60, blank=True)
    key_en = models.CharField(max_length=200, blank=True, help_text="the English name without case, which finds it again")
    key_cy = models.CharField(max_length=200, blank=True, help_text="the Welsh name without case, which finds it again")
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_en"], condition=~Q(key_en=""), name="tag_key_en"),
            models.UniqueConstraint(fields=["key_cy"], condition=~Q(key_cy=""), name="tag_key_cy"),
            models.CheckConstraint(condition=~Q(name_en="", name_cy=""), name="tag_named"),
        ]

    def __str__(self) -> str:
        return self.name_en or self.name_cy

    def name_in(self, lang: str) -> str:
        """The name in `lang`, or in the other language."""
        return (self.name_cy or self.name_en) if lang == "cy" else (self.name_en or self.name_cy)

    def lang_in(self, lang: str) -> str:
        """The language that `name_in(lang)` is in."""
        if lang == "cy":
            return "cy" if self.name_cy else "en"
        return "en" if self.name_en else "cy"


class NoteTag(models.Model):
    """A note has a tag."""

    note = models.ForeignKey("notes.Note", models.CASCADE, related_name="note_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="note_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "tag"], name="notetag_one")]
        indexes = [models.Index(fields=["tag", "note"], name="notetag_tag")]


class FormerTag(models.Model):
    """An address that a tag had, or one that became part of it. Always a step from where it leads now, and never given to another."""

    slug = models.SlugField(max_length=80, unique=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former")
