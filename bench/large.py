"""A large site that was never written: so many notes over 260 weeks by 1,000 people in 120 teams, valid in the product's eyes.

`python -m bench.large 10000 /tmp/data` puts one into a data folder, which is then used as any other: WEEKNOTES_DATA=/tmp/data. With
DATABASE_URL set, the rows go into that database, which has to be empty. What was made before is kept under `build/large/` until the
sources that make it change. There are no threads (memory reads a note when it is next published) and no pages (`weeknotes bake`).
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from contracts.servers import ROOT, environment, hash_of, prepare

NOTES = 100_000
KEPT = ROOT / "build" / "large"
BAKE = "import sys, django; django.setup(); from weeknotes.publishing.commands import bake_command; sys.exit(bake_command())"
ROWS = "import sys, django; django.setup(); from bench.large_rows import main; sys.exit(main(sys.argv[1:]))"


def made(notes: int = NOTES) -> Path:
    """The data folder of a site of so many notes, made now or before. To be copied (`copy`), not used."""
    kept = KEPT / str(notes)
    stamp = kept / "made-from"
    wanted = _sources()
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{notes}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two benches at once make one of it
        if not (stamp.is_file() and stamp.read_text() == wanted):
            shutil.rmtree(kept, ignore_errors=True)
            prepare(kept)
            _run("fill", str(notes), data=kept)
            stamp.write_text(wanted)
    return kept


def copy(data: Path, *, notes: int = NOTES, database: str | None = None) -> None:
    """Put a site of so many notes into the folder `data`, and its rows into the empty PostgreSQL at `database` where one is named."""
    kept = made(notes)
    if database is None:
        shutil.copytree(kept, data, dirs_exist_ok=True)
        return
    extra = {"DATABASE_URL": database}
    prepare(data, extra)
    _run("move", str(kept / "weeknotes.sqlite3"), data=data, extra=extra)


def with_pages(data: Path, *, port: int, notes: int = NOTES) -> None:
    """The same in SQLite with all its public pages made: `weeknotes serve` on it, at this port, which its pages name, answers at once."""
    copy(data, notes=notes)
    mine = environment(data, port) | {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    subprocess.run([sys.executable, "-c", BAKE], env=mine, cwd=ROOT, check=True, stdout=sys.stderr)


def on_one_of(words: Sequence[str], name: str, measure: Callable[[int], Iterable[dict[str, object]]]) -> int:
    """`NOTES`: prints what the bench of that name measured on a site of so many notes; the exit code, 2 with a sentence for other words."""
    if len(words) != 1 or not words[0].isdecimal():
        sys.stderr.write(f"It takes how many notes the site has, such as: python -m bench.{name} 100000\n")
        return 2
    for row in measure(int(words[0])):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def _sources() -> str:
    """A hash of all that decides what the rows are."""
    rooms = ("people", "notes", "publishing", "memory", "search")
    tables = (path for room in rooms for path in ROOT.glob(f"src/weeknotes/{room}/migrations/*.py"))
    return hash_of([*(ROOT / "bench").glob("large*.py"), ROOT / "bench" / "invent.py", *tables])


def _run(*words: str, data: Path, extra: dict[str, str] | None = None) -> None:
    """This module in a process of its own, on a site's own settings; its progress is seen."""
    mine = environment(data, 0, extra)
    mine |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    subprocess.run([sys.executable, "-c", ROWS, *words], env=mine, cwd=ROOT, check=True)


def main(words: Sequence[str]) -> int:
    """`NOTES FOLDER`: the exit code, 2 with a sentence for other words."""
    if len(words) != 2 or not words[0].isdecimal():
        sys.stderr.write("It takes how many notes and a data folder, such as: python -m bench.large 1000 /tmp/data\n")
        return 2
    copy(Path(words[1]), notes=int(words[0]), database=os.environ.get("DATABASE_URL"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
