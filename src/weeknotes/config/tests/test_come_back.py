"""The second half of `weeknotes restore`: what is said, and that nothing half stays, where it cannot be done."""

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection

from weeknotes.config import come_back, ready
from weeknotes.people import site
from weeknotes.people.models import Organisation
from weeknotes.publishing import bake
from weeknotes.transfer.keeping.about import About


@pytest.fixture
def place(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder into which a backup of this site was just put."""
    Organisation.objects.create(id=1, name_en="Glanderw", languages="en")
    site.forget()
    about = About(made_at="2026-11-26T03:00:00+00:00", version="1", url="http://localhost", vendor="sqlite", migrations=(), counts={})
    (tmp_path / come_back.TOLD).write_text(about.text(), encoding="utf-8")
    monkeypatch.setattr(come_back, "setup", lambda: None)
    monkeypatch.setattr(ready, "collect", lambda: False)
    return tmp_path


@pytest.mark.parametrize("step", [(ready, "collect"), (bake, "bake")], ids=["styles", "pages"])
def test_where_the_disk_is_full_nothing_half_is_left_and_the_same_command_is_said(
    step: tuple[object, str], place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def full(**_said: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*step, full)
    assert come_back.main(place) == come_back.NOTHING
    emptied = "" if connection.vendor == "sqlite" else "empty the database that DATABASE_URL names, "
    assert f"No space left on device. Make room, or say another place, {emptied}then run the same command again. Nothing was brought back." in capsys.readouterr().err


def test_where_a_file_has_no_place_there_for_another_reason_no_room_is_asked_for(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def too_long(**_said: object) -> None:
        raise OSError(errno.ENAMETOOLONG, "File name too long", "/srv/x/index.html")

    monkeypatch.setattr(bake, "bake", too_long)
    assert come_back.main(place) == come_back.NOTHING
    said = capsys.readouterr().err
    assert "File name too long: /srv/x/index.html. Say another place, " in said
    assert "room" not in said


def test_where_the_database_goes_away_it_is_said_what_to_empty_before_the_same_command(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def away(**_said: object) -> None:
        raise OperationalError("terminating connection due to administrator command")

    monkeypatch.setattr(bake, "bake", away)
    assert come_back.main(place) == come_back.NOTHING
    emptied = "" if connection.vendor == "sqlite" else "empty the database that DATABASE_URL names, "
    assert f"administrator command. Nothing was brought back. See that it runs and has room, {emptied}then run the same command again." in capsys.readouterr().err


def test_tables_of_an_earlier_version_need_no_other_backup_than_the_one_that_comes_back(
    place: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    settings.BACKUP_TO = place / come_back.TOLD / "nowhere"  # as on a new machine, whose disk for backups is not there yet
    waits = SimpleNamespace(migration_plan=lambda _to: ["a step"], loader=SimpleNamespace(applied_migrations={"one": 1}, graph=SimpleNamespace(leaf_nodes=list)))
    monkeypatch.setattr(ready, "MigrationExecutor", lambda _connection: waits)
    monkeypatch.setattr(ready, "call_command", lambda *_said, **_how: None)
    assert come_back.main(place) == 0
    assert "backed up" not in capsys.readouterr().out
