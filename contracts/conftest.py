"""Fixtures for promises across rooms: real servers, and how one that is missing is named."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import missing
from contracts import servers
from contracts.postgres import postgres as throw_away


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an empty site that was started before: to be copied, not used. Made once, whichever process of the run comes first."""
    run = tmp_path_factory.getbasetemp()
    folder = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "prepared"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            servers.prepare(folder / "data")
            (folder / "ready").touch()
    return folder / "data"


@pytest.fixture
def site(tmp_path: Path, prepared: Path) -> Iterator[servers.Site]:
    """A running `weeknotes serve` of its own."""
    with servers.site(tmp_path, like=prepared) as running:
        yield running


@pytest.fixture(scope="module")
def lasting_site(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """One running `weeknotes serve` for all tests of a module that leave it as it was."""
    with servers.site(tmp_path_factory.mktemp("site"), like=prepared) as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The DATABASE_URL of a throw-away PostgreSQL."""
    try:
        with throw_away() as url:
            yield url
    except servers.NotHereError as what:
        missing(str(what))
