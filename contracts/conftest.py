"""Fixtures for promises across rooms: real servers, and how one that is missing is named."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import missing
from contracts import servers


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an empty site that was started before: to be copied, not used."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    servers.prepare(data)
    return data


@pytest.fixture
def site(tmp_path: Path, prepared: Path) -> Iterator[servers.Site]:
    """A running `weeknotes serve` of its own."""
    shutil.copytree(prepared, tmp_path / "data")
    with servers.site(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def lasting_site(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """One running `weeknotes serve` for all tests of a module that leave it as it was."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(prepared, folder / "data")
    with servers.site(folder) as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The DATABASE_URL of a throw-away PostgreSQL."""
    try:
        with servers.postgres() as url:
            yield url
    except servers.NotHereError as what:
        missing(str(what))
