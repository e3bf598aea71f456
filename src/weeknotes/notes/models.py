"""WRITE: notes, their text in each language, every save, editions and what was frozen of them, what was read, jottings.

Text is never taken from these rows for showing to anybody: `rendition` does that. Levels are `levels.Level` numbers.
"""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from weeknotes.notes import models_shared, models_team  # noqa: F401 - their tables belong to this room
from weeknotes.notes.beside import Beside
from weeknotes.notes.levels import Level
from weeknotes.notes.media import Blob, Copy, Media, Placing
from weeknotes.notes.models_hold import HeldNote, Hold
from weeknotes.notes.models_known import Known, LinkAsked
from weeknotes.notes.photo import Photo
from weeknotes.notes.plans import Plan
from weeknotes.notes.queries import Items, Notes, Revisions
from weeknotes.notes.said import Considered, Correction, Habit
from weeknotes.notes.serial import Episode, Series
from weeknotes.notes.spoken import AboutMedia, SaidThen, Transcript
from weeknotes.notes.tagging import FormerTag, NoteTag, Tag
from weeknotes.notes.thinned import Thinned
from weeknotes.people.models import Person, Team

__all__ = [
    "AboutMedia", "Beside", "Blob", "Body", "Considered", "Copy", "Correction", "Edition", "Episode", "FormerTag", "Habit", "HeldNote", "Hold", "Item", "Jotting", "Known",
    "LinkAsked", "Media", "Note", "NotePerson", "NoteTag", "NoteTeam", "Photo", "Placing", "Plan", "Revision", "SaidThen", "Series", "Sight", "Tag", "Thinned", "Transcript",
]  # fmt: skip


class Note(models.Model):
    """A piece of writing. `level` is the audience in force (0 while draft or withdrawn); `wanted_level` the one chosen."""

    WEEKNOTE, REFLECTION, REVIEW = "weeknote", "reflection", "review"
    SURE, CHOSEN, OFFERED, UNKNOWN = "sure", "chosen", "offered", "unknown"
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    byline_team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, default=WEEKNOTE, choices=[(k, k) for k in (WEEKNOTE, REFLECTION, REVIEW)])
    lead_lang = models.CharField(max_length=5, default="en")
    week_from = models.DateField(null=True, blank=True)
    week_to = models.DateField(null=True, blank=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_to = models.DateField(null=True, blank=True)
    week_how = models.CharField(max_length=8, default=UNKNOWN, choices=[(h, h) for h in (SURE, CHOSEN, OFFERED, UNKNOWN)])
    dated = models.DateField(null=True, blank=True)
    dated_precision = models.CharField(
        max_length=8, default="unknown", choices=[(p, p) for p in ("day", "month", "quarter", "year", "unknown")]
    )
    wanted_level = models.PositiveSmallIntegerField(default=Level.ME)
    level = models.PositiveSmallIntegerField(default=Level.ME)
    edition = models.ForeignKey("Edition", models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="kept 30 days from then, out of everybody's sight")
    erased_at = models.DateTimeField(null=True, blank=True, help_text="once published: all but the shell that answers for its address is gone")
    teams = models.ManyToManyField(Team, through="NoteTeam", related_name="notes")
    people = models.ManyToManyField(Person, through="NotePerson", related_name="noted_in")

    objects = Notes.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__lte=4, wanted_level__lte=4), name="note_level"),
            models.CheckConstraint(condition=Q(level=0) | Q(edition__isnull=False), name="note_level_published"),
            models.CheckConstraint(condition=Q(deleted_at=None) | Q(edition=None), name="note_deleted_unpublished"),
            models.CheckConstraint(condition=Q(erased_at=None) | Q(deleted_at__isnull=False), name="note_erased_deleted"),
            models.CheckConstraint(
                condition=Q(week_from=None, week_to=None) | Q(week_from__isnull=False, week_to__gte=F("week_from")), name="note_weeks"
            ),
        ]
        indexes = [
            models.Index(F("published_at").desc(), F("id").desc(), condition=Q(edition__isnull=False), name="note_latest"),
            models.Index(F("level"), F("published_at").desc(), F("id").desc(), name="note_level_latest"),
            models.Index(F("level"), F("dated").desc(), F("published_at").desc(), F("id").desc(), name="note_level_dated"),
            models.Index(F("author"), F("level"), F("dated").desc(), F("published_at").desc(), F("id").desc(), name="note_author_dated"),
            models.Index(fields=["level", "week_from", "dated", "published_at", "week_to", "kind"], name="note_level_weeks"),
            models.Index(fields=["kind", "level", "dated"], name="note_kind_dated"),
            models.Index(fields=["author", "week_from"], name="note_author_week"),
            models.Index(fields=["deleted_at"], condition=Q(deleted_at__isnull=False, erased_at=None), name="note_deleted"),
        ]

    @property
    def is_published(self) -> bool:
        """Whether an edition is live."""
        return self.edition_id is not None

    @property
    def weeks(self) -> tuple[date, date] | None:
        """Mondays of the first and last week covered, or None."""
        return (self.week_from, self.week_to or self.week_from) if self.week_from else None


class NotePerson(models.Model):
    """A person on a note: 0 writes with the author, 1 is named as its audience."""

    WRITES, NAMED = 0, 1
    note = models.ForeignKey(Note, models.CASCADE, related_name="note_people")
    person = models.ForeignKey(Person, models.CASCADE, related_name="note_people")
    part = models.PositiveSmallIntegerField(default=NAMED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "person"], name="noteperson_one"),
            models.CheckConstraint(condition=Q(part__in=[0, 1]), name="noteperson_part"),
        ]
        indexes = [models.Index(fields=["person", "note"], name="noteperson_person")]


class NoteTeam(models.Model):
    """A team of a note: its audience at team level, and whose pages it stands on. `week_from` copies the note's."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="note_teams")
    team = models.ForeignKey(Team, models.PROTECT, related_name="note_teams")
    week_from = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "team"], name="noteteam_one")]
        indexes = [models.Index(fields=["team", "week_from", "note"], name="noteteam_week")]


class Body(models.Model):
    """The words of a note in one language. Apart from Note, so that lists never read text."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="bodies")
    lang = models.CharField(max_length=5)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    slug = models.SlugField(max_length=100, blank=True)
    html = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=now)
    held = models.BooleanField(default=False, help_text="not published with the other language")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lang"], name="body_lang")]


class Language(models.Model):
    """A language of a note as its readers know it: since when they can read it so, and whether they are told that it will follow."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="languages")
    lang = models.CharField(max_length=5)
    since = models.DateTimeField(null=True, blank=True)
    follows = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lang"], name="language_one")]


class Revision(models.Model):
    """One save. `aside` is a text that met another and waits for the writer's choice. `data` is packed by `history`."""

    KEPT, ASIDE, PUBLISHED, RESTORED = "kept", "aside", "published", "restored"
    body = models.ForeignKey(Body, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    save_key = models.UUIDField()
    state = models.CharField(max_length=9, choices=[(s, s) for s in (KEPT, ASIDE, PUBLISHED, RESTORED)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    settled = models.BooleanField(default=False, help_text="aside only: the writer has chosen")
    data = models.BinaryField()

    objects = Revisions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "save_key"], name="revision_save_key"),
            models.UniqueConstraint(fields=["body", "version"], condition=~Q(state="aside"), name="revision_version"),
        ]
        indexes = [models.Index(F("body"), F("at").desc(), name="revision_latest")]


class Edition(models.Model):
    """A note as published: frozen, dated. Kept as an empty shell after withdrawal."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    level = models.PositiveSmallIntegerField()
    correction = models.CharField(max_length=500, blank=True)
    checked = models.JSONField(default=list, help_text="findings considered: rule and because, never the text found")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="edition_number")]


class Sight(models.Model):
    """The text of an edition as those with floor <= reach <= level see it. Only the edition in force has rows."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="sights")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sights")
    lang = models.CharField(max_length=5)
    level = models.PositiveSmallIntegerField()
    floor = models.PositiveSmallIntegerField()
    words = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100)
    excerpt = models.TextField(blank=True)
    outline = models.JSONField(default=list)
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "lang", "level"], name="sight_level"),
            models.CheckConstraint(condition=Q(floor__lte=F("level")), name="sight_floor"),
        ]
        indexes = [models.Index(fields=["note", "lang", "level"], name="sight_note")]


class Item(models.Model):
    """One statement read from the edition in force; rebuilt with each. `start`/`end` count in the lead text's plain words."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="items")
    lang = models.CharField(max_length=5)
    place = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True)
    label_key = models.CharField(max_length=16, blank=True)
    key = models.CharField(max_length=16)
    text = models.TextField()
    why = models.CharField(max_length=300, blank=True)

    objects = Items.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lang", "place"], name="item_place")]


class Jotting(models.Model):
    """A line caught during the week. Open until it is used, thrown, or kept for good. Its words may be empty where it has a photo.

    `kind` is a guess until the writer has chosen one (`kind_chosen`), or said that it is none ("").
    """

    KEPT, USED, THROWN = "kept", "used", "thrown"
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jottings")
    at = models.DateTimeField(default=now)
    text = models.TextField()
    link = models.CharField(max_length=2000, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    kind_chosen = models.BooleanField(default=False)
    source = models.CharField(max_length=12, default="web")
    open = models.BooleanField(default=True)
    fate = models.CharField(max_length=6, default=KEPT, choices=[(f, f) for f in (KEPT, USED, THROWN)])
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="jottings")

    class Meta:
        indexes = [models.Index(fields=["person", "at"], condition=Q(open=True), name="jotting_open")]

    @property
    def snap(self) -> Photo | None:
        """Its photo, if it has one. No query where `photo` was selected with it."""
        return getattr(self, "photo", None)

    @property
    def label(self) -> str:
        """Its words, or those of its photo, which may be none."""
        return self.text or (self.snap.alt if self.snap else "")


class PromptGiven(models.Model):
    """A question of the bank (`prompts.toml`) that a person was given for the week beginning `week`, so that it rests for a while."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="prompts_given")
    week = models.DateField()
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "week", "key"], name="promptgiven_one")]
