"""The rows that `pages` measures on, put into a large site, and the measuring itself, with Django set up: `ROUNDS`."""

import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from bench.large_rows import LAST_MONDAY, ORDER, Site
from weeknotes.memory.models import Measure, Question, Reading, TeamPage, Thread
from weeknotes.memory.remember import echo
from weeknotes.memory.team_week_page import key_of, kind
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Item, Note, NoteTeam
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.kinds import speaking
from weeknotes.web.dates import WEEK, iso

BIG, MANY_WEEKS, SMALL, FEW_WEEKS = 30, 8, 8, 2
AT = datetime(2026, 11, 20, 16, tzinfo=UTC)
SESSIONS = 3  # the session, the person, their teams


def fill() -> tuple[list[Team], Person, Person]:
    """A team of thirty who each wrote eight weeks, nine of eight who wrote two; who leads all ten, and somebody who is in none of them."""
    teams = list(Team.objects.order_by("pk")[:10])
    Team.objects.filter(pk__in=[team.pk for team in teams]).update(page_level=Level.PUBLIC)
    outside = Person.objects.exclude(memberships__team__in=teams).filter(in_organisation=True).order_by("pk")[0]
    leader = Person.objects.exclude(pk=outside.pk).filter(in_organisation=True).order_by("pk")[0]
    for team in teams:
        Membership.objects.update_or_create(team=team, person=leader, left_at=None, defaults={"role": Membership.LEAD})
    crowd = Crowd()
    others = iter(Person.objects.exclude(pk__in=[outside.pk, leader.pk]).order_by("-pk")[: BIG + SMALL * 9])
    for place, team in enumerate(teams):
        people = [leader, *(next(others) for _ in range((SMALL if place else BIG) - 1))]
        for weeks in range((FEW_WEEKS if place else MANY_WEEKS) - 1, -1, -1):
            crowd.write(people, team, LAST_MONDAY - weeks * WEEK)
    _beside(teams[0], leader, outside)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return teams, leader, outside


class Crowd(Site):
    """Notes of those people for those weeks, like the others of the site, with ones to watch that go on from week to week."""

    def __init__(self) -> None:
        super().__init__(Note.objects.count())
        self.dice = random.Random("pages")
        self.teams_of = {pk: [1] for pk in Person.objects.values_list("pk", flat=True)}
        self.number = Note.objects.order_by("-pk").values_list("pk", flat=True)[0]
        for model in ORDER:
            self.ids[model] = model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.slugs_used = 0

    def write(self, people: Sequence[Person], team: Team, monday: date) -> None:
        """One note each, remembered as when it was published."""
        rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in ORDER}
        for person in people:
            for row in self.rows(self.number):
                self._fit(row, person, team, monday)
                rows[type(row)].append(row)
            self.number += 1
        with transaction.atomic():
            for model in ORDER:
                model._default_manager.bulk_create(rows[model], batch_size=400)
            for note in Note.objects.filter(pk__in=[row.pk for row in rows[Note]]).select_related("edition"):
                echo(note=note, edition=note.edition, by=note.author, at=AT)

    def _slug(self, author: int, lang: str, title: str) -> str:
        self.slugs_used += 1
        return f"page-{self.slugs_used}"

    def _fit(self, row: models.Model, person: Person, team: Team, monday: date) -> None:
        if isinstance(row, Note):
            row.author_id = person.pk
            row.week_from = row.week_to = row.covers_from = monday
            row.covers_to, row.dated = monday + timedelta(days=6), monday + timedelta(days=4)
        elif isinstance(row, NoteTeam):
            row.team_id, row.week_from = team.pk, monday
        elif isinstance(row, Item) and row.kind == "watch":
            row.label = f"Topic {row.place % 3}"


def _beside(team: Team, leader: Person, outside: Person) -> None:
    """Two measures with readings, a lesson, answers, and the page for everybody."""
    for number in range(2):
        measure = Measure.objects.create(team=team, name_en=f"Measure {number}", why_en="To learn.", level=Level.PUBLIC)
        notes = Note.objects.filter(note_teams__team=team, week_from=LAST_MONDAY).order_by("pk")[:12]
        for place, note in enumerate(notes):
            item = Item.objects.filter(note=note).order_by("place")[0]
            Reading.objects.create(
                measure=measure, dated=LAST_MONDAY - place * WEEK, precision="day", kind="actual", value=100 + place, note=note, lang=item.lang, key=item.key, words=item.text
            )  # fmt: skip
    Thread.objects.create(
        owner=leader, team=team, kind="lesson", state="drawn", by=Thread.PERSON, first_week=LAST_MONDAY, last_week=LAST_MONDAY, words="Ask first.", more={"event": "Ask first."}
    )  # fmt: skip
    for number in range(5):
        Question.objects.create(
            team=team, week=LAST_MONDAY, asker=outside, to=leader, text=f"Why, question {number}?",
            answered_at=timezone.now(), how=Question.WORDS, answer="Because.", place=4, level=4,
        )  # fmt: skip
    TeamPage.objects.create(team=team, week=LAST_MONDAY, publish=True, intro_en="A week.")


def measured(what: str, most: int | None, rounds: int, make: Callable[[], object], aside: int = 0) -> None:
    """A line: what, queries, how many there may be, milliseconds of each time. Twice before, for what is kept at hand."""
    asked = [0]

    def count(execute: Callable[..., object], *given: object) -> object:
        asked[0] += 1
        return execute(*given)

    make()
    make()
    times = []
    for _round in range(rounds):
        asked[0] = 0
        with connection.execute_wrapper(count):
            began = time.perf_counter()
            make()
            times.append(time.perf_counter() - began)
    sys.stdout.write("\t".join([what, str(asked[0] - aside), "" if most is None else str(most), *(f"{1000 * one:.3f}" for one in times)]) + "\n")


def main(words: Sequence[str]) -> int:
    """`ROUNDS`."""
    rounds = int(words[0])
    teams, leader, outside = fill()
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()  # as a process that answers does once it is up (config/wsgi.py), and tidied as seldom
    gc.set_threshold(10_000, 20, 10)
    settings.ALLOWED_HOSTS = ["*"]
    host = urlsplit(settings.SITE_URL).netloc

    def page(person: Person, at: str) -> Callable[[], object]:
        client = Client(HTTP_HOST=host)
        client.force_login(person, backend=BACKEND)

        def get() -> object:
            answer = client.get(at)
            if answer.status_code != 200:
                raise RuntimeError(f"{answer.status_code} at {at}")
            return answer

        return get

    week = iso(LAST_MONDAY)
    at = f"/teams/{teams[0].slug}/{week.lower().replace('-', '/')}/signed-in/"
    measured("a team’s week, 30 people, as a member", 12, rounds, page(leader, at), SESSIONS)
    measured("a team’s week, 30 people, as an outsider", 12, rounds, page(outside, at), SESSIONS)
    measured("ten teams, as their leader", 12, rounds, page(leader, f"/my-teams/?week={week}"), SESSIONS)
    writer = Person.objects.filter(notes__note_teams__team=teams[0], notes__week_from=LAST_MONDAY).exclude(pk=leader.pk).order_by("pk")[0]
    measured("Friday", 12, rounds, page(writer, f"/friday/{week}/"), SESSIONS)
    measured("the year", 12, rounds, page(writer, f"/year/{LAST_MONDAY.year}/"), SESSIONS)

    def public() -> object:
        with speaking("en"), kept_at_hand():
            return kind.render(key_of(teams[0], LAST_MONDAY), "en")

    measured("a team’s week for everybody", None, rounds, public)
    return 0
