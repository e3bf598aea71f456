"""Public notes, and those of each list, as questions to the database that one index answers each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from weeknotes.notes.models import Note, NotePerson, NoteTeam, Series, Tag
from weeknotes.notes.queries import LONGEST_RANGE, Notes
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person, Team
from weeknotes.publishing.weeks import ends_of
from weeknotes.web import dates
from weeknotes.web.prepared import Prepared, prepared

MOST = 50  # notes on the own page of a list
Parts = tuple["Part", ...]


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


@dataclass(frozen=True, slots=True)
class Question:
    """Notes of a list as `build` asks for them, of arguments of these `kinds`; what pages ask of it again and again is `prepared`."""

    build: Callable[..., Notes]
    newest: Prepared[tuple[date | None, datetime | None, int]]
    two: Prepared[int]


def question(*kinds: Any) -> Callable[[Callable[..., Notes]], Question]:
    """Notes of a list as a question that is asked often."""

    def asking(build: Callable[..., Notes]) -> Question:
        def newest(*args: object) -> QuerySet[Note, tuple[date | None, datetime | None, int]]:
            return in_order(build(*args)).values_list("dated", "published_at", "pk")[: MOST + 1]

        def two(*args: object) -> QuerySet[Note, int]:
            return build(*args).order_by().values_list("pk", flat=True)[:2]

        return Question(build, prepared(*kinds)(newest), prepared(*kinds)(two))

    return asking


@dataclass(frozen=True, slots=True)
class Part:
    """A question with what is asked."""

    question: Question
    args: tuple[object, ...]

    @property
    def notes(self) -> Notes:
        """They, in no order that is promised."""
        return self.question.build(*self.args)

    def newest(self) -> list[tuple[date | None, datetime | None, int]]:
        """As many as the own page of a list shows, and one more, newest first: their days, when they were announced, their ids. One query."""
        return self.question.newest(*self.args)

    def has_any_but(self, notes: Collection[int]) -> bool:
        """Whether it has a note beside those of these ids. One query."""
        if len(notes) > 1:
            return self.notes.order_by().exclude(pk__in=notes).exists()
        return any(pk not in notes for pk in self.question.two(*self.args))


@question()
def _all() -> Notes:
    return public()


@question(int)
def _alone(person: int) -> Notes:
    return public().filter(author=person)


@question(int)
def _together(person: int) -> Notes:
    theirs = NotePerson.objects.filter(person=person, part=NotePerson.WRITES).values("note")
    return public().exclude(author=person).filter(pk__in=theirs)


@question(int)
def _on_team(team: int) -> Notes:
    return public().filter(pk__in=NoteTeam.objects.filter(team=team).values("note"))


@question(int)
def _in_series(series: int) -> Notes:
    return public().filter(episode__series=series)


@question(int)
def _with_tag(tag: int) -> Notes:
    return public().filter(note_tags__tag=tag)


@question(date, date, date)
def _covering(first: date, last: date, earliest: date) -> Notes:
    """Notes about weeks of which one begins from `first` to `last`; the first week of none of them begins before `earliest`, so that the index serves."""
    return public().order_by().exclude(kind=Note.REVIEW).filter(week_from__lte=last, week_to__gte=first, week_from__gte=earliest)


@question(date, date)
def _about_no_week(first: date, until: date) -> Notes:
    return public().order_by().exclude(kind=Note.REVIEW).filter(week_from=None, dated__gte=first, dated__lt=until)


@question(date, date)
def _reviews(first: date, last: date) -> Notes:
    return public().order_by().filter(kind=Note.REVIEW, dated__gte=first, dated__lte=last)


@question(list[int])
def _of_these(ids: list[int]) -> Notes:
    return public().filter(pk__in=ids)


def everything() -> Parts:
    """Every public note."""
    return (Part(_all, ()),)


def of_person(person: Person) -> Parts:
    """What a person wrote alone or first, and what they wrote with others."""
    return Part(_alone, (person.pk,)), Part(_together, (person.pk,))


def of_team(team: Team) -> Parts:
    """What stands on a team's page."""
    return (Part(_on_team, (team.pk,)),)


def of_series(series: Series) -> Parts:
    """The episodes of a series."""
    return (Part(_in_series, (series.pk,)),)


def of_tag(tag: Tag) -> Parts:
    """What has a tag."""
    return (Part(_with_tag, (tag.pk,)),)


def of_year(year: int) -> Parts:
    """What stands under an ISO year: notes about its weeks, notes about no week that are dated in it, reviews."""
    first, last = ends_of(year)
    return (
        Part(_covering, (first, last, first - LONGEST_RANGE)),
        Part(_about_no_week, (first, last + dates.WEEK)),
        Part(_reviews, (date(year, 1, 1), date(year, 12, 31))),
    )


def reviews_of(year: int) -> Notes:
    """Reviews dated in a year, in no order."""
    return Part(_reviews, (date(year, 1, 1), date(year, 12, 31))).notes


def of_week(monday: date) -> Parts:
    """What stands under a week: notes about it, and those about no week that are dated in it."""
    return Part(_covering, (monday, monday, monday - LONGEST_RANGE)), Part(_about_no_week, (monday, monday + dates.WEEK))


def of_ids(ids: Collection[int]) -> Parts:
    """Those of these notes that are public."""
    return (Part(_of_these, (list(ids),)),)


@prepared(list[int])
def in_bulk(ids: list[int]) -> Notes:
    """Those of these notes that are public, in no order."""
    return public().order_by().filter(pk__in=ids)
