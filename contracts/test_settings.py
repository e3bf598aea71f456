"""What a host may set: docs/hosts.md and the code name the same things, and one module reads them."""

import ast
import re
import shlex
from pathlib import Path

import pytest

from contracts.servers import ROOT
from contracts.test_imports import PACKAGE, modules, where
from weeknotes.config import environment
from weeknotes.config.environment import SETTINGS
from weeknotes.verbs import VERBS

HOSTS = ROOT / "docs" / "hosts.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAMED = re.compile(r"\b(?:WEEKNOTES_[A-Z_]+|DATABASE_URL)\b")


def readings(tree: ast.AST) -> list[ast.AST]:
    """Where code reads the environment; setting Django's own variable by setdefault is not reading."""
    set_only = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setdefault"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value == "DJANGO_SETTINGS_MODULE"
    }
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"} and id(node) not in set_only:
            found.append(node)
        if isinstance(node, ast.ImportFrom) and node.module == "os" and {name.name for name in node.names} & {"environ", "getenv"}:
            found.append(node)
    return found


def test_docs_list_every_setting_as_the_code_has_it() -> None:
    rows = {name: (default, meaning) for name, default, meaning in ROW.findall(HOSTS.read_text())}
    assert rows == {one.name: (one.default, one.meaning) for one in SETTINGS}


def test_every_setting_that_any_document_names_exists() -> None:
    known = {one.name for one in SETTINGS} | {"WEEKNOTES_FULL"}
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert {(path.name, name) for path in documents for name in NAMED.findall(path.read_text()) if name not in known} == set()


def test_every_verb_that_any_document_types_exists() -> None:
    known = {verb.name for verb in VERBS}
    typed = re.compile(r"(?:^|`|bin/)(?:[A-Z_]+=\S+ )*weeknotes ([a-z]+)", re.MULTILINE)
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert {(path.name, name) for path in documents for name in typed.findall(path.read_text()) if name not in known} == set()


def test_only_one_module_reads_the_environment() -> None:
    others = [path for path in modules() if path != PACKAGE / "config" / "environment.py"]
    assert [where(path, node) for path in others for node in readings(ast.parse(path.read_text()))] == []


def test_every_setting_is_read_somewhere() -> None:
    code = "\n".join(path.read_text() for path in (PACKAGE / "config").glob("*.py"))
    asked = set(re.findall(r"(?:text|number|networks|address|from_file)\(\"([A-Z_]+)\"[,)]", code))
    assert asked == {one.name for one in SETTINGS}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import os\nos.environ['A']\n", 1),
        ("import os\nos.getenv('A')\n", 1),
        ("from os import environ\n", 1),
        ("import os\nos.environ.setdefault('A', '')\n", 1),
        ("import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '')\n", 0),
    ],
)
def test_a_reading_of_the_environment_would_be_found(code: str, found: int) -> None:
    assert len(readings(ast.parse(code))) == found


def test_a_name_that_is_not_listed_cannot_be_read() -> None:
    with pytest.raises(KeyError, match="WEEKNOTES_OTHER"):
        environment.text("WEEKNOTES_OTHER")


def test_commands_in_docs_are_whole_lines_a_shell_takes() -> None:
    for block in re.findall(r"```sh\n(.*?)```", HOSTS.read_text(), re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            assert shlex.split(line, comments=True) or not line.strip() or line.startswith("#")


def test_the_files_docs_point_to_are_there() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            assert (path.parent / Path(target)).exists(), f"{path.name} points to {target}"
