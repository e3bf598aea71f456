"""What feeds remember beside the notes themselves: the place of each note in each feed, which entries are no more, and what a hub is to be told."""

from django.db import models

from weeknotes.notes.models import Note


class FeedPlace(models.Model):
    """The place of a note in the feed of a list (`kind` and `key` as in `shelf`), counted from 1 as they came. It is its own for good,
    whatever becomes of it, so that the archives of a feed, which are cut by it, never shift."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="feed_places")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "kind", "key"], name="feedplace_note"),
            models.UniqueConstraint(fields=["kind", "key", "number"], name="feedplace_number"),
        ]


class Gone(models.Model):
    """The entry of a note that feeds in the tree `lang` had under `name`, and that everyone may read no more since `at`. Not a word of it."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="gone")
    lang = models.CharField(max_length=5)
    name = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "lang"], name="gone_one")]
        indexes = [models.Index(models.F("lang"), models.F("at").desc(), name="gone_latest")]


class Ping(models.Model):
    """A feed, by its whole address, of which the site's WebSub hub is to be told that it has something new: not before `due_at`."""

    url = models.CharField(max_length=500, unique=True)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="ping_due")]
