"""The audit sees each kind of tampering, on disk and in the records, and nothing else."""

import pytest
from django.utils import timezone

from weeknotes.notes.models import Edition, Note, Sight
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.commands import audit_command
from weeknotes.publishing.models import Page, PageNote
from weeknotes.publishing.publish import publish
from weeknotes.publishing.statics import manifest

pytestmark = pytest.mark.django_db

NOTE = "people/nerys/two-in-the-morning/index.html"


@pytest.fixture
def note(write, nerys):
    made = write()
    publish(note=made, by=nerys)
    assert audit() == ()
    return made


def kinds():
    return {(one.path, one.what) for one in audit()}


def test_a_missing_file(note, settings):
    (settings.PUBLIC / NOTE).unlink()
    assert kinds() == {(NOTE, "missing")}


def test_one_changed_byte(note, settings):
    file = settings.PUBLIC / NOTE
    file.write_bytes(file.read_bytes().replace(b"Rain", b"Rein", 1))
    assert kinds() == {(NOTE, "different")}


def test_a_file_that_nobody_published(note, settings):
    (settings.PUBLIC / "people" / "leak.html").write_text("x")
    (settings.PUBLIC / ".hidden").write_text("x")
    assert kinds() == {("people/leak.html", "extra"), (".hidden", "extra")}


def test_a_link_to_a_file_or_a_folder(note, settings):
    (settings.PUBLIC / "passwd").symlink_to("/etc/passwd")
    (settings.PUBLIC / "people" / "etc").symlink_to("/etc")
    assert kinds() == {("passwd", "link"), ("people/etc", "link")}


def test_a_page_replaced_by_a_link_to_the_same_words(note, settings, tmp_path):
    file = settings.PUBLIC / NOTE
    (tmp_path / "copy").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(tmp_path / "copy")
    assert kinds() == {(NOTE, "missing"), (NOTE, "link")}


def test_a_record_without_a_page_and_a_page_without_a_record(note):
    Page.objects.filter(path=NOTE).update(path="people/nerys/elsewhere/index.html")
    found = kinds()
    assert ("people/nerys/elsewhere/index.html", "old row") in found
    assert (NOTE, "no row") in found
    assert (NOTE, "extra") in found


def test_a_record_of_other_bytes(note):
    Page.objects.filter(path=NOTE).update(fingerprint="0" * 64)
    assert kinds() == {(NOTE, "wrong row")}


def test_a_page_that_waits(note):
    Page.objects.filter(path=NOTE).update(stale_at=timezone.now())
    assert kinds() == {(NOTE, "waiting")}


def test_a_page_that_does_not_say_of_whom_it_speaks(note):
    PageNote.objects.filter(page__path=NOTE).delete()
    assert kinds() == {(NOTE, "wrong notes")}


def test_a_half_made_file(note, settings):
    (settings.STAGING / "abc").write_text("x")
    assert kinds() == {("staging/abc", "left over")}


def test_words_changed_in_the_database(note):
    Sight.objects.filter(note=note).update(html="<p>Never said.</p>")
    found = kinds()
    assert (NOTE, "different") in found
    assert ("feed.xml", "different") in found


def test_a_note_taken_back_in_the_database_alone(note):
    Note.objects.filter(pk=note.pk).update(level=0, edition=None)
    Edition.objects.filter(note=note).delete()
    found = kinds()
    assert (NOTE, "extra") in found
    assert ("people/nerys/index.html", "extra") in found
    assert ("index.html", "different") in found
    bake(everything=True)
    assert audit() == ()


def test_styles_are_held_against_their_list(note, settings):
    style = settings.STATIC_ROOT / (manifest() or {})["weeknotes.css"]  # a look of one's own, which another test chose, has a file beside it
    held = style.read_bytes()
    try:
        style.write_bytes(held + b" ")
        assert kinds() == {(f"static/{style.name}", "different")}
        style.unlink()
        assert kinds() == {(f"static/{style.name}", "missing")}
    finally:
        style.write_bytes(held)
    stranger = settings.STATIC_ROOT / "stranger.js"
    try:
        stranger.write_text("x")
        assert kinds() == {("static/stranger.js", "extra")}
    finally:
        stranger.unlink()


def test_a_style_of_an_earlier_version_may_stay(note, settings):
    earlier = settings.STATIC_ROOT / "old.9dd4e461268c.css"  # the sum of "x"
    try:
        earlier.write_text("x")
        assert audit() == ()
    finally:
        earlier.unlink()


def test_every_difference_is_a_sentence(note, settings):
    (settings.PUBLIC / NOTE).unlink()
    (one,) = audit()
    assert one.sentence == f"{NOTE} should stand there and does not."


def test_pages_that_were_made_for_another_address_are_one_difference_and_compared_as_those(note, settings, capsys):
    here, there = settings.SITE_URL, "https://notes.glanderw.example:8443"
    settings.SITE_URL = there
    assert audit_command() == 1
    (first, *more) = capsys.readouterr().out.splitlines()
    assert more == []
    assert f"made for {here}, and this command was told that the site is at {there}" in first
    assert "WEEKNOTES_URL" in first
    assert "weeknotes bake --all" in first
    file = settings.PUBLIC / NOTE
    file.write_bytes(file.read_bytes().replace(b"Rain", b"Rein", 1))
    assert kinds() == {("", "address"), (NOTE, "different")}
    assert there == settings.SITE_URL
    bake(everything=True)
    assert here not in (settings.PUBLIC / "sitemap.xml").read_text()
    settings.SITE_URL = here
    assert {what for _path, what in kinds()} == {"address"}


@pytest.mark.parametrize("said", ["", "Sitemap: javascript:alert(1)/sitemap.xml", "Sitemap: https://elsewhere.example/deep/sitemap.xml"])
def test_where_the_folder_does_not_say_its_address_pages_are_those_of_the_site(note, settings, said):
    (settings.PUBLIC / "robots.txt").write_text(said)
    assert kinds() == {("robots.txt", "different")}
