"""A small organisation that writes in two languages, and a note in one line."""

import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.timezone import now

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people import site
from weeknotes.people.models import Organisation, Person, Team
from weeknotes.publishing.bake import bake
from weeknotes.publishing.many import Coming, finish, publish_rows

MONDAY = date(2021, 3, 15)
Write = Callable[..., Note]


@pytest.fixture
def organisation(db: None) -> Organisation:
    made = Organisation.objects.create(id=1, name_en="Glanderw", name_cy="Cyngor Glanderw", languages="en,cy")
    site.forget()
    bake()
    return made


@pytest.fixture
def nerys(organisation: Organisation) -> Person:
    return Person.objects.create(slug="nerys", name="Nerys", email="nerys@example.org")


@pytest.fixture
def tomos(organisation: Organisation) -> Person:
    return Person.objects.create(slug="tomos", name="Tomos", email="tomos@example.org", writes="cy")


@pytest.fixture
def housing(organisation: Organisation) -> Team:
    return Team.objects.create(slug="housing", name_en="Housing repairs", name_cy="Trwsio tai")


@pytest.fixture
def write(nerys: Person) -> Write:
    def written(
        title: str = "Two in the morning",
        html: str = "<p>Rain all week, and the phones told us so.</p>",
        *,
        cy: tuple[str, str] | None = None,
        author: Person | None = None,
        monday: date | None = MONDAY,
        level: Level = Level.PUBLIC,
        **more: object,
    ) -> Note:
        note = start(author=author or nerys, monday=monday, title=title, html=html, level=level, **more)  # type: ignore[arg-type]
        if cy is not None:
            body = Body.objects.create(note=note, lang="cy")
            save(body=body, by=note.author, title=cy[0], html=cy[1], version=0, save_key=uuid.uuid4())
        return note

    return written


@pytest.fixture
def rewrite() -> Callable[..., None]:
    def rewritten(note: Note, html: str, *, title: str | None = None, lang: str | None = None) -> None:
        body = note.bodies.get(lang=lang or note.lead_lang)
        save(body=body, by=note.author, title=body.title if title is None else title, html=html, version=body.version, save_key=uuid.uuid4())

    return rewritten


@pytest.fixture
def freeze_many() -> Callable[[list[Note]], None]:
    """Editions for everyone of many notes at once, then one bake: what publishing them one by one comes to."""

    def frozen(notes: list[Note]) -> None:
        publish_rows(Coming(note, note.author, Level.PUBLIC, now()) for note in notes)
        finish()

    return frozen


@pytest.fixture
def page() -> Callable[[str], str]:
    """The words of a file in the public folder; "" where there is none."""

    def read(path: str) -> str:
        file = Path(settings.PUBLIC) / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    return read


@pytest.fixture
def holding() -> Callable[[str], list[str]]:
    """Every file of the data folder's public and staging parts that holds these words, static files aside."""

    def search(words: str) -> list[str]:
        found = []
        for root in (Path(settings.PUBLIC), Path(settings.STAGING)):
            for file in sorted(root.rglob("*")) if root.is_dir() else []:
                if file.is_file() and not file.is_relative_to(settings.STATIC_ROOT) and words.encode() in file.read_bytes():
                    found.append(file.relative_to(root).as_posix())
        return found

    return search
