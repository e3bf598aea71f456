"""Fixtures for every test: the material beside the checkout, and how a missing part is named."""

import functools
import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import django
import pytest
import pytest_django
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, sync_playwright

from weeknotes.openness.rules import out_of_hours

ROOT = Path(__file__).resolve().parent
FULL = os.environ.get("WEEKNOTES_FULL") == "1"

# A loaded machine makes a test slow, never red: no example has a deadline, and none is too slow to be drawn. Where everything is asked for, the same
# tree gives the same answer: the examples are those of the tests' own text. Elsewhere they are new each time, so that what they find is found.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=FULL)
hypothesis_settings.load_profile("patient")

# Before Django reads its settings: every test process keeps its state in a folder of its own.
DATA = Path(tempfile.mkdtemp(prefix="weeknotes-test-"))
os.environ["WEEKNOTES_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "weeknotes.config.settings"
os.environ.pop("WEEKNOTES_MAIL_URL", None)
django.setup()
# Not handed on: pytest-django in a worker process would read the settings before this file gives that worker its own folder.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.conf import settings  # noqa: E402 - Django is set up
from django.db import connections, transaction  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

# The tests' own database is thrown away: no commit waits until the disk has it. Processes that tests start keep what a host has.
if "init_command" in settings.DATABASES["default"].get("OPTIONS", {}):
    settings.DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


def missing(what: str) -> NoReturn:
    """Skip the running test because `what` is not on this machine; with WEEKNOTES_FULL=1 that is a failure."""
    if FULL:
        pytest.fail(f"{what} is missing, and WEEKNOTES_FULL=1 asks for everything")
    pytest.skip(f"{what} is missing")


@pytest.fixture(autouse=True)
def at_any_hour(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of everything else say the same at night and on Sundays: what the check notices of the hour is asked in the tests of that rule, of moments they name."""
    if "openness" not in request.node.path.parts:
        monkeypatch.setattr(out_of_hours, "SATURDAY", 7)
        monkeypatch.setattr(out_of_hours, "FIRST", 0)
        monkeypatch.setattr(out_of_hours, "PAST", 24)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real notes beside the checkout (`../shared`)."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing("../shared")
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a file system of its own with these options of tmpfs, such as `size=4m`, which is gone after the test."""
    made: list[Path] = []

    def mounted(options: str) -> Path:
        at = tmp_path / f"disk-{len(made)}"
        at.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(at)], capture_output=True, check=False).returncode != 0:
            missing("a small disk of its own (mounting one needs root)")
        made.append(at)
        return at

    yield mounted
    for at in made:
        subprocess.run(["umount", "-l", str(at)], check=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a process."""
    from contracts.browser.stage import launch  # noqa: PLC0415

    with sync_playwright() as playwright:
        made = launch(playwright)
        if made is None:
            missing("chromium")
        yield made
        made.close()


def _emptied(case: TransactionTestCase) -> None:
    """After a test that committed: every row is gone, as after Django's flush. That one goes through more than a hundred tables each time, and makes
    anew what is then missing (kinds of content, permissions); here one look finds the few tables that have rows, and those two are left as they stand."""
    for name in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        connection = connections[name]
        with transaction.atomic(using=name), connection.cursor() as cursor:
            cursor.execute(_which_have_rows(name))
            for (table,) in cursor.fetchall():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


@functools.cache
def _which_have_rows(name: str) -> str:
    connection = connections[name]
    found = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - {"django_content_type", "auth_permission"}
    return " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})" for table in sorted(found))  # noqa: S608


TransactionTestCase._fixture_teardown = _emptied  # type: ignore[attr-defined]


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Style and scripts under their hashed names, as `serve` lays them out."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up after this file is read

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def tables() -> Path:
    """An SQLite file as all migrations leave it, to be copied: made once for all processes, runs and tests of the same sources."""
    from contracts import servers  # noqa: PLC0415

    return servers.tables()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_blocker: pytest_django.DjangoDbBlocker) -> bool:
    """The tests' database begins as a copy of empty tables, so that no process waits for a hundred migrations: on SQLite of that file, which goes with its folder;
    on PostgreSQL of a database beside it, where whoever runs the tests has put one (`contracts.postgres`)."""
    from django.db import connection  # noqa: PLC0415

    from contracts.postgres import TABLES  # noqa: PLC0415

    request.getfixturevalue("django_db_modify_db_settings")  # each process has a database of its own name
    if connection.vendor == "sqlite":
        shutil.copyfile(request.getfixturevalue("tables"), connection.settings_dict["TEST"]["NAME"])
        return True
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TABLES])
        if cursor.fetchone():
            connection.settings_dict["TEST"]["TEMPLATE"] = TABLES
    return False


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """No page, no cached organisation and no rate limit is left from the test before."""
    from django.core.cache import cache  # noqa: PLC0415

    from weeknotes.people import site  # noqa: PLC0415

    yield
    site.forget()
    cache.clear()
    shutil.rmtree(settings.STAGING, ignore_errors=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    for path in settings.PUBLIC.iterdir() if settings.PUBLIC.is_dir() else ():
        if path != settings.STATIC_ROOT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
