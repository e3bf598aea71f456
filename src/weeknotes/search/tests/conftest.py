"""A small organisation that writes in two languages, notes published as the product does it, and a search in one line."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Membership, Person, Team
from weeknotes.people.teams import join, make_team
from weeknotes.publishing.publish import publish
from weeknotes.search.asked import asked
from weeknotes.search.find import Filters, find

W11 = date(2021, 3, 15)
Publish = Callable[..., Note]
Titles = Callable[..., list[str]]


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys Pugh", email="nerys@glanderw.example")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos Rees", lang="cy")


@pytest.fixture
def repairs(nerys: Person, tomos: Person) -> Team:
    made = make_team(name_en="Repairs", name_cy="Trwsio", by=nerys)
    join(team=made, person=tomos, role=Membership.MEMBER)
    return made


@pytest.fixture
def note(nerys: Person) -> Publish:
    def published(
        title: str,
        html: str = "<p>Rain all week.</p>",
        *,
        by: Person | None = None,
        monday: date = W11,
        level: Level = Level.PUBLIC,
        cy: tuple[str, str] | None = None,
        **more: object,
    ) -> Note:
        made = start(author=by or nerys, monday=monday, title=title, html=html, level=level, dated=monday, **more)  # type: ignore[arg-type]
        if cy is not None:
            save(body=Body.objects.create(note=made, lang="cy"), by=made.author, title=cy[0], html=cy[1], version=0, save_key=uuid.uuid4())
        publish(note=made, by=made.author, level=level)
        return made

    return published


@pytest.fixture
def titles() -> Titles:
    """The titles of what somebody finds, best first; of Welsh texts where they are found in Welsh."""

    def found(typed: str, by: Person | None = None, *, typing: bool = False, exactly: bool = False, **filters: object) -> list[str]:
        hits = find(asked(typed, typing=typing, exactly=exactly), viewer_of(by), Filters(**filters)).hits  # type: ignore[arg-type]
        return [Note.objects.get(pk=hit.note).sights.filter(lang=hit.lang).first().title for hit in hits]  # type: ignore[union-attr]

    return found
