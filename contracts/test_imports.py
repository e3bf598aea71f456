"""Who may import whom, and the habits of the code that a machine can look at."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.servers import ROOT, environment

PACKAGE = ROOT / "src" / "weeknotes"
UNTOLD = {"utils", "helpers", "common", "core", "misc", "services"}
LONGEST = 300


def modules(*, tests: bool = False) -> Iterator[Path]:
    """Every module of ours; migrations are Django's writing."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE).parts
        if "migrations" not in inside and (tests or "tests" not in inside):
            yield path


def where(path: Path, node: ast.AST) -> str:
    """File and line, for a sentence."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def imports_inside(tree: ast.AST) -> Iterator[ast.AST]:
    """Import statements, and calls that import, that stand in a function."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {"importlib.import_module", "import_module", "__import__"}:
                    yield node


def signals(tree: ast.AST) -> Iterator[ast.AST]:
    """Signals of our own, and receivers of anybody's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.") and "signals" in (node.module or ""):
            yield node
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.dispatch"):
            yield node
        if isinstance(node, ast.Import) and any(name.name.startswith("django.dispatch") for name in node.names):
            yield node


def named_by_words(tree: ast.AST) -> Iterator[ast.AST]:
    """Calls by which a test puts something else in a module that it names by a string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "monkeypatch.setattr" and len(node.args) == 2 and not isinstance(node.args[0], ast.Starred):
            yield node


def test_rooms_import_only_from_below() -> None:
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo", "--no-cache"]
    done = subprocess.run(words, cwd=ROOT, env=environment(ROOT, 0), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["weeknotes.cli", "weeknotes.prose.command", "weeknotes.openness.command"])
def test_reading_and_checking_start_without_the_framework(module: str) -> None:
    look = f"import sys, {module}; print(sorted(name for name in sys.modules if name.partition('.')[0] in ('django', 'environ', 'rich')))"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, env=environment(ROOT, 0), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_imported_inside_a_function() -> None:
    # A verb, and the application in its worker process, are named by a string and brought in late: there and nowhere else.
    dispatchers = {PACKAGE / "cli.py", PACKAGE / "config" / "answer.py"}
    found = [
        where(path, node)
        for path in modules()
        for node in imports_inside(ast.parse(path.read_text()))
        if not (path in dispatchers and isinstance(node, ast.Call))
    ]
    assert found == []


def test_tests_change_modules_that_they_have_imported() -> None:
    """One that is named by a string may be brought in by that, after another was changed: it takes the changed value from there, and keeps it for all tests to come."""
    tests = [*(path for path in modules(tests=True) if "tests" in path.parts), *sorted((ROOT / "contracts").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
    assert [where(path, node) for path in tests for node in named_by_words(ast.parse(path.read_text()))] == []


def test_no_signals_are_sent_or_received() -> None:
    assert [where(path, node) for path in modules() for node in signals(ast.parse(path.read_text()))] == []


def test_a_module_is_named_for_what_it_holds() -> None:
    names = {path: {*path.relative_to(PACKAGE).with_suffix("").parts} for path in modules(tests=True)}
    assert [str(path.relative_to(ROOT)) for path, parts in names.items() if parts & UNTOLD] == []


def test_a_module_can_be_read_in_one_sitting() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import a\n", 0),
        ("def f():\n    import a\n", 1),
        ("class A:\n    def f(self):\n        from a import b\n", 1),
        ("def f():\n    importlib.import_module('a')\n", 1),
        ("import importlib\nimportlib.import_module('a')\n", 0),
    ],
)
def test_an_import_inside_a_function_would_be_found(code: str, found: int) -> None:
    assert len(list(imports_inside(ast.parse(code)))) == found


@pytest.mark.parametrize(
    "code",
    ["from django.db.models.signals import post_save\n", "from django.dispatch import receiver\n", "import django.dispatch\n"],
)
def test_a_signal_would_be_found(code: str) -> None:
    assert len(list(signals(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("monkeypatch.setattr(sheets, 'EACH', 3)\n", 0),
        ("monkeypatch.setattr('weeknotes.publishing.sheets.EACH', 3)\n", 1),
        ("monkeypatch.setattr(place, 3)\n", 1),
        ("monkeypatch.setattr(*step, 3)\n", 0),
    ],
)
def test_a_module_that_is_named_by_a_string_would_be_found(code: str, found: int) -> None:
    assert len(list(named_by_words(ast.parse(code)))) == found
