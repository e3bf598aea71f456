"""What is yours: files are asked for, made by the worker, fetched by nobody else, and gone after a day."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note
from weeknotes.notes.save import save
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.views_picture import figure
from weeknotes.people.begin import add_person
from weeknotes.people.models import Person, Trace
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.models_out import Takeout
from weeknotes.transfer.out.export import export
from weeknotes.transfer.out.into import opened
from weeknotes.transfer.out.wanted import Wanted
from weeknotes.transfer.takeout import LEASE, let_go_old, make_due
from weeknotes.transfer.work_on import work_on_runs

pytestmark = pytest.mark.django_db
PAGE = "/settings/yours/"


@pytest.fixture
def mine(nerys: Person, client: Client) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


@pytest.fixture
def other() -> Client:
    client = Client()
    client.force_login(add_person(name="Aled"), backend=BACKEND)
    return client


def test_files_are_made_by_the_worker_and_fetched_by_whoever_asked(mine: Client, other: Client, nerys: Person):
    assert "Make my files" in mine.get(PAGE).content.decode()
    assert mine.post(PAGE).status_code == 302
    assert "being made" in mine.get(PAGE).content.decode()
    one = Takeout.objects.get()
    assert mine.get(f"{PAGE}{one.uid}/").status_code == 404
    assert (make_due(), make_due()) == (1, 0)
    assert "Fetch your files" in mine.get(PAGE).content.decode()
    got = mine.get(f"{PAGE}{one.uid}/")
    assert got["Content-Disposition"] == 'attachment; filename="weeknotes-nerys.zip"'
    assert "no-store" in got["Cache-Control"]
    assert "data/person.json" in zipfile.ZipFile(io.BytesIO(b"".join(got))).namelist()
    assert other.get(f"{PAGE}{one.uid}/").status_code == 404
    assert Client().get(f"{PAGE}{one.uid}/").status_code == 302
    assert Trace.objects.get(kind="exported").actor == nerys


def test_asked_for_twice_it_is_made_once_and_a_new_one_takes_the_place_of_the_old(mine: Client):
    mine.post(PAGE)
    mine.post(PAGE)
    first = Takeout.objects.get()
    make_due()
    mine.post(PAGE)
    assert Takeout.objects.get().uid != first.uid
    assert not first.file.exists()


def test_it_is_gone_after_a_day_and_at_once_if_its_person_says_so(mine: Client, other: Client):
    mine.post(PAGE)
    make_due()
    one = Takeout.objects.get()
    other.post(f"{PAGE}{one.uid}/away/")
    assert one.file.exists()
    Takeout.objects.update(ready_at=now() - Takeout.LIFE - timedelta(minutes=1))
    assert mine.get(f"{PAGE}{one.uid}/").status_code == 404
    assert (let_go_old(), let_go_old()) == (1, 0)
    assert not one.file.exists()
    mine.post(PAGE)
    make_due()
    two = Takeout.objects.get()
    assert "The files are deleted." in mine.post(f"{PAGE}{two.uid}/away/", follow=True).content.decode()
    assert not two.file.exists()


def test_a_worker_that_was_killed_leaves_it_to_the_next(mine: Client):
    mine.post(PAGE)
    Takeout.objects.update(lease_until=now() + LEASE)
    assert make_due() == 0
    Takeout.objects.update(lease_until=now() - timedelta(seconds=1))
    assert make_due() == 1


def test_what_cannot_be_made_is_said_after_three_tries(mine: Client):
    mine.post(PAGE)
    one = Takeout.objects.get()
    one.file.parent.mkdir(exist_ok=True)
    one.file.mkdir()
    for _each in range(3):
        Takeout.objects.update(due_at=now())
        assert make_due() == 0
    assert "could not be made" in mine.get(PAGE).content.decode()
    one.file.rmdir()
    mine.post(PAGE)
    assert make_due() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_away_comes_in_by_the_page_again_as_it_was_and_is_known_where_it_still_is(nerys: Person, tmp_path: Path):
    note = start(author=nerys, monday=date(2026, 11, 9), title="Rain", lang="en", level=Level.PUBLIC)
    shown = figure(take_picture(note=note, by=nerys, name="gauge.png", data=drawn()), alt="A rain gauge", caption="")
    save(body=note.bodies.get(), by=nerys, title="Rain", html=f"<p>It rained.</p>{shown}", version=note.bodies.get().version, save_key=uuid4())
    welsh = Body.objects.create(note=note, lang="cy")
    save(body=welsh, by=nerys, title="Glaw", html="<p>Bu'n bwrw glaw.</p>", version=0, save_key=uuid4())
    publish(note=note, by=nerys, level=Level.PUBLIC)
    with opened(tmp_path / "mine.zip") as into:
        export(wanted=Wanted(by=nerys, person=nerys), into=into)
    browser = Client()
    browser.force_login(nerys, backend=BACKEND)

    def sent() -> str:
        answer = browser.post("/import/", {"files": [SimpleUploadedFile("mine.zip", (tmp_path / "mine.zip").read_bytes())]})
        work_on_runs(seconds=60)
        return str(answer.headers["Location"])

    assert "Nothing in it is new." in browser.get(sent()).content.decode()
    uid = note.uid
    withdraw(note=note, by=nerys)
    Note.objects.update(uid=uuid4(), author=add_person(name="Tomos"))  # as on a place where it never was
    at = sent()
    assert "1 post would be a new draft" in browser.get(at).content.decode()
    browser.post(f"{at}take/")
    work_on_runs(seconds=60)
    came = Note.objects.get(author=nerys)
    assert (came.uid, came.week_from, came.level, came.published_at) == (uid, date(2026, 11, 9), Level.ME, None)
    assert sorted(came.bodies.values_list("lang", "title")) == [("cy", "Glaw"), ("en", "Rain")]
    assert "A rain gauge" in came.bodies.get(lang="en").html
    assert "Nothing in it is new." in browser.get(sent()).content.decode()
