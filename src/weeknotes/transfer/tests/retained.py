"""Notes of long ago, for the tests of how long they are kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Edition, Note
from weeknotes.notes.start import start
from weeknotes.people.models import Person, Team
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.models_retention import PUBLISHED, DisposalList, RetentionClass

YEAR = timedelta(days=366)


def kept(name: str = "Published notes", *, months: int | None = 36, counted_from: str = PUBLISHED, for_all: bool = True, **more: Any) -> RetentionClass:
    """A class of the place."""
    return RetentionClass.objects.create(name_en=name, source_en="Our retention schedule, line 12", months=months, counted_from=counted_from, for_all=for_all, **more)


def published(author: Person, title: str, *, years: int = 4, level: Level = Level.PUBLIC, **how: Any) -> Note:
    """A note that was published so many years ago."""
    note = draft(author, title, years=years, level=level, **how)
    publish(note=note, by=author)
    Edition.objects.filter(note=note).update(made_at=timezone.now() - years * YEAR)
    return note


def draft(author: Person, title: str, *, years: int = 4, level: Level = Level.PUBLIC, **how: Any) -> Note:
    """A draft on which nobody wrote for so many years."""
    note = start(author=author, monday=None, kind=Note.REFLECTION, title=title, html="<p>We counted the buckets.</p>", level=level, lang="en", **how)
    Body.objects.filter(note=note).update(saved_at=timezone.now() - years * YEAR)
    return note


def withdrawn(author: Person, title: str, *, years: int = 4) -> Note:
    """A note that was withdrawn so many years ago."""
    note = published(author, title, years=years)
    withdraw(note=note, by=author)
    Note.objects.filter(pk=note.pk).update(withdrawn_at=timezone.now() - years * YEAR)
    return note


def of_team(team: Team, made: RetentionClass) -> RetentionClass:
    """The class is for the notes of the team."""
    made.teams.add(team)
    return made


def a_month_on(disposal: DisposalList) -> DisposalList:
    """The list as it stands once its notice is over."""
    DisposalList.objects.filter(pk=disposal.pk).update(made_at=timezone.now() - timedelta(days=31))
    disposal.refresh_from_db()
    return disposal


def pages() -> str:
    """All that stands in the public folder, style aside."""
    files = (p for p in Path(settings.PUBLIC).rglob("*") if p.is_file() and p.suffix in {".html", ".xml", ".json", ".opml"})
    return "\n".join(str(p.relative_to(settings.PUBLIC)) + p.read_text() for p in files)
