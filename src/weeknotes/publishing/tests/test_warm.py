"""What the first publication after a start would wait for is done before anybody waits; nothing comes of it, and nothing is stopped by it."""

import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from weeknotes.publishing import disk
from weeknotes.publishing.models import Page
from weeknotes.publishing.publish import publish
from weeknotes.publishing.tests.test_at_once import SOURCE
from weeknotes.publishing.warm import warm

FIRST = """
import sys, django
django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
from weeknotes.publishing.warm import warm
warm()
from weeknotes.notes.models import Note
from weeknotes.publishing.publish import publish
from weeknotes.prose.vocabulary import CUES, HEADINGS
from weeknotes.web.prepared import Prepared
def worked_out():
    return [len(CUES), len(HEADINGS), {(one.build.__qualname__, sizes) for one in Prepared.every for sizes in one.ready}]
note = Note.objects.get(uid=sys.argv[2])
before = set(sys.modules)
from django.template import engines
compiled = []
compile_one = engines["jinja2"].env.compile
engines["jinja2"].env.compile = lambda source, name=None, *more, **others: compiled.append(name) or compile_one(source, name, *more, **others)
ready = worked_out()
publish(note=note, by=note.author)
print([now for now, then in zip(worked_out(), ready) if now != then and (not isinstance(now, set) or now - then)])
print(sorted(one for one in set(sys.modules) - before if one.startswith("weeknotes.")), compiled)
"""


@pytest.mark.django_db(transaction=True)
def test_the_first_publication_after_a_start_reads_in_no_module_compiles_nothing_and_puts_no_question_together(write, nerys):
    publish(note=write("Before"), by=nerys)
    note = write("After")
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "WEEKNOTES_DATA": str(settings.DATA), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", FIRST, str(connection.settings_dict["NAME"]), str(note.uid)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, env=environ)
    assert done.stdout == "[]\n[] []\n"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_by_it(write, nerys):
    publish(note=write("Before"), by=nerys)
    files, rows = sorted(disk.files()), Page.objects.count()
    warm()
    assert (sorted(disk.files()), Page.objects.count(), disk.staged()) == (files, rows, [])


@pytest.mark.django_db(transaction=True)
def test_a_site_that_nobody_has_begun_is_made_ready_without_a_word(caplog):
    with caplog.at_level(logging.INFO):
        warm()
    assert caplog.records == []


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_made_stops_nothing(write, nerys, caplog, monkeypatch):
    publish(note=write("Before"), by=nerys)
    monkeypatch.setattr(settings, "ECHOES", ["weeknotes.nowhere.at_all"])
    warm()
    assert "ready ahead" in caplog.text
