"""What was asked to come back comes back: on its day, when a review is written, when its person says that it has come round."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from weeknotes.desk.tests.conftest import client_of, words_on
from weeknotes.memory.models import Thread
from weeknotes.memory.models_review import Return
from weeknotes.memory.returns import LATER, NotBrought, bring_back
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.people.models import Person
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.dates import monday

pytestmark = pytest.mark.django_db
HTML = "<h2>What I’m learning</h2><p><strong>The margin</strong> – If people write beside the form, ask why.</p>"


def note_of(person: Person, *, title: str = "The form", html: str = HTML, level: Level = Level.ORGANISATION, dated: date = date(2023, 2, 6)) -> Note:
    note = start(author=person, monday=None, kind=Note.REFLECTION, title=title, html=html, level=level, dated=dated)
    publish(note=note, by=person)
    return note


def today() -> date:
    return timezone.localdate()


def test_a_note_comes_back_on_its_day_on_friday_and_is_done_by_a_click(browser: Client, nerys: Person, tomos: Person) -> None:
    note = note_of(tomos)
    assert f"/returns/add/?note={note.uid}" in browser.get(f"/notes/{note.uid}/").content.decode()
    assert "The form" in words_on(browser.get(f"/returns/add/?note={note.uid}"))
    browser.post("/returns/add/", {"note": note.uid, "when": "day", "on": today().isoformat()})
    friday = words_on(browser.get("/friday/"))
    assert "You asked to have this back" in friday
    assert "The form" in friday
    row = Return.objects.get()
    assert (row.person, row.note, row.on) == (nerys, note, today())
    browser.post(f"/returns/{row.uid}/", {"do": "done", "back": "friday"})
    assert "The form" not in words_on(browser.get("/friday/"))
    assert "Nothing is waiting." in words_on(browser.get("/returns/"))
    assert browser.post(f"/returns/{row.uid}/", {"do": "done"}).status_code == 404


def test_put_off_it_comes_back_in_four_weeks_and_before_its_day_it_does_not_come(browser: Client, nerys: Person) -> None:
    note = note_of(nerys)
    row = bring_back(person=nerys, note=note, on=today() + timedelta(days=1), today=today())
    assert "You asked to have this back" not in words_on(browser.get("/friday/"))
    Return.objects.filter(pk=row.pk).update(on=today())
    browser.post(f"/returns/{row.uid}/", {"do": "later", "back": "friday"})
    row.refresh_from_db()
    assert row.snoozed == today() + LATER
    assert "You asked to have this back" not in words_on(browser.get("/friday/"))
    assert "put off until" in words_on(browser.get("/returns/"))
    Return.objects.filter(pk=row.pk).update(snoozed=today())
    assert "You asked to have this back" in words_on(browser.get("/friday/"))


def test_a_learning_comes_back_when_a_review_is_being_written_and_is_not_forgotten_with_its_words(browser: Client, nerys: Person) -> None:
    note = note_of(nerys)
    thread = Thread.objects.get(label="The margin")
    browser.post("/returns/add/", {"thread": thread.uid, "when": "review"})
    assert "when I write my next review" in words_on(browser.get("/returns/"))
    assert "You asked to have this back" not in words_on(browser.get("/friday/"))
    body = note.bodies.get()
    save(body=body, by=nerys, title=body.title, html="<p>Other words.</p>", version=body.version, save_key=uuid.uuid4())
    publish(note=note, by=nerys)
    browser.post("/year/2023/review/", {"from": "annual", "lang": "en", "lines": "The work"})
    assert "The margin" in words_on(browser.get("/friday/"))


def test_when_i_say_it_has_come_round_it_is_due(browser: Client, nerys: Person) -> None:
    note = note_of(nerys)
    browser.post("/returns/add/", {"note": note.uid, "when": "words", "event": "Taking up the  lead role again"})
    assert "when this comes round: Taking up the lead role again" in words_on(browser.get("/returns/"))
    row = Return.objects.get()
    browser.post(f"/returns/{row.uid}/", {"do": "round"})
    assert "The form" in words_on(browser.get("/friday/"))
    assert "due" in words_on(browser.get("/returns/"))


def test_at_most_two_things_from_before_stand_on_a_friday_with_this_week_of_last_year(browser: Client, nerys: Person) -> None:
    for number in range(3):
        bring_back(person=nerys, note=note_of(nerys, title=f"Thing {number}"), on=today(), today=today())
    page = words_on(browser.get("/friday/"))
    assert [f"Thing {number}" in page for number in range(3)] == [True, True, False]
    old = start(author=nerys, monday=monday(today()) - timedelta(days=364), title="A year ago", html="<p>It rained then.</p>", level=Level.ME)
    publish(note=old, by=nerys)
    page = words_on(browser.get("/friday/"))
    assert "It rained then." in page
    assert [f"Thing {number}" in page for number in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"when": "day", "on": ""}, "That is no day."),
        ({"when": "day", "on": "2023-02-31"}, "That is no day."),
        ({"when": "day", "on": "2001-01-01"}, "That day has gone by."),
        ({"when": "day", "on": "2999-01-01"}, "more than twenty years away"),
        ({"when": "words", "event": "  "}, "Say when"),
        ({"when": "words", "event": "x" * 201}, "longer than 200 characters"),
        ({}, "Say when"),
    ],
)
def test_a_time_that_is_none_is_told_so_and_nothing_is_kept(browser: Client, nerys: Person, sent: dict[str, str], sentence: str) -> None:
    answer = browser.post("/returns/add/", {"note": note_of(nerys).uid, **sent})
    assert answer.status_code == 422
    assert sentence in words_on(answer)
    assert not Return.objects.exists()


def test_ones_own_word_review_is_not_the_occasion_of_that_name(browser: Client, nerys: Person) -> None:
    browser.post("/returns/add/", {"note": note_of(nerys).uid, "when": "words", "event": "review"})
    assert Return.objects.get().event == "Review"


def test_what_i_may_not_read_or_is_not_mine_does_not_come_back(browser: Client, nerys: Person, tomos: Person) -> None:
    his = note_of(tomos, level=Level.ME)
    thread = Thread.objects.get(owner=tomos)
    for what in (f"note={his.uid}", f"thread={thread.uid}", "note=nothing", "", f"note={his.uid}&thread={thread.uid}"):
        assert browser.get(f"/returns/add/?{what}").status_code == 404
    row = bring_back(person=tomos, note=his, on=today(), today=today())
    assert browser.post(f"/returns/{row.uid}/", {"do": "done"}).status_code == 404
    assert client_of(tomos).post(f"/returns/{row.uid}/", {"do": "something"}).status_code == 404


def test_a_note_withdrawn_since_does_not_come_back_by_its_name(browser: Client, nerys: Person, tomos: Person) -> None:
    note = note_of(tomos)
    bring_back(person=nerys, note=note, on=today(), today=today())
    withdraw(note=note, by=tomos)
    assert "The form" not in words_on(browser.get("/friday/"))
    page = words_on(browser.get("/returns/"))
    assert "A note that you cannot read any more." in page
    assert "The form" not in page


def test_asked_twice_it_comes_back_once_and_the_database_takes_one_thing_at_one_time_only(nerys: Person) -> None:
    note = note_of(nerys)
    assert bring_back(person=nerys, note=note, event=Return.REVIEW, today=today()) == bring_back(person=nerys, note=note, event=Return.REVIEW, today=today())
    with pytest.raises(NotBrought, match="Say when"):
        bring_back(person=nerys, note=note, on=today(), event="x", today=today())
    for wrong in ({"on": today()}, {"note": note}, {"note": note, "on": today(), "event": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Return.objects.create(person=nerys, **wrong)
