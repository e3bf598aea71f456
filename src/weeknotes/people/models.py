"""Who writes: the organisation, its people and teams, memberships over time, the rhythm of a week, and secrets that stand for a person."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.timezone import now

from weeknotes.people.browsers import SignedIn
from weeknotes.people.following import Digest, Follow
from weeknotes.people.letters import Letter
from weeknotes.people.models_former import FormerName, FormerWord
from weeknotes.people.models_programs import Leave, Program, Renewal, Trouble
from weeknotes.people.traced import Trace, TraceConcern
from weeknotes.web.spoken import spoken

__all__ = [
    "Away", "Digest", "Follow", "FormerName", "FormerWord", "Leave", "Letter", "Membership", "Organisation", "Person", "Program", "Renewal", "Rhythm", "SignedIn", "Team", "Token",
    "Trace", "TraceConcern", "Trouble", "Turn",
]  # fmt: skip


class Organisation(models.Model):
    """Everyone signed in on this site. One row; `sample` says that all of it was made up to look around in."""

    name_en = models.CharField(max_length=200, blank=True)
    name_cy = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=20, default="en", help_text="first language first, parted by a comma")
    timezone = models.CharField(max_length=60, default="Europe/London")
    sample = models.BooleanField(default=False)
    contact = models.CharField(max_length=300, blank=True, help_text="where anybody may write: a mail address or an https address")
    leavers_may = models.CharField(max_length=40, default="name colleague remove", help_text="what who leaves may choose for their notes, parted by a space")
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="organisation_one")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language in force, or in the other one where it has none."""
        return self.name_in(spoken())

    def name_in(self, lang: str) -> str:
        """The name in `lang`, or in the other language."""
        return (self.name_cy or self.name_en) if lang == "cy" else (self.name_en or self.name_cy)

    def name_lang(self, lang: str) -> str:
        """The language that `name_in(lang)` is in."""
        return lang if self.name_in(lang) == {"en": self.name_en, "cy": self.name_cy}[lang] else {"en": "cy", "cy": "en"}[lang]

    @property
    def contact_link(self) -> str:
        """Where a link to the contact leads; empty where there is none."""
        return f"mailto:{self.contact}" if "@" in self.contact and "://" not in self.contact else self.contact

    @property
    def langs(self) -> list[str]:
        """The languages people write in, first one first."""
        return self.languages.split(",")


class People(BaseUserManager["Person"]):
    """Looks people up; nobody is made with a password."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username or "", is_active=True)

    def writing(self) -> models.QuerySet["Person"]:
        """People who are here now, by name."""
        return self.filter(is_active=True).order_by("name")


class Person(AbstractBaseUser):
    """One who writes or reads here. Signs in by a mailed code, never by a password."""

    password = None  # type: ignore[assignment]
    last_login = None
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    said = models.CharField(max_length=120, blank=True, help_text="how to say it")
    email = models.EmailField(blank=True)
    lang = models.CharField(max_length=5, default="en", help_text="the language of their pages")
    writes = models.CharField(max_length=5, default="en", help_text="the language a new note starts in")
    about = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=5, blank=True, help_text="of their pages: light, dark, or as the device says")
    text_size = models.CharField(max_length=10, blank=True, help_text="of their pages: large, very-large, or usual")
    in_organisation = models.BooleanField(default=True)
    is_host = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_as = models.CharField(max_length=9, blank=True, help_text="what became of their notes when they left: see transfer/leave.py")
    enters_as = models.CharField(max_length=10, blank=True, help_text="in a sample only: writer, leader or reader")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="person_email")]

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Nothing: no password is kept here."""

    def check_password(self, raw_password: str | None) -> bool:
        """Never: no password opens anything here."""
        return False

    def set_unusable_password(self) -> None:
        """Nothing: no password is kept here."""

    def has_usable_password(self) -> bool:
        return False

    def get_session_auth_hash(self) -> str:
        """A session lives as long as the person may be here; there is no password whose change would end it."""
        return f"person-{self.uid}"

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]
        yield f"person-{self.uid}"


class Team(models.Model):
    """A group with a rhythm. Closed, never deleted, once a note names it."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name_en = models.CharField(max_length=200, blank=True)
    name_cy = models.CharField(max_length=200, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    about_cy = models.CharField(max_length=300, blank=True)
    headings_en = models.CharField(max_length=1000, blank=True, help_text="suggested for its notes, one a line")
    headings_cy = models.CharField(max_length=1000, blank=True, help_text="suggested for its notes, one a line")
    page_level = models.PositiveSmallIntegerField(default=4)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(page_level__gte=2, page_level__lte=4), name="team_page_level")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language in force, or in the other one where it has none."""
        return self.name_in(spoken())

    def name_in(self, lang: str) -> str:
        """The name in `lang`, or in the other language."""
        return (self.name_cy or self.name_en) if lang == "cy" else (self.name_en or self.name_cy)

    def name_lang(self, lang: str) -> str:
        """The language that `name_in(lang)` is in."""
        return lang if self.name_in(lang) == {"en": self.name_en, "cy": self.name_cy}[lang] else {"en": "cy", "cy": "en"}[lang]

    def about_in(self, lang: str) -> str:
        """What the team is for, in `lang`, or in the other language."""
        return (self.about_cy or self.about_en) if lang == "cy" else (self.about_en or self.about_cy)

    def about_lang(self, lang: str) -> str:
        """The language that `about_in(lang)` is in."""
        return lang if self.about_in(lang) == {"en": self.about_en, "cy": self.about_cy}[lang] else {"en": "cy", "cy": "en"}[lang]

    def headings_in(self, lang: str) -> list[str]:
        """The headings it suggests for its notes, in `lang`, or in the other language."""
        lines = (self.headings_cy or self.headings_en) if lang == "cy" else (self.headings_en or self.headings_cy)
        return [" ".join(line.split()) for line in lines.splitlines() if line.strip()]


class Memberships(models.QuerySet["Membership"]):
    """Memberships over time."""

    def now(self) -> "Memberships":
        """Those in force."""
        return self.filter(left_at=None)


class Membership(models.Model):
    """A stint of a person in a team. Kept as history; access follows the stint in force."""

    MEMBER, LEAD, GARDENER = "member", "lead", "gardener"
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, default=MEMBER, choices=[(MEMBER, MEMBER), (LEAD, LEAD), (GARDENER, GARDENER)])
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    by_group = models.BooleanField(default=False, help_text="begun by a group of the organisation's sign-in, and ended with it")

    objects = Memberships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], condition=Q(left_at=None), name="membership_one_now"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")), name="membership_in_order"),
        ]
        indexes = [models.Index(fields=["person", "team"], condition=Q(left_at=None), name="membership_now")]


class Rhythm(models.Model):
    """A team's or person's week: goal day, note day, cadence of 1, 2 or 4 weeks, working days. Days count from Monday, 0.

    From `quiet_from` to `quiet_to`, in the site's time zone and perhaps past midnight, nothing is mailed to the person.
    """

    person = models.OneToOneField(Person, models.CASCADE, null=True, blank=True, related_name="rhythm")
    team = models.OneToOneField(Team, models.CASCADE, null=True, blank=True, related_name="rhythm")
    goal_day = models.PositiveSmallIntegerField(default=0)
    note_day = models.PositiveSmallIntegerField(default=4)
    cadence = models.PositiveSmallIntegerField(default=1)
    cadence_from = models.DateField(null=True, blank=True, help_text="a Monday")
    working_days = models.PositiveSmallIntegerField(default=0b0011111, help_text="bit 0 is Monday")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    is_mine_first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person=None) ^ Q(team=None), name="rhythm_one_owner"),
            models.CheckConstraint(condition=Q(cadence__in=[1, 2, 4]), name="rhythm_cadence"),
            models.CheckConstraint(condition=Q(goal_day__lte=6, note_day__lte=6, working_days__lte=127), name="rhythm_days"),
        ]


class Away(models.Model):
    """Days, the first and the last among them, on which a person is away. No reason is stored."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="away")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="away_in_order")]
        indexes = [models.Index(fields=["person", "last"], name="away_person")]


class Token(models.Model):
    """A secret that stands for a person: only its hash is kept. `sign-in` tokens work once and for an hour; `feed`, `calendar` and `mail-in` tokens until they are ended;
    `api` tokens until they are ended or the time is over that was chosen for them.

    Of a feed `name` is what its owner calls it and `scopes` what it is of (see feed_tokens), of a program what it may do (see programs), of an address for
    mail what becomes of it (see mail_tokens); `used_on` is for the owner's eyes alone.
    """

    SIGN_IN, FEED, CALENDAR, API, MAIL_IN = "sign-in", "feed", "calendar", "api", "mail-in"
    LIFE = timedelta(hours=1)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    purpose = models.CharField(max_length=20, choices=[(p, p) for p in (SIGN_IN, FEED, CALENDAR, API, MAIL_IN)])
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(default=now)
    used_on = models.DateField(null=True, blank=True, help_text="the last day on which something asked for it")
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def usable(self, at: datetime) -> bool:
        """Whether it has neither expired nor been used or revoked."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > at)


class Turn(models.Model):
    """A place in a team's rota: who writes its note when. The first of the order writes in the week of the team's `Rhythm.cadence_from`."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="turns")
    person = models.ForeignKey(Person, models.CASCADE, related_name="turns")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="turn_one")]
        indexes = [models.Index(fields=["team", "place"], name="turn_order")]
