"""Sounds and films of public notes: files that are there when the note is and gone when it goes, with their words as they were published."""

from io import BytesIO
from pathlib import Path

import pytest

from weeknotes.notes.levels import Level
from weeknotes.notes.models import SaidThen
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tell_media import Words, tell_words
from weeknotes.notes.tests.recorded import MP3, VTT
from weeknotes.publishing.audit import audit
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

NOTE = "people/nerys/two-in-the-morning/index.html"


@pytest.fixture
def there(settings):
    """The files of media in the public folder, by ending."""

    def listed() -> dict[str, bytes]:
        folder = Path(settings.PUBLIC) / "media"
        return {f.suffix: f.read_bytes() for f in folder.iterdir()} if folder.is_dir() else {}

    return listed


@pytest.fixture
def with_sound(write, rewrite, nerys):
    """A note with one sound, not published yet; the sound."""

    def made(**more):
        note = write(**more)
        media = take_sound(note=note, by=nerys, name="rain.mp3", file=BytesIO(MP3), size=len(MP3))
        rewrite(note, f'<p>Rain all week.</p><p><a href="/media/{media.uid}">The rain</a></p>')
        return note, media

    return made


def test_a_public_note_plays_its_sound_from_a_file_and_shows_its_words_as_they_were_published(with_sound, nerys, page, there):
    note, media = with_sound()
    publish(note=note, by=nerys)
    assert there() == {".mp3": MP3}
    shown = page(NOTE)
    assert f'<source src="/media/{media.original.key[:32]}.mp3" type="audio/mpeg">' in shown
    assert "There is no transcript yet." in shown
    tell_words(media=media, lang="en", words=Words("It rains.", "automatic", VTT))
    assert audit() == ()
    assert "It rains." not in page(NOTE)
    publish(note=note, by=nerys)
    assert "<summary>Transcript, made by a program and not checked</summary><div><p>It rains.</p></div>" in page(NOTE)
    assert set(there()) == {".mp3", ".vtt"}
    assert there()[".vtt"].startswith(b"WEBVTT")
    assert '<track kind="captions" src="/media/' in page(NOTE)
    assert audit() == ()


@pytest.mark.parametrize("taken_back", [withdraw, lambda note, by: narrow(note=note, by=by, level=Level.TEAM)])
def test_what_is_taken_back_leaves_no_file(with_sound, nerys, there, taken_back):
    note, media = with_sound()
    tell_words(media=media, lang="en", words=Words("It rains.", "checked", VTT))
    publish(note=note, by=nerys)
    assert set(there()) == {".mp3", ".vtt"}
    taken_back(note=note, by=nerys)
    assert there() == {}
    assert audit() == ()


def test_a_sound_in_a_narrower_part_is_no_file(write, rewrite, nerys, there, page):
    note = write()
    media = take_sound(note=note, by=nerys, name="rain.mp3", file=BytesIO(MP3), size=len(MP3))
    rewrite(note, f'<p>Rain.</p><h2 data-audience="team">For us</h2><p><a href="/media/{media.uid}">The rain</a></p>')
    publish(note=note, by=nerys)
    assert there() == {}
    assert str(media.uid) not in page(NOTE)


def test_in_a_feed_it_is_a_link(with_sound, nerys, page):
    note, media = with_sound()
    publish(note=note, by=nerys)
    feed = page("people/nerys/feed.xml")
    assert f"/media/{media.uid}" in feed
    assert "audio" not in feed


def test_the_words_of_a_note_that_is_withdrawn_are_gone(with_sound, nerys):
    note, media = with_sound()
    tell_words(media=media, lang="en", words=Words("It rains.", "checked"))
    publish(note=note, by=nerys)
    assert SaidThen.objects.get().text == "It rains."
    withdraw(note=note, by=nerys)
    assert not SaidThen.objects.exists()
