"""docs/asvs.md says where each thing is shown: it is there."""

import re
import subprocess

import pytest

from contracts.servers import ROOT

NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")


def named(text: str) -> set[str]:
    """Files and folders that a document names: what has a / in it, and tests."""
    return {name.rstrip("/") for name in NAMED.findall(text) if "/" in name or re.fullmatch(r"test_\w+\.py", name)}


def missing_of(names: set[str]) -> set[str]:
    """Those that are no file and no folder of the repository, wherever in it they begin."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return {name for name in names if not any(f"/{name}/" in f"/{path}/" for path in listed)}


def test_every_test_that_the_document_names_is_there() -> None:
    names = named((ROOT / "docs" / "asvs.md").read_text())
    assert len(names) > 60
    assert missing_of(names) == set()


@pytest.mark.parametrize("name", ["test_sign_inn.py", "notes/tests/test_sign_in.py", "contracts/gates"])
def test_one_that_is_not_there_would_be_found(name: str) -> None:
    assert named(f"Met | `{name}`, `test_sign_in.py`") == {name, "test_sign_in.py"}
    assert missing_of({name, "test_sign_in.py", "people/tests/test_sign_in.py", "contracts/gate"}) == {name}
