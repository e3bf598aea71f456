"""Jottings on the Friday page: drawn into the note, put by or thrown away, and left."""

import pytest
from django.test import Client

from weeknotes.desk.tests.conftest import W12, own_text
from weeknotes.notes.jot import jot
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Jotting
from weeknotes.notes.start import draft_for, start
from weeknotes.people.models import Person
from weeknotes.publishing.publish import publish
from weeknotes.web.dates import WEEK

pytestmark = pytest.mark.django_db
SEND = "/friday/2021-W12/answer/"


def test_one_jotting_or_all_of_them_are_drawn_into_place_with_one_click_and_what_was_typed_stays(browser: Client, nerys: Person) -> None:
    said = start(author=nerys, monday=W12 - WEEK, html="<h2>Goals for the week</h2><ul><li>Book the visits</li></ul>", level=Level.PUBLIC)
    publish(note=said, by=nerys)
    learned = jot(person=nerys, text="Learned: keys hang in Bethan’s office", link="https://glanderw.example/keys")
    plain = jot(person=nerys, text="A van came early")
    watched = jot(person=nerys, text="Calls after six again")
    typed = {f"kind-{learned.uid}": "learned", f"kind-{watched.uid}": "watch", f"kind-{plain.uid}": "", "focus": "Hang the board"}
    answer = browser.post(SEND, {**typed, "draw": str(learned.uid)})
    assert answer.status_code == 200
    assert "Hang the board</textarea>" in answer.content.decode()
    assert own_text(nerys) == (
        '<h2>What I’m learning</h2>\n<p>Learned: keys hang in Bethan’s office (<a href="https://glanderw.example/keys">glanderw.example/keys</a>)</p>'
    )
    assert set(Jotting.objects.filter(open=True)) == {plain, watched}
    answer = browser.post(SEND, {**typed, "draw": "all"})
    assert "Hang the board</textarea>" in answer.content.decode()
    assert own_text(nerys).startswith("<p>A van came early</p>\n<h2>What I’m learning</h2>")
    assert own_text(nerys).endswith("<h2>Ones to watch</h2>\n<p>Calls after six again</p>")
    assert not Jotting.objects.filter(open=True).exists()
    assert Jotting.objects.get(pk=watched.pk).kind_chosen
    again = own_text(nerys)
    browser.post(SEND, {**typed, "draw": "all"})
    assert own_text(nerys) == again


def test_a_jotting_left_put_by_or_thrown_goes_into_no_note(browser: Client, nerys: Person) -> None:
    left, by, gone = (jot(person=nerys, text=text) for text in ("Left", "Kept for good", "Nothing"))
    browser.post(SEND, {f"jotting-{by.uid}": "put-by", f"jotting-{gone.uid}": "throw", f"kind-{left.uid}": "no such kind"})
    assert [(j.text, j.open, j.fate, j.kind) for j in Jotting.objects.order_by("pk")] == [
        ("Left", True, "kept", ""),
        ("Kept for good", False, "kept", ""),
        ("Nothing", False, "thrown", ""),
    ]
    assert draft_for(nerys, W12) is None


def test_somebody_elses_jotting_is_not_drawn(browser: Client, tomos: Person) -> None:
    theirs = jot(person=tomos, text="Theirs")
    for sent in ({"draw": str(theirs.uid)}, {"draw": "all"}, {f"kind-{theirs.uid}": "win"}):
        browser.post(SEND, sent)
    theirs.refresh_from_db()
    assert (theirs.open, theirs.kind) == (True, "")
