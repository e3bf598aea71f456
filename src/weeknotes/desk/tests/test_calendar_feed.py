"""One's own week as a calendar: at the person's own days, away days left out, ended when they say so."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from weeknotes.desk import by_secret
from weeknotes.desk.rhythm_calendar import _days
from weeknotes.people.away import be_away
from weeknotes.people.feed_tokens import Of, make_feed
from weeknotes.people.models import Person, Rhythm
from weeknotes.web.dates import monday

pytestmark = pytest.mark.django_db


def made(browser: Client) -> str:
    """The address of a calendar that was made, as its page shows it."""
    page = browser.post("/settings/following/", {"do": "calendar"}).content.decode()
    return "/calendar/" + page.split("/calendar/")[1].split("<")[0].strip()


def test_it_has_writing_and_reading_at_the_persons_own_days_without_days_away(browser: Client, nerys: Person):
    this = monday(timezone.localdate())
    Rhythm.objects.update_or_create(person=nerys, defaults={"note_day": 3, "cadence": 2, "cadence_from": this - timedelta(weeks=5)})
    first = this + timedelta(weeks=1, days=3)
    be_away(person=nerys, first=first + timedelta(days=13), last=first + timedelta(days=14))
    address = made(browser)
    assert address not in browser.get("/settings/following/").content.decode()
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "private, no-cache"
    calendar = Calendar.from_ical(answer.content)
    events = calendar.walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in events] == ["Write this week’s note", "Read what others wrote"]
    for one in events:
        assert one.decoded("DTSTART") == first
        assert (one.decoded("RRULE")["FREQ"], one.decoded("RRULE")["INTERVAL"]) == (["WEEKLY"], [2])
        assert [day.dt for day in one.decoded("EXDATE").dts] == [first + timedelta(days=14)]
        assert one["TRANSP"] == "TRANSPARENT"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    Person.objects.filter(pk=nerys.pk).update(lang="cy")
    assert "Ysgrifennu nodyn yr wythnos" in Client().get(address).content.decode()


def test_another_address_ends_the_one_before_and_ending_it_ends_it(browser: Client, nerys: Person):
    old = made(browser)
    new = made(browser)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (410, 200)
    browser.post("/settings/following/", {"do": "end-calendar"})
    assert Client().get(new).status_code == 410
    assert Client().get("/calendar/ŵ/weeknotes.ics").status_code == 404
    feed = make_feed(person=nerys, name="Phone", of=Of())[1]
    assert Client().get(f"/calendar/{feed}/weeknotes.ics").status_code == 404
    assert Client().get(f"/feeds/private/{new.split('/')[2]}/feed.xml").status_code == 404
    last = made(browser)
    Person.objects.filter(pk=nerys.pk).update(is_active=False)
    assert Client().get(last).status_code == 410


def test_a_program_that_asks_without_end_is_told_to_wait(browser: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(by_secret, "MOST_AN_HOUR", 1)
    address = made(browser)
    answers = [Client().get(address) for _ in range(3)]
    assert answers[0].status_code == 200
    assert (answers[2].status_code, answers[2]["Retry-After"]) == (429, "3600")


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from([1, 2, 4]), st.integers(-60, 200), st.integers(0, 90))
def test_the_days_left_out_are_those_of_the_rhythm_on_which_one_is_away(first: date, cadence: int, after: int, long: int):
    begins = first + timedelta(days=after)
    ends = begins + timedelta(days=long)
    rhythm = [first + timedelta(weeks=cadence * number) for number in range(60)]
    assert _days(first, cadence, [(begins, ends)]) == [day for day in rhythm if begins <= day <= ends]
