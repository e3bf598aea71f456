"""Asks and decisions as a browser without scripts meets them."""

from datetime import date, timedelta

import pytest
from django.test import Client

from weeknotes.desk.tests.conftest import client_of
from weeknotes.memory.friday import friday
from weeknotes.memory.models import Outcome, Thread
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.notes.start import draft_for, start
from weeknotes.people.models import Membership, Person, Team
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.dates import iso

pytestmark = pytest.mark.django_db
W11, W12 = date(2021, 3, 15), date(2021, 3, 22)
WEEK = timedelta(weeks=1)
VAN, MONEY = "Lend us a second van for a week", "Pay for a night number until June"
KEEP = "We keep the night number"
HTML = f'<p>Rain.</p><h2>Asks</h2><ul><li>{VAN}</li></ul><h2 data-audience="me">Asks</h2><ul><li>{MONEY}</li></ul><h2>Decisions</h2><ul><li>{KEEP}</li></ul>'


def published(by: Person, html: str = HTML, *, level: Level = Level.ORGANISATION, week: date = W11, team: Team | None = None) -> Note:
    note = start(author=by, monday=week, title="The van", html=html, level=level, teams=[team] if team else ())
    if team:
        note.byline_team = team
        note.save(update_fields=["byline_team"])
    publish(note=note, by=by, level=level)
    note.refresh_from_db()
    return note


def at(words: str) -> str:
    return f"/asks/{Thread.objects.get(words=words).uid}/"


def test_asks_and_decisions_are_read_out_of_a_note_and_an_open_ask_comes_back_on_friday_while_a_decision_does_not(browser: Client, nerys: Person) -> None:
    published(nerys)
    assert {(t.kind, t.words, t.state) for t in Thread.objects.all()} == {("ask", VAN, "asked"), ("ask", MONEY, "asked"), ("decision", KEEP, "made")}
    page = friday(nerys, W12, today=W12)
    assert [k.words for k in page.asks] == [VAN, MONEY] and KEEP not in browser.get(f"/friday/{iso(W12)}/").content.decode()
    text = browser.get("/asks/").content.decode()
    assert all(words in text for words in (VAN, MONEY, KEEP))


def test_the_writer_is_shown_what_is_remembered_and_may_say_not_that(browser: Client, nerys: Person) -> None:
    note = start(author=nerys, monday=W11, title="The van", html=HTML, level=Level.PUBLIC)
    text = browser.get(f"/write/{note.uid}/en/read/").content.decode()
    assert "<b>Ask</b>" in text and "<b>Decision</b>" in text
    key = text.split(VAN)[0].rpartition('data-key="')[2].partition('"')[0]
    browser.post(f"/write/{note.uid}/en/kind/", {"key_kind": f"{key}:"})
    publish(note=note, by=nerys)
    assert not Thread.objects.filter(words=VAN).exists() and Thread.objects.filter(words=KEEP).exists()


def test_an_answer_on_friday_goes_into_the_note_and_others_read_it_once_it_is_published(browser: Client, nerys: Person, tomos: Person) -> None:
    published(nerys)
    uid = Thread.objects.get(words=VAN).uid
    browser.post(f"/friday/{iso(W12)}/answer/", {f"word-{uid}": "no", f"because-{uid}": "The fleet is full until May."})
    note = draft_for(nerys, W12)
    assert note is not None and f"{VAN} – <strong>no</strong>. The fleet is full until May." in note.bodies.get().html
    assert "fleet" not in client_of(tomos).get(at(VAN)).content.decode()
    assert VAN not in browser.get(f"/friday/{iso(W12 + WEEK)}/").content.decode()
    publish(note=note, by=nerys, level=Level.ORGANISATION)
    text = client_of(tomos).get(at(VAN)).content.decode()
    assert "The fleet is full until May." in text and Outcome.objects.get().level == Level.ORGANISATION
    browser.post(f"/friday/{iso(W12)}/answer/", {"take_back": str(uid)})
    assert Thread.objects.get(words=VAN).state == "asked"


def test_others_see_an_ask_as_far_as_a_note_says_it_to_them_and_answer_nothing(browser: Client, nerys: Person, tomos: Person) -> None:
    note = published(nerys)
    other = client_of(tomos)
    text = other.get("/asks/").content.decode()
    assert VAN in text and MONEY not in text and KEEP not in text and "Nerys Pugh" in text
    assert other.get(at(MONEY)).status_code == 404
    text = other.get(at(VAN)).content.decode()
    assert "<textarea" not in text and "The van" in text
    for sent in ({"word": "help"}, {"do": "evidence", "evidence": "Mine"}, {"take_back": "1"}):
        assert other.post(at(VAN), sent).status_code == 404
    assert not Outcome.objects.exists() and Thread.objects.get(words=VAN).more == {}
    narrow(note=note, by=nerys, level=Level.ME)
    assert other.get(at(VAN)).status_code == 404 and VAN not in other.get("/asks/").content.decode()
    withdraw(note=note, by=nerys)
    assert VAN in browser.get(at(VAN)).content.decode()


def test_an_ask_is_answered_on_its_page_with_a_reason_and_the_answer_is_taken_back(browser: Client, nerys: Person) -> None:
    published(nerys)
    browser.post(at(VAN), {"word": "evidence wanted", "because": "They ask how many calls."})
    assert Thread.objects.get(words=VAN).open and "They ask how many calls." in browser.get(at(VAN)).content.decode()
    browser.post(at(VAN), {"word": "help", "because": "A van from the parks team."})
    assert not Thread.objects.get(words=VAN).open and "help given" in browser.get("/asks/").content.decode()
    browser.post(at(VAN), {"take_back": "1"})
    assert Thread.objects.get(words=VAN).state == "asked"
    for sent, status in (({"word": ""}, 422), ({"word": "done"}, 422), ({"word": "no", "because": "a" * 2001}, 422)):
        assert browser.post(at(VAN), sent).status_code == status
    browser.post(at(KEEP), {"word": "revisited", "because": "The board asked."})
    assert Thread.objects.get(words=KEEP).state == "revisited" and Thread.objects.get(words=KEEP).open


def test_the_evidence_of_an_ask_is_kept_for_who_answers_it_and_outlives_its_sentence(browser: Client, nerys: Person, tomos: Person) -> None:
    note = published(nerys)
    browser.post(at(VAN), {"do": "evidence", "evidence": "Forty calls a night", "will": "Drive it ourselves"})
    text = browser.get(at(VAN)).content.decode()
    assert "Forty calls a night" in text and "Drive it ourselves" in text and "Forty" not in client_of(tomos).get(at(VAN)).content.decode()
    assert browser.post(at(VAN), {"do": "evidence", "evidence": "a" * 4001}).status_code == 422
    withdraw(note=note, by=nerys)
    assert "Forty calls a night" in browser.get(at(VAN)).content.decode()


def test_what_a_team_asked_any_member_answers_and_it_is_shown_who(browser: Client, nerys: Person, tomos: Person) -> None:
    team = Team.objects.create(slug="repairs", name_en="Repairs", name_cy="Trwsio")
    for person in (nerys, tomos):
        Membership.objects.create(team=team, person=person)
    published(nerys, team=team, level=Level.TEAM)
    other = client_of(tomos)
    assert VAN in other.get(f"/friday/{iso(W12)}/").content.decode()
    other.post(at(VAN), {"word": "priority", "because": "Elin said so in the corridor."})
    text = browser.get(at(VAN)).content.decode()
    assert "Tomos Rees" in text and "made a priority" in text
    assert "corridor" not in text and "corridor" in other.get(at(VAN)).content.decode()
    stranger = Person.objects.create(slug="mared", name="Mared", email="mared@glanderw.test")
    assert client_of(stranger).get(at(VAN)).status_code == 404 and client_of(stranger).post(at(VAN), {"word": "no"}).status_code == 404


def test_the_page_of_threads_leads_to_the_page_of_an_ask(browser: Client, nerys: Person) -> None:
    published(nerys)
    uid = Thread.objects.get(words=VAN).uid
    assert f'href="/asks/{uid}/"' in browser.get(f"/threads/{uid}/").content.decode()
