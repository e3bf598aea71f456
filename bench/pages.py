"""What the signed-in pages that read much cost: a team's week, a leader's ten teams, Friday, the year. And a team's week for everybody.

As Django answers them, whole, in one process, without the socket: milliseconds, and queries beside the session's three. On a site of 1,000 notes;
`python -m bench.pages 100000` measures on one of so many.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import large
from bench.result import Result
from contracts.servers import ROOT, environment

NOTES, ROUNDS = 1_000, 100
MOST = 60.0  # milliseconds in which nineteen of twenty pages are made
ASK = "import sys, django; django.setup(); from bench.page_rows import main; sys.exit(main(sys.argv[1:]))"


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """p95 of each page, and its queries against how many it may ask."""
    yield from on_a_site(60 if small else NOTES, 3 if small else ROUNDS)


def on_a_site(notes: int, rounds: int) -> Iterator[dict[str, object]]:
    """The same on a site of so many notes, to which a team of thirty and nine smaller ones are added."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        data = Path(name) / "pages"
        large.copy(data, notes=notes)
        mine = environment(data, 0) | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
        done = subprocess.run([sys.executable, "-c", ASK, str(rounds)], env=mine, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        what, queries, allowed, *times = line.split("\t")
        p95 = statistics.quantiles(map(float, times), n=20)[-1]
        yield Result("pages", f"{what} at {notes:,} notes, p95", p95, "ms", f"{queries} queries", None, f"at most {MOST:g} ms", p95 <= MOST).line()
        if allowed:
            yield Result("pages", f"{what} at {notes:,} notes, queries", float(queries), "", None, None, f"at most {allowed}", int(queries) <= int(allowed)).line()


if __name__ == "__main__":
    sys.exit(large.on_one_of(sys.argv[1:], "pages", lambda notes: on_a_site(notes, ROUNDS)))
