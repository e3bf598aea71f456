"""Why something was read as it was, as the writer reads it beside the text."""

import pytest
from django.utils.translation import override

from weeknotes.notes.correct import correct
from weeknotes.notes.margin import margin
from weeknotes.notes.models import Body, Habit
from weeknotes.notes.reading import read_body
from weeknotes.notes.save import save
from weeknotes.notes.tests.conftest import key
from weeknotes.people.models import Person
from weeknotes.prose.anchor import anchor
from weeknotes.prose.anchor import key as folded

CASES = [
    ("<h2>Goals</h2><ul><li>Ring three tenants</li></ul>", "It stands under “Goals”."),
    (
        "<h2>What are we planning to do next?</h2><ul><li>Ring three tenants</li></ul>",
        "It stands under “What are we planning to do next?”, and “what are we planning” told me what that is.",
    ),
    ("<h2>Goals</h2><h3>Monday</h3><ul><li>Ring three tenants</li></ul>", "It stands under “Monday”, a part of “goals”."),
    ("<h2>Notes</h2><p>Next week: Ring three tenants</p>", "It opens with “Next week”."),
    ("<h2>Notes</h2><p>Next week:</p><ul><li>Ring three tenants</li></ul>", "The line before its list says “next week”."),
    ("<h2>Notes</h2><p>I've made a note to follow that up.</p>", "It says “made a note to”."),
]


def put(body: Body, by: Person, html: str, title: str = "") -> None:
    save(body=body, by=by, title=title, html=html, version=body.version, save_key=key())


@pytest.mark.django_db
@pytest.mark.parametrize(("html", "sentence"), CASES)
def test_what_was_read_says_what_gave_it_away(body: Body, nerys: Person, html: str, sentence: str):
    put(body, nerys, html)
    assert [e.why for e in margin(body).entries] == [sentence]


@pytest.mark.django_db
def test_the_writers_own_word_is_the_reason_once_given(body: Body, nerys: Person):
    put(body, nerys, CASES[0][0])
    found = read_body(body).items[0]
    place = anchor(read_body(body).plain, found.start, found.end)
    correct(body=body, by=nerys, anchor=place, found_as="goal", kind="watch")
    assert margin(body).entries[0].why == "You said what this is."
    correct(body=body, by=nerys, anchor=place, found_as="goal", kind="")
    assert margin(body).entries[0].why == "You said “not that”."


@pytest.mark.django_db
def test_what_was_said_of_a_heading_in_an_earlier_note_is_the_reason_in_the_next(body: Body, nerys: Person):
    Habit.objects.create(person=nerys, key=folded("Goals"), kind="watch")
    put(body, nerys, CASES[0][0])
    assert margin(body).entries[0].why == "You said what stands under “Goals” in an earlier note."


@pytest.mark.django_db
@pytest.mark.parametrize(("title", "html", "sentence"), [("Week beginning 15 March", "<p>Rain.</p>", "The title says “Week beginning 15 March”."), ("Rain", "<p>w/c 15 March: slow.</p>", "The text says “w/c 15 March”.")])
def test_a_week_that_is_offered_says_where_its_words_stand(body: Body, nerys: Person, title: str, html: str, sentence: str):
    type(body.note).objects.filter(pk=body.note_id).update(week_from=None, week_to=None, week_how="unknown")
    body.note.refresh_from_db()
    put(body, nerys, html, title)
    week = margin(body).week
    assert week is not None
    assert week.why == sentence


@pytest.mark.django_db
def test_the_reason_is_given_in_welsh_to_a_writer_who_reads_welsh(body: Body, nerys: Person):
    put(body, nerys, CASES[0][0])
    with override("cy"):
        assert margin(body).entries[0].why == "Mae’n sefyll o dan “Goals”."
