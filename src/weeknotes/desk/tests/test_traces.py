"""What was done with my account, my notes and this place: what leaves a trace, and who is shown it."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from weeknotes.notes.levels import Level
from weeknotes.notes.models import NotePerson
from weeknotes.notes.start import start
from weeknotes.people.models import Person, Trace, TraceConcern
from weeknotes.people.teams import join, make_team
from weeknotes.people.trace import trace
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.transfer.law.officers import name_officer

pytestmark = pytest.mark.django_db

without_names = import_module("weeknotes.people.migrations.0014_traces_without_names")


def shown(client: Client, me: Person, query: str = "") -> str:
    client.force_login(me)
    return client.get(f"/settings/traces/{query}").content.decode()


@pytest.mark.django_db(transaction=True)
def test_whom_a_note_is_for_leaves_a_trace_at_each_change_for_those_who_write_it(client: Client, nerys: Person, tomos: Person):
    note = start(author=nerys, monday=date(2026, 11, 16), title="Damp in the flats", html="<p>Forty calls about damp.</p>", level=Level.PUBLIC)
    NotePerson.objects.create(note=note, person=tomos, part=NotePerson.WRITES)
    publish(note=note, by=nerys)
    publish(note=note, by=nerys, correction="A word")
    narrow(note=note, by=nerys, level=Level.ORGANISATION)
    withdraw(note=note, by=nerys)
    assert list(Trace.objects.order_by("pk").values_list("kind", flat=True)) == ["published", "audience", "withdrawn"]
    assert TraceConcern.objects.count() == 6
    page = shown(client, tomos)
    for words in ("Nerys Pugh published a note for everyone.", "is for: the organisation, before: everyone.", "Nerys Pugh withdrew a note that was for the organisation."):
        assert words in page
    assert "Damp in the flats" in page  # by its title of today, for those who write it
    assert "Damp" not in str(list(Trace.objects.values()))
    aled = Person.objects.create(slug="aled", name="Aled")
    assert "Nerys Pugh" not in shown(client, aled).partition("<main")[2]


def test_coming_into_a_team_is_seen_by_everybody_in_it(client: Client, nerys: Person, tomos: Person):
    nerys.is_host = True
    nerys.save()
    team = make_team(name_en="Damp group", by=tomos)
    aled = Person.objects.create(slug="aled", name="Aled")
    client.force_login(nerys)
    client.post(f"/settings/teams/{team.slug}/", {"do": "join", "person": aled.pk, "role": "member"})
    client.post(f"/settings/teams/{team.slug}/", {"do": "leave", "person": "aled"})
    client.post(f"/settings/teams/{team.slug}/", {"do": "leave", "person": "aled"})
    page = shown(client, tomos)
    assert page.count("Nerys Pugh added Aled to a team: they can read what is for it.") == 1
    assert page.count("Nerys Pugh took Aled out of a team.") == 1
    assert "Nerys Pugh took Aled out of a team." in shown(client, aled)


def test_what_the_host_does_is_shown_to_whom_it_was_done(client: Client, nerys: Person):
    nerys.is_host = True
    nerys.save()
    client.force_login(nerys)
    client.post("/settings/people/", {"name": "Aled", "email": "aled@glanderw.example"})
    client.post("/settings/people/aled/link/")
    client.post("/settings/site/", {"name_en": "Glanderw", "langs": "en", "first": "en"})
    page = shown(client, Person.objects.get(slug="aled"))
    for words in ("Nerys Pugh added you here.", "Nerys Pugh made a link that signs you in, once.", "Nerys Pugh changed the settings of this place."):
        assert words in page


def test_a_trace_says_the_name_that_somebody_has_now_and_keeps_no_former_one(client: Client, nerys: Person, tomos: Person):
    nerys.is_host = True
    nerys.save()
    team = make_team(name_en="Damp group", by=tomos)
    aled = Person.objects.create(slug="aled-hughes", name="Aled Hughes")
    client.force_login(nerys)
    client.post(f"/settings/teams/{team.slug}/", {"do": "join", "person": aled.pk, "role": "member"})
    client.post("/settings/people/aled-hughes/link/")
    name_officer(person=aled, by=nerys)
    Person.objects.filter(pk=aled.pk).update(name="Alys Hughes")
    for page in (shown(client, tomos), shown(client, nerys)):
        assert "Alys Hughes" in page
        assert "Aled Hughes" not in page
    assert "Nerys Pugh added Alys Hughes to a team" in shown(client, tomos)
    assert "You made Alys Hughes information officer" in shown(client, nerys)
    assert "Aled" not in str(list(Trace.objects.values()))


def test_traces_that_were_kept_with_names_say_whose_they_were_where_that_is_sure(client: Client, nerys: Person, tomos: Person):
    for whom, kind in ((tomos.name, "team-joined"), ("Aled Hughes", "team-left"), ("Tom", "law-officer")):
        Trace.objects.create(actor=nerys, kind=kind, everybody=True, subject=tomos.uid if kind == "law-officer" else None, detail={"whom": whom})
    Trace.objects.create(actor=nerys, kind="law-found", everybody=True, detail={"reference": "FOI 7", "second": tomos.name})
    Trace.objects.create(actor=nerys, kind="published", everybody=True, detail={"level": 4, "was": 0})
    assert tomos.name not in shown(client, nerys)  # nor by a process of an earlier version, meanwhile
    without_names.keep_uids(apps, None)
    uid = str(tomos.uid)
    details = list(Trace.objects.order_by("pk").values_list("detail", flat=True))
    assert details == [{"whom": uid}, {"whom": ""}, {"whom": uid}, {"reference": "FOI 7", "second": uid}, {"level": 4, "was": 0}]
    page = shown(client, nerys)
    for words in (f"You made {tomos.name} information officer", f"with {tomos.name}, reference FOI 7", "You took … out of a team."):
        assert words in page


def test_a_long_list_is_cut_and_leads_on(client: Client, nerys: Person):
    for count in range(130):
        trace(kind="signed-out-elsewhere", by=nerys, concerns=[nerys.pk], detail={"count": count + 2})
    page = shown(client, nerys)
    assert (page.count("You signed out"), "in 131 other" in page, "in 31 other" in page) == (100, True, False)
    onward = page.partition("?before=")[2].partition('"')[0]
    assert shown(client, nerys, f"?before={onward}").count("You signed out") == 30


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 30, "²", "0"])
def test_a_beginning_that_is_none_is_a_page_all_the_same(client: Client, nerys: Person, before: str):
    client.force_login(nerys)
    assert client.get("/settings/traces/", {"before": before}).status_code == 200


def test_a_deleted_note_is_not_led_to(client: Client, nerys: Person, tomos: Person):
    note = start(author=nerys, monday=date(2026, 11, 16), title="Gone again", html="<p>x</p>")
    trace(kind="published", by=nerys, concerns=[nerys.pk, tomos.pk], subject=note.uid, detail={"level": 4, "was": 0})
    assert "Gone again" in shown(client, nerys)
    assert "Gone again" not in shown(client, tomos)  # not one of its writers
    type(note).objects.filter(pk=note.pk).update(deleted_at="2026-11-20T12:00Z")
    assert "Gone again" not in shown(client, nerys)


def test_it_asks_few_questions(client: Client, nerys: Person, django_assert_max_num_queries):
    join(team=make_team(name_en="Damp group"), person=nerys)
    client.force_login(nerys)
    for _ in range(50):
        trace(kind="signed-in", by=nerys, concerns=[nerys.pk], detail={"how": "code", "browser": "Firefox, Linux"})
    client.get("/settings/traces/")
    with django_assert_max_num_queries(8):
        client.get("/settings/traces/")
