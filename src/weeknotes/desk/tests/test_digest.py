"""The weekly mail goes once a week at most, in its reader's hours and language, through the gate; and one step ends it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import Message as Received

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from weeknotes.config import environment
from weeknotes.desk.digest import keep_due, letter
from weeknotes.memory.models import Appearance, Thread
from weeknotes.net.tests.received import Kept, receiving
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import start
from weeknotes.people.away import be_away
from weeknotes.people.begin import add_person, begin
from weeknotes.people.follow import follow, followed, next_digest, unfollow, want_digest, way_out
from weeknotes.people.models import Digest, Follow, Letter, Membership, Person, Rhythm, Team
from weeknotes.people.post import send_due
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.site import organisation
from weeknotes.people.teams import join, make_team
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch, settings) -> Iterator[Kept]:
    """A mail server on loopback, through which the site sends."""
    with receiving() as (kept, address):
        monkeypatch.setenv("WEEKNOTES_MAIL_URL", address)
        for name, value in environment.email().items():
            setattr(settings, name, value)
        yield kept


@pytest.fixture
def nerys() -> Person:
    return begin(name="Glanderw", langs=["en", "cy"], person="Nerys")


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos", email="tomos@glanderw.example")


@pytest.fixture
def repairs(nerys: Person) -> Team:
    return make_team(name_en="Repairs", name_cy="Trwsio", by=nerys)


def noted(author: Person, title: str, level: Level, html: str = "", **more: object) -> Note:
    note = start(author=author, monday=date(2026, 11, 16), title=title, html=html or f"<p>First words of {title}. And more.</p>", level=level, **more)  # type: ignore[arg-type]
    publish(note=note, by=author, level=level)
    return note


def came(person: Person) -> datetime:
    """The moment at which the next weekly mail of this person is due."""
    keep_due()
    return Digest.objects.get(person=person).next_at


def read(mail: Received) -> tuple[str, Calendar | None]:
    """The text of a mail, and its calendar file."""
    parts = [one for one in mail.walk() if not one.is_multipart()]
    text = next(one for one in parts if one.get_content_type() == "text/plain").get_payload(decode=True)
    files = [one for one in parts if one.get_content_type() == "text/calendar"]
    held = files[0].get_payload(decode=True) if files else None
    assert isinstance(text, bytes) and isinstance(held, bytes | None)
    return text.decode().replace("\r\n", "\n"), None if held is None else Calendar.from_ical(held)


def test_what_those_one_follows_published_comes_once_through_the_gate_and_no_more(smtp: Kept, nerys: Person, tomos: Person, repairs: Team):
    follow(person=tomos, whom=nerys)
    follow(person=tomos, team=repairs)
    due = came(tomos)
    noted(nerys, "For all", Level.PUBLIC, html="<p>Rain came in.</p><h2 data-audience='me'>Ours</h2><p>Nobody else.</p>")
    noted(nerys, "For here", Level.ORGANISATION)
    noted(nerys, "Named alone", Level.NAMED, named=[tomos])
    noted(nerys, "Team alone", Level.TEAM, teams=[repairs])
    noted(add_person(name="Siân"), "Somebody else", Level.PUBLIC)
    assert keep_due(due) == 1
    assert keep_due(due) == 0
    assert send_due(due) == 1
    (mail,) = smtp.mails
    text, calendar = read(mail)
    assert mail["To"] == "tomos@glanderw.example"
    assert mail["Subject"].startswith("Glanderw, for information: your week")
    assert text.startswith("FOR INFORMATION")
    assert "Nerys: For all\nRain came in.\n" in text
    assert "/people/nerys/for-all/" in text
    assert "For here" in text
    for hidden in ("Named alone", "Team alone", "Nobody else", "Somebody else", "FOR ACTION"):
        assert hidden not in text
    assert calendar is None
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    week = due + timedelta(days=7)
    assert keep_due(week - timedelta(hours=2)) == 0
    assert keep_due(week) == 1
    assert send_due(week) == 0
    assert len(smtp.mails) == 1
    assert not Letter.objects.exists()


def test_members_have_what_is_for_their_team_and_nobody_their_own(smtp: Kept, nerys: Person, tomos: Person, repairs: Team):
    join(team=repairs, person=tomos, role=Membership.MEMBER)
    follow(person=tomos, team=repairs)
    due = came(tomos)
    noted(nerys, "Team alone", Level.TEAM, teams=[repairs])
    noted(tomos, "My own", Level.TEAM, teams=[repairs])
    keep_due(due)
    send_due(due)
    text, _calendar = read(smtp.mails[0])
    assert "Nerys: Team alone" in text
    assert "My own" not in text


def test_what_is_for_action_is_told_apart_and_comes_as_a_calendar_file(smtp: Kept, tomos: Person, repairs: Team):
    due = came(tomos)
    noted(tomos, "Week", Level.TEAM, teams=[repairs], html="<p>I’ve made a note to follow up the lift at Bryn Street.</p>")
    noted(tomos, "Mine", Level.ME, html="<p>I’ve made a note to follow up the letter about me.</p>")
    assert Thread.objects.filter(kind="followup").count() == 2
    keep_due(due)
    send_due(due)
    text, calendar = read(smtp.mails[0])
    assert smtp.mails[0]["Subject"].startswith("Glanderw, for action: your week")
    assert text.startswith("FOR ACTION")
    assert "follow up the lift at Bryn Street" in text
    assert "letter about me" not in text
    assert "A follow-up from week 47 of 2026." in text
    assert calendar is not None
    events = calendar.walk("VEVENT")
    assert len(events) == 2
    assert {str(one["UID"]).partition("@")[0] for one in events} == {f"thread-{one.uid}" for one in Thread.objects.all()}
    assert all(one.decoded("DTEND") - one.decoded("DTSTART") == timedelta(days=1) and str(one["URL"]).startswith("http") for one in events)
    assert not any("letter about me" in str(one["SUMMARY"]) for one in events)
    Appearance.objects.update(level=0)
    assert "Bryn Street" not in str(letter(Digest.objects.get(person=tomos).uid))


def test_it_comes_in_its_readers_language_hours_and_days_and_a_week_away_is_told_once(smtp: Kept, nerys: Person, tomos: Person):
    Person.objects.filter(pk=tomos.pk).update(lang="cy")
    Rhythm.objects.update_or_create(person=tomos, defaults={"goal_day": 1, "quiet_from": time(18), "quiet_to": time(9)})
    tomos.refresh_from_db()
    follow(person=tomos, whom=nerys)
    due = came(tomos)
    assert due.astimezone(timezone.get_default_timezone()).isoweekday() == 2
    noted(nerys, "Glaw", Level.PUBLIC)
    keep_due(due)
    assert send_due(due) == 0
    gone = due.date()
    be_away(person=tomos, first=gone, last=gone + timedelta(days=8))
    back = datetime.combine(gone + timedelta(days=9), time(12), UTC)
    assert send_due(due + timedelta(hours=6)) == 0
    assert keep_due(due + timedelta(days=7)) == 1
    assert send_due(back) == 1
    assert send_due(back) == 0
    text, _calendar = read(smtp.mails[0])
    assert text.startswith("ER GWYBODAETH")
    assert "Nerys: Glaw" in text
    assert Letter.objects.count() == 0


def test_one_step_ends_it_for_a_mail_program_and_a_press_for_a_person(smtp: Kept, nerys: Person, tomos: Person):
    follow(person=tomos, whom=nerys)
    due = came(tomos)
    noted(nerys, "Rain", Level.PUBLIC)
    keep_due(due)
    send_due(due)
    link = re.search(r"<http://[^/]+(/mail/week/off/[^>]+)>", smtp.mails[0]["List-Unsubscribe"].replace("\n", ""))
    assert link is not None
    browser = Client(enforce_csrf_checks=True)
    assert "<button>" in browser.get(link[1]).content.decode()
    assert Digest.objects.get(person=tomos).wanted
    assert browser.get("/mail/week/off/0b3e2c1a:nothing/").status_code == 404
    assert browser.post(link[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Digest.objects.get(person=tomos).wanted
    week = due + timedelta(days=7)
    noted(nerys, "Hail", Level.PUBLIC)
    assert keep_due(week) == 0
    want_digest(person=tomos, wanted=True)
    assert keep_due(week) == 1
    want_digest(person=tomos, wanted=False)
    assert send_due(week) == 0
    assert len(smtp.mails) == 1


def test_it_asks_the_database_as_much_for_one_as_for_sixty(nerys: Person):
    def asked(when: datetime) -> int:
        with CaptureQueriesContext(connection) as seen:
            keep_due(when)
        return len(seen)

    def added(number: int) -> None:
        made = Person.objects.bulk_create(Person(slug=f"p{n}", name=f"P {n}", email=f"p{n}@glanderw.example") for n in range(number, number + 30))
        for n, one in enumerate(made):
            Rhythm.objects.create(person=one, goal_day=n % 5, quiet_from=time(18), quiet_to=time(9))
            be_away(person=one, first=date(2026, 11, 16), last=date(2026, 11, 17))

    organisation()
    now = timezone.now()
    added(0)
    began = asked(now)
    added(30)
    assert asked(now) == began
    assert (Digest.objects.count(), Letter.objects.count()) == (60, 0)
    first = asked(now + timedelta(days=7))
    assert (Letter.objects.count(), set(Digest.objects.values_list("until", flat=True))) == (60, {now + timedelta(days=7)})
    added(60)
    keep_due(now)
    assert asked(now + timedelta(days=14)) == first
    assert (Letter.objects.count(), Digest.objects.filter(since=now).count()) == (90, 90)


@pytest.mark.django_db
def test_no_week_has_two_whatever_day_is_chosen_in_between_and_a_look_at_the_page_sends_none(tomos: Person):
    browser = Client()
    browser.force_login(tomos, backend=BACKEND)
    browser.get("/settings/following/")
    assert keep_due() == 0
    due = Digest.objects.get(person=tomos).next_at
    Rhythm.objects.update_or_create(person=tomos, defaults={"goal_day": 2})
    assert keep_due(due) == 1
    zone = timezone.get_default_timezone()
    assert Digest.objects.get(person=tomos).next_at.astimezone(zone).date() == due.astimezone(zone).date() + timedelta(days=9)


def test_whoever_has_left_or_has_no_address_has_no_mail(nerys: Person, tomos: Person):
    due = came(tomos)
    assert not Digest.objects.filter(person=nerys).exists()
    Person.objects.filter(pk=tomos.pk).update(is_active=False)
    assert keep_due(due) == 0
    assert letter(Digest.objects.get().uid) is None


@pytest.mark.django_db
def test_following_is_a_press_on_a_page_and_nobody_follows_themselves(nerys: Person, tomos: Person, repairs: Team):
    browser = Client()
    browser.force_login(tomos, backend=BACKEND)
    change = "/settings/following/change/"
    answer = browser.post(change, {"whom": "team:repairs", "do": "follow", "back": "/settings/teams/repairs/"})
    assert answer["Location"] == "/settings/teams/repairs/"
    assert "Follow no more" in browser.get("/settings/teams/repairs/").content.decode()
    browser.post(change, {"whom": "person:nerys", "do": "follow", "back": "https://elsewhere.example/"})
    browser.post(change, {"whom": "person:nerys", "do": "follow"})
    assert "Follow no more" in browser.get("/settings/people/").content.decode()
    assert followed(tomos).people == (nerys,)
    assert followed(tomos).teams == (repairs,)
    assert browser.post(change, {"whom": "person:tomos", "do": "follow"}).status_code == 404
    for nobody in ("person:nobody", "person:\x00", "team:\x00"):
        assert browser.post(change, {"whom": nobody}).status_code == 404
    assert browser.post(change, {"whom": "nonsense"}).status_code == 404
    browser.post(change, {"whom": "person:nerys", "do": "unfollow"})
    assert followed(tomos).people == ()
    unfollow(person=tomos, team=repairs)
    page = browser.get("/settings/following/").content.decode()
    assert "Nobody yet." in page
    browser.post("/settings/following/", {"do": "no-mail"})
    assert "It does not come to you." in browser.get("/settings/following/").content.decode()
    with pytest.raises(ValueError, match="another"):
        follow(person=tomos, whom=tomos)
    for wrong in ({}, {"team": repairs, "whom": nerys}, {"whom": tomos}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(person=tomos, **wrong)


@pytest.mark.django_db
def test_the_next_one_is_always_in_the_morning_of_their_own_day(tomos: Person):
    Rhythm.objects.update_or_create(person=tomos, defaults={"goal_day": 6})
    moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    first = next_digest(tomos, moment)
    assert first == datetime(2026, 11, 29, 7, tzinfo=UTC)
    assert next_digest(tomos, first) == first + timedelta(days=7)
    assert way_out(Digest.objects.create(person=tomos)) != way_out(Digest.objects.create(person=add_person(name="Siân")))
