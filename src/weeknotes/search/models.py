"""What can be found: one row for each text that is frozen for some readers, and its words as they are compared.

Each text is a `Sight` of the notes room; who may have it is decided by the same comparison, `floor <= reach <= level`. Nothing is shown
from here: what a reader sees of a hit comes through the gate (`notes.rendition`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weeknotes.notes.models import Note
from weeknotes.search.queries import Docs

# A day's texts are numbered from its own number on: 2**20 for each.
A_DAY = 1 << 20


class Doc(models.Model):
    """A frozen text that can be found. Its number grows with the day of its note, so that a database reads the newest first.

    `sight` is no foreign key: the notes room deletes its rows without asking this one, which hears of it in the same transaction.
    `long`: a word stands in it so often that PostgreSQL does not keep every place. On PostgreSQL the table has a column more, `tsv`.
    """

    id = models.BigIntegerField(primary_key=True)
    sight = models.BigIntegerField(unique=True)
    note = models.ForeignKey(Note, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    lang = models.CharField(max_length=5)
    level = models.PositiveSmallIntegerField()
    floor = models.PositiveSmallIntegerField()
    long = models.BooleanField(default=False)

    objects = Docs.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(floor__lte=models.F("level")), name="doc_floor")]


class Words(models.Model):
    """The words of a text as they are compared (`prose.tokens`), in the places where they can be looked for apart.

    In each, a space before and after every word, and ` | ` between sections, so that no phrase runs over from one to the next.
    """

    doc = models.OneToOneField(Doc, models.CASCADE, primary_key=True, related_name="words")
    lang = models.CharField(max_length=8, help_text="`|cy`: the language as a word that nobody can type")
    by = models.TextField(blank=True, help_text="the names of those who wrote it")
    title = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    next = models.TextField(blank=True)
    watch = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    wins = models.TextField(blank=True)
    challenges = models.TextField(blank=True)
    did = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    ask = models.TextField(blank=True)
    reading = models.TextField(blank=True)
    thanks = models.TextField(blank=True)
    metrics = models.TextField(blank=True)
    personal = models.TextField(blank=True)
    other = models.TextField(blank=True)
