"""The rows of a large site: made in plain code (`fill N`), or moved from the SQLite file that holds them (`move FILE`). Run by `large`, with Django set up."""

import random
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.text import slugify
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench.invent import FEWEST_WORDS, MOST_WORDS, Text
from bench.invent import Language as Tongue
from weeknotes.notes.history import Words, pack
from weeknotes.notes.levels import WORDS, Level
from weeknotes.notes.models import Body, Edition, Item, Note, NotePerson, NoteTeam, Revision, Sight
from weeknotes.notes.models import Language as Spoken
from weeknotes.people.models import Membership, Organisation, Person, Rhythm, Team
from weeknotes.prose.anchor import key
from weeknotes.prose.excerpt import excerpt, words_of
from weeknotes.publishing.models import Address
from weeknotes.search.folded import COLUMNS, tsvector
from weeknotes.search.index import index
from weeknotes.search.models import Doc
from weeknotes.search.models import Words as Found

PEOPLE, TEAMS, WEEKS = 1_000, 120, 260
LAST_MONDAY = date(2026, 11, 16)
BEGAN = datetime(2021, 11, 1, 9, tzinfo=UTC)
PIECE = 500  # notes written in one go
# Of a hundred notes: sixty are for everyone.
AUDIENCES = ((Level.PUBLIC, 60), (Level.ORGANISATION, 20), (Level.TEAM, 14), (Level.NAMED, 3), (Level.ME, 3))
NARROWER = 0.15
WELSH, BOTH = 0.25, 0.15
FEWER = {level: word for word, level in WORDS.items()}


class Site:
    """What is made of the dice: people and teams first, then notes in the order of their weeks."""

    def __init__(self, notes: int) -> None:
        self.notes = notes
        self.dice = random.Random(f"a site of {notes} notes")
        self.tongues = {lang: Tongue(lang) for lang in ("en", "cy")}
        self.members: dict[int, list[int]] = {}
        self.teams_of: dict[int, list[int]] = {}
        self.slugs: dict[tuple[int, str], set[str]] = {}
        self.ids: dict[type[models.Model], int] = {}

    def id(self, model: type[models.Model]) -> int:
        """The next number of a table."""
        self.ids[model] = self.ids.get(model, 0) + 1
        return self.ids[model]

    def uid(self) -> uuid.UUID:
        """A random name, the same every time."""
        return uuid.UUID(int=self.dice.getrandbits(128), version=4)

    def people(self) -> None:
        """A thousand people, the first of them the host; a hundred and twenty teams; who is in which now."""
        Organisation.objects.create(id=1, name_en="Glanderw County Council", name_cy="Cyngor Sir Glanderw", languages="en,cy")
        langs = ["cy" if n % 3 == 2 else "en" for n in range(PEOPLE)]
        Person.objects.bulk_create(
            Person(
                id=n + 1,
                uid=self.uid(),
                slug=f"person-{n + 1}",
                name=f"Person {n + 1}",
                email=f"person-{n + 1}@glanderw.example",
                lang=langs[n],
                writes=langs[n],
                is_host=n == 0,
                in_organisation=n % 40 != 39,  # the others are guests from outside
            )
            for n in range(PEOPLE)
        )
        Team.objects.bulk_create(
            Team(
                id=n + 1,
                uid=self.uid(),
                slug=f"team-{n + 1}",
                name_en=f"Team {n + 1}",
                name_cy=f"Tîm {n + 1}",
                page_level=4 if n % 10 else 3,
            )
            for n in range(TEAMS)
        )
        for person in range(1, PEOPLE + 1):
            self.teams_of[person] = self.dice.sample(range(1, TEAMS + 1), 1 if person % 4 else 2)
            for team in self.teams_of[person]:
                self.members.setdefault(team, []).append(person)
        Rhythm.objects.bulk_create([Rhythm(person_id=n + 1) for n in range(PEOPLE)] + [Rhythm(team_id=n + 1) for n in range(TEAMS)])
        Membership.objects.bulk_create(
            Membership(team_id=team, person_id=person, role=Membership.MEMBER if place else Membership.LEAD, joined_at=BEGAN)
            for team, several in sorted(self.members.items())
            for place, person in enumerate(several)
        )

    def rows(self, number: int) -> Iterator[models.Model]:
        """Every row of one note; notes are spread evenly over the weeks, oldest first."""
        dice = self.dice
        monday = LAST_MONDAY - timedelta(weeks=WEEKS - 1 - number * WEEKS // self.notes)
        at = datetime(monday.year, monday.month, monday.day, 16, tzinfo=UTC) + timedelta(days=4, seconds=number % 3600)
        author = dice.randint(1, PEOPLE)
        level = dice.choices([one for one, _ in AUDIENCES], [share for _, share in AUDIENCES])[0]
        fewer = Level(dice.randrange(level)) if level and dice.random() < NARROWER else None
        chance = dice.random()
        langs = ("cy",) if chance < WELSH else (("cy", "en") if dice.random() < 0.5 else ("en", "cy")) if chance < WELSH + BOTH else ("en",)
        size = dice.randint(FEWEST_WORDS, MOST_WORDS)
        note = Note(
            id=number + 1,
            uid=self.uid(),
            author_id=author,
            lead_lang=langs[0],
            week_from=monday,
            week_to=monday,
            covers_from=monday,
            covers_to=monday + timedelta(days=6),
            week_how=Note.CHOSEN,
            dated=at.date(),
            dated_precision="day",
            wanted_level=level,
            level=level,
            edition_id=number + 1,
            published_at=at,
            created_at=at - timedelta(hours=2),
        )
        yield note
        yield Edition(id=number + 1, note_id=note.pk, number=1, made_at=at, by_id=author, level=level, checked=[])
        yield NoteTeam(note_id=note.pk, team_id=dice.choice(self.teams_of[author]), week_from=monday)
        yield from self._others(note, level)
        for lang in langs:
            text = self.tongues[lang].text(dice, count=size, narrower=FEWER[fewer] if fewer is not None else "")
            slug = self._slug(author, lang, text.title)
            yield from self._frozen(note, lang, text, slug, level, fewer, at)
            yield from self._kept(note, lang, text, slug, at)

    def _others(self, note: Note, level: Level) -> Iterator[models.Model]:
        writers = {self.dice.randint(1, PEOPLE)} - {note.author_id} if self.dice.random() < 0.05 else set()
        named = set(self.dice.sample(range(1, PEOPLE + 1), 2)) - writers - {note.author_id}
        if level != Level.NAMED and self.dice.random() > 0.05:
            named = set()
        if level == Level.NAMED and not named:
            named = {note.author_id % PEOPLE + 1}
        yield from (NotePerson(note_id=note.pk, person_id=one, part=NotePerson.WRITES) for one in sorted(writers))
        yield from (NotePerson(note_id=note.pk, person_id=one, part=NotePerson.NAMED) for one in sorted(named))

    def _frozen(
        self, note: Note, lang: str, text: Text, slug: str, level: Level, fewer: Level | None, at: datetime
    ) -> Iterator[models.Model]:
        open_parts = tuple(part for part in text.parts if not part.audience)
        sights = [(level, 0 if fewer is None else fewer + 1, open_parts if fewer is not None else text.parts)]
        if fewer is not None:
            sights.append((fewer, 0, text.parts))
        for top, floor, parts in sights:
            html = text.html(parts)
            yield Sight(
                note_id=note.pk,
                edition_id=note.pk,
                lang=lang,
                level=top,
                floor=floor,
                words=words_of(text.plain(parts)),
                fingerprint=sha256(f"{text.title}\n{html}".encode()).hexdigest(),
                title=text.title,
                slug=slug,
                excerpt=excerpt(text.html(())),
                outline=[{"level": 2, "text": part.heading, "audience": part.audience or None} for part in parts],
                html=html,
            )
        yield Spoken(note_id=note.pk, lang=lang, since=at)
        if level == Level.PUBLIC:
            top_of = "/" if lang == "en" else f"/{lang}/"
            yield Address(path=f"{top_of}people/person-{note.author_id}/{slug}/", note_id=note.pk, lang=lang)
        if lang == note.lead_lang:
            yield from self._items(note, lang, text, level, fewer)

    def _items(self, note: Note, lang: str, text: Text, level: Level, fewer: Level | None) -> Iterator[Item]:
        plain = text.plain()
        cursor = place = 0
        for part in text.parts:
            for said in part.said:
                start = plain.index(said, cursor)
                cursor = start + len(said)
                yield Item(
                    note_id=note.pk,
                    lang=lang,
                    place=place,
                    section=part.heading,
                    kind=part.kind,
                    level=level if fewer is None or not part.audience else fewer,
                    start=start,
                    end=cursor,
                    key=key(said),
                    text=said,
                    why=part.heading.lower(),
                )
                place += 1

    def _kept(self, note: Note, lang: str, text: Text, slug: str, at: datetime) -> Iterator[models.Model]:
        body = Body(id=self.id(Body), note_id=note.pk, lang=lang, version=1, title=text.title, slug=slug, html=text.html(), saved_at=at)
        yield body
        yield Revision(
            body_id=body.pk,
            version=1,
            save_key=self.uid(),
            state=Revision.PUBLISHED,
            by_id=note.author_id,
            at=at,
            data=pack(Words(body.title, body.html)),
        )

    def _slug(self, author: int, lang: str, title: str) -> str:
        taken = self.slugs.setdefault((author, lang), set())
        wanted = slugify(title)[:80] or "week"
        slug, count = wanted, 2
        while slug in taken:
            slug, count = f"{wanted}-{count}", count + 1
        taken.add(slug)
        return slug


ORDER: tuple[type[models.Model], ...] = (Note, Edition, NoteTeam, NotePerson, Body, Revision, Sight, Spoken, Address, Item)


def fill(notes: int) -> None:
    """Make every row of a site of so many notes. In an empty database."""
    site = Site(notes)
    with transaction.atomic():
        site.people()
    numbers = iter(range(notes))
    with _bar("Notes", notes) as told, connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
        while piece := list(islice(numbers, PIECE)):
            rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in ORDER}
            for number in piece:
                for row in site.rows(number):
                    rows[type(row)].append(row)
            with transaction.atomic():
                for model in ORDER:
                    model._default_manager.bulk_create(rows[model], batch_size=400)
                index(rows[Note])  # type: ignore[arg-type]
            told.update(told.task_ids[0], advance=len(piece))
        _count_on(cursor, _ours())
    _settle()


def _ours() -> list[type[models.Model]]:
    """The models whose rows a large site has."""
    return [model for model in apps.get_models() if model._meta.app_label in {"people", "notes", "publishing", "search"} and model._meta.managed]


def _count_on(cursor: CursorWrapper, ours: Sequence[type[models.Model]]) -> None:
    """Have PostgreSQL number the next rows after those that came with their numbers."""
    for statement in connection.ops.sequence_reset_sql(no_style(), ours):
        cursor.execute(statement)


def move(file: str) -> None:
    """Put every row of the SQLite database `file` into this site's empty PostgreSQL."""
    ours = _ours()
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source, transaction.atomic(), connection.cursor() as cursor:
        counts = {model: source.execute(f'SELECT count(*) FROM "{model._meta.db_table}"').fetchone()[0] for model in ours}
        cursor.execute("SET session_replication_role = replica")  # what was whole there is whole here
        with _bar("Rows", sum(counts.values())) as told:
            for model in ours:
                fields = list(model._meta.concrete_fields)
                names = ", ".join(f'"{field.column}"' for field in fields)
                table = f'"{model._meta.db_table}"'
                rows: Iterable[Sequence[Any]] = source.execute(f"SELECT {names} FROM {table}")
                if model is Doc:
                    cursor.execute("DROP INDEX search_doc_tsv")  # quicker made at once, below
                    names, rows = f"{names}, tsv", _with_vectors(source, names)
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as out:
                    for row in rows:
                        out.write_row([*map(_spoken, fields, row), *row[len(fields) :]])
                told.update(told.task_ids[0], advance=counts[model])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("CREATE INDEX search_doc_tsv ON search_doc USING gin (tsv) WITH (fastupdate = off)")
        _count_on(cursor, ours)
    _settle()


def _with_vectors(source: sqlite3.Connection, names: str) -> Iterator[Sequence[Any]]:
    """The rows of what can be found, each with its words as PostgreSQL keeps them."""
    words = ", ".join(f'"{name}"' for name in COLUMNS)
    ours = ", ".join(f"d.{name}" for name in names.split(", "))
    theirs = ", ".join(f"w.{name}" for name in words.split(", "))
    for row in source.execute(
        f'SELECT {ours}, {theirs} FROM search_doc d JOIN "{Found._meta.db_table}" w ON w.doc_id = d.id ORDER BY d.id'
    ):
        yield [*row[: -len(COLUMNS)], tsvector(dict(zip(COLUMNS, row[-len(COLUMNS) :], strict=True)))]


def _spoken(field: "models.Field[Any, Any]", value: Any) -> Any:
    """What SQLite keeps of a field, as PostgreSQL takes it."""
    if value is None:
        return None
    if isinstance(field, models.BooleanField):
        return bool(value)
    if isinstance(field, models.DateTimeField):
        return f"{value}+00"
    return value


def _settle() -> None:
    """What the planner of the database has to know after so much came in at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bar(what: str, total: int) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    bar.add_task(what, total=total)
    return bar


def main(words: Sequence[str]) -> int:
    """`fill NOTES` or `move FILE`."""
    verb, what = words
    fill(int(what)) if verb == "fill" else move(what)
    return 0
