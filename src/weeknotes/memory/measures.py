"""Keeping a measure: begun, changed, put by with a reason, taken up again. Only a team says what it counts, and how far that is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from weeknotes.memory.models import Measure, MeasureTeam
from weeknotes.memory.team_week_page import of_teams
from weeknotes.memory.team_week_page import spots as week_spots
from weeknotes.notes.levels import Level
from weeknotes.people.models import Membership, Person, Team
from weeknotes.prose.said_date import Precision
from weeknotes.publishing import shelf
from weeknotes.publishing.change import rearrange
from weeknotes.publishing.kinds import Spot

WORDS = ("name", "why", "unit", "with")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a team says of a measure, in one language at least; `when` is the first day of the time of its target, and how precise that is."""

    name_en: str = ""
    name_cy: str = ""
    why_en: str = ""
    why_cy: str = ""
    unit_en: str = ""
    unit_cy: str = ""
    with_en: str = ""
    with_cy: str = ""
    level: Level = Level.TEAM
    target: Decimal | None = None
    when: tuple[date, Precision] | None = None
    partners: tuple[Team, ...] = ()


def make_measure(*, team: Team, by: Person, about: About) -> Measure:
    """A measure of `team`. PermissionDenied where `by` is not in it, DiskFull where a public one finds no room, with nothing kept."""
    _allow(by, [team.pk])
    measure = Measure(team=team)

    def act() -> None:
        _put(measure, about)

    agree(measure, act, public=about.level == Level.PUBLIC)
    return measure


def change_measure(*, measure: Measure, by: Person, about: About) -> None:
    """Say something else of a measure. Its readings stay. PermissionDenied and DiskFull as for `make_measure`."""
    _allow(by, [measure.team_id])
    agree(measure, lambda: _put(measure, about), public=Level.PUBLIC in (measure.level, about.level))


def set_target(*, measure: Measure, by: Person, target: Decimal, when: tuple[date, Precision] | None) -> None:
    """Say what is aimed for, and by when. PermissionDenied and DiskFull as for `make_measure`."""
    _allow(by, [measure.team_id])

    def act() -> None:
        measure.target = target
        measure.target_date, measure.target_precision = when or (None, "")
        measure.save(update_fields=["target", "target_date", "target_precision"])

    agree(measure, act)


def retire(*, measure: Measure, by: Person, because: str) -> None:
    """Keep it no longer, and say why. It stays to be looked at. ValueError without a reason; PermissionDenied and DiskFull as for `make_measure`."""
    _allow(by, [measure.team_id])
    reason = " ".join(because.split())[:300]
    if not reason:
        raise ValueError("a measure is put by with a reason")

    def act() -> None:
        measure.retired_at, measure.retired_why = timezone.now(), reason
        measure.save(update_fields=["retired_at", "retired_why"])

    agree(measure, act)


def take_up(*, measure: Measure, by: Person) -> None:
    """Keep it again. PermissionDenied and DiskFull as for `make_measure`."""
    _allow(by, [measure.team_id])

    def act() -> None:
        measure.retired_at, measure.retired_why = None, ""
        measure.save(update_fields=["retired_at", "retired_why"])

    agree(measure, act)


def keeps(person: Person, measure: Measure) -> bool:
    """Whether `person` adds readings to it: whoever is in one of its teams now."""
    return _is_in(person, measure.kept_by())


def allow_readings(person: Person, measure: Measure) -> None:
    """PermissionDenied where `person` adds no readings to it."""
    _allow(person, measure.kept_by())


def agree(measure: Measure, act: Callable[[], None], *, public: bool | None = None) -> None:
    """Run `act`, which changes rows of `measure`; where everybody sees it, the team's public page says so before this returns."""
    if measure.level == Level.PUBLIC if public is None else public:
        rearrange(lambda: _acted(act, measure))
    else:
        with transaction.atomic():
            act()


def _acted(act: Callable[[], None], measure: Measure) -> set[Spot]:
    before = measure.kept_by() if measure.pk else []
    act()
    teams = {*before, *measure.kept_by()}
    return shelf.spots(shelf.TEAM, [measure.team.slug]) | week_spots((page.team, page.week) for page in of_teams(teams))


def _put(measure: Measure, about: About) -> None:
    for field in fields(about):
        if field.name not in {"when", "partners"}:
            setattr(measure, field.name, getattr(about, field.name))
    measure.target_date, measure.target_precision = about.when if about.when and about.target is not None else (None, "")
    measure.save()
    others = {team.pk for team in about.partners} - {measure.team_id}
    MeasureTeam.objects.filter(measure=measure).exclude(team__in=others).delete()
    MeasureTeam.objects.bulk_create([MeasureTeam(measure=measure, team_id=pk) for pk in sorted(others)], ignore_conflicts=True)


def _allow(person: Person, teams: Iterable[int]) -> None:
    if not _is_in(person, teams):
        raise PermissionDenied("only those who are in a team keep its measures")


def _is_in(person: Person, teams: Iterable[int]) -> bool:
    return person.is_active and Membership.objects.now().filter(person=person, team__in=list(teams)).exists()
