"""One site with the sample and one of somebody's own for the whole run; a window a test, in which nothing may go wrong."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from contracts import servers
from contracts.browser import stage
from contracts.browser.table import PAGES

Windows = Callable[..., stage.Window]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site nobody has written on; nothing may be begun on it."""
    with servers.site(tmp_path_factory.mktemp("empty"), like=prepared) as running:
        yield running


@pytest.fixture(scope="session")
def sample(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site filled with the sample organisation."""
    with servers.site(tmp_path_factory.mktemp("sample"), like=prepared) as running:
        with stage.window(browser, running) as at:
            stage.make_sample(at)
        yield running


@pytest.fixture(scope="session")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[servers.Site]:
    """A site of somebody's own, in both languages, begun by Mared."""
    with servers.site(tmp_path_factory.mktemp("own"), like=prepared) as running:
        with stage.window(browser, running) as at:
            stage.begin(at)
        yield running


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """Opens windows; afterwards each has to be without trouble."""
    opened: list[stage.Window] = []
    with ExitStack() as stack:

        def one(site: servers.Site, **how: object) -> stage.Window:
            opened.append(stack.enter_context(stage.window(browser, site, **how)))  # type: ignore[arg-type]
            return opened[-1]

        yield one
    assert [each for window in opened for each in window.trouble] == []


def asked_of(item: pytest.Item) -> Mapping[str, Any]:
    """What a test is given by its parameters; nothing where it has none."""
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The pages of the table are gone through in its order, whatever order the other tests have: each finds what those before it left on their site."""
    places = [n for n, item in enumerate(items) if "shown" in asked_of(item)]
    rows = sorted((items[n] for n in places), key=lambda item: (asked_of(item)["lang"], PAGES.index(asked_of(item)["shown"])))
    for n, item in zip(places, rows, strict=True):
        items[n] = item
