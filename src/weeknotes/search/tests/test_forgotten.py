"""Of a note that is deleted for good the search keeps no word, not even where nobody can find it."""

import os
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from weeknotes.notes.delete import delete, erase
from weeknotes.people.models import Person
from weeknotes.publishing.withdraw import withdraw
from weeknotes.search import forgotten
from weeknotes.search.audit import differences
from weeknotes.search.forgotten import forget_words
from weeknotes.search.tests.conftest import Publish, Titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps the words of a row with the row")
    settings.DATA = tmp_path


def held() -> bool:
    """Whether the word stands anywhere in the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM search_fts_data")
        return any(b"zanzibarian" in bytes(block) for (block,) in cursor.fetchall())


def gone(note: Publish, by: Person) -> None:
    one = note("Sea", "<p>The Zanzibarian sea.</p>")
    withdraw(note=one, by=by)
    one.refresh_from_db()
    delete(note=one, by=by)
    erase(note=one, by=by)


def an_hour_later(tmp_path: Path) -> None:
    then = time.time() - forgotten.SETTLED - 1
    os.utime(tmp_path / forgotten.MARK, (then, then))


def test_its_words_go_from_the_index_within_hours_and_all_others_are_found(note: Publish, titles: Titles, nerys: Person, tmp_path: Path):
    for number in range(3):
        note(f"Rain {number}")
    gone(note, nerys)
    assert held()
    assert forget_words() == 0  # others may be deleted in a moment
    an_hour_later(tmp_path)
    assert forget_words() > 0
    assert not held()
    assert not list(tmp_path.glob("words-*"))
    assert forget_words() == 0
    assert len(titles("rain")) == 3
    assert list(differences()) == []


def test_stopped_in_between_it_goes_on_and_what_is_deleted_meanwhile_is_next(note: Publish, nerys: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    gone(note, nerys)
    an_hour_later(tmp_path)

    def killed(_pages: int) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(forgotten, "_merge", killed)
        with pytest.raises(KeyboardInterrupt):
            forget_words()
    gone(note, nerys)
    assert forget_words() > 0
    assert [one.name for one in tmp_path.glob("words-*")] == [forgotten.MARK]
    an_hour_later(tmp_path)
    assert forget_words() > 0
    assert not held()


def test_no_more_than_some_steps_are_made_at_a_time(note: Publish, nerys: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for number in range(30):
        note(f"Rain {number}", "<p>" + " ".join(f"word{number}x{count}" for count in range(300)) + "</p>")
    gone(note, nerys)
    an_hour_later(tmp_path)
    monkeypatch.setattr(forgotten, "PAGES", 1)
    monkeypatch.setattr(forgotten, "AT_A_TICK", 2)
    rounds = 1
    while forget_words() == forgotten.AT_A_TICK:
        rounds += 1
    assert rounds > 1
    assert not held()
