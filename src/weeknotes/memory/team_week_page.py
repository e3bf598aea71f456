"""The page of a team's week for everybody, where the team wants it: a file like any other, made as nobody sees the notes.

What of it changes without a note being published (a thread joined by hand, an answer to a question, a reading) is made anew by `say_anew`.
"""

import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.template import engines
from django.utils import timezone
from markupsafe import Markup

from weeknotes.memory.models import Appearance, Question, Reading, TeamPage
from weeknotes.memory.team_week import team_week
from weeknotes.memory.team_words import words_of
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NoteTeam
from weeknotes.notes.viewer import NOBODY
from weeknotes.people.models import Team
from weeknotes.publishing import addresses, shelf
from weeknotes.publishing.addresses import note_addresses
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.kinds import Kind, Rendered, Spot
from weeknotes.publishing.making import made
from weeknotes.publishing.models import Page
from weeknotes.publishing.parts import Part
from weeknotes.publishing.sweep import sweep
from weeknotes.web import dates
from weeknotes.web.prepared import prepared

NAME = "team-week"


def address(team: Team, monday: date, lang: str) -> str:
    """Where everybody reads it: `/teams/repairs/2026/w47/`."""
    return f"{addresses.address(shelf.TEAM, team.slug, lang)}{addresses.place(shelf.WEEK, dates.iso(monday).lower())}"


def key_of(team: Team, monday: date) -> str:
    """The page among its kind: `repairs:2026-w47`."""
    return f"{team.slug}:{dates.iso(monday).lower()}"


def spots(pages: Iterable[tuple[Team, date]]) -> set[Spot]:
    """These pages in every tree."""
    return {Spot(NAME, key_of(team, monday), lang) for team, monday in pages for lang in addresses.langs()}


@once
def wanted() -> tuple[TeamPage, ...]:
    """The weeks that teams want everybody to read, by team and in their order."""
    return tuple(_published())


@prepared()
def _published() -> QuerySet[TeamPage]:
    return TeamPage.objects.filter(publish=True, team__page_level=Level.PUBLIC).select_related("team").order_by("team", "week")


@once
def standing(team: int) -> tuple[date, ...]:
    """Those weeks of a team that a public note is about, in their order: which have a page."""
    weeks = [page.week for page in wanted() if page.team_id == team]
    if not weeks:
        return ()
    about = set(Note.objects.visible_to(NOBODY).filter(note_teams__team=team, week_to__gte=weeks[0], week_from__lte=weeks[-1]).values_list("week_from", "week_to"))
    return tuple(week for week in weeks if any(first <= week <= last for first, last in about if first and last))


def around(team: Team, monday: date) -> set[Spot]:
    """The pages that change where the team's week is published or taken back: its own, those that lead to it, and the team's."""
    weeks = [week for week in standing(team.pk) if week != monday]
    beside = [max((week for week in weeks if week < monday), default=monday), min((week for week in weeks if week > monday), default=monday)]
    return spots((team, week) for week in (monday, *beside)) | shelf.spots(shelf.TEAM, [team.slug])


def say_anew(pages: Iterable[TeamPage]) -> None:
    """Have these pages made anew once the transaction is committed, before it is answered. Marked in it: whoever is killed between, `sweep` finishes."""
    keys = {key_of(page.team, page.week) for page in pages}
    if keys and Page.objects.filter(kind=NAME, key__in=keys, gone_at=None).update(stale_at=timezone.now()):
        transaction.on_commit(sweep)


def with_threads(threads: Collection[int]) -> list[TeamPage]:
    """The public pages on which something of these threads may stand."""
    return _near(NoteTeam.objects.filter(note__appearances__thread__in=threads)) if wanted() else []


def with_question(question: Question) -> list[TeamPage]:
    """The public pages on which a question may stand."""
    if question.team_id:
        return [page for page in wanted() if (page.team_id, page.week) == (question.team_id, question.week)]
    return _near(NoteTeam.objects.filter(note=question.note_id)) if wanted() and question.note_id else []


def of_teams(teams: Collection[int]) -> list[TeamPage]:
    """All public pages of these teams."""
    return [page for page in wanted() if page.team_id in teams]


def part(team: str, lang: str) -> Part | None:
    """What the team's public page leads to: its weeks for everybody, the newest first; None without any."""
    whose = next((page.team for page in wanted() if page.team.slug == team), None)
    weeks = [(address(whose, week, lang), dates.number(week), week.isocalendar().year) for week in reversed(standing(whose.pk))] if whose else []
    if not weeks:
        return None
    html = engines["jinja2"].get_template("memory/team_weeks_public.html").render({"weeks": weeks})
    return Part(Markup(html), frozenset())  # noqa: S704 - our own template, escaped  # nosec B704


def _near(rows: object) -> list[TeamPage]:
    """The public pages that quote notes of these rows: of their weeks, and of the weeks before and after, which they speak of too."""
    spans = set(rows.order_by().values_list("team", "note__week_from", "note__week_to"))  # type: ignore[attr-defined]
    said = [(team, first - dates.WEEK, last + dates.WEEK) for team, first, last in spans if first]
    return [page for page in wanted() if any(page.team_id == team and first <= page.week <= last for team, first, last in said)]


def _touched(note: Note) -> set[Spot]:
    """Where it is quoted, what stands beside those pages, and where something else is that it has a part in."""
    if not wanted():
        return set()
    threads = Appearance.objects.filter(note=note).order_by().values("thread")
    notes = Q(note=note) | Q(note__appearances__thread__in=threads) | Q(note__questions__into=note)
    pages = _near(NoteTeam.objects.filter(notes))
    pages += [page for q in Question.objects.filter(into=note, team__isnull=False) for page in with_question(q)]
    measured = Reading.objects.filter(note=note).order_by()
    teams = set(measured.values_list("measure__team", flat=True)) | set(measured.values_list("measure__measure_teams__team", flat=True))
    pages += of_teams(teams)
    own = set(note.note_teams.values_list("team", flat=True))
    found = spots((page.team, page.week) for page in pages)
    for page in pages:
        if page.team_id in own:
            found |= around(page.team, page.week) if note.week_from and note.week_from <= page.week <= (note.week_to or note.week_from) else set()
    return found


def _every() -> list[Spot]:
    return sorted(spots((page.team, page.week) for page in wanted() if page.week in standing(page.team_id)))


def _render(key: str, lang: str) -> Rendered | None:
    page = next((one for one in wanted() if key_of(one.team, one.week) == key), None)
    if page is None or lang not in addresses.langs():
        return None
    week = team_week(page.team, page.week, NOBODY)
    if week.is_empty:
        return None
    at = address(page.team, page.week, lang)
    before, after = _beside(page, lang)
    words: dict[str, Any] = words_of(public_place(week.behind))
    body = made(
        "memory/baked/team_week.html",
        lang=lang,
        here="teams",
        canonical=at,
        others={other: address(page.team, page.week, other) for other in addresses.langs()},
        tree=lang,
        page=page,
        week=week,
        before=before,
        after=after,
        team_url=addresses.address(shelf.TEAM, page.team.slug, lang),
        document=f"{address(page.team, page.week, addresses.langs()[0])}document.docx?lang={lang}",
        inside=f"{address(page.team, page.week, addresses.langs()[0])}signed-in/",
        **words,
    )
    return Rendered(addresses.file_of(at), body, week.behind)


def public_place(notes: Collection[int]) -> Callable[[int, uuid.UUID, str], str]:
    """Where everybody reads each of these notes, "" where they do not. One query."""
    places = note_addresses(notes)

    def at(note: int, uid: uuid.UUID, lang: str) -> str:  # noqa: ARG001 - signed in, a note is read by its name
        known = places.get(note, {})
        return known.get(lang) or next(iter(known.values()), "")

    return at


def _beside(page: TeamPage, lang: str) -> tuple[tuple[str, date] | None, tuple[str, date] | None]:
    """The addresses of the weeks before and after that have a page, and which they are."""
    weeks = standing(page.team_id)
    before = max((week for week in weeks if week < page.week), default=None)
    after = min((week for week in weeks if week > page.week), default=None)
    return (address(page.team, before, lang), before) if before else None, (address(page.team, after, lang), after) if after else None


def _named(team: Team) -> set[Spot]:
    return spots((page.team, page.week) for page in TeamPage.objects.filter(team=team, publish=True).select_related("team"))


kind = Kind(NAME, _touched, _every, _render, named=_named)
