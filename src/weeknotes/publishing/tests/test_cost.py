"""What it costs to publish a note follows from what is affected, not from how large the site is."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note, NoteTeam, Sight
from weeknotes.notes.models import Language as Spoken
from weeknotes.people.models import Person, Team
from weeknotes.publishing.change import affected
from weeknotes.publishing.models import Address, Page
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

FIRST, EACH, WEEKS = date(2020, 1, 6), 10, 100
QUERIES, PAGES = 179, 43  # three of them leave the trace of whom it is for


def grow(notes: int, *, beside: int = 0) -> None:
    """So many published notes in two languages, as they are frozen: ten by each person and in each team, over a hundred weeks. `beside` are there already."""
    numbers = range(beside, beside + notes)
    at, text = now(), "<p>Rain all week, and the phones told us so.</p>"
    first = (Note.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1_000
    writers = [Person(slug=f"p{n}", name=f"Person {n}", email=f"p{n}@example.org") for n in numbers if n % EACH == 0]
    Person.objects.bulk_create(writers)
    teams = [Team(slug=f"t{n}", name_en=f"Team {n}", page_level=Level.PUBLIC) for n in numbers if n % EACH == 0]
    Team.objects.bulk_create(teams)
    rows: dict[type[Model], list[Any]] = {Note: [], Edition: [], Sight: [], Spoken: [], Address: [], NoteTeam: []}
    for place, number in enumerate(numbers):
        pk, writer, monday = first + place, writers[place // EACH], FIRST + timedelta(weeks=number % WEEKS)
        frozen = {"level": Level.PUBLIC, "wanted_level": Level.PUBLIC, "published_at": at, "edition_id": pk}
        note = Note(pk=pk, author=writer, week_from=monday, week_to=monday, dated=monday + timedelta(days=4), **frozen)
        rows[Note].append(note)
        rows[Edition].append(Edition(pk=pk, note=note, number=1, made_at=at, by=writer, level=Level.PUBLIC))
        rows[NoteTeam].append(NoteTeam(note=note, team=teams[place // 100 * 10 + place % 10], week_from=monday))
        for lang, top in (("en", "/"), ("cy", "/cy/")):
            said = {"title": f"Note {number}", "slug": f"note-{number}", "html": text, "excerpt": "Rain all week.", "words": 9}
            sum_of = sha256(f"{number}{lang}".encode()).hexdigest()
            rows[Sight].append(Sight(note=note, edition_id=pk, lang=lang, level=Level.PUBLIC, floor=0, fingerprint=sum_of, **said))
            rows[Spoken].append(Spoken(note=note, lang=lang, since=at))
            rows[Address].append(Address(note=note, lang=lang, path=f"{top}people/{writer.slug}/note-{number}/"))
    for model, several in rows.items():
        model._default_manager.bulk_create(several)


@pytest.fixture
def cost(write):
    """How many statements a change to a new note of the newest week takes, and how many pages it writes."""

    def counted(title: str) -> dict[str, tuple[int, int]]:
        writer, team = Person.objects.get(slug="p0"), Team.objects.get(slug="t0")
        monday = FIRST + timedelta(weeks=WEEKS - 1)
        note = write(title, cy=("Glaw", "<p>Glaw drwy’r wythnos.</p>"), author=writer, monday=monday, dated=monday + timedelta(days=5), teams=[team])
        found = {}
        for what, verb in (("publish", publish), ("withdraw", withdraw)):
            with CaptureQueriesContext(connection) as queries:
                verb(note=note, by=writer)
            newest = Page.objects.order_by("-baked_at").values_list("baked_at", flat=True).first()
            found[what] = len(queries), Page.objects.filter(baked_at=newest).count()
            if what == "publish":
                assert len(affected(note)) >= found[what][1]
        return found

    return counted


def test_a_note_costs_the_same_on_a_site_ten_times_as_large(organisation, cost):
    grow(100)
    cost("The first, which makes what was not there")
    small = cost("Among a hundred")
    grow(900, beside=100)
    cost("The first again")
    large = cost("Among a thousand")
    assert large == small
    for queries, pages in small.values():
        assert queries <= QUERIES
        assert pages <= PAGES
