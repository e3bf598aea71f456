"""Two languages of one note, published together, each linking to the other."""

from datetime import date

import pytest

from weeknotes.people import site
from weeknotes.people.models import Team
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake, refresh
from weeknotes.publishing.publish import publish
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.withdraw import withdraw

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
    assert '<h3 class="lead" lang="cy"><a class="p-name u-url" href="/cy/people/tomos/dwy-linell/" hreflang="cy">Dwy linell</a></h3>' in page("index.html")
    assert '<p class="p-summary p" lang="cy">Un frawddeg.</p>' in page("index.html")
    assert 'lang="cy"><a' not in page("cy/index.html")
    assert audit() == ()


def test_the_organisation_and_its_teams_are_called_by_their_name_in_each_tree(write, nerys, housing, page):
    publish(note=write(teams=[housing]), by=nerys)
    assert "Housing repairs" in page("teams/housing/index.html")
    assert "Trwsio tai" in page("cy/teams/housing/index.html")
    assert "Cyngor Glanderw" in page("cy/index.html")


def test_a_line_of_ones_own_is_marked_as_the_language_it_is_in_on_the_page_of_the_other(write, nerys, housing, page):
    nerys.about = "Runs the repairs of the county, and writes on Fridays to find out what she thinks."
    nerys.save()
    Team.objects.filter(pk=housing.pk).update(about_en="We mend homes.")
    publish(note=write(teams=[housing]), by=nerys)
    assert f'<p class="say">{nerys.about}</p>' in page("people/nerys/index.html")
    assert f'<p class="say" lang="en">{nerys.about}</p>' in page("cy/people/nerys/index.html")
    assert '<p class="say" lang="en">We mend homes.</p>' in page("cy/teams/housing/index.html")
    assert '<p lang="en">We mend homes.</p>' in page("cy/teams/index.html")
    assert '<subtitle xml:lang="en">' in page("cy/people/nerys/feed.xml")
    assert "<subtitle>" in page("people/nerys/feed.xml")
    assert 'xml:lang="en"' in page("cy/feeds.opml").partition('description="We mend homes."')[2].partition("/>")[0]
    assert "xml:lang" not in page("feeds.opml")
    nerys.about = "Trwsio."
    nerys.save()
    refresh(person=nerys)
    assert '<p class="say">Trwsio.</p>' in page("people/nerys/index.html")
    assert audit() == ()


def test_the_line_on_what_was_corrected_is_marked_where_it_is_in_the_language_of_the_other_text(both, nerys, rewrite, page):
    rewrite(both, "<p>It rained for three days.</p>")
    publish(note=both, by=nerys, correction="It was three days that it rained, and not the whole of the week.")
    assert "<b>Corrected on" in page(EN)
    assert "</b> It was three days" in page(EN)
    assert "<b>Cywirwyd ar" in page(CY)
    assert '</b> <span lang="en">It was three days' in page(CY)
    assert '"correction":{"@type":"CorrectionComment","text":"It was three days that it rained, and not the whole of the week.","inLanguage":"en"}' in page(CY)
    assert '"correction":"It was three days' in page(EN)
    assert '&lt;strong&gt;Cywirwyd ar' in page("cy/feed.xml")
    assert '&lt;span lang="en"&gt;It was three days' in page("cy/feed.xml")
    assert audit() == ()


def test_a_note_of_the_other_language_is_corrected_in_its_own_in_the_feeds_of_either_tree(write, nerys, rewrite, page):
    note = write()
    publish(note=note, by=nerys)
    rewrite(note, "<p>It was dry.</p>")
    publish(note=note, by=nerys, correction="Dry.")
    for feed in ("feed.xml", "cy/feed.xml", "rss.xml", "cy/rss.xml"):
        assert "Corrected on" in page(feed)
        assert "Cywirwyd" not in page(feed)


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


def test_pages_that_somebody_else_made_while_the_languages_changed_lead_to_where_notes_stand_then(write, nerys, organisation, housing):
    organisation.languages = "cy,en"
    organisation.save()
    site.forget()
    bake()
    publish(note=write("Otter", lang="en"), by=nerys)
    publish(note=write("Penguin", teams=[housing]), by=nerys)
    organisation.languages = "cy"
    organisation.save()
    site.forget()
    refresh(team=housing)  # whoever came before the bake that follows
    bake()
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


# One language now, and the other when it is ready.


@pytest.fixture
def later(write, nerys):
    """A note whose Welsh is held back."""
    note = write(cy=("Dau o’r gloch y bore", "<p>Glaw drwy’r wythnos.</p>"))
    publish(note=note, by=nerys, hold={"cy"})
    return note


def test_a_language_that_is_held_is_on_no_page_and_readers_are_told_that_it_will_follow(later, page, holding):
    assert "The Welsh will follow." in page(EN)
    assert page(CY) == ""
    assert holding("Glaw drwy") == []
    assert 'hreflang="cy" lang="cy" rel="alternate"' not in page(EN)
    assert "The Welsh will follow." not in page("index.html")
    assert audit() == ()


def test_it_says_so_in_the_language_of_its_readers(write, nerys, page):
    note = write(cy=("Dau o’r gloch y bore", "<p>Glaw drwy’r wythnos.</p>"))
    publish(note=note, by=nerys, hold={"en"})
    assert "Bydd y Saesneg yn dilyn." in page(CY)
    assert page(EN) == ""


def test_when_it_follows_both_link_to_each_other_and_say_since_when(later, nerys, page):
    publish(note=later, by=nerys, hold=())
    assert "Now in Welsh too" in page(EN)
    assert "The Welsh will follow." not in page(EN)
    assert 'href="/cy/people/nerys/dau-or-gloch-y-bore/" hreflang="cy"' in page(EN)
    assert '<link rel="alternate" hreflang="cy" href="http' in page(EN)
    assert "Glaw drwy" in page(CY)
    assert audit() == ()


def test_no_feed_announces_the_note_a_second_time(later, nerys, page):
    def names(path):
        return [part.split("</id>")[0] for part in page(path).split("<entry")[1:] for part in [part.split("<id>")[1]]]

    before = {path: names(path) for path in ("feed.xml", "cy/feed.xml", "cy/people/nerys/feed.xml")}
    published = [part.split("</published>")[0] for part in page("cy/feed.xml").split("<published>")[1:]]
    publish(note=later, by=nerys, hold=())
    assert {path: names(path) for path in before} == before
    assert [part.split("</published>")[0] for part in page("cy/feed.xml").split("<published>")[1:]] == published
    assert "Glaw drwy" in page("cy/feed.xml")


def test_languages_published_together_have_a_name_each_in_feeds_and_no_date_of_their_own(both, page):
    assert "Now in" not in page(EN) + page(CY)
    assert page("feed.xml").split("<entry")[1].split("</id>")[0] != page("cy/feed.xml").split("<entry")[1].split("</id>")[0]


def test_a_correction_keeps_what_is_held_back(later, nerys, rewrite, page):
    rewrite(later, "<p>Hail all week.</p>")
    publish(note=later, by=nerys)
    assert "Hail all week" in page(EN)
    assert "The Welsh will follow." in page(EN)
    assert page(CY) == ""


def test_a_language_without_words_is_left_out_and_promises_nothing(write, nerys, page):
    note = write(cy=("", ""))
    publish(note=note, by=nerys, hold=())
    assert "will follow" not in page(EN)
    assert page("cy/people/nerys/two-in-the-morning/index.html") == ""


def test_choosing_the_language_that_has_no_words_publishes_nothing_and_says_what_to_do(write, nerys):
    note = write(cy=("", ""))
    with pytest.raises(NotPublished, match="has no words yet"):
        publish(note=note, by=nerys, hold={"en"})
    assert not note.bodies.filter(held=True).exists()
    assert note.edition_id is None


def test_withdrawing_takes_the_promise_back(later, nerys, page):
    withdraw(note=later, by=nerys)
    assert not later.languages.filter(follows=True).exists()
    publish(note=later, by=nerys, hold=())
    assert "Now in Welsh too" in page(EN)


def test_a_part_for_fewer_people_in_one_language_is_for_no_more_in_the_other(write, nerys, housing, page, holding):
    note = write(
        html='<p>Rain.</p><h2 data-audience="team">Staffing</h2><p>Two posts go.</p>',
        cy=("Dau o’r gloch y bore", "<p>Glaw.</p><h2>Staffio</h2><p>Dwy swydd yn mynd.</p>"),
        teams=[housing],
    )
    publish(note=note, by=nerys, hold=())
    assert "Glaw." in page(CY)
    assert holding("Dwy swydd") == []
    assert holding("Staffio") == []
    assert "audience" not in note.bodies.get(lang="cy").html
    assert {s.level for s in note.sights.filter(lang="cy")} == {2, 4}


def test_a_name_that_is_in_the_other_language_only_says_so(write, nerys, organisation, page):
    organisation.name_cy = ""
    organisation.save()
    site.forget()
    team = Team.objects.create(slug="tai", name_cy="Trwsio tai")
    publish(note=write(teams=[team]), by=nerys)
    assert '<a href="/cy/" lang="en">Glanderw</a>' in page("cy/teams/tai/index.html")
    assert '<h1 class="p-name" lang="cy">Trwsio tai</h1>' in page("teams/tai/index.html")
    assert '<h1 class="p-name">Trwsio tai</h1>' in page("cy/teams/tai/index.html")
