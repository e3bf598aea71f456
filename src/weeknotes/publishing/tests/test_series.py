"""A series for everyone: its page and feed, and what stands on each note in it."""

from datetime import date, timedelta

import feedparser
import pytest

from weeknotes.notes.delete import delete, erase
from weeknotes.notes.describe import About
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Episode, Note, Series
from weeknotes.notes.series import Chosen, place, series_of
from weeknotes.people.teams import join, leave
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import refresh
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

FIRST = date(2021, 1, 4)


@pytest.fixture
def numbered(write, nerys):
    """Public notes of one series, in the order of their numbers."""

    def made(count: int, *, name: str = "Depot diary") -> list[Note]:
        notes = []
        for n in range(1, count + 1):
            note = write(f"Part the {n}", monday=FIRST + timedelta(weeks=n))
            place(note=note, chosen=Chosen(name=name))
            publish(note=note, by=nerys)
            notes.append(note)
        return notes

    return made


def about(note: Note, chosen: Chosen | None, level: Level = Level.PUBLIC) -> About:
    return About(note.kind, note.week_from, note.week_to, level, (), (), (), None, chosen)


def test_a_note_says_its_number_and_leads_to_its_neighbours_and_its_series(numbered, page):
    numbered(3)
    middle = page("people/nerys/part-the-2/index.html")
    assert '<a href="/series/depot-diary/">Depot diary</a><br>Weeknote 2' in middle
    assert middle.index("Before in the series") < middle.index("Part the 1") < middle.index("Next in the series") < middle.index("Part the 3")
    assert 'href="/people/nerys/part-the-1/" rel="prev">Part the 1</a>' in middle.partition("In this series")[2]
    assert "Next in the series" not in page("people/nerys/part-the-3/index.html")
    assert audit() == ()


def test_a_series_has_a_page_in_its_order_and_a_feed_in_every_tree(numbered, page):
    numbered(3)
    for tree in ("", "cy/"):
        text = page(f"{tree}series/depot-diary/index.html")
        assert [text.index(f">Part the {n}<") for n in (1, 2, 3)] == sorted(text.index(f">Part the {n}<") for n in (1, 2, 3))
        read = feedparser.parse(page(f"{tree}series/depot-diary/feed.xml"))
        assert not read.bozo
        assert [one.title for one in read.entries] == ["Part the 3", "Part the 2", "Part the 1"]
        assert read.feed.title.startswith("Depot diary")
    assert "/series/depot-diary/" in page("sitemap-series.xml")


def test_a_note_that_is_withdrawn_or_narrowed_goes_from_its_series_and_its_neighbours_meet(numbered, page, nerys, settings):
    one, two, three = numbered(3)
    withdraw(note=two, by=nerys)
    assert "Part the 2" not in page("series/depot-diary/index.html")
    assert "Part the 3" in page("people/nerys/part-the-1/index.html")
    narrow(note=three, by=nerys, level=Level.ORGANISATION)
    assert "Part the 3" not in page("people/nerys/part-the-1/index.html")
    withdraw(note=one, by=nerys)
    assert not (settings.PUBLIC / "series" / "depot-diary").exists()
    assert audit() == ()


def test_a_series_whose_notes_are_for_fewer_people_stands_nowhere_for_everyone(write, nerys, settings):
    note = write("Between us", level=Level.ORGANISATION)
    place(note=note, chosen=Chosen(name="Quiet diary"))
    publish(note=note, by=nerys)
    assert "Quiet diary" not in "".join(p.read_text() for p in settings.PUBLIC.rglob("*.*ml"))
    assert audit() == ()


def test_another_number_or_series_of_a_published_note_comes_with_its_next_edition(numbered, page, nerys):
    one, _two, three = numbered(3)
    series = Series.objects.get()
    publish(note=three, by=nerys, about=about(three, Chosen(series, "", 9)))
    assert "Weeknote 9" in page("people/nerys/part-the-3/index.html")
    publish(note=one, by=nerys, about=about(one, Chosen(series, "", 12)))
    assert "Part the 1" in page("people/nerys/part-the-3/index.html")
    publish(note=one, by=nerys, about=about(one, Chosen(None, "Another diary")))
    assert "Part the 1" not in page("series/depot-diary/index.html")
    assert "Part the 1" in page("series/another-diary/index.html")
    publish(note=one, by=nerys, about=about(one, None))
    assert Episode.objects.get(note=one).series.slug == "another-diary"
    publish(note=one, by=nerys, about=about(one, Chosen()))
    assert not Episode.objects.filter(note=one).exists()
    assert audit() == ()


def test_seasons_number_from_one_again_and_leave_earlier_ones_as_they_were(numbered, write, page, nerys):
    numbered(2)
    Series.objects.update(season=2)
    note = write("A new start", monday=FIRST + timedelta(weeks=9))
    place(note=note, chosen=Chosen(Series.objects.get()))
    publish(note=note, by=nerys)
    assert "Season 2, episode 1" in page("people/nerys/a-new-start/index.html")
    assert "Weeknote 2" in page("people/nerys/part-the-2/index.html")
    text = page("series/depot-diary/index.html")
    assert text.index(">Part the 2<") < text.index(">A new start<")


def test_another_name_of_a_series_stands_on_every_page_at_once(numbered, page):
    numbered(2)
    series = Series.objects.get()
    series.name_en, series.name_cy = "Yard diary", "Dyddiadur yr iard"
    series.save()
    refresh(series=series)
    for path in ("people/nerys/part-the-1/index.html", "series/depot-diary/index.html", "series/depot-diary/feed.xml"):
        assert "Yard diary" in page(path)
        assert "Depot diary" not in page(path)
    assert "Dyddiadur yr iard" in page("cy/series/depot-diary/index.html")
    assert audit() == ()


def test_a_deleted_note_leaves_its_series_for_good(numbered, nerys):
    (note,) = numbered(1)
    withdraw(note=note, by=nerys)
    delete(note=note, by=nerys)
    erase(note=note, by=nerys)
    assert not Episode.objects.exists()


def test_a_name_that_is_there_already_is_the_same_series_and_others_series_are_not_mine(write, nerys, tomos, housing):
    first, second, third = write("One"), write("Two"), write("Three", author=tomos)
    place(note=first, chosen=Chosen(name="Depot diary"))
    place(note=second, chosen=Chosen(name="  depot   DIARY "))
    place(note=third, chosen=Chosen(name="Depot diary"))
    assert [(one.slug, one.owner.name) for one in Series.objects.order_by("pk")] == [("depot-diary", "Nerys"), ("depot-diary-2", "Tomos")]
    assert [one.number for one in Episode.objects.order_by("pk")] == [1, 2, 1]
    Series.objects.filter(owner=tomos).update(team=housing)
    assert len(series_of(nerys)) == 1
    join(team=housing, person=nerys)
    assert len(series_of(nerys)) == 2
    leave(team=housing, person=nerys)
    assert len(series_of(nerys)) == 1


def test_a_number_that_was_chosen_stays_and_none_is_the_next(write):
    notes = [write(f"{n}") for n in range(3)]
    for note, number in zip(notes, (40, None, 7), strict=True):
        place(note=note, chosen=Chosen(name="Diary", number=number))
    assert [one.number for one in Episode.objects.order_by("pk")] == [40, 41, 7]


def test_in_another_series_a_note_has_another_number_though_the_form_still_shows_the_old_one(write):
    note = write("Rain")
    place(note=note, chosen=Chosen(name="Diary", number=40))
    place(note=note, chosen=Chosen(name="Another", number=40))
    assert (str(Episode.objects.get().series), Episode.objects.get().number) == ("Another", 1)
    place(note=note, chosen=Chosen(name="Another", number=40))
    assert Episode.objects.get().number == 40


def test_the_way_to_the_same_two_notes_is_given_once(numbered, write, page, nerys):
    numbered(3)
    text = page("people/nerys/part-the-2/index.html")
    assert text.count(">Part the 1<") == 1
    publish(note=write("Between", monday=FIRST + timedelta(weeks=2), dated=date(2021, 1, 19)), by=nerys)
    assert audit() == ()
