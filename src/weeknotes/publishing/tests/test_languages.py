"""Two languages of one note, published together, each linking to the other."""

from datetime import date

import pytest

from weeknotes.people import site
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.publish import publish

pytestmark = pytest.mark.django_db

EN, CY = "people/nerys/two-in-the-morning/index.html", "cy/people/nerys/dau-or-gloch-y-bore/index.html"


@pytest.fixture
def both(write, nerys):
    note = write(cy=("Dau o’r gloch y bore", "<p>Glaw drwy’r wythnos.</p>"))
    publish(note=note, by=nerys)
    return note


def test_each_language_has_a_page_in_its_tree_that_links_to_the_other(both, page):
    assert '<html lang="en">' in page(EN)
    assert '<html lang="cy">' in page(CY)
    assert 'href="/cy/people/nerys/dau-or-gloch-y-bore/" hreflang="cy" lang="cy" rel="alternate"' in page(EN)
    assert 'href="/people/nerys/two-in-the-morning/" hreflang="en" lang="en" rel="alternate"' in page(CY)
    for path in (EN, CY):
        assert '<link rel="alternate" hreflang="en" href="http' in page(path)
        assert '<link rel="alternate" hreflang="cy" href="http' in page(path)


def test_a_list_shows_a_note_in_the_language_of_its_tree(both, page):
    assert "Two in the morning" in page("index.html")
    assert "Dau o" not in page("index.html")
    assert "Dau o" in page("cy/index.html")
    assert "Two in the morning" not in page("cy/index.html")
    assert "Glaw drwy" in page("cy/feed.xml")


def test_a_note_in_the_other_language_stands_in_a_list_under_its_own_lang(write, tomos, page):
    publish(note=write("Dwy linell", "<p>Un frawddeg.</p>", author=tomos), by=tomos)
    assert '<h3 class="lead" lang="cy"><a href="/cy/people/tomos/dwy-linell/" hreflang="cy">Dwy linell</a></h3>' in page("index.html")
    assert '<p class="p" lang="cy">Un frawddeg.</p>' in page("index.html")
    assert 'lang="cy"><a' not in page("cy/index.html")
    assert audit() == ()


def test_the_organisation_and_its_teams_are_called_by_their_name_in_each_tree(write, nerys, housing, page):
    publish(note=write(teams=[housing]), by=nerys)
    assert "Housing repairs" in page("teams/housing/index.html")
    assert "Trwsio tai" in page("cy/teams/housing/index.html")
    assert "Cyngor Glanderw" in page("cy/index.html")


def test_an_organisation_of_one_language_has_one_tree(both, organisation, page, settings):
    organisation.languages = "en"
    organisation.save()
    site.forget()
    bake()
    assert not (settings.PUBLIC / "cy").exists()
    assert "Two in the morning" in page(EN)
    assert audit() == ()


def test_the_first_language_of_the_organisation_stands_at_the_top(both, organisation, page, client):
    organisation.languages = "cy,en"
    organisation.save()
    site.forget()
    bake()
    assert '<html lang="cy">' in page("index.html")
    assert '<html lang="en">' in page("en/index.html")
    assert "Two in the morning" in page("en/people/nerys/two-in-the-morning/index.html")
    assert audit() == ()


def test_a_note_in_a_language_without_a_tree_still_has_a_page(write, tomos, organisation, page):
    organisation.languages = "en"
    organisation.save()
    site.forget()
    publish(note=write("Dwy linell", "<p>Un frawddeg.</p>", author=tomos), by=tomos)
    bake()
    assert '<div class="prose" lang="cy">' in page("people/tomos/dwy-linell/index.html")
    assert audit() == ()


def test_a_language_added_later_gets_its_page_and_its_links(write, nerys, page):
    note = write(dated=date(2021, 3, 19))
    publish(note=note, by=nerys)
    body = note.bodies.create(lang="cy", title="Dau", html="<p>Glaw.</p>", version=1)
    publish(note=note, by=nerys)
    assert "Glaw" in page("cy/people/nerys/dau/index.html")
    assert "/cy/people/nerys/dau/" in page(EN)
    body.held = True
    body.save()
    publish(note=note, by=nerys)
    assert page("cy/people/nerys/dau/index.html") == ""
    assert "/cy/people/nerys/dau/" not in page(EN)
    assert audit() == ()
