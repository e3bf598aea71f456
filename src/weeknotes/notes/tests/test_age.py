from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.notes.age import draft_age
from weeknotes.notes.models import Body, Note
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "words"),
    [
        (date(2026, 11, 20), "Started today"),
        (date(2026, 11, 19), "Started yesterday"),
        (date(2026, 11, 14), "Started six days ago"),
        (date(2026, 11, 13), "Started a week ago"),
        (date(2026, 9, 26), "Started seven weeks ago"),
        (date(2026, 9, 25), "Started eight weeks ago; facts may have moved"),
        (date(2026, 9, 20), "Started two months ago; facts may have moved"),
        (date(2026, 6, 20), "Started five months ago; facts may have moved"),
        (date(2026, 6, 21), "Started four months ago; facts may have moved"),
        (date(2025, 12, 1), "Started eleven months ago; facts may have moved"),
        (date(2025, 11, 20), "Started over a year ago; facts may have moved"),
        (date(2024, 11, 20), "Started over two years ago; facts may have moved"),
        (date(2009, 1, 1), "Started over five years ago; facts may have moved"),
        (date(2026, 11, 22), "Started today"),
    ],
)
def test_the_age_of_a_draft_is_said_in_words(started: date, words: str):
    assert str(draft_age(noon(started), NOW)) == words


def test_the_age_of_a_draft_is_said_in_welsh():
    with translation.override("cy"):
        assert str(draft_age(noon(date(2026, 6, 20)), NOW)) == "Dechreuwyd bum mis yn ôl; gall ffeithiau fod wedi newid"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2080, 1, 1)), st.integers(-400, 20_000))
def test_every_draft_has_an_age_and_only_an_old_one_says_that_facts_may_have_moved(started: datetime, days: int):
    at = started.replace(tzinfo=UTC)
    age = draft_age(at, at + timedelta(days=days))
    assert age.words.startswith("Started ")
    assert age.lying == (days >= 56)


def test_the_write_page_and_the_list_of_drafts_say_when_an_old_draft_was_started(client: Client, body: Body, nerys: Person):
    client.force_login(nerys, backend=BACKEND)
    Note.objects.update(created_at=datetime.now(UTC) - timedelta(days=3700))
    assert "Started over five years ago; facts may have moved" in client.get("/write/").content.decode()
    assert "Started over five years ago; facts may have moved" in client.get(f"/write/{body.note.uid}/en/").content.decode()
