"""kill -9 at commits, renames and removals: what was answered holds, and nothing is left half published."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[2]
# What a public note stands on, in an organisation of one language.
PLACES = {"index.html", "feed.xml", "people/nerys/index.html", "people/nerys/feed.xml", "2021/w11/index.html", "2021/w11/feed.xml", "2021/feed.xml"}


@pytest.fixture
def place(tmp_path, django_db_blocker, request):
    """The environment of a site of its own: a folder with empty tables, and on PostgreSQL an empty database, gone afterwards."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("WEEKNOTES_", "DJANGO_"))}
    environ = {**ours, "WEEKNOTES_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "PYTHONPATH": str(SOURCE)}
    if connection.vendor != "postgresql":
        environ.pop("DATABASE_URL", None)
        (tmp_path / "data").mkdir(mode=0o700)
        shutil.copyfile(request.getfixturevalue("tables"), tmp_path / "data" / "weeknotes.sqlite3")
        yield environ
        return
    name = f"killed_{uuid.uuid4().hex}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield {**environ, "DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"}
    finally:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.timeout(1200)  # a loaded machine makes it slow, never red
def test_whoever_is_killed_leaves_nothing_lost_and_nothing_half_published(place):
    done = subprocess.run([sys.executable, str(HERE / "killed_driver.py")], env=place, capture_output=True, text=True, timeout=1100, check=False)
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr[-3000:]
    assert len(rounds) > 30
    assert rounds[0]["said"][-1] == "withdrawn"
    seen = set()
    for one in rounds:
        said, number = one["said"], one["number"]
        assert one["differences"] == [], one
        if "saved first" in said:
            assert one["bodies"] in ([[f"<p>First {number}.</p>"]], [[f"<p>Second {number}.</p>"]]), one
        if "saved second" in said:
            assert one["bodies"] == [[f"<p>Second {number}.</p>"]], one
        if "published first" in said and not one["withdrawn"]:
            assert one["level"] == 4, one
        if "withdrawn" in said:
            assert (one["level"], one["withdrawn"]) == (0, True), one
        shown = {"first": one["editions"] == 1, "second": one["editions"] == 2}
        for words, newest in shown.items():
            if one["level"] == 4 and newest:
                # The page itself, its lists and its feeds: whole.
                assert set(one[words]) > PLACES, one
            else:
                assert one[words] == [], one
        # The second text has a picture, in two formats: there with it and never without it.
        assert len(one["pictures"]) == (2 if one["level"] == 4 and shown["second"] else 0), one
        assert bool(one["titled"]) == (one["level"] == 4), one
        seen.add((one["level"], one["editions"], one["swept"] > 0))
    # The rounds did reach each state, some by way of the sweep.
    assert {(0, 0, False), (4, 1, False), (4, 1, True), (4, 2, True), (0, 2, True), (0, 2, False)} <= seen
