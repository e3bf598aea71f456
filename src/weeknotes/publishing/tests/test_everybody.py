"""All people and all teams: pages of their own, made anew only when one of them comes or goes, or is called otherwise."""

import pytest

from weeknotes.notes.levels import Level
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import refresh
from weeknotes.publishing.models import Page
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


def test_who_writes_here_is_listed_by_the_alphabet_in_both_trees_and_linked_from_the_first_page(write, nerys, tomos, housing, page):
    assert "None yet." in page("people/index.html")
    assert "Dim eto." in page("cy/teams/index.html")
    publish(note=write(teams=[housing]), by=nerys)
    publish(note=write("Lifts", author=tomos), by=tomos)
    text = page("people/index.html")
    assert text.index('href="/people/nerys/">Nerys<') < text.index('href="/people/tomos/">Tomos<')
    assert 'href="/cy/people/nerys/">Nerys<' in page("cy/people/index.html")
    assert '<a href="/cy/teams/housing/">Trwsio tai</a>' in page("cy/teams/index.html")
    assert '<a href="/teams/">Teams</a> · <a href="/people/">People</a>' in page("index.html")
    assert audit() == ()


def test_the_lists_are_written_anew_only_for_the_first_and_the_last_note(write, nerys, housing, page):
    first = write(teams=[housing])
    publish(note=first, by=nerys)
    baked = dict(Page.objects.filter(kind__in=["people", "teams"]).values_list("path", "baked_at"))
    second = write("Drains", teams=[housing])
    publish(note=second, by=nerys)
    withdraw(note=first, by=nerys)
    assert dict(Page.objects.filter(kind__in=["people", "teams"]).values_list("path", "baked_at")) == baked
    withdraw(note=second, by=nerys)
    assert "Nerys" not in page("people/index.html")
    assert "Housing" not in page("teams/index.html")
    assert audit() == ()


def test_nobody_is_listed_for_a_note_that_is_for_fewer_people(write, nerys, housing, page):
    publish(note=write(level=Level.ORGANISATION, teams=[housing]), by=nerys)
    assert "Nerys" not in page("people/index.html")
    assert audit() == ()


def test_another_name_stands_in_the_lists_at_once(write, nerys, housing, page):
    for title in ("One", "Two"):
        publish(note=write(title, teams=[housing]), by=nerys)
    nerys.name = "Nerys Wyn"
    nerys.save()
    refresh(person=nerys)
    assert "Nerys Wyn" in page("people/index.html")
    housing.page_level = Level.ORGANISATION
    housing.save()
    refresh(team=housing)
    assert "Housing" not in page("teams/index.html")
    assert "teams" not in page("sitemap.xml")
    assert audit() == ()
