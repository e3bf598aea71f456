"""How long `weeknotes serve` takes to its first answer on a site that exists."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.result import Result
from contracts import servers

ROUNDS = 5
SET_UP = "from weeknotes.config.setup import setup; setup()"
SECONDS_ALLOWED = 3.0


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Start-up in seconds (median), held against Django alone in the same run."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        site = Path(folder)
        servers.prepare(site / "data")
        took, alone = [], []
        for _ in range(1 if small else ROUNDS):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", SET_UP], env=servers.environment(site / "data", 0), check=True)
            alone.append(time.perf_counter() - began)
            began = time.perf_counter()
            with servers.site(site):
                took.append(time.perf_counter() - began)
        seconds, bare = statistics.median(took), statistics.median(alone)
        yield Result(
            "start", "first answer", seconds, "s", "setting Django up on the same settings", seconds / bare, f"under {SECONDS_ALLOWED:g} s", seconds < SECONDS_ALLOWED
        ).line()
