"""Publishing: it works, then each refusal."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note, Revision
from weeknotes.people.models import Person, Team
from weeknotes.publishing.addresses import public_url
from weeknotes.publishing.audit import audit
from weeknotes.publishing.models import Page
from weeknotes.publishing.publish import publish
from weeknotes.publishing.refusal import NotPublished
from weeknotes.web import dates
from weeknotes.web.generation import generation

pytestmark = pytest.mark.django_db

NOTE = "people/nerys/two-in-the-morning/index.html"


def test_a_public_note_stands_on_its_own_page_and_on_every_list_it_belongs_to(write, nerys, housing, page):
    note = write(teams=[housing])
    edition = publish(note=note, by=nerys)
    assert (edition.number, note.level, note.edition_id) == (1, Level.PUBLIC, edition.pk)
    assert "Rain all week" in page(NOTE)
    for path in ("", "people/nerys/", "teams/housing/", "2021/w11/"):
        assert "Two in the morning" in page(f"{path}index.html"), path
        assert "Rain all week" in page(f"{path}feed.xml"), path
        assert "Two in the morning" in page(f"cy/{path}index.html"), path
    assert "/2021/w11/" in page("2021/index.html")
    assert "Rain all week" in page("2021/feed.xml")
    assert public_url(note) == "/people/nerys/two-in-the-morning/"
    assert "/people/nerys/two-in-the-morning/" in page(f"sitemap-{dates.iso(note.dated).lower()}.xml")
    assert Page.objects.filter(stale_at__isnull=False).count() == 0
    assert audit() == ()


def test_the_generation_rises_before_it_returns(write, nerys):
    before = generation().value
    publish(note=write(), by=nerys)
    assert generation().value > before


def test_the_chosen_level_is_the_notes_own_where_none_is_given(write, nerys, holding):
    note = write(html="<p>Penguin</p>", level=Level.ORGANISATION)
    publish(note=note, by=nerys)
    assert note.level == Level.ORGANISATION
    assert holding("Penguin") == []


@pytest.mark.parametrize("level", list(Level))
def test_only_a_note_for_everyone_leaves_a_word_on_disk(write, nerys, tomos, housing, holding, level):
    note = write("Penguin title", "<h2>Penguin heading</h2><p>Penguin words</p>", teams=[housing], named=[tomos])
    publish(note=note, by=nerys, level=level)
    assert bool(holding("Penguin")) == (level == Level.PUBLIC)
    assert bool(holding("penguin")) == (level == Level.PUBLIC)
    assert audit() == ()


def test_a_part_for_the_team_is_on_no_page_and_in_no_feed(write, nerys, housing, holding):
    note = write(html='<p>Open words.</p><h2 data-audience="team">Walrus heading</h2><p>Walrus words.</p>', teams=[housing])
    publish(note=note, by=nerys)
    assert holding("Open words")
    assert holding("Walrus") == []


def test_a_correction_is_a_new_edition_and_can_be_seen(write, rewrite, nerys, page, holding):
    note = write(html="<p>Thirteen calls.</p>")
    publish(note=note, by=nerys)
    rewrite(note, "<p>Thirty-one calls.</p>")
    edition = publish(note=note, by=nerys, correction="The calls are thirty-one & not fewer.")
    assert edition.number == 2
    assert "Thirty-one calls" in page(NOTE)
    assert 'class="fix" id="fix"' in page(NOTE)
    assert "thirty-one &amp; not fewer" in page(NOTE)
    assert "not fewer" in page("feed.xml")
    assert holding("Thirteen") == []
    assert audit() == ()


def test_a_first_edition_shows_no_correction(write, nerys, page):
    publish(note=write(), by=nerys, correction="nothing to correct")
    assert "nothing to correct" not in page(NOTE)


def test_what_did_not_change_is_not_written_again(write, nerys):
    note = write()
    publish(note=note, by=nerys)
    publish(note=write("Another", monday=date(2019, 3, 18), dated=date(2019, 3, 22)), by=nerys)
    week = Page.objects.get(path="2021/w11/index.html").baked_at
    publish(note=write("A third", monday=date(2018, 3, 19), dated=date(2018, 3, 23)), by=nerys)
    assert Page.objects.get(path="2021/w11/index.html").baked_at == week


def test_neighbours_by_the_same_author_link_to_each_other(write, nerys, page):
    for title, day in (("First", date(2021, 1, 8)), ("Third", date(2021, 1, 22)), ("Second", date(2021, 1, 15))):
        publish(note=write(title, dated=day), by=nerys)
    first, second, third = (page(f"people/nerys/{word}/index.html") for word in ("first", "second", "third"))
    assert 'href="/people/nerys/second/" rel="next"' in first
    assert 'href="/people/nerys/first/" rel="prev"' in second
    assert 'href="/people/nerys/third/" rel="next"' in second
    assert 'href="/people/nerys/second/" rel="prev"' in third
    assert audit() == ()


def test_a_way_to_a_note_in_another_language_says_which(write, nerys, page):
    for title, day, lang in (("Rain", date(2021, 1, 8), "en"), ("Glaw", date(2021, 1, 15), "cy")):
        publish(note=write(title, dated=day, lang=lang), by=nerys)
    assert 'href="/cy/people/nerys/glaw/" rel="next" hreflang="cy" lang="cy">Glaw</a>' in page("people/nerys/rain/index.html")
    assert 'href="/people/nerys/rain/" rel="prev" hreflang="en" lang="en">Rain</a>' in page("cy/people/nerys/glaw/index.html")


def test_home_says_the_name_of_a_day_where_it_stands_on_the_week_line_and_the_date_of_any_other(write, nerys, page):
    for title, day in (("In time", date(2021, 3, 19)), ("Late", date(2021, 3, 26)), ("Early", date(2021, 3, 12))):
        publish(note=write(title, dated=day), by=nerys)
    home = page("index.html")
    said = [home.partition(f'datetime="{day}">')[2].partition("<")[0] for day in ("2021-03-19", "2021-03-26", "2021-03-12")]
    assert said == ["Friday", "26 March 2021", "12 March 2021"]


def test_a_co_writer_may_publish_and_has_the_note_on_their_page(write, tomos, page):
    publish(note=write(writers=[tomos]), by=tomos)
    assert "Two in the morning" in page("people/tomos/index.html")
    assert '<a class="p-author h-card" href="/people/nerys/">Nerys</a>' in page(NOTE)
    assert '<a class="p-author h-card" href="/people/tomos/">Tomos</a>' in page(NOTE)


def test_people_named_as_readers_are_on_no_page(write, nerys, tomos, holding):
    publish(note=write(named=[tomos]), by=nerys)
    assert holding("Tomos") == []


def test_a_team_whose_page_is_for_fewer_people_is_not_named(write, nerys, housing, holding):
    Team.objects.filter(pk=housing.pk).update(page_level=Level.ORGANISATION)
    publish(note=write(teams=[housing]), by=nerys)
    assert holding("Housing") == []
    assert audit() == ()


def test_a_note_without_a_title_stands_under_its_week(write, nerys, page):
    publish(note=write(""), by=nerys)
    assert '<h1 class="p-name">Week 11</h1>' in page("people/nerys/2021-w11/index.html")


def test_a_reflection_needs_no_week_and_stands_under_the_one_it_is_dated_in(write, nerys, page):
    publish(note=write("Thoughts", monday=None, kind=Note.REFLECTION, dated=date(2020, 7, 15)), by=nerys)
    assert "Thoughts" in page("2020/w29/index.html")
    assert audit() == ()


def test_a_review_stands_on_its_year_and_on_no_week(write, nerys, page):
    publish(note=write("My year", monday=None, kind=Note.REVIEW, dated=date(2020, 12, 31)), by=nerys)
    assert "My year" in page("2020/index.html")
    assert page("2020/w53/index.html") == ""
    assert audit() == ()


def test_a_note_of_two_weeks_stands_on_both(write, nerys, page):
    publish(note=write(monday=date(2020, 12, 28), last_monday=date(2021, 1, 4)), by=nerys)
    assert "Two in the morning" in page("2020/w53/index.html")
    assert "Two in the morning" in page("2021/w01/index.html")
    assert "53–1" in page(NOTE)
    assert audit() == ()


def test_two_notes_of_one_name_have_two_addresses(write, nerys, tomos):
    notes = [write() for _ in range(3)]
    for note in notes:
        publish(note=note, by=nerys)
    assert len({public_url(note) for note in notes}) == 3
    assert audit() == ()


def test_an_empty_note_is_refused_and_nothing_changes(write, nerys, holding):
    for html in ("", "<p></p>", "<p> </p>"):
        note = write("Empty", html)
        with pytest.raises(NotPublished, match="no words"):
            publish(note=note, by=nerys)
        note.refresh_from_db()
        assert note.edition is None
    assert Edition.objects.count() == 0
    assert holding("Empty") == []


def test_a_public_note_with_nothing_for_everyone_is_refused(write, nerys, housing):
    note = write(html='<h2 data-audience="team">All of it</h2><p>For the team.</p>', teams=[housing])
    with pytest.raises(NotPublished, match="for fewer people"):
        publish(note=note, by=nerys)
    assert Edition.objects.count() == 0


def test_a_weeknote_without_a_week_is_refused(write, nerys):
    with pytest.raises(NotPublished, match="week"):
        publish(note=write(monday=None), by=nerys)


def test_an_audience_of_nobody_is_refused(write, nerys):
    with pytest.raises(NotPublished, match="nobody is named"):
        publish(note=write(), by=nerys, level=Level.NAMED)
    with pytest.raises(NotPublished, match="no team"):
        publish(note=write(), by=nerys, level=Level.TEAM)


def test_nobody_publishes_for_somebody_else(write, tomos, holding):
    note = write()
    with pytest.raises(PermissionDenied):
        publish(note=note, by=tomos)
    assert holding("Two in the morning") == []


def test_publishing_marks_the_save_that_was_published(write, nerys):
    note = write()
    publish(note=note, by=nerys)
    assert Revision.objects.get(body__note=note).state == Revision.PUBLISHED


def test_a_sample_organisation_says_so_on_every_page(write, nerys, organisation, page):
    organisation.sample = True
    organisation.save()
    publish(note=write(), by=nerys)
    for path in (NOTE, "index.html", "people/nerys/index.html", "2021/index.html", "2021/w11/index.html"):
        assert "A sample organisation" in page(path), path


def test_pages_ask_nothing_of_anybody_else_and_run_nothing(write, nerys, holding, page):
    publish(note=write(), by=nerys)
    # A block of data is no script: no browser runs it.
    assert [path for path in holding("<script") if page(path).replace('<script type="application/ld+json">', "").count("<script")] == []
    assert 'href="/sign-in/"' in page("index.html")
    for line in page(NOTE).splitlines():
        if "src=" in line or "<link" in line:
            assert "//" not in line or "rel=\"canonical\"" in line or 'rel="alternate"' in line


def test_a_person_of_that_name_cannot_leave_the_folder(organisation, write, holding):
    odd = Person.objects.create(slug="..", name="Odd")
    note = write(author=odd)
    with pytest.raises(ValueError, match="no path of a page"):
        publish(note=note, by=odd)
    assert holding("Two in the morning") == []
    assert Edition.objects.count() == 0
