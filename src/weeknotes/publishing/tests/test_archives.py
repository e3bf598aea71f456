"""Weeks and years: they lead to each other, long lists are cut up, and publishing touches no more pages as a site grows."""

import re
from datetime import date, timedelta

import pytest

from weeknotes.notes.models import Note
from weeknotes.publishing import sheets
from weeknotes.publishing.audit import audit
from weeknotes.publishing.baked import home
from weeknotes.publishing.baked import week as weeks_page
from weeknotes.publishing.beside import week_after, week_before
from weeknotes.publishing.change import affected
from weeknotes.publishing.models import Page
from weeknotes.publishing.pins import pin
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(write, freeze_many):
    """So many public notes of one week, dated one after the other."""

    def made(count: int, monday: date = date(2021, 3, 15), **more: object) -> list[Note]:
        notes = [write(f"Note {monday} {n}", monday=monday, dated=monday + timedelta(days=n % 5), **more) for n in range(count)]
        freeze_many(notes)
        return notes

    return made


@pytest.fixture
def few(monkeypatch):
    """Sheets of three notes, so that a long list is short."""
    for module in (sheets, weeks_page):
        monkeypatch.setattr(module, "EACH", 3)


def test_the_first_page_says_of_a_week_how_many_notes_stand_on_its_page_also_where_it_shows_fewer_or_one_is_pinned(many, nerys, page, monkeypatch):
    monkeypatch.setattr(home, "MOST", 2)
    nerys.is_host = True
    nerys.save()
    notes = many(5)
    pin(note=notes[4], by=nerys, key="home")
    for says, oldest in ((5, notes[0]), (4, notes[1])):
        for at, words in (("index.html", f"{says} notes"), ("2021/w11/index.html", f"{says} notes"), ("cy/index.html", f"{says} nodyn")):
            assert words in page(at), at
        withdraw(note=oldest, by=nerys)
    assert audit() == ()


def test_a_review_in_a_week_without_other_notes_leads_to_no_page_of_that_week(write, nerys, page):
    newest, monday = date(2021, 1, 1), date(2020, 12, 28)
    publish(note=write("My year", kind=Note.REVIEW, monday=None, dated=newest, cy=("Fy mlwyddyn", "<p>Glaw.</p>")), by=nerys)
    for tree, says in (("", "1 note"), ("cy/", "1 nodyn")):
        assert page(f"{tree}2020/w53/index.html") == ""
        assert f"{tree}2020/w53/" not in page(f"{tree}index.html")
        assert says in page(f"{tree}index.html")
    other = write("Rain", monday=monday)
    publish(note=other, by=nerys)
    assert '<a href="/2020/w53/">28 December 2020 – 1 January 2021</a><br>2 notes' in page("index.html")
    withdraw(note=other, by=nerys)
    assert "2020/w53/" not in page("index.html")
    assert audit() == ()


def test_every_part_of_a_list_names_the_feeds_there_are_and_no_others(many, few, page, settings):
    many(7)
    parts = [f"{tree}{at}" for tree in ("", "cy/") for at in ("2021/w11/1/", "people/nerys/years/2021/", "people/nerys/years/2021/1/")]
    for part in parts:
        named = re.findall(r'type="application/(?:atom\+xml|rss\+xml|feed\+json)" href="/([^"]+)"', page(f"{part}index.html"))
        assert named, part
        assert [feed for feed in named if not (settings.PUBLIC / feed).is_file()] == [], part


def test_weeks_lead_to_the_weeks_beside_them_that_have_notes(write, nerys, page):
    for week in (10, 14, 11):
        publish(note=write(f"Week {week}", monday=date.fromisocalendar(2021, week, 1)), by=nerys)
    assert 'href="/2021/w11/" rel="next"' in page("2021/w10/index.html")
    assert 'href="/2021/w10/" rel="prev"' in page("2021/w11/index.html")
    assert 'href="/2021/w14/" rel="next"' in page("2021/w11/index.html")
    assert 'rel="next"' not in page("2021/w14/index.html")
    between = Note.objects.get(bodies__title="Week 11")
    withdraw(note=between, by=nerys)
    assert 'href="/2021/w14/" rel="next"' in page("2021/w10/index.html")
    assert 'href="/2021/w10/" rel="prev"' in page("2021/w14/index.html")
    assert audit() == ()


def test_a_note_of_several_weeks_and_one_of_a_day_count_as_weeks_beside(write, nerys):
    monday = date.fromisocalendar(2021, 10, 1)
    long = write("A long one", monday=monday)
    long.week_to = monday + timedelta(weeks=3)
    long.save(update_fields=["week_to"])
    publish(note=long, by=nerys)
    publish(note=write("Starts later, ends sooner", monday=monday + timedelta(weeks=1)), by=nerys)
    publish(note=write("A day", monday=None, kind=Note.REFLECTION, dated=date.fromisocalendar(2021, 20, 3)), by=nerys)
    assert week_before(date.fromisocalendar(2021, 18, 1)) == date.fromisocalendar(2021, 13, 1)
    assert week_before(date.fromisocalendar(2021, 12, 1)) == date.fromisocalendar(2021, 11, 1)
    assert week_after(date.fromisocalendar(2021, 13, 1)) == date.fromisocalendar(2021, 20, 1)
    assert week_after(date.fromisocalendar(2021, 2, 1)) == monday
    assert week_before(monday) is week_after(date.fromisocalendar(2021, 20, 1)) is None


def test_years_lead_to_the_years_beside_them_that_have_notes(write, nerys, page):
    for year in (2018, 2021):
        publish(note=write(f"In {year}", monday=date.fromisocalendar(year, 20, 1)), by=nerys)
    publish(note=write("A year", monday=None, kind=Note.REVIEW, dated=date(2020, 6, 1)), by=nerys)
    assert 'href="/2020/" rel="next"' in page("2018/index.html")
    assert 'href="/2018/" rel="prev"' in page("2020/index.html")
    assert 'href="/2021/" rel="next"' in page("2020/index.html")
    assert 'href="/cy/2020/" rel="prev"' in page("cy/2021/index.html")
    assert audit() == ()


def test_a_persons_and_a_teams_notes_are_cut_by_year(write, nerys, housing, page):
    for year in (2019, 2021):
        publish(note=write(f"In {year}", monday=date.fromisocalendar(year, 20, 1), dated=date(year, 5, 20), teams=[housing]), by=nerys)
    for whose in ("people/nerys", "teams/housing"):
        assert f'<a href="/{whose}/years/2019/">2019</a>' in page(f"{whose}/index.html")
        one = page(f"{whose}/years/2021/index.html")
        assert "In 2021" in one
        assert "In 2019" not in one
        assert f'href="/{whose}/years/2019/" rel="prev"' in one
    withdraw(note=Note.objects.get(bodies__title="In 2019"), by=nerys)
    assert page("people/nerys/years/2019/index.html") == ""
    assert 'rel="prev"' not in page("people/nerys/years/2021/index.html")
    assert audit() == ()


def test_a_busy_week_has_sheets_that_fill_from_the_oldest(few, many, write, nerys, page):
    many(3)
    assert page("2021/w11/1/index.html") == ""
    publish(note=write("The fourth", monday=date(2021, 3, 15), dated=date(2021, 3, 20)), by=nerys)
    assert "The fourth" in page("2021/w11/index.html")
    assert 'href="/2021/w11/1/"' in page("2021/w11/index.html")
    oldest = page("2021/w11/1/index.html")
    assert [f"Note 2021-03-15 {n}" in oldest for n in range(3)] == [True] * 3
    assert "The fourth" not in oldest
    baked = Page.objects.get(path="2021/w11/1/index.html").baked_at
    for n in range(2):
        publish(note=write(f"Later {n}", monday=date(2021, 3, 15), dated=date(2021, 3, 20)), by=nerys)
    assert Page.objects.get(path="2021/w11/1/index.html").baked_at == baked
    assert audit() == ()
    publish(note=write("The first of a second sheet", monday=date(2021, 3, 15), dated=date(2021, 3, 20)), by=nerys)
    assert 'href="/2021/w11/2/"' in page("2021/w11/1/index.html")
    assert audit() == ()


def test_what_leaves_a_busy_week_closes_its_gap(few, many, nerys, page):
    notes = many(8)
    assert page("2021/w11/2/index.html")
    for note in notes[:3]:
        withdraw(note=note, by=nerys)
        assert audit() == ()
    assert page("2021/w11/2/index.html") == ""
    assert 'href="/2021/w11/"' in page("2021/w11/1/index.html")


def test_a_busy_year_of_a_person_has_sheets_too(few, many, page):
    many(4)
    many(1, date(2020, 3, 16))
    assert 'href="/people/nerys/years/2021/1/"' in page("people/nerys/years/2021/index.html")
    assert 'href="/people/nerys/years/2020/" rel="prev"' in page("people/nerys/years/2021/1/index.html")
    assert audit() == ()


def test_publishing_touches_no_more_pages_on_a_larger_site(write, freeze_many, nerys, tomos):
    def fill(year: int, weeks: range, each: int) -> None:
        mondays = [date.fromisocalendar(year, week, 1) for week in weeks for _ in range(each)]
        freeze_many([write(f"{n}", monday=m, dated=m, author=(nerys, tomos)[n % 2]) for n, m in enumerate(mondays)])

    def pages(title: str) -> int:
        note = write(title, monday=date(2021, 3, 15), dated=date(2021, 3, 17))
        publish(note=note, by=nerys)
        return len(affected(note))

    fill(2019, range(20, 22), 1)
    fill(2021, range(10, 13), 2)
    small = pages("Small")
    fill(2019, range(1, 15), 2)
    fill(2021, range(13, 25), 2)
    assert pages("Large") == small
