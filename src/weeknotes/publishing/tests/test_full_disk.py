"""A disk that is really full: a small one of its own, filled to the last byte."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as now
from django.db import connection

from weeknotes.notes.levels import Level
from weeknotes.people import site
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.commands import bake_command
from weeknotes.publishing.models import Page
from weeknotes.publishing.names_due import follow
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.refusal import DiskFull
from weeknotes.publishing.sweep import sweep
from weeknotes.publishing.withdraw import withdraw

NOTE = "people/nerys/two-in-the-morning/index.html"


@pytest.fixture
def disk(small_disk, settings):
    """A file system of four megabytes that holds the public and the staging folder."""
    at = small_disk("size=4m")
    shutil.copytree(now.STATIC_ROOT, at / "public" / "static")
    settings.PUBLIC, settings.STAGING, settings.STATIC_ROOT = at / "public", at / "staging", at / "public" / "static"
    return at


def fill(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (65536, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return filler


@pytest.fixture
def published(disk, write, nerys):
    bake()
    note = write(html="<p>Penguin.</p>")
    publish(note=note, by=nerys)
    assert audit() == ()
    return note


@pytest.mark.django_db
def test_a_note_is_not_published_on_a_full_disk_and_says_why(disk, write, nerys, holding):
    bake()
    note = write(html="<p>Penguin.</p>")
    filler = fill(disk)
    with pytest.raises(DiskFull) as refused:
        publish(note=note, by=nerys)
    assert refused.value.sentence == "Your note is saved, but not published. The disk on this server is full."
    note.refresh_from_db()
    assert (note.level, note.edition) == (Level.ME, None)
    assert note.bodies.get().html == "<p>Penguin.</p>"
    assert holding("Penguin") == []
    filler.unlink()
    assert audit() == ()
    publish(note=note, by=nerys, level=Level.PUBLIC)
    assert holding("Penguin")
    assert audit() == ()


@pytest.mark.django_db
def test_a_correction_on_a_full_disk_leaves_the_note_as_readers_see_it(disk, published, rewrite, nerys, page):
    rewrite(published, "<p>Walrus.</p>" * 500)
    filler = fill(disk)
    with pytest.raises(DiskFull, match="readers still see this note as before"):
        publish(note=published, by=nerys)
    assert "Penguin" in page(NOTE)
    filler.unlink()
    assert audit() == ()


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["withdraw", "narrow"])
def test_a_full_disk_keeps_nothing_in_sight(disk, published, write, nerys, holding, page, client, way):
    for n in range(12):
        publish(note=write(f"Otter {n}"), by=nerys)
    filler = fill(disk)
    withdraw(note=published, by=nerys) if way == "withdraw" else narrow(note=published, by=nerys, level=Level.ORGANISATION)
    assert holding("Penguin") == []
    assert holding("two-in-the-morning") == []
    waiting = set(Page.objects.filter(stale_at__isnull=False).values_list("path", flat=True))
    assert waiting, "the disk was not full enough for this test"
    for path in sorted(waiting & {"index.html", "feed.xml", "people/nerys/index.html"}):
        answer = client.get("/" + path.removesuffix("index.html"))
        assert answer.status_code == 200
        assert "Otter 3" in answer.text
        assert "Penguin" not in answer.text
    filler.unlink()
    assert sweep() > 0
    assert audit() == ()
    assert "Otter 3" in page("index.html")


@pytest.mark.django_db
def test_the_sweep_and_the_bake_say_so_and_go_on_later(disk, published, organisation, capsys, caplog):
    Page.objects.update(stale_at=published.published_at)
    organisation.name_en = "Glanderw " * 15
    organisation.save()
    site.forget()
    filler = fill(disk)
    assert sweep() == 0
    assert "the disk on this server is full" in caplog.text
    assert bake_command() == 1
    assert "make room" in capsys.readouterr().err
    filler.unlink()
    assert bake_command() == 0
    assert audit() == ()


@pytest.mark.django_db(transaction=True)
def test_a_name_that_changed_while_the_disk_was_full_is_on_every_page_once_there_is_room(disk, published, nerys, holding, client):
    filler = fill(disk)
    client.force_login(nerys, backend=BACKEND)
    sent = {"name": "Eirlys", "email": nerys.email, "lang": "en", "writes": "en", "goal_day": "0", "note_day": "4", "cadence": "1"}
    assert client.post("/settings/", sent).status_code == 503
    assert Person.objects.get().name == "Eirlys"
    assert holding("Nerys")
    for word in (Path(now.DATA) / "names-due").iterdir():
        os.utime(word, (0, 0))  # a minute later
    with pytest.raises(OSError, match="No space left"):
        follow()
    filler.unlink()
    assert follow() == 1
    assert holding("Nerys") == []
    assert holding("Eirlys")
    assert sweep() == 0
    assert audit() == ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_full_database_is_a_full_disk_too(write, nerys, holding):
    """SQLite itself says that there is no room, when it may have no more pages than it has."""
    note = write(html="<p>Penguin.</p>" * 4000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no page is left free by the tests before
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        with pytest.raises(DiskFull, match="not published"):
            publish(note=note, by=nerys)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    note.refresh_from_db()
    assert note.edition is None
    assert holding("Penguin") == []
    assert not list(now.STAGING.iterdir())
    assert audit() == ()
