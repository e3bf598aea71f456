"""Taking back and narrowing: gone everywhere, before the verb returns."""

import pytest
from django.core.exceptions import PermissionDenied

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Edition, Note, Sight
from weeknotes.notes.rendition import renditions
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Membership
from weeknotes.publishing.audit import audit
from weeknotes.publishing.models import Page, PageNote
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.refusal import NotPublished
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db


def test_a_withdrawn_note_is_nowhere_on_disk(write, nerys, housing, holding, page):
    note = write("Penguin", "<p>Penguin words</p>", cy=("Pengwin", "<p>Geiriau Penguin</p>"), teams=[housing])
    stays = write("Otter", "<p>Otter words</p>")
    publish(note=note, by=nerys)
    publish(note=stays, by=nerys)
    withdraw(note=note, by=nerys)
    assert (note.level, note.edition_id) == (Level.ME, None)
    for word in ("Penguin", "penguin", "Pengwin", "pengwin"):
        assert holding(word) == []
    assert "Otter" in page("index.html")
    assert not PageNote.objects.filter(note=note).exists()
    assert not Page.objects.filter(path__contains="penguin").exists()
    assert page("teams/housing/index.html") == ""
    assert audit() == ()


def test_the_last_note_taken_back_leaves_a_first_page_that_says_so(write, nerys, page, settings):
    note = write()
    publish(note=note, by=nerys)
    withdraw(note=note, by=nerys)
    assert "Nothing is published here yet" in page("index.html")
    assert page("people/nerys/index.html") == ""
    assert [one.name for one in (settings.PUBLIC / "people").iterdir()] == ["index.html"]  # the list of everybody, with nobody on it
    assert audit() == ()


def test_the_edition_is_kept_as_a_shell(write, nerys):
    note = write()
    publish(note=note, by=nerys)
    withdraw(note=note, by=nerys)
    assert Edition.objects.get(note=note).withdrawn_at is not None
    assert not Sight.objects.filter(note=note).exists()
    assert note.bodies.get().html


def test_a_note_taken_back_can_be_published_again_at_its_old_address(write, nerys, page):
    note = write()
    publish(note=note, by=nerys)
    withdraw(note=note, by=nerys)
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert "Rain all week" in page("people/nerys/two-in-the-morning/index.html")
    assert audit() == ()


@pytest.mark.parametrize("before", [Level.PUBLIC, Level.TEAM])
def test_a_title_that_not_everybody_may_know_any_more_does_not_stay_in_the_address(write, rewrite, nerys, housing, page, client, before):
    note = write("Penguin", teams=[housing])
    publish(note=note, by=nerys, level=before)
    if before == Level.PUBLIC:
        withdraw(note=note, by=nerys)
    rewrite(note, "<p>Rain.</p>", title="Otter")
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert "Rain." in page("people/nerys/otter/index.html")
    assert page("people/nerys/penguin/index.html") == ""
    answer = client.get("/people/nerys/penguin/")
    assert (answer.status_code, answer.headers.get("Location")) == ((301, "/people/nerys/otter/") if before == Level.PUBLIC else (404, None))
    # While everybody reads it where it stands, it stays there, whatever it is called.
    rewrite(note, "<p>Rain.</p>", title="Heron")
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert "Heron" in page("people/nerys/otter/index.html")
    assert audit() == ()


def test_neighbours_no_longer_link_to_a_note_taken_back(write, nerys, page):
    notes = [write(title) for title in ("First", "Second", "Third")]
    for note in notes:
        publish(note=note, by=nerys)
    withdraw(note=notes[1], by=nerys)
    assert 'href="/people/nerys/third/" rel="next"' in page("people/nerys/first/index.html")
    assert audit() == ()


@pytest.mark.parametrize("level", [Level.ME, Level.NAMED, Level.TEAM, Level.ORGANISATION])
def test_a_narrowed_note_is_nowhere_on_disk(write, nerys, tomos, housing, holding, level):
    note = write("Penguin", "<p>Penguin words</p>", teams=[housing], named=[tomos])
    publish(note=note, by=nerys)
    edition = narrow(note=note, by=nerys, level=level)
    assert (note.level, note.wanted_level, edition.level) == (level, level, level)
    assert holding("Penguin") == []
    assert holding("penguin") == []
    assert audit() == ()


def test_narrowing_publishes_nothing_written_since(write, rewrite, nerys, tomos):
    note = write(html="<p>As published.</p>")
    publish(note=note, by=nerys)
    rewrite(note, "<p>Half a thought.</p>")
    narrow(note=note, by=nerys, level=Level.ORGANISATION)
    note = Note.objects.get(pk=note.pk)
    (shown,) = renditions([note], viewer_of(tomos))[note.pk]
    assert "As published" in shown.html


def test_narrowing_to_a_team_keeps_the_words_that_the_team_had(write, nerys, tomos, housing):
    Membership.objects.create(team=housing, person=tomos)
    note = write(html='<p>Open.</p><h2 data-audience="team">Ours</h2><p>Team words.</p><h2 data-audience="me">Mine</h2><p>My words.</p>', teams=[housing])
    publish(note=note, by=nerys)
    narrow(note=note, by=nerys, level=Level.TEAM)
    note = Note.objects.get(pk=note.pk)
    (theirs,) = renditions([note], viewer_of(tomos))[note.pk]
    (mine,) = renditions([note], viewer_of(nerys))[note.pk]
    assert "Team words" in theirs.html
    assert "My words" not in theirs.html
    assert "My words" in mine.html


def test_a_correction_may_narrow_too(write, nerys, holding):
    note = write("Penguin", "<p>Penguin words</p>")
    publish(note=note, by=nerys)
    publish(note=note, by=nerys, level=Level.ORGANISATION)
    assert holding("Penguin") == []
    assert audit() == ()


def test_a_draft_cannot_be_taken_back_or_narrowed(write, nerys):
    with pytest.raises(NotPublished, match="not published"):
        withdraw(note=write(), by=nerys)
    with pytest.raises(NotPublished, match="not published"):
        narrow(note=write(), by=nerys, level=Level.ME)


def test_narrowing_is_not_widening(write, nerys):
    note = write(level=Level.ORGANISATION)
    publish(note=note, by=nerys)
    for level in (Level.ORGANISATION, Level.PUBLIC):
        with pytest.raises(NotPublished, match="not be fewer people"):
            narrow(note=note, by=nerys, level=level)


def test_nobody_takes_back_the_note_of_somebody_else(write, nerys, tomos, page):
    note = write()
    publish(note=note, by=nerys)
    with pytest.raises(PermissionDenied):
        withdraw(note=note, by=tomos)
    with pytest.raises(PermissionDenied):
        narrow(note=note, by=tomos, level=Level.ME)
    assert "Rain all week" in page("people/nerys/two-in-the-morning/index.html")
