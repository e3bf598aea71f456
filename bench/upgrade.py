"""How long the tables of a large site take to be brought up to this version from their first state: every step of every room, with the rows in place.

On a site of 1,000 notes; `python -m bench.upgrade 100000` measures on one of so many, and `python -m bench.upgrade 100000 DATA` on a copy of one that an earlier version left.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import large
from bench.result import Result
from contracts import servers
from contracts.servers import ROOT

NOTES = 1_000
MOST_S = 60.0
# Every room back to its first migration; what later ones brought goes, as if it had never been.
BACK = """
import django; django.setup()
from django.core.management import call_command
for room in ("transfer", "memory", "search", "publishing", "notes", "people"):
    call_command("migrate", room, "0001", verbosity=0, interactive=False)
"""
FORWARD = """
import django; django.setup()
from weeknotes.config.ready import migrate
print(migrate())
"""


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Seconds for all steps."""
    yield from on_a_large_site(60 if small else NOTES)


def on_a_large_site(notes: int, *, like: Path | None = None) -> Iterator[dict[str, object]]:
    """The same on a site of so many notes, or on a copy of `like` as it is."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        data = Path(folder) / "data"
        if like is None:
            large.copy(data, notes=notes)
            _in(data, BACK)
        else:
            shutil.copytree(like, data, ignore=shutil.ignore_patterns("*.sock", "public"))
        began = time.perf_counter()
        said = _in(data, FORWARD)
        seconds = time.perf_counter() - began
    steps = int(said.split()[-1])
    yield Result("upgrade", f"{steps} steps on {notes:,} notes", seconds, "s", None, None, f"at most {MOST_S:g} s", seconds <= MOST_S).line()


def _in(data: Path, code: str) -> str:
    mine = servers.environment(data, 0) | {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    return subprocess.run([sys.executable, "-c", code], env=mine, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def main(typed: Sequence[str]) -> int:
    """`NOTES [DATA]`: the exit code, 2 with a sentence for other words."""
    if not 1 <= len(typed) <= 2 or not typed[0].isdecimal():
        sys.stderr.write("It takes how many notes the site has, and perhaps a data folder to copy, such as: python -m bench.upgrade 100000\n")
        return 2
    for row in on_a_large_site(int(typed[0]), like=Path(typed[1]) if len(typed) == 2 else None):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
