"""How long a save of the editor takes on a running site, held against keeping the same bytes in a bare SQLite file of that disk."""

import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers

ROUNDS = 200


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Milliseconds from sending a 600-word note to the site's answer: median and 95th percentile over `ROUNDS` saves."""
    rounds = 10 if small else ROUNDS
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder, servers.site(Path(folder)) as site, Visitor(site) as writer:
        writer.begin()
        place = writer.note("2021-W12")
        text = words(600)
        took = []
        for number in range(rounds):
            began = time.perf_counter()
            answer = writer.save(place, save_key=str(uuid.uuid4()), version=number, title="Rain", html=f"{text}<p>Change {number}.</p>")
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise RuntimeError(answer.text[:500])
        bare = kept(Path(folder) / "bare.sqlite3", text, rounds)
    median, slow = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    against = "one row of the same text committed to a bare SQLite file"
    yield Result("save", "round trip of a save, median", median, "ms", against, median / bare).line()
    yield Result("save", "round trip of a save, p95", slow, "ms", against, slow / bare).line()


def kept(path: Path, text: str, rounds: int) -> float:
    """Milliseconds (median) that SQLite alone takes to keep the text durably, set as the site sets it."""
    took = []
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE kept (text TEXT)")
        for number in range(rounds):
            began = time.perf_counter()
            base.execute("INSERT INTO kept VALUES (?)", (f"{text}{number}",))
            took.append((time.perf_counter() - began) * 1000)
    finally:
        base.close()
    return statistics.median(took)
