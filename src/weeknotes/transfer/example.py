"""The sample organisation: made relative to today, through the same verbs as everybody's own; and taken away whole."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from weeknotes.memory.answer import answer
from weeknotes.memory.folded import folded
from weeknotes.memory.into_note import Parts, Said, Told, woven
from weeknotes.memory.kinds import GOAL, WATCH
from weeknotes.memory.models import Appearance, Measure, Outcome, Reading, TeamPage, Thread
from weeknotes.notes import media_files
from weeknotes.notes.levels import Level, level_named
from weeknotes.notes.models import Body, Jotting, Note, Revision, Series, Tag
from weeknotes.notes.save import save
from weeknotes.notes.series import Chosen, place
from weeknotes.notes.start import start
from weeknotes.notes.tags import key_of, put
from weeknotes.people.begin import AlreadyBegun
from weeknotes.people.models import Membership, Organisation, Person, Rhythm, Team
from weeknotes.people.rota import set_rota
from weeknotes.people.site import forget
from weeknotes.people.week import writing_day
from weeknotes.prose.markdown import to_html
from weeknotes.prose.said_date import reaches
from weeknotes.publishing.bake import Progress, bake
from weeknotes.publishing.many import Coming, all_or_none, finish
from weeknotes.web.dates import monday

ROOMS = ("transfer", "memory", "search", "publishing", "notes", "account", "people")


@dataclass(frozen=True)
class Draft:
    """A note of the sample as it stands in its file: what is said about it, its text, and its other languages."""

    name: str
    about: dict[str, Any]
    text: str
    others: tuple[tuple[str, str, str], ...]

    @cached_property
    def weeks_ago(self) -> int:
        """How many weeks before this one it was published."""
        return -int(self.about.get("week", self.about.get("published", -1)))

    @property
    def has_week(self) -> bool:
        """Whether it covers a week."""
        return "week" in self.about


def make_sample(*, today: date | None = None, progress: Progress | None = None) -> None:
    """Fill an empty site with the sample, twelve weeks up to last week. AlreadyBegun where there is an organisation."""
    this = monday(today or timezone.localdate())
    with all_or_none() as publish_rows:
        _organisation(this)
        _tags()
        publish_rows(_coming(this))
        _jottings(this, today or timezone.localdate())
        _measures(this)
        _team_pages(this)
    forget()
    finish(progress=progress)


def remove_sample() -> None:
    """Take everything of a sample away: rows, sessions, pages. PermissionError on a site that is somebody's own."""
    site = Organisation.objects.first()
    if site is None or not site.sample:
        raise PermissionError("this site is not a sample")
    with transaction.atomic():
        Session.objects.all().delete()
        Outcome.objects.all().delete()
        Note.objects.update(edition=None, level=Level.ME)
        Revision.objects.update(base=None, data=b"")
        for room in ROOMS:
            for model in _dependants_first(room):
                model._default_manager.all().delete()
    forget()
    bake(everything=True)
    media_files.clear_all()


def _dependants_first(room: str) -> list[type[Model]]:
    """The tables of a room, so that one which points at another of them comes before it."""
    left = list(apps.get_app_config(room).get_models())
    done: list[type[Model]] = []
    while left:
        free = [m for m in left if not any(m in _points_at(other) for other in left if other is not m)]
        for model in free or left[:1]:
            left.remove(model)
            done.append(model)
    return done


def _points_at(model: type[Model]) -> set[type[Model]]:
    return {f.related_model for f in model._meta.concrete_fields if f.is_relation and isinstance(f.related_model, type)}


def _content() -> dict[str, Any]:
    return tomllib.loads((files("weeknotes.transfer") / "sample" / "organisation.toml").read_text(encoding="utf-8"))


def _organisation(this: date) -> None:
    content = _content()
    _site, made = Organisation.objects.get_or_create(
        id=1, defaults={"name_en": content["name_en"], "name_cy": content["name_cy"], "languages": "en,cy", "sample": True}
    )
    if not made:
        raise AlreadyBegun
    for row in content["team"]:
        team = Team.objects.create(**{k: row[k] for k in ("slug", "name_en", "name_cy", "about_en", "about_cy")})
        Rhythm.objects.create(team=team, goal_day=row["goal_day"], note_day=row["note_day"], cadence=row["cadence"], cadence_from=this)
    teams = {t.slug: t for t in Team.objects.all()}
    for row in content["person"]:
        lang = row["lang"]
        person = Person.objects.create(
            slug=row["slug"],
            name=row["name"],
            said=row["said"],
            about=row.get("about", ""),
            lang=lang,
            writes=lang,
            enters_as=row.get("enter", ""),
        )
        working = sum(1 << day for day, works in enumerate(row["working_days"]) if works == "1")
        Rhythm.objects.create(person=person, working_days=working)
        for stint in row["teams"]:
            left = stint.get("left")
            Membership.objects.create(
                team=teams[stint["team"]],
                person=person,
                role=stint["role"],
                joined_at=_at(this - timedelta(weeks=stint["joined"])),
                left_at=_at(this - timedelta(weeks=left)) if left else None,
            )
    people = {p.slug: p for p in Person.objects.all()}
    for row in content["team"]:
        set_rota(team=teams[row["slug"]], people=[people[slug] for slug in row.get("writes_in_turn", [])], monday=this)


def _drafts() -> list[Draft]:
    folder = files("weeknotes.transfer") / "sample" / "notes"
    texts = {f.name.removesuffix(".md"): f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".md")}
    drafts = []
    for name in sorted(n for n in texts if "." not in n):
        about, text = _parted(texts[name])
        others = []
        for code in ("en", "cy"):
            if f"{name}.{code}" in texts:
                front, words = _parted(texts[f"{name}.{code}"])
                others.append((code, str(front["title"]), words))
        drafts.append(Draft(name, about, text, tuple(others)))
    return sorted(drafts, key=lambda d: (-d.weeks_ago, not d.has_week, d.name))


def _parted(text: str) -> tuple[dict[str, Any], str]:
    _before, front, words = text.split("+++", 2)
    return tomllib.loads(front), words.strip()


def _coming(this: date) -> Iterator[Coming]:
    """Each note of the sample as a draft ready to be published, in the order in which they were; answers are given on the way."""
    people = {p.slug: p for p in Person.objects.all()}
    rhythms = {r.person_id: r for r in Rhythm.objects.exclude(person=None)}
    teams = {t.slug: t for t in Team.objects.all()}
    for draft in _drafts():
        author = people[draft.about["person"]]
        week = this - timedelta(weeks=draft.weeks_ago)
        level = level_named(draft.about["audience"]) or Level.ME
        rhythm = rhythms[author.pk]
        at = _at(week + timedelta(days=writing_day(rhythm.note_day, rhythm.working_days)), hour=16)
        html = to_html(draft.text)
        if draft.has_week:
            html = _answered(draft, author, week, at, html, level)
        note = start(
            author=author,
            monday=week if draft.has_week else None,
            kind=draft.about["kind"],
            lang=draft.about["lang"],
            title=draft.about["title"],
            html=html,
            teams=[teams[slug] for slug in draft.about.get("teams", [])],
            writers=[people[slug] for slug in draft.about.get("with_", [])],
            named=[people[slug] for slug in draft.about.get("named", [])],
            level=level,
            week_how=Note.SURE,
            dated=at.date(),
        )
        if draft.about.get("series"):
            place(note=note, chosen=Chosen(name=draft.about["series"][0]))
            Series.objects.filter(owner=author, name_en=draft.about["series"][0]).update(name_cy=draft.about["series"][1])
        put(note=note, names=draft.about.get("tags", []))
        for lang, title, words in draft.others:
            body = Body.objects.create(note=note, lang=lang)
            save(body=body, by=author, title=title, html=to_html(words), version=0, save_key=note.uid)
        yield Coming(note, author, level, at)


def _answered(draft: Draft, author: Person, week: date, at: datetime, html: str, level: Level) -> str:
    """Give the draft's answers to what was said before; for a note in one language they also go into its text, as Friday puts them there."""
    threads = list(Thread.objects.filter(owner=author, open=True))
    told = []
    for row in draft.about.get("answers", []):
        goal = folded(row["goal"])
        thread = next((t for t in threads if t.kind == GOAL and folded(t.words).startswith(goal)), None)
        if thread is None:
            raise LookupError(f"{draft.name} answers a goal that was not said: {row['goal']}")
        because = row.get("because", "")
        answer(thread=thread, by=author, word=row["word"], because=because, week=week, at=at)
        if row["word"] != "carried":
            said = thread.appearances.filter(part=Appearance.SAID).order_by("-week").first()
            told.append(Told(thread.words, Said(row["word"], because), level=Level(said.level if said else level)))
    for row in draft.about.get("watches", []):
        thread = next((t for t in threads if t.kind == WATCH and folded(t.label) == folded(row["label"])), None)
        if thread is None:
            raise LookupError(f"{draft.name} closes a watch that was not opened: {row['label']}")
        answer(thread=thread, by=author, word=row["word"], because=row.get("because", ""), week=week, at=at)
    return html if draft.others or not told else woven(html, Parts(told=told), lang=draft.about["lang"], reach=level).html


def _tags() -> None:
    for row in _content()["tag"]:
        names = {"name_en": row["name_en"], "name_cy": row["name_cy"]}
        Tag.objects.create(slug=row["slug"], key_en=key_of(row["name_en"]), key_cy=key_of(row["name_cy"]), **names)


def _measures(this: date) -> None:
    for row in _content()["measure"]:
        about = {key: words for key, words in row.items() if key.startswith(("name_", "why_", "unit_"))}
        day = reaches(this + timedelta(weeks=row["by"]), "month")[0]
        measure = Measure.objects.create(
            team=Team.objects.get(slug=row["team"]), level=level_named(row["audience"]) or Level.TEAM, target=row["target"], target_date=day, target_precision="month", **about
        )
        for reading in row["readings"]:
            day = this + timedelta(weeks=reading["week"], days=4)
            Reading.objects.create(measure=measure, dated=day, precision="day", kind=reading["kind"], value=reading["value"])


def _team_pages(this: date) -> None:
    for row in _content()["team_page"]:
        week, said = this + timedelta(weeks=row["week"]), {key: words for key, words in row.items() if key.startswith("intro_")}
        TeamPage.objects.create(team=Team.objects.get(slug=row["team"]), week=week, publish=True, **said)


def _jottings(this: date, today: date) -> None:
    content = tomllib.loads((files("weeknotes.transfer") / "sample" / "jottings.toml").read_text(encoding="utf-8"))
    people = {p.slug: p for p in Person.objects.all()}
    for number, row in enumerate(content["jotting"]):
        day = min(this + timedelta(days=row["day"]), today)
        Jotting.objects.create(person=people[row["person"]], text=row["text"], at=min(_at(day, hour=9, minute=number * 7), timezone.now()))


def _at(day: date, *, hour: int = 12, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
