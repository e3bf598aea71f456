"""Pages about a label: what was said under it week by week, what everybody may not read, and that pages come and go with their notes."""

from datetime import date, timedelta

import feedparser
import pytest

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Person, Team
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import refresh
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

FIRST = date(2021, 1, 4)
WATCHING = "<h2>Ones to watch</h2><p>{label} – {words}</p>"


@pytest.fixture
def watching(write, nerys):
    """A public note of a week that watches something under a label."""

    def made(week: int, words: str, *, label: str = "Out of hours", author: Person | None = None, teams: list[Team] = [], more: str = "") -> Note:  # noqa: B006 - never changed
        html = f"<p>A week.</p>{WATCHING.format(label=label, words=words)}{more}"
        monday = FIRST + timedelta(weeks=week)
        note: Note = write(f"Week note {week}", html, monday=monday, dated=monday + timedelta(days=4), author=author, teams=teams)
        publish(note=note, by=note.author)
        return note

    return made


def test_words_under_a_label_stand_together_newest_first_each_leading_to_its_place(watching, page):
    watching(0, "nine calls before six.")
    assert page("people/nerys/about/out-of-hours/index.html") == ""
    watching(1, "the rota holds – so far.", label="Out-of-hours")
    for tree in ("", "cy/"):
        text = page(f"{tree}people/nerys/about/out-of-hours/index.html")
        assert text.index("the rota holds") < text.index("nine calls")
        assert 'href="/people/nerys/week-note-0/#:~:text=nine%20calls%20before%20six."' in text
        assert "A week." not in text
        read = feedparser.parse(page(f"{tree}people/nerys/about/out-of-hours/feed.xml"))
        assert not read.bozo
        assert [one.title for one in read.entries] == ["Week note 1", "Week note 0"]
        assert read.feed.title == "Out-of-hours – Nerys"
    for week in (0, 1):
        assert 'href="/people/nerys/about/out-of-hours/"' in page(f"people/nerys/week-note-{week}/index.html")
    assert audit() == ()


@pytest.mark.parametrize("how", ["withdraw", "narrow", "rewrite"])
def test_the_page_and_the_ways_to_it_go_with_the_second_note(watching, page, nerys, rewrite, holding, how: str):
    watching(0, "nine calls before six.")
    note = watching(1, "the rota holds.")
    if how == "withdraw":
        withdraw(note=note, by=nerys)
    elif how == "narrow":
        narrow(note=note, by=nerys, level=Level.ORGANISATION)
    else:
        rewrite(note, "<p>Nothing to watch.</p>")
        publish(note=note, by=nerys)
    assert holding("the rota holds") == []
    assert holding("/about/out-of-hours/") == []
    assert audit() == ()
    publish(note=watching(2, "quiet."), by=nerys)
    assert "quiet." in page("people/nerys/about/out-of-hours/index.html")
    assert "/about/out-of-hours/" in page("people/nerys/week-note-0/index.html")
    assert audit() == ()


def test_what_a_section_keeps_to_fewer_people_is_quoted_nowhere(watching, holding, page):
    hidden = '<h2 data-audience="team">What I learned</h2><ul><li>Out of hours – between us.</li><li>Quiet desk – between us too.</li></ul>'
    watching(0, "nine calls.", more=hidden)
    watching(1, "the rota holds.", more=hidden)
    assert "nine calls" in page("people/nerys/about/out-of-hours/index.html")
    assert holding("between us") == []
    assert holding("Quiet desk") == []
    assert audit() == ()


def test_a_teams_page_gathers_what_its_people_say_under_a_label(watching, page, nerys, tomos, housing):
    watching(0, "nine calls.", teams=[housing])
    watching(1, "the rota holds.", author=tomos, teams=[housing])
    text = page("teams/housing/about/out-of-hours/index.html")
    assert "nine calls" in text
    assert "Tomos" in text
    assert page("people/nerys/about/out-of-hours/index.html") == ""
    assert 'href="/cy/teams/housing/about/out-of-hours/"' in page("cy/people/tomos/week-note-1/index.html")
    assert audit() == ()
    housing.page_level = Level.ORGANISATION
    housing.save()
    refresh(team=housing)
    assert page("teams/housing/about/out-of-hours/index.html") == ""
    assert "/about/out-of-hours/" not in page("cy/people/tomos/week-note-1/index.html")
    assert audit() == ()


def test_a_label_is_said_in_the_language_it_is_written_in_on_the_page_of_the_other(write, page, nerys):
    for week in (0, 1):
        monday = FIRST + timedelta(weeks=week)
        watched = WATCHING.format(label="Night calls", words="as they were."), WATCHING.format(label="Galwadau nos", words="fel yr oedden nhw.")
        note: Note = write(f"Week note {week}", watched[0], monday=monday, dated=monday + timedelta(days=4), cy=(f"Nodyn {week}", watched[1]))
        publish(note=note, by=nerys)
    assert '<span class="quote">Night calls</span><br><a href="/people/nerys/about/night-calls/">' in page("people/nerys/week-note-1/index.html")
    welsh = page("cy/people/nerys/nodyn-1/index.html")
    assert '<span class="quote" lang="en">Night calls</span><br><a href="/cy/people/nerys/about/night-calls/">' in welsh
    assert '<span class="vh"><span lang="en">Night calls</span>, </span>Nerys' in welsh
    assert '<h1 class="p-name" lang="en">Night calls</h1>' in page("cy/people/nerys/about/night-calls/index.html")
    assert audit() == ()


def test_a_label_said_in_one_note_alone_has_no_page_and_one_of_somebody_else_is_not_mine(watching, holding, tomos):
    watching(0, "nine calls.")
    watching(1, "the rota holds.", author=tomos)
    assert holding("/about/out-of-hours/") == []
    assert audit() == ()


def test_another_name_of_the_writer_moves_the_page(watching, page, nerys):
    watching(0, "nine calls.")
    watching(1, "the rota holds.")
    nerys.slug, nerys.name = "nerys-ann", "Nerys Ann"
    nerys.save()
    refresh(person=nerys)
    assert page("people/nerys/about/out-of-hours/index.html") == ""
    assert "Nerys Ann" in page("people/nerys-ann/about/out-of-hours/index.html")
    assert audit() == ()
