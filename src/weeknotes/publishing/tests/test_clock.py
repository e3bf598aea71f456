"""A clock that jumps, forward or back, between and during changes: nothing is lost, nothing taken back is shown, and all is the same made anew."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from weeknotes.notes.levels import Level
from weeknotes.publishing import disk
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.sweep import sweep
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BACK, FORWARD = timedelta(days=-400), timedelta(days=400)
DEEDS = ("publish", "withdraw", "narrow", "sweep", "bake")


def everything() -> dict[str, bytes]:
    return {str(file.relative_to(settings.PUBLIC)): file.read_bytes() for file in settings.PUBLIC.rglob("*") if file.is_file()}


def shown() -> str:
    return b"".join(everything().values()).decode(errors="replace")


def do(deed: str, note) -> None:
    if deed == "publish":
        publish(note=note, by=note.author, level=Level.PUBLIC)
    elif deed == "withdraw" and note.edition_id:
        withdraw(note=note, by=note.author)
    elif deed == "narrow" and note.level == Level.PUBLIC:
        narrow(note=note, by=note.author, level=Level.ORGANISATION)
    elif deed == "sweep":
        sweep()
    elif deed == "bake":
        bake()


@pytest.mark.parametrize("jump", [BACK, FORWARD])
def test_a_note_published_after_the_clock_jumped_stands_everywhere_and_goes_from_everywhere(write, jump):
    earlier, later = write("Xylophone", "<p>Before the jump.</p>"), write("Zeppelin", "<p>After the jump.</p>")
    with time_machine.travel(NOON, tick=True):
        publish(note=earlier, by=earlier.author)
    with time_machine.travel(NOON + jump, tick=True):
        publish(note=later, by=later.author)
        for place in ("index.html", "feed.xml", "people/nerys/index.html", "people/nerys/feed.xml"):
            page = (settings.PUBLIC / place).read_text()
            assert "Zeppelin" in page, place
            assert "Xylophone" in page, place
        withdraw(note=earlier, by=earlier.author)
        assert "Xylophone" not in shown()
        assert audit() == ()


@hypothesis_settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.sampled_from([BACK, FORWARD, timedelta(seconds=1)])), min_size=3, max_size=7))
def test_whatever_is_done_while_the_clock_jumps_the_pages_are_those_of_the_database(write, steps):
    notes = [write("Xylophone", "<p>One of them.</p>"), write("Zeppelin", "<p>The other.</p>")]
    now = NOON
    for deed, which, jump in steps:
        now += jump
        with time_machine.travel(now, tick=True):
            do(deed, notes[which])
            for note, word in zip(notes, ("Xylophone", "Zeppelin"), strict=True):
                note.refresh_from_db()
                assert (word in shown()) == (note.level == Level.PUBLIC), (deed, word)
    assert audit() == ()
    before = everything()
    bake(everything=True)
    assert everything() == before
    for note in notes:
        if note.edition_id:
            withdraw(note=note, by=note.author)


def test_a_clock_that_jumps_while_pages_are_put_in_place_leaves_all_of_them_there(write, monkeypatch):
    note = write("Xylophone", "<p>In the middle of it.</p>")
    swap, jumps = disk.swap, itertools.cycle((BACK, FORWARD))
    with time_machine.travel(NOON, tick=True) as clock:

        def jumping(staged, path):
            clock.move_to(NOON + next(jumps))
            swap(staged, path)

        monkeypatch.setattr(disk, "swap", jumping)
        publish(note=note, by=note.author)
        assert audit() == ()
        withdraw(note=note, by=note.author)
        assert "Xylophone" not in shown()
        assert sweep() == 0
    assert audit() == ()


def test_a_note_is_of_the_day_it_is_where_it_is_published_in_the_hour_after_midnight_too(write):
    midnight = datetime(2026, 6, 1, 0, 0, tzinfo=ZoneInfo("Europe/London"))  # 31 May in Greenwich: another month and another week
    note = write("Whinberries", monday=None, kind="reflection")
    with time_machine.travel(midnight, tick=False):
        publish(note=note, by=note.author)
    note.refresh_from_db()
    assert note.dated == date(2026, 6, 1)
    assert "1 June 2026" in (settings.PUBLIC / "people/nerys/index.html").read_text()
    assert "Whinberries" in (settings.PUBLIC / "2026/w23/index.html").read_text()
    assert audit() == ()
