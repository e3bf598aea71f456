import re
from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from weeknotes.desk.tests.test_publish import TEXT, form
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Note, Plan
from weeknotes.notes.start import start
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Organisation, Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.site import forget
from weeknotes.publishing.publish_planned import publish_planned
from weeknotes.web.dates import from_iso

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nerys(client: Client) -> Person:
    person = begin(name="Glanderw", langs=["en"], person="Nerys")
    client.force_login(person, backend=BACKEND)
    return person


@pytest.fixture
def body(nerys: Person) -> Body:
    note = start(author=nerys, monday=from_iso("2026-W47"), title="Rain", html=TEXT, level=Level.PUBLIC)
    return Body.objects.get(note=note)


def next_year() -> datetime:
    """A winter's noon to come, within a year."""
    now = datetime.now(UTC)
    return datetime(now.year + (now.month > 1), 1, 20, 12, tzinfo=UTC)


def at(moment: datetime) -> dict[str, str]:
    return {"plan_day": moment.date().isoformat(), "plan_time": f"{moment:%H:%M}"}


def address(body: Body, what: str = "") -> str:
    return f"/write/{body.note.uid}/en/{what}"


def choose(client: Client, body: Body, **more: str) -> str:
    return unescape(client.post(address(body, "plan/"), form(client, body, **more), follow=True).content.decode())


def test_a_time_is_chosen_said_on_the_note_and_in_the_list_and_taken_back(client: Client, body: Body):
    moment = next_year()
    page = choose(client, body, **at(moment))
    said = f"{moment:%A} {moment.day} January {moment.year} at 12:00"
    assert f"To be published on {said}, for: Everyone, on the web." in page
    assert "What is published is the text as it is at that time." in page
    assert "Publish now" in page
    assert said in unescape(client.get("/write/").content.decode())
    assert Note.objects.get().edition_id is None
    answer = client.post(address(body, "unplan/"), form(client, body), follow=True).content.decode()
    assert "It stays a draft." in answer
    assert said not in answer
    assert not Plan.objects.exists()


def test_what_the_form_carries_is_saved_with_the_time(client: Client, body: Body):
    choose(client, body, audience="3", title="Wet", **at(next_year()))
    body.refresh_from_db()
    assert (body.title, Plan.objects.get().level) == ("Wet", Level.ORGANISATION)
    assert Plan.objects.get().at == next_year()


def test_the_time_is_by_the_clock_of_the_site(client: Client, body: Body):
    Organisation.objects.update(timezone="America/Toronto")
    forget()
    page = choose(client, body, **at(next_year()))
    assert Plan.objects.get().at == next_year().replace(tzinfo=ZoneInfo("America/Toronto"))
    assert "at 12:00" in page
    assert "(America/Toronto)" in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"plan_day": "", "plan_time": ""}, "Choose a day"),
        ({"plan_day": "tomorrow", "plan_time": "09:00"}, "Choose a day"),
        ({"plan_day": "9999-12-31", "plan_time": "23:59"}, "more than a year away"),
        ({"plan_day": "0001-01-01", "plan_time": "00:00"}, "has passed"),
        ({"plan_day": "2001-01-01", "plan_time": "09:00"}, "That time has passed"),
        ({"plan_day": "2026-11-27", "plan_time": "nine"}, "Choose a time"),
        ({}, "Choose a day"),
    ],
)
def test_a_time_that_is_none_is_said_and_what_was_typed_stays(client: Client, body: Body, typed: dict[str, str], says: str):
    sent = form(client, body, title="Typed with it", **typed)
    answer = client.post(address(body, "plan/"), sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert says in page
    assert not Plan.objects.exists()
    assert Body.objects.get().title == "Typed with it"
    if typed.get("plan_day"):
        assert f'value="{typed["plan_day"]}"' in page


def test_an_hour_that_the_clocks_leave_out_is_said(client: Client, body: Body):
    now = datetime.now(UTC)
    last_of_march = [datetime(year, 3, 31, tzinfo=UTC) for year in (now.year, now.year + 1)]
    sundays = [day - timedelta(days=(day.weekday() + 1) % 7) for day in last_of_march]
    forward = next(day for day in sundays if day > now)
    page = choose(client, body, plan_day=forward.date().isoformat(), plan_time="01:30")
    assert "there is no such time" in page
    assert not Plan.objects.exists()


def test_what_was_not_in_sight_is_shown_first_and_the_time_stays_as_typed(client: Client, body: Body):
    more = TEXT.replace("</li>", "</li><li>We buy a boat</li>")
    typed = at(next_year())
    page = choose(client, body, html=more, **typed)
    assert "look at what I read now" in page
    assert "We buy a boat" in page
    assert f'value="{typed["plan_day"]}"' in page
    assert not Plan.objects.exists()


def test_publishing_it_now_is_the_end_of_the_time_chosen(client: Client, body: Body):
    choose(client, body, **at(next_year()))
    client.post(address(body, "publish/"), form(client, body))
    assert not Plan.objects.exists()
    assert Note.objects.get().level == Level.PUBLIC
    assert "Publish it later" not in client.get(address(body)).content.decode()


def test_fewer_readers_chosen_since_are_said_with_the_time(client: Client, body: Body):
    choose(client, body, **at(next_year()))
    client.post(address(body, "about/"), form(client, body, audience="2"))
    assert "for: The teams and people named." in unescape(client.get(address(body)).content.decode())


def test_a_note_that_was_not_published_at_its_time_is_told_on_today_until_its_writer_decides(client: Client, body: Body):
    choose(client, body, **at(next_year()))
    client.post(address(body), form(client, body, html="", title=""))
    assert "was not" not in client.get("/today/").content.decode()
    publish_planned(next_year() + timedelta(minutes=1))
    page = client.get("/today/").content.decode()
    assert "A note was to be published on" in page
    assert "This note has no words yet." in page
    assert "and was not." in client.get("/write/").content.decode()
    assert "This note has no words yet." in client.get(address(body)).content.decode()
    back = re.search(r'action="(/write/[^"]*/unplan/)"', page)
    assert back
    answer = client.post(back[1], {"back": "today"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/today/"
    assert "was to be published" not in answer.content.decode()


def test_nobody_else_chooses_a_time(client: Client, body: Body):
    sent = form(client, body, **at(next_year()))
    stranger = Client()
    stranger.force_login(add_person(name="Tomos"), backend=BACKEND)
    assert stranger.post(address(body, "plan/"), sent).status_code == 404
    assert stranger.post(address(body, "unplan/"), sent).status_code == 404
    assert not Plan.objects.exists()
