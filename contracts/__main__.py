"""`make test`: every check in turn, then what was skipped and how long each took. Run as `python -m contracts`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from contracts.postgres import postgres
from contracts.servers import ROOT, NotHereError

FULL = os.environ.get("WEEKNOTES_FULL") == "1"


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name and its words; with `tests`, it is pytest and what it skipped is named at the end."""

    name: str
    words: tuple[str, ...]
    tests: bool = False


PYTEST = ("-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup")
# What imports no framework is tested to the last branch, in a step of its own.
PURE = ("src/weeknotes/prose", "src/weeknotes/openness")
COVERED = (
    *(f"--cov={room.removeprefix('src/').replace('/', '.')}" for room in PURE),
    *("--cov-branch", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"),
)
STEPS = (
    Step("style (ruff)", ("-m", "ruff", "check", "--quiet", ".")),
    Step("types (mypy)", ("-m", "mypy", "--no-error-summary", "src/weeknotes", "bench", "contracts")),
    Step("imports (import-linter)", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo")),
    Step("pure rooms, every branch", (*PYTEST, *PURE, *COVERED), tests=True),
    Step("tests on SQLite", (*PYTEST, *(f"--ignore={room}" for room in PURE)), tests=True),
)
ON_POSTGRESQL = Step("tests on PostgreSQL", (*PYTEST, "-m", "django_db"), tests=True)


@dataclass(frozen=True, slots=True)
class Done:
    """How a step went: passed or not, in how many seconds, and what it skipped."""

    name: str
    passed: bool
    seconds: float
    skipped: tuple[str, ...] = ()


# Thousands of sites come and go: on a disk, much of the time would be spent on giving back the room of files. All of a run needs less than a fourth of it.
MEMORY, ROOM = Path("/dev/shm"), 8 << 30


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder for all that the checks write, in memory where the machine has room; gone afterwards. Other accounts may pass through it, to what is theirs."""
    spare = psutil.virtual_memory().available
    in_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and min(shutil.disk_usage(MEMORY).free, spare) >= ROOM
    with tempfile.TemporaryDirectory(prefix="weeknotes-", dir=MEMORY if in_memory else None) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def run(step: Step, folder: Path, database: str | None = None) -> Done:
    """Run one step with its output where ours goes."""
    sys.stdout.write(f"\n== {step.name}\n")
    sys.stdout.flush()
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if environment.pop("PYTHONDONTWRITEBYTECODE", None):
        # Nothing is to be written beside the sources; but each of the many processes that are started would translate them all anew.
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    environment["TMPDIR"] = str(folder)
    if database:
        environment["DATABASE_URL"] = database
    report = folder / f"{abs(hash(step.name))}.xml"
    words = [sys.executable, *step.words, *((f"--junitxml={report}",) if step.tests else ())]
    began = time.monotonic()
    code = subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode
    return Done(step.name, code == 0, time.monotonic() - began, tuple(skips(report)) if step.tests else ())


def skips(report: Path) -> Iterator[str]:
    """Each test that was skipped, with why, out of pytest's report."""
    if not report.is_file():
        return
    for case in ET.parse(report).iter("testcase"):
        for skipped in case.iter("skipped"):
            if skipped.get("type") == "pytest.skip":
                yield f"{case.get('classname')}::{case.get('name')}: {skipped.get('message')}"


def main(words: Sequence[str]) -> int:
    """Run every step, or those whose name begins with one of `words`; 0 when all passed."""
    chosen = [step for step in (*STEPS, ON_POSTGRESQL) if not words or any(step.name.startswith(word) for word in words)]
    done: list[Done] = []
    with folder_for_all() as folder:
        for step in chosen:
            if step is not ON_POSTGRESQL:
                done.append(run(step, folder))
                continue
            try:
                with postgres(folder) as url:
                    done.append(run(step, folder, url))
            except NotHereError as what:
                done.append(Done(step.name, not FULL, 0.0, (f"all of them: {what} is missing",)))
    sys.stdout.write("\n")
    for one in done:
        for skipped in one.skipped:
            sys.stdout.write(f"not run: {one.name}: {skipped}\n")
    for one in done:
        sys.stdout.write(f"{'passed' if one.passed else 'FAILED':7} {one.seconds:6.0f} s  {one.name}\n")
    sys.stdout.write(f"{'':7} {sum(one.seconds for one in done):6.0f} s  in all\n")
    return 0 if all(one.passed for one in done) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
