"""Days away: said in the settings, passed over by a rota, forgotten after a year."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from weeknotes.people.away import be_away, let_go_old, take_back
from weeknotes.people.begin import add_person
from weeknotes.people.models import Away, Person, Rhythm
from weeknotes.people.sign_in import BACKEND
from weeknotes.web.dates import days_between

WEEK = {"name": "Nerys", "email": "nerys@glanderw.example", "lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1", "works": ["0"]}


@pytest.fixture
def own(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


def stretches(person: Person) -> list[tuple[date, date]]:
    return list(Away.objects.filter(person=person).order_by("first").values_list("first", "last"))


def test_a_person_says_days_away_sees_them_and_takes_them_back(own: Client, nerys: Person):
    today = timezone.localdate()
    first, last = today + timedelta(days=3), today + timedelta(days=5)
    page = own.post("/settings/away/", {"first": first.isoformat(), "last": last.isoformat()}, follow=True).content.decode()
    assert days_between(first, last) in page
    own.post("/settings/away/", {"first": today.isoformat(), "last": ""})
    assert stretches(nerys) == [(today, today), (first, last)]
    page = own.post("/settings/away/", {"back": str(Away.objects.get(last=last).pk)}, follow=True).content.decode()
    assert "Taken back" in page
    assert stretches(nerys) == [(today, today)]


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("", "", "Say the first day"),
        ("tomorrow", "", "That is not a day"),
        (3, 1, "The last day comes before the first"),
        (-9, -2, "Those days are over"),
        (0, 900, "up to two years ahead"),
    ],
)
def test_days_that_cannot_be_kept_are_answered_with_a_sentence_at_their_place(own: Client, first: int | str, last: int | str, sentence: str):
    today = timezone.localdate()
    said = {name: (today + timedelta(days=day)).isoformat() if isinstance(day, int) else day for name, day in (("first", first), ("last", last))}
    answer = own.post("/settings/away/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{said["first"]}"' in page
    assert not Away.objects.exists()


def test_nobody_takes_back_the_days_of_somebody_else(own: Client, nerys: Person):
    tomos = add_person(name="Tomos")
    theirs = be_away(person=tomos, first=date(2030, 1, 1), last=date(2030, 1, 2))
    for number in (str(theirs.pk), "nothing", "9" * 40):
        assert own.post("/settings/away/", {"back": number}).status_code == 302
    assert stretches(tomos)
    assert not take_back(person=nerys, away=theirs.pk)
    assert days_between(theirs.first, theirs.last) not in own.get("/settings/").content.decode()


def test_days_that_meet_become_one_stretch_and_others_stay_apart(nerys: Person):
    for first, last in ((1, 3), (10, 12), (4, 6), (5, 5), (20, 20)):
        be_away(person=nerys, first=date(2030, 1, first), last=date(2030, 1, last))
    assert stretches(nerys) == [(date(2030, 1, a), date(2030, 1, b)) for a, b in ((1, 6), (10, 12), (20, 20))]
    with pytest.raises(ValueError, match="before the first"):
        be_away(person=nerys, first=date(2030, 1, 2), last=date(2030, 1, 1))


def test_days_away_are_forgotten_after_a_year(nerys: Person):
    today = timezone.localdate()
    for days in (366, 365, 0):
        Away.objects.create(person=nerys, first=today - timedelta(days=days + 2), last=today - timedelta(days=days))
    assert let_go_old() == 1
    assert [last for _first, last in stretches(nerys)] == [today - timedelta(days=365), today]


def test_a_person_says_their_quiet_hours(own: Client, nerys: Person):
    assert own.post("/settings/", WEEK | {"quiet_from": "18:00", "quiet_to": "08:30"}).status_code == 302
    week = Rhythm.objects.get(person=nerys)
    assert (week.quiet_from, week.quiet_to) == (time(18), time(8, 30))
    page = own.get("/settings/").content.decode()
    assert 'value="18:00"' in page and 'value="08:30"' in page
    own.post("/settings/", WEEK | {"quiet_from": "", "quiet_to": ""})
    week.refresh_from_db()
    assert (week.quiet_from, week.quiet_to) == (None, None)


@pytest.mark.parametrize(("begins", "ends", "sentence"), [("18:00", "", "Say both"), ("", "08:00", "Say both"), ("09:00", "09:00", "Say both"), ("six", "08:00", "That is not a time")])
def test_half_of_quiet_hours_is_no_quiet_hours(own: Client, begins: str, ends: str, sentence: str):
    answer = own.post("/settings/", WEEK | {"quiet_from": begins, "quiet_to": ends})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
