"""Several processes at once: two that publish, and others that serve what is published."""

import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.publishing.audit import audit
from weeknotes.publishing.narrow import narrow
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
from weeknotes.web.baked import BakedFiles
from weeknotes.web.generation import generation

SOURCE = Path(__file__).resolve().parents[3]

OTHERS = """
import sys, django
django.setup()
from django.conf import settings
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[2]
from weeknotes.notes.models import Note
from weeknotes.notes.levels import Level
from weeknotes.publishing.publish import publish
from weeknotes.publishing.withdraw import withdraw
sys.stdin.readline()
for uid in sys.argv[3:]:
    note = Note.objects.get(uid=uid)
    publish(note=note, by=note.author, level=Level.PUBLIC)
    if sys.argv[1] == "back":
        withdraw(note=note, by=note.author)
"""

SERVER = """
import sys, django
django.setup()
from django.conf import settings
from weeknotes.web.baked import BakedFiles
from weeknotes.web.generation import generation
baked = BakedFiles(root=settings.PUBLIC, memory=1_000_000, shared=generation())
for line in sys.stdin:
    found = baked.find(line.strip(), "")
    print(found.body.decode().replace("\\n", " ") if found else "nothing", flush=True)
"""


def python(script: str, *words: str) -> subprocess.Popen[str]:
    """A process of its own on this test's data folder."""
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "WEEKNOTES_DATA": str(settings.DATA), "PYTHONPATH": str(SOURCE)}
    return subprocess.Popen([sys.executable, "-c", script, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


@pytest.mark.django_db(transaction=True)
def test_processes_that_publish_and_take_back_at_once_leave_every_page_whole(write):
    going, staying = [write(f"Going {n}") for n in range(4)], [write(f"Staying {n}") for n in range(4)]
    jobs = [("back", going[:2]), ("stay", staying[:2]), ("back", going[2:]), ("stay", staying[2:])]
    others = [python(OTHERS, way, str(connection.settings_dict["NAME"]), *(str(note.uid) for note in notes)) for way, notes in jobs]
    for other in others:
        assert other.stdin is not None
        other.stdin.write("go\n")
        other.stdin.flush()
    for other in others:
        _out, err = other.communicate(timeout=120)
        assert other.returncode == 0, err
    assert audit() == ()
    home = (settings.PUBLIC / "index.html").read_text()
    assert "Going" not in home
    assert all(f"Staying {n}" in home for n in range(4))


@pytest.mark.django_db(transaction=True)
def test_threads_that_publish_one_note_at_once_make_editions_one_after_the_other(write, nerys):
    note = write()
    failed = []

    def one():
        try:
            publish(note=Note.objects.get(pk=note.pk), by=nerys)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(note.editions.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert audit() == ()


@pytest.mark.django_db
def test_another_process_serves_nothing_of_a_note_once_the_verb_has_returned(write, nerys):
    at, word = "/people/nerys/penguin/", f"x{uuid.uuid4().hex}"
    places = [at, "/", "/feed.xml", "/people/nerys/", "/people/nerys/feed.xml", "/2021/w11/", "/2021/w11/feed.xml", "/2021/feed.xml", "/cy/", "/cy/feed.xml"]
    here = BakedFiles(root=settings.PUBLIC, memory=1_000_000, shared=generation())

    def serves(other: subprocess.Popen[str], path: str) -> str:
        assert other.stdin is not None and other.stdout is not None
        other.stdin.write(path + "\n")
        other.stdin.flush()
        return other.stdout.readline()

    with python(SERVER) as other:
        for take_back in (lambda note: withdraw(note=note, by=nerys), lambda note: narrow(note=note, by=nerys, level=Level.ORGANISATION)):
            note = write("Penguin", f"<p>{word}</p>")
            publish(note=note, by=nerys)
            at = f"/people/nerys/{note.bodies.get().slug}/"
            for path in [at, *places[1:]]:
                assert word in serves(other, path), path
                found = here.find(path, "")
                assert found is not None and word in found.body.decode(), path
            take_back(note)
            for path in [at, *places[1:]]:
                assert word not in serves(other, path), path
                found = here.find(path, "")
                assert found is None or word not in found.body.decode(), path
        assert other.stdin is not None and other.stdout is not None
        other.stdin.close()
        other.stdout.read()
