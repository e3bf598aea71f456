"""What a long memory costs: finding a thread among 326,000, and remembering 10,000 notes anew.

The threads are a thousand people's over 260 weeks, of whom one has many more than the others: it is that one who searches.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.large import copy
from bench.result import Result
from contracts.servers import ROOT, environment, prepare

THREADS, NOTES, ASKED = 326_000, 10_000, 60
SEARCH_MS, REMEMBER_S = 30.0, 60.0
ASK = "import sys, django; django.setup(); from bench.thread_rows import main; sys.exit(main(sys.argv[1:]))"


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """p95 of a page of threads and of each search, with how many queries; seconds and queries of remembering all, the first time and again."""
    threads, notes, asked = (3_000, 60, 3) if small else (THREADS, NOTES, ASKED)
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        data = Path(name) / "threads"
        prepare(data)
        for line in _ask(data, "search", str(threads), str(asked)):
            what, queries, *times = line.split("\t")
            p95 = statistics.quantiles(map(float, times), n=20)[-1]
            bar = f"at most {SEARCH_MS:g} ms"
            yield Result("threads", f"{what}, p95 of {threads} threads", p95, "ms", f"{queries} queries", None, bar, p95 <= SEARCH_MS).line()
        data = Path(name) / "notes"
        copy(data, notes=notes)
        for line in _ask(data, "remember"):
            what, queries, seconds = line.split("\t")
            bar = f"at most {REMEMBER_S:g} s"
            each = f"{int(queries) / notes:.1f} queries a note"
            yield Result("threads", f"{notes} notes remembered, {what}", float(seconds), "s", each, None, bar, float(seconds) <= REMEMBER_S).line()


def _ask(data: Path, *words: str) -> list[str]:
    """The lines that `thread_rows` prints, in a process of its own on that site."""
    mine = environment(data, 0) | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    done = subprocess.run([sys.executable, "-c", ASK, *words], env=mine, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()
