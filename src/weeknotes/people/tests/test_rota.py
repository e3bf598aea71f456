"""Whose turn it is, and who changes the order."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.people.away import be_away
from weeknotes.people.begin import add_person, begin
from weeknotes.people.models import Membership, Person, Rhythm, Team
from weeknotes.people.rota import rota, set_rota, turns_of, whose
from weeknotes.people.sign_in import BACKEND
from weeknotes.people.teams import join, leave, make_team
from weeknotes.web.dates import WEEK, monday

W47 = date(2026, 11, 16)
ORDERS = st.lists(st.integers(0, 20), min_size=1, max_size=8, unique=True)


@pytest.fixture
def nerys(db: None) -> Person:
    return begin(name="Glanderw", langs=["en"], person="Nerys")


@pytest.fixture
def team(nerys: Person) -> Team:
    made = make_team(name_en="Repairs", by=nerys)
    for name in ("Tomos", "Mair"):
        join(team=made, person=add_person(name=name))
    return made


def named(*names: str) -> list[Person]:
    return [Person.objects.get(name=name) for name in names]


def order(team: Team, week: date) -> list[tuple[str, date]]:
    return [(one.person.name, one.week) for one in rota(team, week)]


@given(ORDERS, st.integers(-50, 50))
def test_everybody_who_is_here_has_a_turn_in_each_round(people: list[int], start: int):
    assert sorted(one for number in range(len(people)) if (one := whose(people, people, start + number)) is not None) == sorted(people)


@given(ORDERS, st.data())
def test_passing_somebody_over_moves_nobody_elses_turn(people: list[int], data: st.DataObject):
    away = data.draw(st.sampled_from(people))
    for number in range(len(people)):
        one = whose(people, people, number)
        without = whose(people, set(people) - {away}, number)
        assert without == one or one == away
        assert without != away


def test_turns_follow_the_order_week_by_week_and_come_round(team: Team):
    set_rota(team=team, people=named("Mair", "Nerys", "Tomos"), monday=W47)
    assert order(team, W47) == [("Mair", W47), ("Nerys", W47 + WEEK), ("Tomos", W47 + 2 * WEEK)]
    assert [name for name, _ in order(team, W47 + 4 * WEEK)] == ["Nerys", "Tomos", "Mair"]
    assert [turns_of(one, W47 + 3 * WEEK) for one in named("Mair", "Nerys", "Tomos")] == [[(team, True)], [(team, False)], [(team, False)]]


def test_a_team_that_writes_every_two_weeks_has_a_turn_every_two_weeks(team: Team):
    Rhythm.objects.filter(team=team).update(cadence=2)
    set_rota(team=team, people=named("Mair", "Nerys"), monday=W47)
    assert order(team, W47 + WEEK) == [("Nerys", W47 + 2 * WEEK), ("Mair", W47 + 4 * WEEK)]
    assert not any(mine for one in Person.objects.all() for _team, mine in turns_of(one, W47 + WEEK))
    set_rota(team=team, people=named("Mair", "Nerys"), monday=W47 + WEEK)
    assert order(team, W47 + WEEK)[0] == ("Mair", W47 + 2 * WEEK)


def test_who_left_the_team_or_the_site_is_passed_over(team: Team):
    set_rota(team=team, people=named("Mair", "Nerys", "Tomos"), monday=W47)
    leave(team=team, person=named("Mair")[0])
    assert [name for name, _ in order(team, W47)] == ["Nerys", "Tomos"]
    Person.objects.filter(name="Nerys").update(is_active=False)
    assert [name for name, _ in order(team, W47)] == ["Tomos"]
    leave(team=team, person=named("Tomos")[0])
    assert order(team, W47) == []
    assert turns_of(named("Tomos")[0], W47) == []


def test_its_lead_sets_the_order_on_the_teams_page(client: Client, team: Team, nerys: Person):
    client.force_login(nerys, backend=BACKEND)
    page, change = "/settings/teams/repairs/", "/settings/teams/repairs/rota/"
    assert "No order is set." in client.get(page).content.decode()
    this = monday(timezone.localdate())

    def names(**sent: str) -> list[str]:
        assert client.post(change, sent).status_code == 302
        return [name for name, _ in order(team, this)]

    assert names(do="in", person="mair") == ["Mair"]
    assert names(do="in", person="mair") == ["Mair"]
    assert names(do="in", person="tomos") == ["Mair", "Tomos"]
    assert names(do="later", person="mair") == ["Tomos", "Mair"]
    assert names(do="later", person="mair") == ["Tomos", "Mair"]
    assert names(do="earlier", person="mair") == ["Mair", "Tomos"]
    assert names(do="earlier", person="mair") == ["Mair", "Tomos"]
    shown = client.get(page).content.decode()
    assert "this week" in shown and "Into the order" in shown
    assert names(do="out", person="mair") == ["Tomos"]
    assert names(do="out", person="mair") == ["Tomos"]
    assert client.post(change, {"do": "in", "person": "nobody"}).status_code == 404
    add_person(name="Outside")
    assert client.post(change, {"do": "in", "person": "outside"}).status_code == 404


def test_a_member_sees_the_order_and_does_not_change_it(client: Client, team: Team):
    set_rota(team=team, people=named("Mair", "Nerys"), monday=monday(timezone.localdate()) - timedelta(weeks=1))
    client.force_login(named("Tomos")[0], backend=BACKEND)
    page = client.get("/settings/teams/repairs/").content.decode()
    assert page.index("Nerys</span> <span class=\"soft s\">this week") < page.index("in the week of")
    assert "Into the order" not in page
    assert client.post("/settings/teams/repairs/rota/", {"do": "out", "person": "mair"}).status_code == 404
    assert Membership.objects.now().filter(team=team).count() == 3


def test_who_is_away_on_the_day_of_the_note_is_passed_over_and_comes_again_in_their_next_turn(team: Team):
    set_rota(team=team, people=named("Mair", "Nerys", "Tomos"), monday=W47)
    friday = W47 + timedelta(days=4)
    be_away(person=named("Mair")[0], first=friday, last=friday)
    assert order(team, W47) == [("Nerys", W47), ("Tomos", W47 + 2 * WEEK), ("Mair", W47 + 3 * WEEK)]
    assert turns_of(named("Nerys")[0], W47) == [(team, True)]
    assert turns_of(named("Mair")[0], W47) == [(team, False)]
    Rhythm.objects.filter(team=team).update(note_day=0)
    assert order(team, W47)[0] == ("Mair", W47)


def test_somebody_on_a_long_leave_keeps_their_place_and_where_all_are_away_nobody_has_the_week(team: Team):
    set_rota(team=team, people=named("Mair", "Nerys"), monday=W47)
    be_away(person=named("Mair")[0], first=W47, last=W47 + timedelta(days=700))
    assert [name for name, _ in order(team, W47)] == ["Nerys", "Mair"]
    be_away(person=named("Nerys")[0], first=W47, last=W47 + timedelta(days=6))
    assert order(team, W47)[0] == ("Nerys", W47 + WEEK)
    assert not any(mine for one in named("Mair", "Nerys") for _team, mine in turns_of(one, W47))


def test_changing_the_order_drops_nobody_who_is_away(client: Client, team: Team, nerys: Person):
    this = monday(timezone.localdate())
    set_rota(team=team, people=named("Mair", "Tomos"), monday=this)
    be_away(person=named("Mair")[0], first=this, last=this + timedelta(days=400))
    client.force_login(nerys, backend=BACKEND)
    client.post("/settings/teams/repairs/rota/", {"do": "in", "person": "nerys"})
    assert {name for name, _ in order(team, this)} == {"Mair", "Tomos", "Nerys"}
