"""Searching 100,000 notes as nobody and as people who are signed in, on SQLite and on PostgreSQL; and what mutation does for Welsh."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import large, mutation
from bench.result import Result
from contracts import servers
from contracts.postgres import postgres
from contracts.servers import ROOT

SMALL = 1_000
# Milliseconds that the slowest twentieth may take, by database and sort of word; a page with the results, twice that.
BARS = {("sqlite", "rare"): 20, ("sqlite", "common"): 80, ("postgresql", "rare"): 80, ("postgresql", "common"): 300}
ASK = "import sys, django; django.setup(); from bench.search_queries import main; sys.exit(main(sys.argv[1:]))"


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Milliseconds of a search and of its page, median and p95, over 300 searches of words in under 2 % of the notes and 30 of words in
    over 20 %. Each is asked three times and its quickest counts, so that what else the machine does counts less; processor time beside it."""
    yield from mutation.measured()
    notes = SMALL if small else large.NOTES
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        data = Path(name) / "sqlite"
        large.copy(data, notes=notes)
        yield from _asked("sqlite", data, notes, small=small)
        shutil.rmtree(data)
        try:
            with postgres() as url:
                other = Path(name) / "postgresql"
                large.copy(other, notes=notes, database=url)
                yield from _asked("postgresql", other, notes, small=small, database=url)
        except servers.NotHereError:
            return


def _asked(vendor: str, data: Path, notes: int, *, small: bool, database: str | None = None) -> Iterator[dict[str, object]]:
    mine = servers.environment(data, 0, {"DATABASE_URL": database} if database else None)
    mine |= {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    counts = ("1", "12", "3") if small else ("3", "300", "30")  # rounds, rare searches, common ones
    done = subprocess.run([sys.executable, "-c", ASK, *counts], env=mine, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        one = json.loads(line)
        times, processor = one["ms"], one["cpu"]
        bar = BARS[vendor, one["sort"]] * (2 if one["what"] == "page" else 1)
        slow = statistics.quantiles(times, n=20)[-1]
        held = slow <= bar if notes == large.NOTES else None
        name = f"{vendor}, {notes} notes, {one['sort']} words, {one['what']}"
        yield Result("search", f"{name}, median", statistics.median(times), "ms").line()
        yield Result("search", f"{name}, p95", slow, "ms", None, None, f"≤ {bar}" if held is not None else None, held).line()
        yield Result("search", f"{name}, processor time, p95", statistics.quantiles(processor, n=20)[-1], "ms").line()
