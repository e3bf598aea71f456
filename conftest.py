"""Fixtures for every test: the material beside the checkout, and how a missing part is named."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
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


def missing(what: str) -> None:
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


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Style and scripts under their hashed names, as `serve` lays them out."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up after this file is read

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _clean_slate() -> Iterator[None]:
    """No page, no cached organisation and no rate limit is left from the test before."""
    from django.conf import settings  # noqa: PLC0415
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
