"""An upgrade brings what is there forward from every state there ever was; it is backed up before; and there is no way back but that, which is said."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from contracts import servers
from contracts.servers import ROOT
from contracts.test_backup import dsn, of_its_own

# What a step is meant to change: memory 0003 writes the keys of labels anew.
MEANT = ["memory_thread: label_key"]


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_rows_of_every_earlier_state_are_brought_forward_as_they_were(vendor: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgres") if vendor == "postgresql" else None
    with of_its_own(server) as extra:
        mine = servers.environment(tmp_path / "data", 8000, extra) | {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
        mine["PYTHONPATH"] += f":{ROOT}"
        done = subprocess.run([sys.executable, "-m", "contracts.upgrade"], env=mine, capture_output=True, text=True, timeout=280, check=False)
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout)
    assert said["steps"] > 80
    assert (said["failed"], said["empty"], said["left"]) == ({}, [], 0)
    assert said["lost"] == MEANT


def prepare(data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """What `weeknotes serve` does before it answers."""
    words = [sys.executable, "-P", "-m", "weeknotes.config.prepare"]
    return subprocess.run(words, env=servers.environment(data, 8000, more), capture_output=True, text=True, timeout=280, check=False)


@pytest.fixture
def data(tmp_path: Path, prepared: Path) -> Path:
    shutil.copytree(prepared, tmp_path / "data")
    return tmp_path / "data"


def change(data: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(data / "weeknotes.sqlite3")) as held:
        for one in statements:
            held.execute(one)
        held.commit()


FUTURE = "INSERT INTO django_migrations (app, name, applied) VALUES ('notes', '9000_from_the_future', '2030-01-01')"
# The last step changed no table.
EARLIER = ("DELETE FROM django_migrations WHERE app = 'transfer' AND name = '0012_coming'",)


@pytest.mark.parametrize("typed", [["serve"], ["bake"], ["audit"], ["work"], ["login", "nerys"], ["backup", "--to", "/tmp"], ["doctor"]])
def test_a_database_of_a_newer_version_is_left_alone_by_every_command(data: Path, typed: list[str]) -> None:
    change(data, FUTURE)
    before = (data / "weeknotes.sqlite3").read_bytes()
    mine = servers.environment(data, servers.free_port())
    done = subprocess.run(servers.command(*typed), env=mine, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database of this site was changed by a version of Weeknotes newer than this one")
    assert "“notes 9000_from_the_future”" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (data / "weeknotes.sqlite3").read_bytes() == before


def test_the_same_on_postgresql(tmp_path: Path, postgres: str) -> None:
    with of_its_own(postgres) as extra:
        with psycopg.connect(dsn(extra["DATABASE_URL"])) as held:
            held.execute("CREATE TABLE django_migrations (id serial, app text, name text, applied timestamptz)")
            held.execute(FUTURE)
        done = prepare(tmp_path / "data", **extra)
    assert done.returncode == 1
    assert "newer than this one" in done.stderr


def test_migrations_of_others_that_are_newer_say_nothing(data: Path) -> None:
    change(data, FUTURE.replace("'notes'", "'account'"))
    assert prepare(data).returncode == 0


def test_before_an_upgrade_a_backup_is_made_that_comes_back(data: Path, tmp_path: Path) -> None:
    change(data, *EARLIER)
    done = prepare(data, WEEKNOTES_BACKUP_TO=str(tmp_path / "kept"))
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "kept").iterdir()
    assert f"it was backed up: {file}" in done.stdout
    assert "Preparing the database: 1 step." in done.stdout
    back = tmp_path / "back"
    came = subprocess.run(
        servers.command("restore", str(file), "--into", str(back)), env=servers.environment(back, 8000), capture_output=True, text=True, check=False
    )
    assert came.returncode == 0, came.stderr
    assert "Preparing the database: 1 step." in came.stdout  # an older backup is brought up to this version


def test_where_that_backup_cannot_be_made_nothing_is_changed(data: Path, tmp_path: Path) -> None:
    change(data, *EARLIER)
    before = (data / "weeknotes.sqlite3").read_bytes()
    (tmp_path / "kept").write_text("no folder")
    done = prepare(data, WEEKNOTES_BACKUP_TO=str(tmp_path / "kept"))
    assert done.returncode == 1
    assert "Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "weeknotes.sqlite3").read_bytes() == before


def test_without_a_place_for_backups_the_upgrade_says_that_there_is_none(data: Path) -> None:
    change(data, *EARLIER)
    assert "WEEKNOTES_BACKUP_TO" in prepare(data).stdout
