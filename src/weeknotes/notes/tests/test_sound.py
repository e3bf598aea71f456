"""Sounds and films: which are taken, who may have them, from which place, what is said in them, and the page of all one gave."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from weeknotes.notes import media_files, tell_media
from weeknotes.notes.checking import notice
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Blob, Media, Placing, SaidThen, Transcript
from weeknotes.notes.picture import NotTaken
from weeknotes.notes.placing import displace
from weeknotes.notes.register import register
from weeknotes.notes.sound import kind_of
from weeknotes.notes.start import start
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.take_sound import take_sound
from weeknotes.notes.tell_media import Words, tell_about, tell_words
from weeknotes.notes.tests.drawn import drawn
from weeknotes.notes.tests.recorded import BARE_MP3, MP3, OPUS, VTT, WAV, WEBM, box, mp4
from weeknotes.people.models import Organisation, Person
from weeknotes.people.sign_in import BACKEND


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (MP3, "audio/mpeg"), (BARE_MP3, "audio/mpeg"), (OPUS, "audio/ogg"), (WEBM, "video/webm"), (mp4(b"soun"), "audio/mp4"),
        (mp4(b"vide", b"soun"), "video/mp4"), (mp4(b"soun", late=False), "audio/mp4"), (mp4(b"soun", brand=b"M4A "), "audio/mp4"),
    ],
)  # fmt: skip
def test_what_a_file_is_is_told_by_its_bytes(data: bytes, kind: str) -> None:
    assert kind_of(BytesIO(data), len(data)) == kind


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"), (WAV, "WAV"), (mp4(b"vide", brand=b"qt  "), "QuickTime"), (b"words", "no sound or film"), (b"\xff\xfb", "no sound or film"),
        (mp4(), "no sound or film"), (box(b"ftyp", b"isom") + b"\0\0\0\1mdat" + bytes(8), "no sound or film"), (b"<html>", "no sound or film"),
        (box(b"ftyp", b"isom") + b"\0\0\0\0mdat" + bytes(8), "no sound or film"), (b"OggS" + bytes(24) + b"\x80theora", "no sound or film"),
    ],
)  # fmt: skip
def test_what_browsers_cannot_play_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(NotTaken, match=says):
        kind_of(BytesIO(data), len(data))


def test_what_is_longer_than_the_host_allows_is_refused(settings) -> None:
    settings.MOST_MEDIA = 1_000_000
    with pytest.raises(NotTaken, match="larger than 1 MB"):
        kind_of(BytesIO(MP3), 1_000_001)


@pytest.fixture
def nerys(db: None) -> Person:
    Organisation.objects.create(id=1, name_en="Glanderw", name_cy="Glanderw", languages="en,cy")
    return Person.objects.create(slug="nerys", name="Nerys", email="nerys@example.org")


def client(person: Person | None) -> Client:
    made = Client()
    if person is not None:
        made.force_login(person, backend=BACKEND)
    return made


def sound(note, by, data: bytes = MP3, name: str = "rain.mp3") -> Media:
    return take_sound(note=note, by=by, name=name, file=BytesIO(data), size=len(data))


@pytest.fixture
def note(nerys: Person):
    return start(author=nerys, monday=None, title="Rain", html="<p>Rain.</p>", level=Level.ME)


def test_a_sound_is_sent_by_the_form_without_scripts_and_stands_at_the_end(nerys, note) -> None:
    me = client(nerys)
    body = note.bodies.get()
    page = me.get(f"/write/{note.uid}/en/").text
    assert "up to 50 MB each" in page
    sent = {"version": body.version, "title": "Rain", "markdown": "Rain again.", "sound_words": "The rain <now>", "sound": SimpleUploadedFile("x.exe", MP3)}
    answer = me.post(f"/write/{note.uid}/en/sound/", sent, follow=True)
    assert "It stands at the end of your text." in answer.text
    body.refresh_from_db()
    media = Media.objects.get()
    assert body.html == f'<p>Rain again.</p>\n<p><a href="/media/{media.uid}">The rain &lt;now&gt;</a></p>'
    assert media.original.kind == "audio/mpeg"
    assert Placing.objects.get(sight=None).media == media
    assert media_files.lacking() == []
    refused = me.post(f"/write/{note.uid}/en/sound/", {"sound": SimpleUploadedFile("x.mp3", WAV)}, follow=True)
    assert "x.mp3: This is a WAV file" in refused.text
    assert "No sound or film was chosen" in me.post(f"/write/{note.uid}/en/sound/", follow=True).text


def test_a_sound_is_sent_by_the_script(nerys, note) -> None:
    me, fetch = client(nerys), {"X-Requested-With": "fetch"}
    answer = me.post(f"/write/{note.uid}/en/sound/", {"sound": SimpleUploadedFile("a.mp4", mp4(b"vide"))}, headers=fetch)
    media = Media.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"src": f"/media/{media.uid}", "words": f"/media/{media.uid}/words/"})
    assert me.post(f"/write/{note.uid}/en/sound/", {"sound": SimpleUploadedFile("a.mp4", b"x")}, headers=fetch).status_code == 422
    assert me.post(f"/write/{note.uid}/en/sound/", headers=fetch).status_code == 422


def test_who_may_have_a_sound_has_it_from_the_place_they_ask_for_and_others_not_at_all(nerys, note) -> None:
    media, stranger = sound(note, nerys), Person.objects.create(slug="tomos", name="Tomos", email="tomos@example.org")
    at = f"/media/{media.uid}"
    assert client(stranger).get(at).status_code == client(None).get(at).status_code == 404
    me = client(nerys)
    whole = me.get(at)
    assert whole.getvalue() == MP3
    assert (whole["Content-Type"], whole["Accept-Ranges"], whole["X-Content-Type-Options"]) == ("audio/mpeg", "bytes", "nosniff")
    assert whole["Content-Security-Policy"] == "default-src 'none'; media-src 'self'; sandbox"
    part = me.get(at, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.getvalue(), part["Content-Range"]) == (206, MP3[10:20], f"bytes 10-19/{len(MP3)}")
    assert me.get(at, headers={"Range": "bytes=99999-"}).status_code == 416
    assert me.get(at, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    assert me.head(at)["Content-Length"] == str(len(MP3))
    kept = me.get(f"{at}/original")
    assert kept["Content-Disposition"] == 'attachment; filename="rain.mp3"'
    assert kept.getvalue() == MP3
    media_files.path_of(media.original.key, shown=True).unlink()
    assert me.get(at).status_code == 404


def test_captions_are_cleaned_begin_a_transcript_and_are_their_owners_until_published(nerys, note) -> None:
    media = sound(note, nerys)
    kept = tell_words(media=media, lang="en", words=Words("", "none", VTT))
    assert (kept.text, kept.state) == ("It rains.", "automatic")
    assert kept.captions is not None
    at = reverse("captions", args=[media.uid, kept.captions.key[:32]])
    answer = client(nerys).get(at)
    assert (answer["Content-Type"], answer.content) == ("text/vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nIt rains.\n")
    assert client(None).get(at).status_code == 404
    assert client(nerys).get(at.replace(kept.captions.key[:32], "0" * 32)).status_code == 404
    tell_words(media=media, lang="en", words=Words("It rains a lot.", "checked", remove=True))
    assert Transcript.objects.get().captions is None


def test_captions_that_others_took_the_place_of_are_cleared_away(nerys, note) -> None:
    media = sound(note, nerys)
    tell_words(media=media, lang="en", words=Words("", "none", VTT))
    tell_words(media=media, lang="en", words=Words("Rain.", "none", VTT.replace(b"It rains", b"It pours")))
    media_files.clear()
    assert Blob.objects.filter(kind="text/vtt").count() == 1
    assert Transcript.objects.get().captions is not None
    erase_note = media.placings.get().note
    displace(erase_note)
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"words", "WEBVTT"), (b"\xff", "UTF-8"), (b"WEBVTT\n\nx\ny", "line 4"), (b"WEBVTT", "no words"), (b"x" * 2_000_001, "too long"),
     (b"WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny", "order")],
)  # fmt: skip
def test_what_is_no_captions_is_refused_and_the_transcript_kept(nerys, note, data: bytes, says: str) -> None:
    media = sound(note, nerys)
    with pytest.raises(NotTaken, match=says):
        tell_words(media=media, lang="en", words=Words("It rains.", "checked", data))
    assert Transcript.objects.get().text == "It rains."


def test_captions_too_long_for_a_transcript_are_kept_without_one(nerys, note, monkeypatch) -> None:
    monkeypatch.setattr(tell_media, "MOST_TRANSCRIPT", 5)
    with pytest.raises(NotTaken, match="captions are kept"):
        tell_words(media=sound(note, nerys), lang="en", words=Words("", "none", VTT))
    kept = Transcript.objects.get()
    assert (kept.text, kept.state, kept.captions is None) == ("", "none", False)


def test_the_page_of_a_sound_keeps_its_words_in_each_language_and_is_its_owners(nerys, note) -> None:
    media = sound(note, nerys)
    me, at = client(nerys), f"/media/{media.uid}/words/"
    page = me.get(at).text
    assert "says of where and with what it was taken is left out" in page
    assert 'lang="cy"' in page
    sent = {"en-text": "It rains.", "en-state": "checked", "cy-text": "Mae’n bwrw.", "cy-state": "automatic", "credit": " Nerys  ", "consent": "nobody"}
    assert "Readers of a published note get it" in me.post(at, sent, follow=True).text
    assert {(one.lang, one.text, one.state) for one in Transcript.objects.all()} == {("en", "It rains.", "checked"), ("cy", "Mae’n bwrw.", "automatic")}
    media.refresh_from_db()
    assert (media.about.credit, media.about.consent) == ("Nerys", "nobody")
    wrong = me.post(at, sent | {"cy-captions": SimpleUploadedFile("x.vtt", b"words")})
    assert wrong.status_code == 422
    assert "does not begin with WEBVTT" in wrong.text
    assert "file is empty" in me.post(at, sent | {"cy-captions": SimpleUploadedFile("x.vtt", b"")}).text
    assert "are not shown these words until" in me.post(at, sent | {"en-state": "none"}, follow=True).text
    assert Transcript.objects.get(lang="en").text == "It rains."
    assert me.post(at, sent | {"en-text": "x" * 200_001}).status_code == 422
    assert me.post(at, sent | {"en-state": "perfect"}).status_code == 422
    other = Person.objects.create(slug="tomos", name="Tomos", email="tomos@example.org", is_host=True)
    assert client(other).get(at).status_code == 404
    assert client(None).get(at).status_code == 302


def test_the_check_names_a_sound_without_a_transcript_in_the_language_of_the_text(nerys, note) -> None:
    media, body = sound(note, nerys), note.bodies.get()
    body.html = f'<p><a href="/media/{media.uid}">Rain</a></p>'
    assert [one.finding.rule for one in notice(body)] == ["media_no_transcript"]
    tell_words(media=media, lang="cy", words=Words("Glaw.", "checked"))
    assert [one.finding.rule for one in notice(body)] == ["media_no_transcript"]
    tell_words(media=media, lang="en", words=Words("Rain.", "automatic"))
    assert notice(body) == ()


def test_the_register_shows_what_slipped_through_first_and_leads_to_where_it_is_mended(nerys, note) -> None:
    film = sound(note, nerys, mp4(b"vide"), "film.mp4")
    fine = take_picture(note=note, by=nerys, name="fine.png", data=drawn(size=(30, 30))).media
    bare = take_picture(note=note, by=nerys, name="bare.png", data=drawn(size=(40, 30))).media
    body = note.bodies.get()
    body.html = f'<p><img src="/media/{fine.uid}" alt="Rain"><img src="/media/{bare.uid}"></p><p><a href="/media/{film.uid}">Film</a></p>'
    body.save()
    tell_about(media=fine, credit="", consent="nobody")
    lines, counts = register(nerys)
    assert [(line.media.name, line.sort, line.slips) for line in lines] == [
        ("bare.png", "picture", ("alt", "consent")), ("film.mp4", "film", ("transcript", "captions", "consent")), ("fine.png", "picture", ()),
    ]  # fmt: skip
    assert counts == {"alt": 1, "transcript": 1, "unchecked": 0, "captions": 1, "consent": 2, "unplaced": 0}
    me = client(nerys)
    page = me.get("/media/").text
    assert page.index("bare.png") < page.index("film.mp4") < page.index("fine.png")
    assert f"/write/{note.uid}/en/" in page
    assert f"/media/{film.uid}/words/" in page
    assert f'href="/write/{body.note.uid}/{body.lang}/#medium-{film.uid}"' in page
    only = me.get("/media/?only=captions").text
    assert "film.mp4" in only
    assert "bare.png" not in only
    assert "bare.png" in me.get("/media/?only=nonsense").text
    other = Person.objects.create(slug="tomos", name="Tomos", email="tomos@example.org", is_host=True)
    assert "film.mp4" not in client(other).get("/media/").text


def test_what_stands_in_no_note_may_have_its_words_in_any_language(nerys, note) -> None:
    media = sound(note, nerys)
    tell_words(media=media, lang="cy", words=Words("Glaw.", "checked"))
    tell_words(media=media, lang="en", words=Words("", "none"))
    assert register(nerys)[0][0].slips == ("consent", "unplaced")


def test_the_register_does_not_tell_where_else_a_picture_went(nerys, note) -> None:
    media = sound(note, nerys)
    tell_words(media=media, lang="en", words=Words("Rain.", "automatic"))
    note.bodies.update(html=f'<p><a href="/media/{media.uid}">Rain</a></p>')
    note.author = Person.objects.create(slug="tomos", name="Tomos", email="tomos@example.org")
    note.save()
    (line,) = register(nerys)[0]
    assert line.places == ()
    assert line.slips == ("unchecked", "consent", "unplaced")
    assert SaidThen.objects.count() == 0
    assert Blob.objects.count() == 1
