"""Public notes, and those of each list, as questions to the database that one index answers each."""

from datetime import date, timedelta
from functools import cache

from weeknotes.notes.models import Note, NotePerson, NoteTeam, Series, Tag
from weeknotes.notes.queries import LONGEST_RANGE, Notes
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person, Team
from weeknotes.publishing.weeks import ends_of
from weeknotes.web import dates

Parts = tuple[Notes, ...]


def public() -> Notes:
    """Every note that is for everyone, newest first by the day it is dated."""
    return _public().all()


@cache
def _public() -> Notes:
    """The question, put together once: it is asked in some form a hundred times at each change."""
    notes: Notes = Note.objects.visible_to(NOBODY).with_reach(NOBODY)
    return in_order(notes)


def in_order(notes: Notes) -> Notes:
    """`notes` newest first by the day they are dated."""
    return notes.order_by("-dated", "-published_at", "-id")


def of_person(person: Person) -> Parts:
    """What a person wrote alone or first, and what they wrote with others."""
    together = NotePerson.objects.filter(person=person, part=NotePerson.WRITES).values("note")
    return public().filter(author=person), public().exclude(author=person).filter(pk__in=together)


def of_team(team: Team) -> Parts:
    """What stands on a team's page."""
    return (public().filter(pk__in=NoteTeam.objects.filter(team=team).values("note")),)


def of_series(series: Series) -> Parts:
    """The episodes of a series."""
    return (public().filter(episode__series=series),)


def of_tag(tag: Tag) -> Parts:
    """What has a tag."""
    return (public().filter(note_tags__tag=tag),)


def of_year(year: int) -> Parts:
    """What stands under an ISO year: notes about its weeks, notes about no week that are dated in it, reviews."""
    first, last = ends_of(year)
    theirs = public().order_by().exclude(kind=Note.REVIEW)
    covered = theirs.filter(week_from__lte=last, week_to__gte=first, week_from__gte=first - LONGEST_RANGE)
    return covered, theirs.filter(week_from=None, dated__gte=first, dated__lt=last + dates.WEEK), reviews_of(year)


def reviews_of(year: int) -> Notes:
    """Reviews dated in a year, in no order."""
    return public().order_by().filter(kind=Note.REVIEW, dated__gte=date(year, 1, 1), dated__lte=date(year, 12, 31))


def of_week(monday: date) -> Parts:
    """What stands under a week: notes about it, and those about no week that are dated in it."""
    theirs = public().order_by().exclude(kind=Note.REVIEW)
    covered = theirs.filter(week_from__lte=monday, week_to__gte=monday, week_from__gte=monday - LONGEST_RANGE)
    return covered, theirs.filter(week_from=None, dated__gte=monday, dated__lt=monday + timedelta(days=7))
