"""How long `weeknotes serve` takes to its first answer on a site that exists, and what all its processes hold in memory."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from bench.result import Result
from contracts import servers

ROUNDS = 5
MEGABYTE = 1_000_000
SET_UP = "from weeknotes.config.setup import setup; setup()"
SECONDS_ALLOWED = 3.0


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Start-up in seconds (median), held against Django alone in the same run; memory in MB, shared pages counted once."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        site = Path(folder)
        servers.prepare(site / "data")
        took, alone = [], []
        memory: dict[str, float] = {}
        for _ in range(1 if small else ROUNDS):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", SET_UP], env=servers.environment(site / "data", 0), check=True)
            alone.append(time.perf_counter() - began)
            began = time.perf_counter()
            with servers.site(site) as running:
                took.append(time.perf_counter() - began)
                for _ in range(20):
                    servers.get(running.url + "/")
                memory = {role(process.cmdline(), process.ppid() == running.process.pid): pss(process) for process in running.processes()}
        seconds, bare = statistics.median(took), statistics.median(alone)
        yield Result(
            "start", "first answer", seconds, "s", "setting Django up on the same settings", seconds / bare, f"under {SECONDS_ALLOWED:g} s", seconds < SECONDS_ALLOWED
        ).line()
        for name, size in memory.items():
            yield Result("start", f"memory, {name}", size, "MB").line()
        yield Result("start", "memory, all processes", sum(memory.values()), "MB").line()


def role(words: list[str], is_child: bool) -> str:
    """What a process of the site is, by its command line."""
    if "weeknotes.config.answer" in words:
        return "server" if is_child else "answering"
    if "weeknotes.config.front" in words:
        return "front"
    return "task worker" if "work" in words else "supervisor"


def pss(process: psutil.Process) -> float:
    """Megabytes a process holds, its part of what it shares with others included (PSS); all of it (RSS) where the system does not say."""
    info = process.memory_full_info()
    return float(getattr(info, "pss", info.rss)) / MEGABYTE
