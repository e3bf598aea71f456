"""`weeknotes remember`: everything that is read, read anew from the notes; the same answer twice; stopped and gone on with."""

import signal
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from weeknotes.memory import again
from weeknotes.memory.again import remember
from weeknotes.memory.answer import answer
from weeknotes.memory.commands import remember_command
from weeknotes.memory.join import join
from weeknotes.memory.models import Appearance, Outcome, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Person, Team
from weeknotes.publishing.alone import alone

pytestmark = pytest.mark.django_db
W11 = date(2021, 3, 15)
WEEK = timedelta(weeks=1)
NIGHTS = "Read every night call since October"


def text(week: int) -> str:
    return (
        f"<p>Hello.</p><h2>Goals for the week</h2><ul><li>{NIGHTS}</li><li>Book visit {week}</li></ul>"
        f"<h2>Ones to watch</h2><p><strong>{'Out-of-hours' if week % 2 else 'Out of hours'}</strong> – Week {week}.</p>"
        f"<h2>What I said, and what happened</h2><ul><li>{NIGHTS} – <strong>carried</strong></li></ul>"
    )


def dump() -> list[list[tuple[object, ...]]]:
    return [sorted(model.objects.values_list(), key=repr) for model in (Thread, Appearance, Outcome)]


def told() -> list[tuple[object, ...]]:
    """What is remembered, without the numbers of rows."""
    rows = Appearance.objects.values_list("thread__uid", "thread__words", "thread__times", "thread__state", "note", "part", "week", "level", "words", "start")
    return sorted(rows, key=repr)


@pytest.fixture
def written(published: Callable[..., Note], tomos: Person, repairs: Team) -> None:
    """Notes of two people and of a team, in the order of their weeks."""
    for week in range(3):
        published(text(week), week)
    published(text(7), 0, by=tomos)
    published(text(8), 1, by=tomos, team=repairs, level=Level.TEAM)


def test_it_changes_nothing_of_what_was_read_when_it_was_published(written: None, nerys: Person) -> None:
    answer(thread=Thread.objects.filter(words=NIGHTS, owner=nerys).get(), by=nerys, word="done", week=W11 + 3 * WEEK, at=timezone.now())
    before = dump()
    assert remember() == 5
    assert dump() == before


def test_from_nothing_it_reads_what_publishing_read(written: None) -> None:
    before = told()
    Thread.objects.all().delete()
    assert remember() == 5
    assert told() == before
    once = dump()
    remember()
    assert dump() == once


@pytest.mark.parametrize("at_once", [1, 2])
def test_what_is_read_a_few_notes_at_a_time_joins_what_came_before(written: None, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    before = told()
    Thread.objects.all().delete()
    monkeypatch.setattr(again, "AT_ONCE", at_once)
    assert remember() == 5
    assert told() == before


@pytest.mark.parametrize("at_once", [1, 200])
def test_threads_joined_by_hand_stay_one_however_many_notes_are_read_at_a_time(
    published: Callable[..., Note], nerys: Person, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for week, said in enumerate(("Mend the lift", "Lift repairs", "Mend the lift", "Lift repairs")):
        published(f"<p>Hello.</p><h2>Goals for the week</h2><ul><li>{said}</li></ul>", week)
    first, second = Thread.objects.order_by("first_week")
    join(thread=first, other=second, by=nerys, at=timezone.now())
    before, words = dump(), told()
    monkeypatch.setattr(again, "AT_ONCE", at_once)
    remember(anew=True)
    assert dump() == before
    Appearance.objects.filter(note__week_from__gte=W11 + 2 * WEEK).delete()
    remember(anew=True)
    assert told() == words
    assert Thread.objects.filter(into=None).count() == 1


def test_it_finds_what_is_amiss(written: None) -> None:
    before = told()
    Appearance.objects.filter(part="happened").delete()
    Appearance.objects.filter(words="Week 1.").update(words="Another.", level=0)
    Thread.objects.update(times=9)
    assert told() != before
    remember()
    assert told() == before


def test_stopped_it_goes_on_with_the_next_writer_and_anew_it_begins_with_the_first(written: None) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        raise KeyboardInterrupt

    Thread.objects.all().delete()
    with pytest.raises(KeyboardInterrupt):
        remember(progress=stop)
    first = set(Appearance.objects.values_list("note__author", flat=True))
    assert len(first) == 1
    remember(progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == [3, 4, 5]
    assert {total for _, total in seen} == {5}
    assert not (Path(settings.DATA) / "remembering").exists()
    with pytest.raises(KeyboardInterrupt):
        remember(progress=stop)
    again: list[int] = []
    remember(anew=True, progress=lambda done, _total: again.append(done))
    assert again == [3, 4, 5]


def test_where_it_was_stopped_may_be_unreadable(written: None) -> None:
    (Path(settings.DATA) / "remembering").write_text("not what it was", encoding="utf-8")
    assert remember() == 5


def test_the_command_says_how_many_and_that_it_was_stopped(written: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert remember_command() == 0
    assert capsys.readouterr().out == "5 notes are remembered as published; what was decided is as it was.\n"
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with alone():  # somebody publishes, and it waits
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            assert remember_command(anew=True) == 130
    finally:
        signal.signal(signal.SIGALRM, before)
    assert "goes on from here" in capsys.readouterr().err


def test_notes_of_one_writer_cost_few_questions_each(published: Callable[..., Note]) -> None:
    counts = []
    for first, last in ((0, 4), (4, 12)):
        for week in range(first, last):
            published(f"<p>Hello.</p><h2>Goals for the week</h2><ul><li>Book visit {week} to the flats</li></ul>", week)
        Thread.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            remember(anew=True)
        with CaptureQueriesContext(connection) as again:
            remember(anew=True)
        counts.append((len(asked), len(again)))
    (few, few_again), (many, many_again) = counts
    assert many - few <= 8 * 4
    assert many_again == few_again
