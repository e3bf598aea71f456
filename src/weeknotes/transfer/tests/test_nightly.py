"""The backup of every night: once, by one of several workers, and the host is told where it was not made."""

import threading
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone

from weeknotes.people.begin import begin
from weeknotes.people.sign_in import BACKEND
from weeknotes.transfer.keeping.keep import Keep
from weeknotes.transfer.keeping.nightly import keep_due
from weeknotes.transfer.models import Backup
from weeknotes.work.sign import NOW, SOON, WELL, signs

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)


@pytest.fixture
def kept(settings: LazySettings, tmp_path: Path) -> Path:
    """The folder in which backups are kept, one of which stands there from long ago."""
    settings.BACKUP_TO, settings.BACKUP_AT, settings.BACKUP_KEEP = tmp_path / "kept", time(3, 0), Keep(days=2)
    settings.LOOKED_AT = ["weeknotes.transfer.keeping.looked_at.backups"]
    return tmp_path / "kept"


def test_it_is_made_once_a_night_and_the_old_ones_go(kept: Path):
    for days in range(4):
        assert keep_due(NIGHT + timedelta(days=days)) == 1
        assert keep_due(NIGHT + timedelta(days=days, hours=20)) == 0
        # It is named by the clock, which these nights do not go by.
        newest = max(kept.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        newest.rename(kept / f"weeknotes-127.0.0.1-{NIGHT - timedelta(days=400 - days):%Y%m%dT%H%M%SZ}.tar.zst")
    assert keep_due(NIGHT + timedelta(days=4)) == 1
    assert Backup.objects.filter(made_at__isnull=False).count() == 5
    assert len(list(kept.iterdir())) == 2


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_makes_it(kept: Path):
    made: list[int] = []

    def work() -> None:
        try:
            made.append(keep_due(NIGHT))
        finally:
            connection.close()

    several = [threading.Thread(target=work) for _ in range(4)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert sorted(made) == [0, 0, 0, 1]
    assert len(list(kept.iterdir())) == 1


def test_one_that_a_wrong_clock_named_is_not_the_newest_and_lets_no_other_go(kept: Path, settings: LazySettings):
    settings.BACKUP_KEEP = Keep(days=1)
    kept.mkdir()
    ahead = kept / f"weeknotes-127.0.0.1-{timezone.now() + timedelta(days=1500):%Y%m%dT%H%M%SZ}.tar.zst"
    ahead.touch()
    by = {one.looked_at: one for one in signs(far=False)}
    assert (by["the newest one"].how, by["the newest one"].found) == (NOW, "There is none in the folder that is set.")
    assert by["whether they are of days that have been"].found == ahead.name
    assert keep_due() == 1
    assert len(list(kept.iterdir())) == 2
    assert {one.looked_at: one for one in signs(far=False)}["the newest one"].how == WELL


def test_files_of_others_in_the_folder_are_left_alone(kept: Path):
    kept.mkdir()
    others = ["letter.txt", "weeknotes-other.example-20200101T000000Z.tar.zst", "weeknotes-127.0.0.1-20200101T000000Z.tar.zst.copy"]
    for name in others:
        (kept / name).touch()
    assert keep_due(NIGHT) == 1
    assert {one.name for one in kept.iterdir()} >= set(others)


def test_where_it_cannot_be_made_the_host_is_told_and_it_is_tried_again(kept: Path, client: Client):
    kept.write_text("no folder")
    assert keep_due(NIGHT) == 0
    (last, *_) = signs(far=False)
    assert last.how == NOW
    assert "The one of 26 November 2026 was not made" in last.found
    client.force_login(begin(name="Glanderw", langs=["en"], person="Nerys Pugh"), backend=BACKEND)
    assert "The one of 26 November 2026 was not made" in client.get("/settings/site/how/").content.decode()
    assert keep_due(NIGHT + timedelta(minutes=1)) == 0
    kept.unlink()
    assert keep_due(NIGHT + timedelta(minutes=6)) == 1
    assert all("was not made" not in one.found for one in signs(far=False))


def test_one_that_a_killed_worker_left_is_made_by_the_next(kept: Path):
    assert Backup.objects.create(night=NIGHT.date(), due_at=NIGHT, lease_until=NIGHT + timedelta(hours=6), tries=1)
    assert keep_due(NIGHT + timedelta(hours=1)) == 0
    assert keep_due(NIGHT + timedelta(hours=7)) == 1


def test_a_backup_that_was_brought_back_is_said_to_be(kept: Path):
    keep_due()
    by = {one.looked_at: one for one in signs(far=False)}
    assert by["the newest one"].how == WELL
    assert by["when one was last brought back, to see that it can be"].how == SOON
    (file,) = kept.iterdir()
    file.with_name(f"{file.name}.restored").touch()
    assert {one.looked_at: one for one in signs(far=False)}["when one was last brought back, to see that it can be"].how == WELL


def test_without_a_folder_there_are_none_and_that_is_said(settings: LazySettings):
    settings.BACKUP_TO = None
    settings.LOOKED_AT = ["weeknotes.transfer.keeping.looked_at.backups"]
    assert keep_due(NIGHT) == 0
    (one,) = signs(far=False)
    assert (one.how, one.found) == (NOW, "There is none.")
    assert "WEEKNOTES_BACKUP_TO" in one.mend
