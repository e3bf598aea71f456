"""Baking makes the disk true, and does no more than that."""

import os
import pickle
import signal
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.notes.models import Note
from weeknotes.notes.rendition import renditions
from weeknotes.notes.viewer import NOBODY
from weeknotes.people import site
from weeknotes.people.models import Person
from weeknotes.publishing import bake as baking
from weeknotes.publishing import disk, entries, hands
from weeknotes.publishing.addresses import public_url
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake, refresh
from weeknotes.publishing.commands import audit_command, bake_command
from weeknotes.publishing.entries import have_at_hand
from weeknotes.publishing.kinds import Spot, every, render
from weeknotes.publishing.models import Page
from weeknotes.publishing.publish import publish
from weeknotes.publishing.sweep import sweep
from weeknotes.publishing.tests.conftest import MONDAY
from weeknotes.publishing.together import batches, together, weight
from weeknotes.web.prepared import Prepared
from weeknotes.work.hands import share_memory

pytestmark = pytest.mark.django_db

NOTE = "people/nerys/two-in-the-morning/index.html"


@pytest.fixture
def published(write, nerys, housing):
    note = write(teams=[housing], cy=("Dau", "<p>Glaw.</p>"))
    publish(note=note, by=nerys)
    return note


def test_a_second_bake_writes_nothing(published):
    again = bake()
    assert (again.written, again.removed) == (0, 0)
    assert again.kept == Page.objects.count()


def test_everything_again_gives_the_same_bytes(published, settings):
    before = {file: file.read_bytes() for file in settings.PUBLIC.rglob("*") if file.is_file()}
    done = bake(everything=True)
    assert (done.written, done.removed) == (0, 0)
    assert {file: file.read_bytes() for file in settings.PUBLIC.rglob("*") if file.is_file()} == before


def test_a_lost_folder_is_made_again(published, settings, page):
    before = page(NOTE)
    for file in settings.PUBLIC.rglob("*"):
        if file.is_file() and not file.is_relative_to(settings.STATIC_ROOT):
            file.unlink()
    assert bake().written == Page.objects.count()
    assert page(NOTE) == before
    assert audit() == ()


def test_lost_records_are_made_again(published):
    Page.objects.all().delete()
    bake()
    assert Page.objects.exists()
    assert audit() == ()


def test_a_damaged_page_is_mended_and_a_stranger_removed(published, settings, page):
    (settings.PUBLIC / NOTE).write_text("something else")
    (settings.PUBLIC / "people" / "stranger.html").write_text("hello")
    (settings.PUBLIC / "way-out").symlink_to("/etc")
    done = bake()
    assert (done.written, done.removed) == (1, 2)
    assert "Rain all week" in page(NOTE)
    assert audit() == ()


def test_another_name_of_the_organisation_is_on_every_page(published, organisation, page):
    organisation.name_en = "Glanderw County Council"
    organisation.save()
    site.forget()
    assert bake().written > 0
    for path in (NOTE, "index.html", "404.html", "people/nerys/index.html", "feed.xml"):
        assert "Glanderw County Council" in page(path), path
    assert audit() == ()


@pytest.mark.django_db(transaction=True)
def test_two_hands_make_the_same_pages_as_one(published, write, nerys, tomos, monkeypatch):
    for number in range(4):
        publish(note=write(f"Rain {number}", cy=(f"Glaw {number}", "<p>Glaw.</p>")), by=nerys)
        publish(note=write(f"Glaw {number}", author=tomos), by=tomos)
    bodies = {path: disk.read(path) for path in Page.objects.values_list("path", flat=True)}
    Page.objects.update(fingerprint="")
    monkeypatch.setattr(baking, "BATCH", 10)
    assert bake(hands=2).written == len(bodies)
    assert {path: disk.read(path) for path in bodies} == bodies
    assert bake(everything=True).written == 0
    assert audit() == ()


@pytest.mark.django_db(transaction=True)
def test_what_was_asked_for_one_page_no_hand_puts_together_once_more(published, write, nerys, monkeypatch):
    for number in range(12):
        publish(note=write(f"Rain {number}"), by=nerys)
    here = os.getpid()
    known: set[int] = set()

    def about_to_fork():
        known.update(id(question) for question in Prepared.every if question.ready)
        share_memory()

    def noted(question, sizes, as_ever=Prepared._put_together):
        if os.getpid() != here and id(question) in known:
            raise ValueError(f"{question.build.__qualname__} was put together once more for {sizes}")
        return as_ever(question, sizes)

    Page.objects.update(fingerprint="")
    monkeypatch.setattr(baking, "BATCH", 10)
    monkeypatch.setattr(hands, "_READY", set())
    monkeypatch.setattr(hands, "share_memory", about_to_fork)
    monkeypatch.setattr(Prepared, "_put_together", noted)
    for question in Prepared.every:
        monkeypatch.setattr(question, "ready", {})
    assert bake(hands=2).written > 0
    assert known


def test_a_text_that_many_pages_show_is_read_once_for_them(published, write, nerys, monkeypatch):
    for number in range(4):
        publish(note=write(f"Rain {number}"), by=nerys)
    asked: list[int] = []

    def noted(notes, viewer):
        asked.extend(note.pk for note in notes)
        return renditions(notes, viewer)

    monkeypatch.setattr(entries, "AT_ONCE", 2)
    monkeypatch.setattr(entries, "renditions", noted)
    bake(everything=True)
    assert sorted(asked) == sorted(Note.objects.visible_to(NOBODY).values_list("pk", flat=True))


def test_pages_of_notes_are_made_with_the_week_they_are_about_and_before_other_lists(published, write, nerys, tomos):
    publish(note=write("Glaw", author=tomos, monday=MONDAY + timedelta(weeks=1)), by=tomos)
    order = together()
    groups = {key: [spot.kind for spot in spots] for key, spots in groupby(sorted(every(), key=order), key=order)}
    noted = {key: kinds for (_place, key), kinds in groups.items() if "note" in kinds}
    assert sorted(noted) == ["week:2021-w11", "week:2021-w12"]
    assert all({"note", "week", "feed"} <= set(kinds) for kinds in noted.values())
    assert [key for _place, key in groups][-1].startswith("year:")
    assert max(place for (place, key), kinds in groups.items() if "note" in kinds) < min(place for place, key in groups if key.startswith("person:"))


@given(st.lists(st.builds(Spot, st.sampled_from(["note", "person", "week", "feed"]), st.sampled_from(["", "nerys", "week:2021-w11", "home:"]), st.just("en"))))
def test_what_is_cut_up_is_all_there_and_no_piece_weighs_too_much(share):
    several = list(batches(share, 6))
    assert [spot for piece in several for spot in piece] == share
    assert all(0 < sum(map(weight, piece[:-1])) + 1 <= 6 for piece in several)


@pytest.mark.django_db(transaction=True)
def test_where_a_hand_fails_the_bake_says_so_and_goes_on_when_called_again(published, monkeypatch):
    here = os.getpid()

    def lost(spot):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return render(spot)

    Page.objects.update(fingerprint="")
    monkeypatch.setattr(baking, "BATCH", 10)
    monkeypatch.setattr(hands, "render", lost)
    with pytest.raises(RuntimeError, match="before its time"):
        bake(hands=2)
    monkeypatch.setattr(hands, "render", render)
    assert disk.staged() == []
    assert bake(hands=2).written > 0
    assert audit() == ()


class Unsendable(Exception):
    """Made from more than its words: it cannot be made again from them alone."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


@pytest.mark.parametrize(("error", "is_a"), [(ValueError("no such lift"), ValueError), (Unsendable("no such", "lift"), RuntimeError)])
@pytest.mark.django_db(transaction=True)
def test_what_goes_wrong_in_a_hand_is_said_with_where_it_did(published, monkeypatch, error, is_a):
    here = os.getpid()

    def failing(spot):
        if os.getpid() != here:
            raise error
        return render(spot)

    Page.objects.update(fingerprint="")
    monkeypatch.setattr(baking, "BATCH", 10)
    monkeypatch.setattr(hands, "render", failing)
    with pytest.raises(is_a, match="no such lift") as said:
        bake(hands=2)
    assert "in failing" in "".join([str(said.value), *getattr(said.value, "__notes__", ())])
    assert disk.staged() == []


@pytest.mark.django_db(transaction=True)
def test_a_hand_that_ends_in_the_middle_of_a_page_is_noticed(published, monkeypatch):
    Page.objects.update(fingerprint="")
    monkeypatch.setattr(baking, "BATCH", 10)
    monkeypatch.setattr(pickle, "dumps", lambda page, whole=pickle.dumps: whole(page)[:-1])
    with pytest.raises(RuntimeError, match="before its time"):
        bake(hands=2)


def test_a_bake_tells_how_far_it_is(published):
    told = []
    bake(progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == Page.objects.count()


def test_a_person_called_otherwise_is_so_everywhere_and_the_old_name_leads_nowhere(published, nerys, holding, client):
    nerys.name, nerys.slug = "Nia", "nia"
    nerys.save()
    refresh(person=nerys)
    assert holding("Nerys") == []
    assert holding("nerys") == []
    assert public_url(published) == "/people/nia/two-in-the-morning/"
    assert audit() == ()
    assert client.get("/people/nerys/two-in-the-morning/").status_code == 404


def test_a_bake_finds_a_new_name_by_itself(published, nerys, holding):
    Person.objects.filter(pk=nerys.pk).update(name="Nia", slug="nia")
    bake(everything=True)
    assert holding("nerys") == []
    assert audit() == ()


def test_a_team_whose_page_is_closed_to_everyone_is_gone(published, housing, holding):
    housing.page_level = 3
    housing.save()
    refresh(team=housing)
    assert holding("Housing") == []
    assert holding("housing") == []
    assert audit() == ()


def test_what_stands_around_a_note_can_change_without_a_new_edition(published, page):
    published.week_from = published.week_to = date(2021, 3, 22)
    published.save()
    refresh(note=published)
    assert page("2021/w11/index.html") == ""
    assert "Two in the morning" in page("2021/w12/index.html")
    assert audit() == ()


def test_old_notes_of_a_busy_person_are_found_by_year(write, freeze_many, page):
    days = [date(2019, 1, 4) + timedelta(weeks=2 * n) for n in range(52)]
    freeze_many([write(f"Note {n:02d}", monday=day - timedelta(days=4), dated=day) for n, day in enumerate(days)])
    text = page("people/nerys/index.html")
    assert "Note 51" in text
    assert "Note 02" in text
    assert "Note 01" not in text
    assert '<a href="/people/nerys/years/2019/">2019</a>' in text
    assert "Note 22" in page("index.html")
    assert "Note 21" not in page("index.html")
    assert audit() == ()


def test_nothing_to_sweep_is_nothing_done(published):
    assert sweep() == 0


def test_the_sweep_finishes_a_page_that_waits_and_clears_what_was_left(published, settings, page):
    Page.objects.filter(path=NOTE).update(stale_at=published.published_at)
    (settings.PUBLIC / NOTE).write_text("older")
    (settings.STAGING / "half").write_text("hal")
    (settings.PUBLIC / "people" / "nobody").mkdir()
    assert sweep() == 2
    assert "Rain all week" in page(NOTE)
    assert list(settings.STAGING.iterdir()) == []
    assert audit() == ()
    assert not (settings.PUBLIC / "people" / "nobody").exists()


def test_before_the_first_run_there_is_nothing_to_bake(db, capsys):
    site.forget()
    assert bake().written == 0
    assert audit() == ()
    assert bake_command() == 0
    assert "nobody has started this site" in capsys.readouterr().out


def test_the_commands_say_what_they_did_and_what_is_wrong(published, settings, capsys):
    assert bake_command(everything=True) == 0
    assert f"0 pages written, 0 removed, {Page.objects.count()} as they should be." in capsys.readouterr().out
    assert audit_command() == 0
    assert "nothing else is there" in capsys.readouterr().out
    (settings.PUBLIC / NOTE).unlink()
    assert audit_command() == 1
    said = capsys.readouterr().out
    assert f"{NOTE} should stand there and does not." in said
    assert "1 difference." in said


def test_notes_of_more_writers_than_a_database_takes_at_once_are_asked_for(nerys):
    people = Person.objects.bulk_create(Person(slug=f"writer-{n}", name=f"Writer {n}") for n in range(1_001))
    Note.objects.bulk_create(Note(author=person) for person in people)
    notes = list(Note.objects.all())
    have_at_hand(notes, texts=notes)
    assert {note.author.slug for note in notes} == {person.slug for person in people}
