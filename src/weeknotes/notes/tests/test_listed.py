from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from weeknotes.notes.freeze import freeze
from weeknotes.notes.levels import Level
from weeknotes.notes.start import start
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND

FIRST = date(2024, 1, 1)


@pytest.fixture
def signed_in(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def write(person: Person, count: int, *, out: bool = False) -> None:
    for number in range(1, count + 1):
        note = start(author=person, monday=FIRST + timedelta(weeks=number), title=f"{'Out' if out else 'Draft'} {number}.", html="<p>Rain.</p>")
        if out:
            freeze(note=note, by=person, level=Level.ME, at=timezone.now())


def test_published_notes_stand_fifty_a_page_with_links_to_newer_and_older_ones(signed_in: Client, nerys: Person):
    write(nerys, 53, out=True)
    page = signed_in.get("/write/").content.decode()
    assert "Out 53." in page
    assert "Out 4." in page
    assert "Out 3." not in page
    assert 'rel="prev"' not in page
    assert 'href="?published=2#published"' in page
    older = signed_in.get("/write/?published=2").content.decode()
    assert "Out 3." in older
    assert "Out 4." not in older
    assert 'href="?published=1#published"' in older
    assert 'rel="next"' not in older


def test_drafts_have_pages_of_their_own_and_turning_one_list_leaves_the_other(signed_in: Client, nerys: Person):
    write(nerys, 51)
    write(nerys, 51, out=True)
    page = signed_in.get("/write/?drafts=2").content.decode()
    assert "Draft 1." in page
    assert "Draft 51." not in page
    assert "Out 51." in page
    assert 'href="?drafts=2&amp;published=2#published"' in page


@pytest.mark.parametrize("asked", ["published=two", "published=-1", "published=", "published=2", "published=99999999999999999999", "published=٣", "drafts=%00"])
def test_what_is_no_page_of_the_list_is_its_first(signed_in: Client, nerys: Person, asked: str):
    write(nerys, 2, out=True)
    assert "Out 2." in signed_in.get(f"/write/?{asked}").content.decode()


def test_the_write_page_asks_no_more_of_the_database_for_many_notes_than_for_few(signed_in: Client, nerys: Person):
    write(nerys, 2)
    write(nerys, 2, out=True)
    signed_in.get("/write/")  # what is asked once, such as which organisation this is
    with CaptureQueriesContext(connection) as few:
        signed_in.get("/write/")
    write(nerys, 60)
    write(nerys, 60, out=True)
    with CaptureQueriesContext(connection) as many:
        signed_in.get("/write/")
    assert len(many) == len(few)
