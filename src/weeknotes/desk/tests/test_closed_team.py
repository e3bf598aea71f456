"""A team that has come to an end: nothing is written for it any more, and nothing of what it wrote is lost."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from weeknotes.desk.tests.conftest import client_of
from weeknotes.memory.ask_question import may_ask_team
from weeknotes.memory.models import Measure, Question
from weeknotes.notes.forms import AboutForm
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note, Series
from weeknotes.notes.rendition import rendition
from weeknotes.notes.start import start, teams_of_last
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person, Team
from weeknotes.people.rota import set_rota, turns_of
from weeknotes.people.teams import join, make_team, teams_of
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.publish import publish

W12 = date(2021, 3, 22)
AT = "/settings/teams/repairs/"


@pytest.fixture
def note(nerys: Person, repairs: Team) -> Note:
    """What the team wrote for everyone, and what it wrote for itself."""
    for title, level in (("For the team", Level.TEAM), ("Gutters", Level.PUBLIC)):
        made = start(author=nerys, monday=W12, title=title, html="<p>Rain all week.</p>", teams=[repairs], level=level)
        made.byline_team = repairs
        made.save()
        publish(note=made, by=nerys)
    return made


@pytest.mark.django_db(transaction=True)
def test_a_closed_team_keeps_its_notes_its_page_and_its_readers_and_is_asked_nothing(browser: Client, nerys: Person, tomos: Person, repairs: Team, note: Note):
    bake()
    join(team=repairs, person=tomos)
    set_rota(team=repairs, people=[tomos], monday=W12)
    assert browser.post(AT, {"do": "close"}).headers["Location"] == AT
    repairs.refresh_from_db()
    assert repairs.closed_at is not None
    assert "was closed on" in browser.get(AT).content.decode()
    listed = browser.get("/settings/teams/").content.decode()
    assert listed.index("No teams yet.") < listed.index("Closed teams") < listed.index("Repairs")
    assert (list(teams_of(nerys)), turns_of(tomos, W12), teams_of_last(nerys), may_ask_team(repairs, tomos)) == ([], [], [], False)
    kept = Note.objects.get(bodies__title="For the team")
    assert rendition(kept, viewer_of(tomos)) is not None
    for file, words in (("teams/repairs/index.html", "This team ended on"), ("cy/teams/repairs/index.html", "Daeth y tîm hwn i ben ar")):
        page = (settings.PUBLIC / file).read_text()
        assert words in page
        assert "Gutters" in page
    assert audit() == ()
    told = client_of(tomos).get("/settings/traces/").content.decode()
    assert "Nerys Pugh closed a team: nobody writes for it any more." in told
    assert AT in told


@pytest.mark.django_db(transaction=True)
def test_pages_of_a_closed_team_offer_nothing_that_is_refused(browser: Client, nerys: Person, tomos: Person, repairs: Team, note: Note):
    join(team=repairs, person=tomos)
    browser.post("/teams/repairs/measures/new/", {"name_en": "Repairs done", "level": "2"})
    measure = Measure.objects.get()
    reader = client_of(tomos)
    ask = {"week": "2021-W12", "to": nerys.pk, "text": "Which gutters?"}
    reader.post("/questions/team/repairs/", ask)
    question = f"/questions/{Question.objects.get().uid}/"
    at = ("/teams/repairs/2021/w12/signed-in/", "/teams/repairs/measures/", f"/teams/repairs/measures/{measure.uid}/", question)
    offered = ("/questions/team/repairs/", "/teams/repairs/measures/new/", f"/teams/repairs/measures/{measure.uid}/change/", "/questions/team/repairs/")
    for page, offer in zip(at, offered, strict=True):
        assert offer in reader.get(page).content.decode(), page
    browser.post(AT, {"do": "close"})
    for page, offer in zip(at, offered, strict=True):
        answer = reader.get(page)
        assert answer.status_code == 200
        assert offer not in answer.content.decode(), page
    assert "/teams/repairs/2021/w12/signed-in/" in reader.get(question).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_note_that_names_a_team_keeps_it_when_it_is_changed_after_the_team_has_closed(browser: Client, nerys: Person, repairs: Team, note: Note):
    browser.post(AT, {"do": "close"})
    assert list(AboutForm(note=note).fields["teams"].queryset) == [repairs]  # type: ignore[attr-defined]
    other = start(author=nerys, monday=W12)
    assert list(AboutForm(note=other).fields["teams"].queryset) == []  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_a_measure_that_is_kept_together_with_a_closed_team_stays_so_when_it_is_changed(browser: Client, nerys: Person, repairs: Team):
    advice, other = make_team(name_en="Advice", by=nerys), make_team(name_en="Other", by=nerys)
    about = {"name_en": "Repairs done", "level": "2"}
    browser.post(f"/teams/{advice.slug}/measures/new/", about | {"partners": repairs.slug})
    browser.post(AT, {"do": "close"})
    browser.post(f"/settings/teams/{other.slug}/", {"do": "close"})
    measure = Measure.objects.get()
    page = f"/teams/{advice.slug}/measures/{measure.uid}/change/"
    shown = browser.get(page).content.decode()
    assert 'value="repairs" checked' in shown
    assert f'value="{other.slug}"' not in shown
    assert browser.post(page, about | {"do": "change", "why_en": "To learn", "partners": repairs.slug}).status_code == 302
    assert list(Measure.objects.get().partners.all()) == [repairs]


@pytest.mark.django_db(transaction=True)
def test_a_series_that_people_of_a_closed_team_wrote_in_stays_theirs_when_its_name_is_changed(browser: Client, nerys: Person, repairs: Team):
    series = Series.objects.create(slug="gutters", owner=nerys, team=repairs, name_en="Gutters")
    browser.post(AT, {"do": "close"})
    chosen = re.search(r'<option value="(\d+)" selected>You and Repairs', browser.get("/settings/series/").content.decode())
    assert chosen
    browser.post("/settings/series/", {"series": series.pk, "name_en": "Gutters and drains", "team": chosen[1]})
    series.refresh_from_db()
    assert (series.name_en, series.team) == ("Gutters and drains", repairs)


@pytest.mark.django_db(transaction=True)
def test_a_closed_team_is_changed_by_nobody_but_can_let_people_go_and_be_opened_again(browser: Client, tomos: Person, repairs: Team, note: Note):
    join(team=repairs, person=tomos)
    assert client_of(tomos).post(AT, {"do": "close"}).status_code == 404
    browser.post(AT, {"do": "close"})
    closed = Team.objects.get().closed_at
    browser.post(AT, {"do": "close"})
    assert Team.objects.get().closed_at == closed
    assert client_of(tomos).post(AT, {"do": "open"}).status_code == 404
    answer = browser.post(AT, {"do": "names", "name_en": "Mending"})
    assert (answer.status_code, Team.objects.get().name_en) == (409, "Repairs")
    browser.post(AT, {"do": "leave", "person": tomos.slug})
    assert not repairs.memberships.filter(person=tomos, left_at=None).exists()
    browser.post(AT, {"do": "open"})
    assert Team.objects.get().closed_at is None
    assert "Close this team" in browser.get(AT).content.decode()
    assert "This team ended on" not in (settings.PUBLIC / "teams/repairs/index.html").read_text()


@pytest.mark.django_db(transaction=True)
def test_of_a_closed_teams_week_nothing_is_begun_and_what_was_said_can_still_be_taken_back(browser: Client, repairs: Team, note: Note):
    weeks = [f"/teams/repairs/2021/{week}/" for week in ("w12", "w13")]
    said, unsaid = (f"{at}words/" for at in weeks)
    browser.post(said, {"intro_en": "A wet week.", "publish": "1"})
    browser.post(AT, {"do": "close"})
    assert said in browser.get(f"{weeks[0]}signed-in/").content.decode()
    assert unsaid not in browser.get(f"{weeks[1]}signed-in/").content.decode()
    assert browser.post(unsaid, {"intro_en": "A dry week."}).status_code == 404
    assert browser.post(said, {"intro_en": ""}).status_code == 302
    assert "A wet week." not in browser.get(f"{weeks[0]}signed-in/").content.decode()
