import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from weeknotes.people.address import PROVED_WITHIN, proved
from weeknotes.people.begin import add_person
from weeknotes.people.models import Membership, Person, SignedIn, Team
from weeknotes.people.renamed import renamed
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, leave, make_team
from weeknotes.web.spoken import speaking


@pytest.fixture
def host(client: Client, nerys: Person) -> Client:
    client.force_login(nerys, backend=BACKEND)
    return client


@pytest.fixture
def tomos(nerys: Person) -> Person:
    return add_person(name="Tomos")


@pytest.fixture
def as_tomos(tomos: Person) -> Client:
    client = Client()
    client.force_login(tomos, backend=BACKEND)
    return client


def test_a_person_sets_their_name_language_and_week(host: Client, nerys: Person):
    sent = {"name": "Nerys P", "said": "", "about": "Repairs", "email": "n@glanderw.example", "lang": "cy", "writes": "cy"}
    week = {"goal_day": "0", "note_day": "3", "cadence": "2", "works": ["0", "2", "3"]}
    host.get("/settings/")
    SignedIn.objects.filter(person=nerys).update(how="code")
    assert host.post("/settings/", sent | week).status_code == 302
    nerys.refresh_from_db()
    assert (nerys.name, nerys.lang, nerys.rhythm.working_days, nerys.rhythm.cadence) == ("Nerys P", "cy", 0b1101, 2)
    page = host.get("/settings/").content.decode()
    assert 'lang="cy"' in page
    with speaking("cy"):
        assert gettext("Kept.") in page


def test_who_signed_in_long_ago_signs_in_once_more_before_their_address_changes(host: Client, nerys: Person, mailoutbox):
    sent = {"name": "Nerys", "email": "other@glanderw.example", "lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}
    answer = host.post("/settings/", sent)
    assert answer.status_code == 422
    assert 'formaction="/settings/passkeys/again/"' in answer.content.decode()
    nerys.refresh_from_db()
    assert nerys.email == "nerys@glanderw.example"
    assert host.post("/settings/", sent | {"email": nerys.email}).status_code == 302  # all else they may change
    assert host.post("/settings/passkeys/again/", {"onward": "settings"}).headers["Location"] == "/sign-in/?next=%2Fsettings%2F"
    assert mailoutbox == []


OTHER = {"name": "Nerys", "email": "other@glanderw.example", "lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}


@pytest.fixture
def link(host: Client, nerys: Person, mailoutbox) -> str:
    """What is mailed to another address that Nerys writes in the settings."""
    host.get("/settings/")
    SignedIn.objects.filter(person=nerys).update(how="code")
    assert "A mail is on its way to other@glanderw.example." in host.post("/settings/", OTHER, follow=True).content.decode()
    assert mailoutbox[0].to == ["other@glanderw.example"]
    found = re.search(r"http://[^/]+(/settings/address/\S+)", mailoutbox.pop().body)
    assert found
    return found[1]


def test_another_address_counts_once_its_reader_says_that_it_is_theirs_and_the_old_one_hears_of_it(
    host: Client, nerys: Person, link: str, mailoutbox, django_capture_on_commit_callbacks
):
    assert "It is mine" in host.get(link).content.decode()
    nerys.refresh_from_db()
    assert nerys.email == "nerys@glanderw.example"  # neither writing it down nor opening the link
    with django_capture_on_commit_callbacks(execute=True):
        assert host.post(link, {}).status_code == 302
    nerys.refresh_from_db()
    assert nerys.email == "other@glanderw.example"
    assert [(m.to, m.subject) for m in mailoutbox] == [(["nerys@glanderw.example"], "Your mail address was changed")]
    assert "You changed your mail address." in host.get("/settings/traces/").content.decode()
    assert host.post(link, {}).status_code == 410  # used


def test_a_link_of_somebody_else_or_to_an_address_that_is_taken_or_an_old_one_changes_nothing(host: Client, as_tomos: Client, nerys: Person, tomos: Person, link: str):
    assert as_tomos.post(link, {}).status_code == 410
    with time_machine.travel(timezone.now() + PROVED_WITHIN * 2, tick=False):
        assert proved(nerys, link.partition("proof=")[2]) is None
    assert host.post("/settings/address/", {"proof": "made-up"}).status_code == 410
    Person.objects.filter(pk=tomos.pk).update(email="Other@glanderw.example")
    answer = host.post(link, {})
    assert answer.status_code == 410
    assert "This link changes nothing any more" in answer.content.decode()
    nerys.refresh_from_db()
    assert nerys.email == "nerys@glanderw.example"


def test_where_no_mail_can_be_sent_the_address_stays_and_that_is_said(host: Client, nerys: Person, settings):
    host.get("/settings/")
    SignedIn.objects.filter(person=nerys).update(how="code")
    settings.EMAIL_BACKEND = "weeknotes.notes.tests.test_look.Broken"
    assert "No mail could be sent to other@glanderw.example" in host.post("/settings/", OTHER, follow=True).content.decode()
    nerys.refresh_from_db()
    assert nerys.email == "nerys@glanderw.example"


def test_an_address_can_be_taken_away_without_another(host: Client, nerys: Person):
    host.get("/settings/")
    SignedIn.objects.filter(person=nerys).update(how="code")
    assert host.post("/settings/", OTHER | {"email": ""}).status_code == 302
    nerys.refresh_from_db()
    assert nerys.email == ""


def test_an_address_that_somebody_else_has_is_refused(host: Client, tomos: Person):
    Person.objects.filter(pk=tomos.pk).update(email="t@glanderw.example")
    sent = {"name": "N", "email": "T@glanderw.example", "lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}
    answer = host.post("/settings/", sent)
    assert answer.status_code == 422
    assert "Somebody here has that mail address already." in answer.content.decode()


def test_the_host_adds_people_hands_over_links_and_lets_them_go(host: Client, as_tomos: Client):
    host.post("/settings/people/", {"name": "Aled", "email": ""})
    assert "Aled" in host.get("/settings/people/").content.decode()
    assert "/sign-in/link/" in host.post("/settings/people/aled/link/").content.decode()
    host.post("/settings/people/tomos/leave/")
    assert as_tomos.get("/today/").status_code == 302


def test_a_name_that_nobody_can_see_is_none_and_one_that_turns_the_words_after_it_round_does_not(host: Client, nerys: Person):
    for address, fields in (("/settings/people/", {"name": "\u200b"}), ("/settings/teams/", {"name_en": "\u200b\u2060"})):
        assert host.post(address, fields).status_code == 422
    host.post("/settings/people/", {"name": "\u202eTomos\nGriffith"})
    assert Person.objects.get(slug="tomos-griffith").name == "Tomos Griffith"
    host.post("/settings/teams/", {"name_en": "\u2067Bins"})
    assert Team.objects.get().name_en == "Bins"


def test_nobody_but_the_host_does_so(as_tomos: Client, nerys: Person):
    for path in ("/settings/people/", "/settings/people/nerys/link/", "/settings/people/nerys/leave/"):
        assert as_tomos.post(path, {"name": "X"}).status_code == 404


def test_who_begins_a_team_leads_it_and_says_who_is_in_it(as_tomos: Client, tomos: Person, nerys: Person):
    as_tomos.post("/settings/teams/", {"name_en": "Repairs", "name_cy": "Trwsio", "about_en": "", "about_cy": ""})
    team = Team.objects.get()
    assert team.memberships.get().role == Membership.LEAD
    as_tomos.post("/settings/teams/repairs/", {"do": "join", "person": str(nerys.pk), "role": "member"})
    as_tomos.post("/settings/teams/repairs/", {"do": "leave", "person": "nerys"})
    assert not Membership.objects.now().filter(person=nerys).exists()
    assert "Nerys" in as_tomos.get("/settings/teams/repairs/").content.decode()
    as_tomos.post(
        "/settings/teams/repairs/",
        {
            "do": "names",
            "name_en": "Mending",
            "name_cy": "",
            "about_en": "",
            "about_cy": "",
            "goal_day": "0",
            "note_day": "3",
            "cadence": "1",
            "works": ["0"],
        },
    )
    team.refresh_from_db()
    assert (team.name_en, team.rhythm.working_days) == ("Mending", 1)


def test_only_leads_and_the_host_change_a_team(as_tomos: Client, nerys: Person):
    make_team(name_en="Repairs", by=nerys)
    assert as_tomos.get("/settings/teams/repairs/").status_code == 200
    assert as_tomos.post("/settings/teams/repairs/", {"do": "leave", "person": "nerys"}).status_code == 404


def test_somebody_may_have_several_stints_but_one_at_a_time(nerys: Person, tomos: Person):
    team = make_team(name_en="Repairs", by=nerys)
    first = join(team=team, person=tomos)
    assert join(team=team, person=tomos) == first
    leave(team=team, person=tomos)
    assert join(team=team, person=tomos) != first
    assert Membership.objects.filter(person=tomos).count() == 2


def test_a_team_needs_a_name_in_one_language(as_tomos: Client):
    assert "in one language at least" in as_tomos.post("/settings/teams/", {"name_en": "", "name_cy": ""}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_host_gives_this_place_another_name_and_languages_and_every_page_says_so(client: Client, nerys: Person):
    renamed()
    client.force_login(nerys, backend=BACKEND)
    sent = {"name_en": "Harbour", "name_cy": "Harbwr", "langs": ["en", "cy"], "first": "cy"}
    assert client.post("/settings/site/", sent).status_code == 302
    home = (settings.PUBLIC / "index.html").read_text()
    assert '<html lang="cy">' in home
    assert "Harbwr" in home
    assert "Harbour" in (settings.PUBLIC / "en" / "index.html").read_text()
    assert "one language at least" in client.post("/settings/site/", sent | {"name_en": "", "name_cy": ""}).content.decode()
    other = add_person(name="Tomos")
    client.force_login(other, backend=BACKEND)
    assert client.get("/settings/site/").status_code == 404
