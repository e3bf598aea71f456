"""What comes in as one whole, while the worker goes its rounds beside it: before the commit there is nothing for it to finish, and afterwards nothing is left undone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from contracts.gate.world import make_world
from weeknotes.notes.levels import Level
from weeknotes.notes.models import Note
from weeknotes.people.models import Organisation
from weeknotes.publishing.audit import audit
from weeknotes.publishing.many import finish
from weeknotes.publishing.models import Page
from weeknotes.transfer.back.bundle import opened as opened_again
from weeknotes.transfer.back.restore import begin_here, restore
from weeknotes.transfer.example import make_sample, remove_sample
from weeknotes.transfer.out.export import export
from weeknotes.transfer.out.into import opened
from weeknotes.transfer.out.wanted import Wanted

pytestmark = pytest.mark.django_db(transaction=True)

# Written after the notes themselves, and in one transaction with them.
LATE = 'INSERT INTO "memory_measure"'
# Long enough for a worker that does not wait to come to its end.
SECONDS = 3


WORKER = """
import sys, django
django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
from weeknotes.publishing.many import finish_left
print("here", flush=True)
sys.stdin.readline()
finish_left()
"""


@contextmanager
def a_worker_comes_by() -> Iterator[None]:
    """Once notes are written and not yet committed, another process does what was left to be finished; it is through when the block ends."""
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "WEEKNOTES_DATA": str(settings.DATA)}
    command = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"])]
    came: list[str] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ) as worker:
        told, said = worker.stdin, worker.stdout
        assert told is not None and said is not None
        assert said.readline() == "here\n"

        def watch(execute, sql, params, many, context):
            if sql.startswith(LATE) and not came:
                came.append(sql)
                told.write("go\n")
                told.flush()
                with suppress(subprocess.TimeoutExpired):
                    worker.wait(SECONDS)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            yield
        assert came
        assert worker.wait(60) == 0


def pages_of_notes() -> int:
    return Page.objects.filter(kind="note").count()


def test_the_sample_has_all_its_pages_though_the_worker_came_by_before_it_was_whole():
    with a_worker_comes_by():
        make_sample()
    assert (settings.PUBLIC / "index.html").is_file()
    assert pages_of_notes() >= Note.objects.filter(level=Level.PUBLIC).count() > 40
    assert audit() == ()


def test_an_export_that_comes_back_has_all_its_pages_though_the_worker_came_by_before_it_was_whole(tmp_path: Path):
    by = make_world().people["organisation member"]
    finish()
    before = pages_of_notes()
    with opened(tmp_path / "all") as into:
        export(wanted=Wanted(by=by), into=into)
    Organisation.objects.update(sample=True)
    remove_sample()
    bundle = opened_again(tmp_path / "all")
    person = begin_here(bundle)
    assert person is not None
    with a_worker_comes_by():
        restore(bundle=bundle, person=person, as_before=True)
    assert pages_of_notes() == before > 0
    assert audit() == ()
