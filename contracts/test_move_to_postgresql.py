"""A site that began on SQLite moves to PostgreSQL by a backup that is restored there: every row, every page, and people write on."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

import psycopg
import pytest

from bench.visitor import Visitor
from contracts import servers
from contracts.test_backup import dsn, fill, of_its_own, rows, run

# What each database has of its own, and what a restore makes anew or writes down.
OWN = {"sqlite_sequence", "django_migrations", "search_doc", "search_words", "publishing_page", "publishing_pagenote", "transfer_backup"}
ALL = """
import json, sys, django
django.setup()
from django.apps import apps
from django.core import serializers
for model in apps.get_models(include_auto_created=True):
    if model._meta.managed and model._meta.db_table not in sys.argv[1:]:
        for one in serializers.serialize("jsonl", model._base_manager.order_by("pk").iterator(chunk_size=500)).splitlines():
            print(one)
"""


@pytest.fixture(scope="module")
def began(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> tuple[Path, Path, dict[str, str]]:
    """The data of the sample organisation on SQLite, a backup of it with its public pages, and the address that both have."""
    top = tmp_path_factory.mktemp("began")
    shutil.copytree(prepared, top / "data")
    with servers.site(top) as site, Visitor(site) as host:
        mine = {"WEEKNOTES_URL": site.url}
        fill(site, host, sample=True)
        host.save(host.note("2015-W01"), save_key=str(uuid.uuid4()), version=0, title="Rain", html="<p>A draft about gutters.</p>")
    file = top / "kept.tar.zst"
    done = run("backup", "--to", str(file), "--with-public", data=top / "data", extra=mine)
    assert done.returncode == 0, done.stderr
    return top / "data", file, mine


@pytest.fixture
def there(postgres: str) -> Iterator[dict[str, str]]:
    """DATABASE_URL of an empty PostgreSQL."""
    with of_its_own(postgres) as extra:
        yield extra


def everything(data: Path, extra: Mapping[str, str]) -> list[dict[str, object]]:
    """Every row of a site as the program has it, whichever database it is in."""
    environ = {**servers.environment(data, 8000), "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", **extra}
    done = subprocess.run([sys.executable, "-c", ALL, *sorted(OWN)], env=environ, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]  # what stands in a column of JSON has no order


def stopped(file: Path, place: Path, there: dict[str, str], *, by: signal.Signals) -> tuple[int, str]:
    """Begin to bring the site in `file` back, and stop all that is at it while its rows are under way; the exit code, and what was said."""
    environ = {**servers.environment(place, 8000), **there}
    typed = servers.command("restore", str(file), "--into", str(place))
    # Whoever runs the tests in the background has them pass Ctrl-C over, and what they start with them.
    was = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(typed, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    signal.signal(signal.SIGINT, was)
    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
    with psycopg.connect(dsn(there["DATABASE_URL"]), autocommit=True) as held:
        servers.until(lambda: process.poll() is not None or held.execute(busy).fetchone() != (0,), "rows are written")
    os.killpg(process.pid, by)
    said, _none = process.communicate(timeout=60)
    return process.returncode, said


def tables_of(extra: Mapping[str, str]) -> list[str]:
    with psycopg.connect(dsn(extra["DATABASE_URL"])) as held:
        return [row[0] for row in held.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def test_a_site_that_began_on_sqlite_goes_on_in_postgresql_as_it_was(began: tuple[Path, Path, dict[str, str]], there: dict[str, str], tmp_path: Path) -> None:
    data, file, mine = began
    place = tmp_path / "data"
    came = run("restore", str(file), "--into", str(place), data=place, extra=there | mine)
    assert came.returncode == 0, came.stderr + came.stdout
    assert "rows of its SQLite database are in the PostgreSQL that DATABASE_URL names." in came.stdout
    assert "Every public file is what was published, and nothing else is there." in came.stdout
    assert list(place.glob("*sqlite3*")) == []
    before = everything(data, mine)
    assert len(before) > 500
    after = everything(place, there | mine)
    assert [pair for pair in zip_longest(before, after) if pair[0] != pair[1]] == []
    was, now = rows(data, mine), rows(place, there)
    assert {name for name in was.keys() | now.keys() if len(was.get(name, ())) != len(now.get(name, ()))} <= OWN | {"search_fts", "sqlite_stat1"}
    public = {path.relative_to(data): path.read_bytes() for path in (data / "public").rglob("*") if path.is_file()}
    assert {path.relative_to(place): path.read_bytes() for path in (place / "public").rglob("*") if path.is_file()} == public
    with servers.site(tmp_path, extra=there) as site, Visitor(site) as host:
        host.get("/sample/")
        assert host.press("/sample/enter/", **{"as": "writer"}).status == 302
        assert "Rain" in host.get("/write/").text
        assert "<mark>" in host.get("/search/?q=lift").text
        # What is new has numbers that nothing had before.
        assert host.save(host.note("2015-W02"), save_key=str(uuid.uuid4()), version=0, title="Sun", html="<p>Sun all week.</p>").status == 200


def test_a_move_that_is_killed_halfway_leaves_no_site_and_the_same_command_brings_it(
    began: tuple[Path, Path, dict[str, str]], there: dict[str, str], tmp_path: Path
) -> None:
    place = tmp_path / "data"
    assert stopped(began[1], place, there, by=signal.SIGKILL)[0] == -signal.SIGKILL
    # Whoever serves the folder by mistake would begin a site of nobody's in the database.
    assert not (place / "secret").exists()
    came = run("audit", data=place, extra=there)
    assert (came.returncode, "There is no Weeknotes site in" in came.stderr) == (1, True), came.stderr
    servers.until(lambda: tables_of(there) == [], "nothing is in the database")
    came = run("restore", str(began[1]), "--into", str(place), data=place, extra=there | began[2])
    assert came.returncode == 0, came.stderr + came.stdout
    assert "Every public file is what was published, and nothing else is there." in came.stdout


def test_a_move_that_somebody_stops_leaves_nothing_and_says_so_quietly(began: tuple[Path, Path, dict[str, str]], there: dict[str, str], tmp_path: Path) -> None:
    code, said = stopped(began[1], tmp_path / "data", there, by=signal.SIGINT)
    assert code == 130
    assert "Traceback" not in said
    assert not (tmp_path / "data").exists()
    servers.until(lambda: tables_of(there) == [], "nothing is in the database")


def test_a_database_that_is_not_empty_is_left_alone(began: tuple[Path, Path, dict[str, str]], there: dict[str, str], tmp_path: Path) -> None:
    with psycopg.connect(dsn(there["DATABASE_URL"]), autocommit=True) as held:
        held.execute("CREATE TABLE letters (words text)")
    came = run("restore", str(began[1]), "--into", str(tmp_path / "data"), data=tmp_path / "data", extra=there)
    assert came.returncode == 1
    assert "The database that DATABASE_URL names is not empty. Make another, and name that one." in came.stderr
    assert tables_of(there) == ["letters"]
    assert not (tmp_path / "data").exists()


def test_a_row_that_postgresql_does_not_take_is_named_and_nothing_is_brought_back(prepared: Path, there: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path / "old")
    with contextlib.closing(sqlite3.connect(tmp_path / "old" / "weeknotes.sqlite3")) as held:
        held.executemany("INSERT INTO auth_group (id, name) VALUES (?, ?)", [(7, "Repairs"), (8, "A very long name. " * 30), (9, "Housing")])
        held.commit()
    assert run("backup", "--to", str(tmp_path / "kept.tar.zst"), data=tmp_path / "old").returncode == 0
    came = run("restore", str(tmp_path / "kept.tar.zst"), "--into", str(tmp_path / "data"), data=tmp_path / "data", extra=there)
    assert came.returncode == 1
    assert "PostgreSQL does not take row 8 of auth_group: value too long" in came.stderr
    assert "Traceback" not in came.stderr
    assert "A very long name" not in came.stderr
    assert tables_of(there) == []
    assert not (tmp_path / "data").exists()
