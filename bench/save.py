"""How long a save of the editor takes on a running site, held against keeping the same bytes in a bare SQLite file of that disk.

On an empty site and on one of 1,000 notes; `python -m bench.save 100000` measures on one of so many.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from bench import large
from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers

ROUNDS = 200
NOTES = 1_000
MOST = 60.0  # milliseconds in which nineteen of twenty saves are answered


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Milliseconds from sending a 600-word note to the site's answer: median and 95th percentile over `ROUNDS` saves."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder, servers.site(Path(folder)) as site, Visitor(site) as writer:
        writer.begin()
        yield from measured(writer, "", Path(folder), 10 if small else ROUNDS)
    if not small:
        yield from on_a_large_site(NOTES)


def on_a_large_site(notes: int) -> Iterator[dict[str, object]]:
    """The same by one of a thousand people on a site of so many notes."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        port = servers.free_port()
        large.with_pages(Path(folder) / "data", notes=notes, port=port)
        with servers.site(Path(folder), port=port) as site, Visitor(site) as writer:
            writer.enter("person-1")
            yield from measured(writer, f" at {notes:,} notes", Path(folder), ROUNDS)


def measured(writer: Visitor, where: str, folder: Path, rounds: int) -> Iterator[dict[str, object]]:
    """So many saves of one note, one after another."""
    place = writer.note("2015-W12")
    text = words(600)
    took = []
    for number in range(rounds):
        began = time.perf_counter()
        answer = writer.save(place, save_key=str(uuid.uuid4()), version=number, title="Rain", html=f"{text}<p>Change {number}.</p>")
        took.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise RuntimeError(answer.text[:500])
    bare = kept(folder / "bare.sqlite3", text, rounds)
    median, slow = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    against = "one row of the same text committed to a bare SQLite file"
    yield Result("save", f"round trip of a save{where}, median", median, "ms", against, median / bare).line()
    yield Result("save", f"round trip of a save{where}, p95", slow, "ms", against, slow / bare, f"at most {MOST:g} ms", slow <= MOST).line()


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


if __name__ == "__main__":
    sys.exit(large.on_one_of(sys.argv[1:], "save", on_a_large_site))
