"""REMEMBER: threads that live on across notes, where they appeared, and what their owner said became of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now

from weeknotes.memory import models_joins, models_review  # noqa: F401 - their tables belong to this room
from weeknotes.memory.kinds import LIFECYCLES
from weeknotes.memory.models_chat import Chat, Sending
from weeknotes.memory.models_hearing import Hearing
from weeknotes.memory.models_lesson import LessonSeen
from weeknotes.memory.models_measures import Measure, MeasureTeam, NotAReading, Reading
from weeknotes.memory.models_question import Focus, Question
from weeknotes.memory.models_team_page import TeamPage
from weeknotes.memory.queries import Appearances, Threads
from weeknotes.notes.models import Note
from weeknotes.people.models import Team

__all__ = [
    "Appearance", "Chat", "Focus", "Hearing", "LessonSeen", "Measure", "MeasureTeam", "NotAReading", "Outcome", "Question", "Reading", "Sending", "TeamPage", "Thread",
]  # fmt: skip


class Thread(models.Model):
    """Something that lives on. `words` and `times` are the owner's alone: others get what they may see of its appearances."""

    READ, PERSON = "read", "person"
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="threads")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="threads")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=24)
    open = models.BooleanField(default=True)
    by = models.CharField(max_length=6, default=READ, choices=[(READ, READ), (PERSON, PERSON)])
    first_week = models.DateField()
    last_week = models.DateField()
    times = models.PositiveIntegerField(default=1)
    look_again = models.DateField(null=True, blank=True)
    became = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="came_from")
    into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="joined", db_index=False, help_text="made one with that thread, by hand")
    split_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="split_off", db_index=False, help_text="taken out of that thread, by hand")
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", help_text="who joined or split it")
    placed_at = models.DateTimeField(null=True, blank=True)
    hearing = models.ForeignKey(Hearing, models.CASCADE, null=True, blank=True, related_name="improvements")
    label = models.CharField(max_length=200, blank=True)
    label_key = models.CharField(max_length=16, blank=True)
    words = models.TextField()
    more = models.JSONField(default=dict)

    objects = Threads.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(*[Q(kind=kind, state__in=life.states) for kind, life in LIFECYCLES.items()], _connector=Q.OR), name="thread_state"
            ),
            models.CheckConstraint(condition=Q(last_week__gte=F("first_week")), name="thread_weeks"),
        ]
        indexes = [
            models.Index(F("owner"), F("kind"), F("last_week").desc(), condition=Q(open=True), name="thread_open"),
            models.Index(fields=["owner", "kind", "last_week"], name="thread_owner"),
            models.Index(F("owner"), F("last_week").desc(), F("id").desc(), name="thread_latest"),
            # Hardly any thread is joined or split: an index of those alone, which is never taken for "into IS NULL".
            models.Index(fields=["into"], condition=Q(into__isnull=False), name="thread_into"),
            models.Index(fields=["split_from"], condition=Q(split_from__isnull=False), name="thread_split"),
            models.Index(fields=["owner", "look_again"], condition=Q(look_again__isnull=False), name="thread_again"),
        ]

    @property
    def speaker(self) -> tuple[int, int]:
        """Whose it is: a team's, or (team 0) a person's own."""
        return (self.team_id, 0) if self.team_id else (0, self.owner_id)


class Appearance(models.Model):
    """A thread in a note: the words as said then. `level` is that of the place it stands in, 0 when withdrawn.

    `home` is the thread it belongs to by itself, where that was made one with another by hand; None: `thread` is.
    """

    SAID, HAPPENED, MENTIONED = "said", "happened", "mentioned"
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="appearances")
    home = models.ForeignKey(Thread, models.SET_NULL, null=True, blank=True, related_name="own_appearances", db_index=False)
    note = models.ForeignKey(Note, models.CASCADE, related_name="appearances")
    lang = models.CharField(max_length=5)
    part = models.CharField(max_length=9, choices=[(p, p) for p in (SAID, HAPPENED, MENTIONED)])
    week = models.DateField()
    level = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=6, default=Thread.READ)
    key = models.CharField(max_length=16)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()

    objects = Appearances.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "lang", "key", "thread"], condition=Q(home=None), name="appearance_one"),
            models.UniqueConstraint(fields=["note", "lang", "key", "home"], condition=Q(home__isnull=False), name="appearance_home"),
        ]
        indexes = [
            models.Index(fields=["thread", "week"], name="appearance_thread"),
            models.Index(fields=["home"], condition=Q(home__isnull=False), name="appearance_own"),
        ]

    @property
    def own(self) -> Thread:
        """The thread it belongs to by itself, joined to another or not."""
        return self.home or self.thread


class Outcome(models.Model):
    """What the owner said became of a thread. Seen by others at `level`, which is 0 until the note it is said in is published.

    `home` is the thread of whose words it was said, where that was made one with another by hand; None: `thread` is.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="outcomes")
    home = models.ForeignKey(Thread, models.SET_NULL, null=True, blank=True, related_name="own_outcomes", db_index=False)
    kind = models.CharField(max_length=12, help_text="copy of the thread's")
    word = models.CharField(max_length=24)
    because = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField()
    at = models.DateTimeField(default=now)
    note = models.ForeignKey(Note, models.SET_NULL, null=True, blank=True, related_name="outcomes")
    level = models.PositiveSmallIntegerField(default=0)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(*[Q(kind=kind, word__in=life.words) for kind, life in LIFECYCLES.items()], _connector=Q.OR), name="outcome_word"
            ),
            models.CheckConstraint(condition=Q(level=0) | Q(note__isnull=False), name="outcome_level"),
        ]
        indexes = [
            models.Index(fields=["thread", "at"], name="outcome_thread"),
            models.Index(fields=["home"], condition=Q(home__isnull=False), name="outcome_own"),
        ]
