"""What is known of lists while many pages are made says what the database says, and no longer than it is true."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, NoteTag, Tag
from weeknotes.notes.series import Chosen
from weeknotes.notes.series import place as place_in
from weeknotes.people.models import Person, Team
from weeknotes.publishing import bake as baking
from weeknotes.publishing.almanac import counted, years
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.baked import sheet as sheets_of_lists
from weeknotes.publishing.catalogue import Kept, catalogue, in_force
from weeknotes.publishing.labels import SEVERAL, labels_of
from weeknotes.publishing.many import Coming, finish, publish_batch
from weeknotes.publishing.publish import publish
from weeknotes.publishing.sheets import BY_YEAR, cut, sheet, sizes, years_beside, years_of_rest
from weeknotes.publishing.shelf import ABOUT, KINDS, shelf, these
from weeknotes.publishing.there import every_key
from weeknotes.web.generation import generation

SAID = "<h2>Goals for the week</h2><ul><li>Out of hours: answer {n} calls</li></ul><p>Rain.</p>"


@pytest.fixture
def site(write, nerys: Person, tomos: Person, housing: Team) -> list[Note]:
    """A hundred and twenty notes: of one day and of many, of several weeks and of none, by one and by two, of a team without a page, in a series, with tags, reviews."""
    kitchen = Team.objects.create(slug="kitchen", name_en="Kitchen", page_level=Level.TEAM)
    rain = Tag.objects.create(slug="rain", name_en="Rain", key_en="rain")
    notes = []
    for n in range(120):
        monday = date(2019, 12, 16) + timedelta(weeks=n % 60)
        kind = Note.REVIEW if n % 19 == 3 else Note.WEEKNOTE
        without_week = kind == Note.REVIEW or n % 7 == 0
        notes.append(
            write(
                f"Note {n}",
                SAID.format(n=n),
                author=nerys if n % 9 else tomos,
                monday=None if without_week else monday,
                level=Level.TEAM if n % 29 == 5 else Level.PUBLIC,
                kind=kind,
                dated=monday + timedelta(days=n % 5) if n % 4 else monday,
                teams=[[], [housing], [kitchen], [housing, kitchen]][n % 4],
                writers=[tomos] if n % 9 == 1 else [],
            )
        )
        if n % 13 == 6 and not without_week:
            Note.objects.filter(pk=notes[-1].pk).update(week_to=monday + timedelta(weeks=n % 4))
        if n % 5 == 0:
            NoteTag.objects.create(note=notes[-1], tag=rain)
        if n % 3 == 0:
            place_in(note=notes[-1], chosen=Chosen(name="The flood"))
    at = timezone.now() - timedelta(days=1)
    assert publish_batch([Coming(note, note.author, Level(note.wanted_level), _moment(at, n)) for n, note in enumerate(notes)]) == []
    return notes


def _moment(at: datetime, n: int) -> datetime:
    """Some are announced at the same moment."""
    return at + timedelta(minutes=n // 2)


def told() -> Iterator[tuple[Any, Any]]:
    """All that pages ask of lists, and what they are answered."""
    yield "weeks", (counted(), years())
    for kind in KINDS:
        keys = every_key(kind)
        yield kind, keys
        for key in keys:
            on = shelf(kind, key)
            assert on is not None
            yield (kind, key), (on.ids, on.count, [note.pk for note in on.newest], on.label, on.has_any_but(), on.has_any_but(*on.ids))
            if kind in {"person", "team"}:
                yield (kind, key, "labels"), {slug: sorted(ids) for slug, ids in labels_of(on).items() if len(ids) >= SEVERAL}
            if kind in BY_YEAR:
                yield (kind, key, "years"), (list(sizes(on)), years_of_rest(on), [years_beside(on, year) for year in range(2018, 2024)])
            for year in [2018, 2019, 2020, 2021] if kind in BY_YEAR else [None]:
                whole = cut(kind, key, year) if kind != ABOUT else None
                if whole is not None:
                    yield (kind, key, year), (whole.count, [[note.pk for note in sheet(whole, number)] for number in range(whole.last + 1)])
    yield "sheets", sorted(sheets_of_lists.every())


@pytest.mark.django_db(transaction=True)
def test_a_list_is_answered_as_the_database_answers_it(site):
    with kept_at_hand():
        asked = list(told())
    with in_force(catalogue()), kept_at_hand():
        known = list(told())
    assert len(asked) > 150
    assert [one for one, other in zip(asked, known, strict=True) if one != other] == []
    assert any(spot.key.endswith(":1") for spot in asked[-1][1])


@pytest.mark.django_db(transaction=True)
def test_where_a_catalogue_is_in_force_a_list_asks_for_its_notes_and_its_name_alone(site, django_assert_max_num_queries):
    held = catalogue()
    with in_force(held), kept_at_hand():
        on = shelf("person", "nerys")
        assert on is not None
        these(on.ids)
        with django_assert_max_num_queries(0):
            assert on.count > 50
            assert [year for year, _last in sizes(on)] == [2019, 2020, 2021]
            whole = cut("person", "nerys", 2020)
            assert whole is not None
            assert whole.last >= 1
            assert years_beside(on, 2020) == (2019, 2021)


@pytest.mark.django_db(transaction=True)
def test_what_is_published_in_the_middle_of_a_bake_stands_on_every_page_that_is_made_after_it(site, write, nerys, page, monkeypatch):
    finish()
    monkeypatch.setattr(baking, "BATCH", 200)
    number = count()

    def meanwhile(done: int, total: int) -> None:
        if next(number) in {1, 3}:
            publish(note=write("Meanwhile", "<p>A word of its own: heron.</p>", monday=date(2022, 5, 2)), by=nerys)

    bake(everything=True, progress=meanwhile)
    assert next(number) > 4
    assert "Meanwhile" in page("2022/w18/index.html")
    assert audit() == ()


@pytest.mark.django_db(transaction=True)
def test_a_note_that_went_since_is_left_out_of_what_is_known(site):
    held = catalogue()
    gone = Note.objects.filter(level=Level.PUBLIC, author__slug="nerys").order_by("-dated")[0]
    Note.objects.filter(pk=gone.pk).update(level=Level.TEAM)
    with in_force(held), kept_at_hand():
        on = shelf("person", "nerys")
        assert on is not None
        assert gone.pk in on.ids
        assert [note.pk for note in on.newest] == [pk for pk in on.ids if pk != gone.pk]


@pytest.mark.django_db(transaction=True)
def test_what_is_known_is_looked_up_again_only_where_somebody_else_changed_something(site, django_assert_num_queries):
    kept = Kept()
    with kept.in_force():
        assert shelf("home", "") is not None
    with django_assert_num_queries(0), kept.in_force():
        pass
    generation().bump()
    kept.delivered()
    with django_assert_num_queries(0), kept.in_force():
        pass
    generation().bump()
    with django_assert_num_queries(7), kept.in_force():
        pass


