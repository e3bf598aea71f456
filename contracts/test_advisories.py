"""No library is locked at a version of which a hole is known, or that asks for a later Python than README does."""

import json
import re
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from contracts.advisories import Advisory, asked, found, index, locked, main, pinned
from contracts.servers import ROOT

NAME = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|PYSEC-\d{4}-\d+")
HOLE = Advisory("pump", SpecifierSet(">=1.0,<1.4"), ("CVE-2026-00001",), "it leaks", "")


def test_no_locked_version_stands_in_an_affected_range() -> None:
    assert len(locked()) > 50
    assert found(locked(), pinned()[1]) == []


def test_every_locked_library_runs_on_the_oldest_python_that_the_project_says_it_needs() -> None:
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    wanted = {name: distribution(name).metadata["Requires-Python"] or "" for name in locked()}
    assert {name: python for name, python in wanted.items() if f"{oldest}.0" not in SpecifierSet(python)} == {}


def test_each_entry_of_the_list_is_of_a_locked_library_and_says_which_versions_and_what() -> None:
    versions, (looked_at, advisories) = locked(), pinned()
    assert looked_at.year >= 2026
    for one in advisories:
        assert one.package == canonicalize_name(one.package)
        assert one.package in versions
        assert len(one.affected) > 0
        assert one.ids
        assert all(NAME.fullmatch(name) for name in one.ids), one.ids
        assert one.what.strip()
    assert len({(one.package, str(one.affected), one.ids) for one in advisories}) == len(advisories)


@pytest.mark.parametrize(
    ("package", "version", "name"),
    [
        ("django", "5.2.7", "CVE-2025-64459"), ("django", "5.2.17", "CVE-2026-77050"), ("jinja2", "3.1.5", "CVE-2025-27516"), ("pyjwt", "2.10.0", "CVE-2024-53861"),
        ("pillow", "12.2.0", "CVE-2026-59200"), ("urllib3", "2.7.1", "CVE-2026-97689"),
    ],
)  # fmt: skip
def test_an_affected_version_would_be_found(package: str, version: str, name: str) -> None:
    assert any(name in line for line in found({**locked(), package: Version(version)}, pinned()[1]))


@pytest.mark.parametrize(("version", "counted"), [("0.9", 0), ("1.0", 1), ("1.3.9", 1), ("1.3rc1", 1), ("1.4", 0), ("2.0", 0)])
def test_a_range_ends_where_it_says(version: str, counted: int) -> None:
    assert len(found({"pump": Version(version)}, [HOLE])) == counted


def test_what_is_answered_lets_a_version_stand() -> None:
    assert found({"pump": Version("1.1")}, [HOLE]) == ["pump 1.1: CVE-2026-00001: it leaks"]
    assert found({"pump": Version("1.1")}, [Advisory(HOLE.package, HOLE.affected, HOLE.ids, HOLE.what, "our pump is dry")]) == []


KNOWN: dict[str, object] = {
    "/pypi/pump/1.1/json": {"vulnerabilities": [{"id": "PYSEC-2026-1", "aliases": ["CVE-2026-00001"], "withdrawn": None}, {"id": "PYSEC-2026-2", "aliases": [], "withdrawn": "2026-01-01T00:00:00Z"}]},
    "/pypi/tap/2.0/json": {"vulnerabilities": []},
    "/pypi/drain/1.0/json": {"info": {}},
}


class Index(BaseHTTPRequestHandler):
    """An index that knows of a hole."""

    def do_GET(self) -> None:
        body = json.dumps(KNOWN.get(self.path, {})).encode()
        self.send_response(200 if self.path in KNOWN else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@pytest.fixture
def theirs() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple/"
        server.shutdown()


def test_the_index_that_pip_is_set_to_is_asked_what_it_knows(theirs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", theirs)
    assert index() == theirs
    versions = {"tap": Version("2.0"), "pump": Version("1.1")}
    assert list(asked(index(), versions, [])) == ["pump 1.1: CVE-2026-00001, PYSEC-2026-1"]
    assert list(asked(index(), versions, [Advisory(HOLE.package, HOLE.affected, HOLE.ids, HOLE.what, "our pump is dry")])) == []


@pytest.mark.parametrize("package", ["unknown", "drain"])
def test_an_index_that_does_not_say_it_is_not_taken_for_one_that_knows_of_nothing(theirs: str, package: str) -> None:
    with pytest.raises((OSError, KeyError)):
        list(asked(theirs, {package: Version("1.0")}, []))


def test_no_more_is_asked_once_the_time_is_up(theirs: str) -> None:
    with pytest.raises(TimeoutError):
        list(asked(theirs, {"tap": Version("2.0")}, [], seconds=0))


def test_where_it_cannot_be_asked_that_is_said_in_a_line(theirs: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", theirs)
    assert main() == 0
    first, last = capsys.readouterr().out.splitlines()
    assert f"the pinned list of {pinned()[0]} was used alone" in first
    assert last.endswith("libraries, 0 with a hole that is known.")
