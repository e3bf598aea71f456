"""Pictures of public notes: there when the note is, gone when it goes, shared by notes and languages, known to audit and sweep."""

import os
import time
import uuid
from pathlib import Path

import pytest

from weeknotes.notes import media_files
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Body, Copy, Placing
from weeknotes.notes.save import save
from weeknotes.notes.take_picture import take_picture
from weeknotes.notes.tests.drawn import drawn, with_exif
from weeknotes.notes.views_picture import figure
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.models import Page
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.sweep import sweep
from weeknotes.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db

NOTE = "people/nerys/two-in-the-morning/index.html"


def picture(note, data=None, by=None):
    return take_picture(note=note, by=by or note.author, name="depot.jpg", data=data or drawn(size=(700, 400)))


@pytest.fixture
def with_picture(write, rewrite):
    """A note with one picture, not published yet; what was taken."""

    def made(title="Two in the morning", data=None, alt="The depot in the rain", section="", **more):
        note = write(title, **more)
        taken = picture(note, data)
        rewrite(note, f"<p>Rain all week.</p>{section}{figure(taken, alt=alt, caption='The depot')}")
        return note, taken

    return made


@pytest.fixture
def there(settings):
    """The picture files in the public folder."""

    def listed() -> set[str]:
        folder = Path(settings.PUBLIC) / "media"
        return {f.name for f in folder.iterdir()} if folder.is_dir() else set()

    return listed


def test_a_public_note_shows_its_picture_in_sizes_from_files_that_are_there(with_picture, nerys, page, there):
    note, taken = with_picture()
    publish(note=note, by=nerys)
    assert len(there()) == Copy.objects.filter(media=taken.media).count() == 4
    html = page(NOTE)
    assert 'width="700" height="400" loading="lazy"' in html
    assert 'alt="The depot in the rain"' in html
    assert "480w" in html and "700w" in html and "image/avif" in html
    assert str(taken.media.uid) not in html
    assert all(f"/media/{name}" in html for name in there())
    assert audit() == ()


def test_a_feed_gives_whole_addresses_of_pictures(with_picture, nerys, page, there, settings):
    note, _taken = with_picture()
    publish(note=note, by=nerys)
    feed = page("people/nerys/feed.xml")
    assert all(f"{settings.SITE_URL}/media/{name}" in feed for name in there())
    assert 'src="/media/' not in feed.replace("&quot;", '"')


def test_no_word_of_the_camera_and_no_original_is_in_the_public_folder(with_picture, nerys, holding):
    data = with_exif()
    note, _taken = with_picture(data=data)
    publish(note=note, by=nerys)
    assert holding("Glanderw Cameras") == holding("Mared at home") == holding("GPS") == []


def test_a_photo_alone_can_be_a_note(write, rewrite, nerys, page, there):
    note = write("", "")
    taken = picture(note)
    rewrite(note, figure(taken, alt="The depot", caption=""))
    publish(note=note, by=nerys)
    assert there()
    assert 'alt="The depot"' in page("people/nerys/2021-w11/index.html")
    assert audit() == ()


def test_a_withdrawn_note_takes_its_pictures_with_it(with_picture, nerys, there, settings):
    note, _taken = with_picture()
    publish(note=note, by=nerys)
    withdraw(note=note, by=nerys)
    assert there() == set()
    assert not (settings.PUBLIC / "media").exists()
    assert not Page.objects.filter(kind="picture").exists()
    assert audit() == ()
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert len(there()) == 4


@pytest.mark.parametrize("level", [Level.ME, Level.NAMED, Level.TEAM, Level.ORGANISATION])
def test_a_narrowed_note_takes_its_pictures_with_it(with_picture, nerys, tomos, housing, there, level):
    note, _taken = with_picture(teams=[housing], named=[tomos])
    publish(note=note, by=nerys)
    narrow(note=note, by=nerys, level=level)
    assert there() == set()
    assert audit() == ()


def test_a_picture_taken_out_of_the_text_goes_when_that_is_published(with_picture, rewrite, nerys, there):
    note, _taken = with_picture()
    publish(note=note, by=nerys)
    rewrite(note, "<p>Rain all week.</p>")
    assert there()
    publish(note=note, by=nerys)
    assert there() == set()
    assert audit() == ()


@pytest.mark.parametrize("audience", ["me", "named", "team", "organisation"])
def test_a_picture_in_a_part_for_fewer_people_is_no_public_file(with_picture, nerys, tomos, housing, there, page, audience):
    note, taken = with_picture(section=f'<h2 data-audience="{audience}">Between us</h2>', teams=[housing], named=[tomos])
    publish(note=note, by=nerys)
    assert there() == set()
    assert "media/" not in page(NOTE)
    assert Placing.objects.filter(media=taken.media, sight__isnull=False, sight__level__lt=Level.PUBLIC).exists()
    assert audit() == ()


def test_a_picture_that_comes_to_stand_in_a_part_for_fewer_people_goes_from_the_public_folder(with_picture, rewrite, nerys, there):
    note, taken = with_picture()
    publish(note=note, by=nerys)
    rewrite(note, f'<p>Rain all week.</p><h2 data-audience="team">For us</h2>{figure(taken, alt="The depot", caption="")}')
    publish(note=note, by=nerys)
    assert there() == set()


def test_the_same_picture_in_two_notes_stays_until_the_last_of_them_goes(with_picture, nerys, there, page):
    first, _one = with_picture("First")
    second, _two = with_picture("Second")  # the same file, given twice
    publish(note=first, by=nerys)
    names = there()
    publish(note=second, by=nerys)
    assert there() == names
    withdraw(note=first, by=nerys)
    assert there() == names
    assert audit() == ()
    narrow(note=second, by=nerys, level=Level.ORGANISATION)
    assert there() == set()
    assert audit() == ()


def test_a_figure_copied_into_another_note_of_ones_own_is_shown_in_both(with_picture, write, nerys, there, page):
    first, taken = with_picture("First")
    second = write("Second", figure(taken, alt="Again", caption=""))
    publish(note=first, by=nerys)
    publish(note=second, by=nerys)
    withdraw(note=first, by=nerys)
    assert there()
    assert 'alt="Again"' in page("people/nerys/second/index.html")


def test_two_languages_share_a_picture_each_with_its_words(with_picture, nerys, there, page):
    note, taken = with_picture()
    body = Body.objects.create(note=note, lang="cy")
    html = f"<p>Glaw drwy'r wythnos.</p>{figure(taken, alt='Y depo yn y glaw', caption='Y depo')}"
    save(body=body, by=nerys, title="Dau o'r gloch", html=html, version=0, save_key=uuid.uuid4())
    publish(note=note, by=nerys)
    assert len(there()) == 4
    welsh = next(page(p) for p in Page.objects.filter(kind="note", lang="cy").values_list("path", flat=True))
    assert 'alt="Y depo yn y glaw"' in welsh and 'alt="The depot in the rain"' not in welsh
    assert 'alt="The depot in the rain"' in page(NOTE)
    assert all(f"/media/{name}" in welsh for name in there())
    withdraw(note=note, by=nerys)
    assert there() == set()


def test_the_audit_sees_a_picture_that_nobody_published_one_that_is_missing_and_one_that_was_changed(with_picture, nerys, there, settings):
    note, _taken = with_picture()
    publish(note=note, by=nerys)
    folder = settings.PUBLIC / "media"
    changed, gone, *_rest = sorted(there())
    (folder / "orphan.webp").write_bytes(b"RIFF")
    (folder / changed).write_bytes(b"RIFF")
    (folder / gone).unlink()
    assert {(one.path, one.what) for one in audit()} == {
        ("media/orphan.webp", "extra"),
        (f"media/{changed}", "different"),
        (f"media/{gone}", "missing"),
    }
    bake()
    assert audit() == ()
    assert "orphan.webp" not in there()


def test_the_audit_sees_what_the_media_folder_lost_and_what_nothing_explains_there(with_picture, nerys, settings):
    note, taken = with_picture()
    publish(note=note, by=nerys)
    original = media_files.path_of(taken.media.original.key, shown=False)
    held = original.read_bytes()
    original.unlink()
    assert [(one.path, one.what) for one in audit()] == [(original.relative_to(settings.DATA).as_posix(), "lost")]
    original.write_bytes(held)
    stray = media_files.path_of("0" * 64, shown=True)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"half a picture")
    assert audit() == ()  # it may be being taken this minute
    an_age_ago = time.time() - 2 * media_files.SETTLED_SECONDS
    os.utime(stray, (an_age_ago, an_age_ago))
    assert [one.what for one in audit()] == ["stray"]
    assert media_files.clear() == 1
    assert not stray.exists()
    assert audit() == ()
    stray.write_bytes(b"half a picture")
    os.utime(stray, (an_age_ago, an_age_ago))
    assert media_files.clear() == 0  # it looked this hour


def test_where_no_picture_has_a_row_nothing_is_cleared_away(organisation):
    key = media_files.put(b"a picture of another database", shown=False)
    original = media_files.path_of(key, shown=False)
    an_age_ago = time.time() - 2 * media_files.SETTLED_SECONDS
    os.utime(original, (an_age_ago, an_age_ago))
    assert media_files.clear() == 0
    assert original.exists()
    assert [one.what for one in audit()] == ["stray"]
    assert media_files.clear_all() == 1


def test_a_picture_that_waits_is_shown_all_the_same_and_the_sweep_puts_it_in_place(with_picture, nerys, there, client, settings):
    note, _taken = with_picture()
    publish(note=note, by=nerys)
    name = min(there())
    Page.objects.filter(path=f"media/{name}").update(stale_at=note.published_at)
    (settings.PUBLIC / "media" / name).unlink()
    answer = client.get(f"/media/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, f"image/{name.rpartition('.')[2]}")
    assert sweep() == 1
    assert name in there()
    assert audit() == ()


def test_a_name_that_is_no_file_is_not_there(client, organisation):
    assert client.get(f"/media/{'0' * 32}.webp").status_code == 404
    assert client.get(f"/media/{uuid.uuid4()}").status_code == 404
    assert client.get(f"/media/{uuid.uuid4()}/480.webp").status_code == 404
