"""The year and its review, as a browser without scripts meets them: on the text of two real years, and each refusal."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from html import escape, unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from weeknotes.memory.kinds import AIM
from weeknotes.memory.models import Outcome, Thread
from weeknotes.memory.models_review import Evidence, Review, Template
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.models import Organisation, Person
from weeknotes.prose.outline import outline
from weeknotes.prose.split import split
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db
AROUND = "around a post a month"
ABOVE = "In 2023 I posted 11 blogs, which is above the target I set myself."


@pytest.fixture
def nerys(db: None) -> Person:
    Organisation.objects.create(id=1, name_en="Glanderw", name_cy="Glanderw", languages="en,cy")
    return Person.objects.create(slug="nerys", name="Nerys Pugh", email="nerys@glanderw.test")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return Person.objects.create(slug="tomos", name="Tomos Rees", email="tomos@glanderw.test")


@pytest.fixture
def browser(nerys: Person) -> Client:
    return client_of(nerys)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


Wrote = Callable[..., Note]


@pytest.fixture
def wrote(nerys: Person) -> Wrote:
    """Publish `html` as a note of a day."""

    def make(html: str, dated: date, *, title: str = "A note", kind: str = Note.REFLECTION, level: Level = Level.PUBLIC, by: Person = nerys) -> Note:
        note = start(author=by, monday=None, kind=kind, title=title, html=html, level=level, dated=dated)
        publish(note=note, by=by)
        note.refresh_from_db()
        return note

    return make


def words_on(answer: object) -> str:
    html = answer.content.decode()  # type: ignore[attr-defined]
    return " ".join(unescape(re.sub(r"<[^>]{0,2000}>", " ", html)).split())


def post_with(folder: Path, file: str, words: str) -> str:
    """The post of a seed that has these words, as HTML."""
    source = next(folder.glob(f"seeds/{file}*")).read_text("utf-8")
    text = next(source[one.start : one.end] for one in split(source).posts if words in source[one.start : one.end])
    blocks = outline(text, syntax="text").blocks
    return "".join(f"<h2>{escape(b.text)}</h2>" if b.kind == "heading" else f"<p>{escape(b.text)}</p>" for b in blocks)


def offered_with(html: str, words: str) -> tuple[str, str]:
    """The aim and the choice of the button beside the offered sentence with `words`."""
    at = html.index(escape(words))
    choice = re.search(r'name="choose" value="([^"]+)"', html[at:])
    aims = re.findall(r'name="aim" value="([^"]+)"', html[:at])
    assert choice
    return aims[-1] if aims else "", choice[1]


def test_the_aim_of_one_year_and_what_the_next_says_of_it_stand_side_by_side(browser: Client, wrote: Wrote, nerys: Person, shared: Path) -> None:
    before = wrote(post_with(shared, "001", AROUND), date(2022, 12, 30), title="Looking back on 2022")
    browser.post("/year/2022/review/", {"note": before.uid})
    after = wrote(post_with(shared, "000", ABOVE), date(2024, 1, 26), title="Looking back on 2023")
    assert browser.post("/year/2023/review/", {"note": after.uid})["Location"] == f"/reviews/{after.uid}/"
    html = browser.get(f"/reviews/{after.uid}/").content.decode()
    words = " ".join(unescape(re.sub(r"<[^>]{0,2000}>", " ", html)).split())
    assert AROUND in words
    assert "I'd like to be braver in 2023." in words
    assert "I feel like I have been braver this year" in words
    assert "It speaks of an aim: “target I set myself”." in words
    aim, choice = offered_with(html, ABOVE)
    assert AROUND in Thread.objects.get(uid=aim).words
    browser.post(f"/reviews/{after.uid}/choose/", {"aim": aim, "choose": choice})
    row = Evidence.objects.get()
    assert (row.quote, row.note, row.aim.kind) == (ABOVE, after, AIM)  # type: ignore[union-attr]
    both = browser.get(f"/reviews/{after.uid}/").content.decode()
    pair = both[both.index(f'id="aim-{aim}"') :].split('class="pair"')[0]
    assert AROUND in unescape(pair)
    assert ABOVE in unescape(pair)
    assert Outcome.objects.count() == 0, "nobody adds them up"


def test_what_is_wanted_next_is_read_from_an_annual_review_in_its_own_words(browser: Client, wrote: Wrote, shared: Path) -> None:
    text = post_with(shared, "000", "I recently had my annual review")
    note = wrote(text, date(2023, 9, 22), title="My annual review")
    aims = list(Thread.objects.filter(kind=AIM).order_by("id").values_list("words", flat=True))
    assert len(aims) == 6
    assert aims[0].startswith("This time next year I hope to be saying that it both looks and feels like")
    assert aims[4].startswith("That I'm not starting my day with emails")
    assert not any("reflect on this post" in one for one in aims)
    browser.post("/year/2024/review/", {"from": "annual", "lang": "en", "lines": "Feedback"})
    page = words_on(browser.get(f"/reviews/{Review.objects.get().note.uid}/"))
    assert all(one in page for one in aims)
    assert "My annual review" in page
    assert note.kind == Note.REFLECTION, "reading aims makes no note a review"
