"""Public notes, and those of each list, as questions to the database that one index answers each."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet

from weeknotes.notes.models import Note, NotePerson, NoteTeam, Series, Tag
from weeknotes.notes.queries import LONGEST_RANGE, Notes
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Person, Team
from weeknotes.publishing.weeks import ends_of
from weeknotes.web import dates
from weeknotes.web.prepared import prepared

MOST = 50  # notes on the own page of a list
Parts = tuple["Part", ...]
Placed = tuple[date | None, datetime | None, int]  # what a note is ordered by: its day, when it was announced, its id
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


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


class Question:
    """Notes of a list as `build` asks for them, of arguments of these `kinds`; what pages ask of it again and again is `prepared`."""

    def __init__(self, build: Callable[..., Notes], kinds: tuple[Any, ...]) -> None:
        self.build = build

        def newest(*args: object) -> QuerySet[Note, Placed]:
            return in_order(build(*args)).values_list("dated", "published_at", "pk")[: MOST + 1]

        def two(*args: object) -> QuerySet[Note, int]:
            return build(*args).order_by().values_list("pk", flat=True)[:2]

        def newest_in(first: object, last: object, *args: object) -> QuerySet[Note, Placed]:
            return in_order(build(*args).filter(dated__gte=first, dated__lte=last)).values_list("dated", "published_at", "pk")[:MOST]

        def many_in(first: object, last: object, *args: object) -> QuerySet[Note, int]:
            # All are of one level: one row, or none.
            theirs = build(*args).order_by().filter(dated__gte=first, dated__lte=last)
            return theirs.values("level").annotate(many=Count("pk")).values_list("many", flat=True)

        def day_before(day: object, *args: object) -> QuerySet[Note, date | None]:
            return build(*args).filter(dated__lt=day).order_by("-dated").values_list("dated", flat=True)[:1]

        def day_after(day: object, *args: object) -> QuerySet[Note, date | None]:
            return build(*args).filter(dated__gt=day).order_by("dated").values_list("dated", flat=True)[:1]

        self.newest = prepared(*kinds)(newest)
        self.two = prepared(*kinds)(two)
        self.newest_in = prepared(date, date, *kinds)(newest_in)
        self.many_in = prepared(date, date, *kinds)(many_in)
        self.day_before = prepared(date, *kinds)(day_before)
        self.day_after = prepared(date, *kinds)(day_after)


def question(*kinds: Any) -> Callable[[Callable[..., Notes]], Question]:
    """Notes of a list as a question that is asked often."""
    return lambda build: Question(build, kinds)


@dataclass(frozen=True, slots=True)
class Part:
    """A question with what is asked."""

    question: Question
    args: tuple[object, ...]

    @property
    def notes(self) -> Notes:
        """They, in no order that is promised."""
        return self.question.build(*self.args)

    def newest(self) -> list[Placed]:
        """As many as the own page of a list shows, and one more, newest first: their days, when they were announced, their ids. One query."""
        return self.question.newest(*self.args)

    def has_any_but(self, notes: Collection[int]) -> bool:
        """Whether it has a note beside those of these ids. One query."""
        if len(notes) > 1:
            return self.notes.order_by().exclude(pk__in=notes).exists()
        return any(pk not in notes for pk in self.question.two(*self.args))

    def newest_in(self, first: date, last: date) -> list[Placed]:
        """As many as the own page of a list shows of those dated from `first` to `last`, newest first. One query."""
        return self.question.newest_in(first, last, *self.args)

    def many_in(self, first: date, last: date) -> int:
        """How many are dated from `first` to `last`. One query."""
        return sum(self.question.many_in(first, last, *self.args))

    def beside(self, first: date, last: date) -> tuple[date | None, date | None]:
        """The nearest days before `first` and after `last` on which one is dated. Two queries."""
        before, after = self.question.day_before(first, *self.args), self.question.day_after(last, *self.args)
        return next(iter(before), None), next(iter(after), None)


def newest_of(found: Iterable[Placed]) -> list[int]:
    """The ids of notes of several parts of one list, newest first."""
    return [pk for _dated, _published, pk in sorted(found, key=lambda row: (row[0] or date.min, row[1] or BEFORE_ALL, row[2]), reverse=True)]


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


def many_reviews_of(year: int) -> int:
    """How many reviews are dated in a year. One query."""
    ends = date(year, 1, 1), date(year, 12, 31)
    return Part(_reviews, ends).many_in(*ends)


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
