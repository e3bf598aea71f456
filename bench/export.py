"""How long it takes to take out ten thousand notes as files, and how much memory."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import large
from bench.result import Result
from contracts import servers

NOTES = 13_500  # of which somebody of the organisation may read three in four
OF = 10_000
SECONDS_ALLOWED, MB_ALLOWED = 60.0, 500.0
COUNT = re.compile(r"(\d+) notes")


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """`weeknotes export --site` as a member of the organisation, into a folder: seconds for 10,000 notes, those of processors too, and the most memory."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        data = Path(folder) / "data"
        large.copy(data, notes=60 if small else NOTES)
        command = [sys.executable, "-m", "weeknotes", "export", "--site", "--as", "person-1", "--to", f"{folder}/out"]
        began = time.perf_counter()
        with subprocess.Popen(command, env=servers.environment(data, 0), stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = process.stdout.read()
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - began
        found = COUNT.search(said)
        if process.returncode or found is None:
            raise RuntimeError(f"the export failed: {said}")
        notes = int(found[1])
        files = sum(1 for path in (Path(folder) / "out").rglob("*") if path.is_file())
    for_ten_thousand = took * OF / notes
    against = f"{notes:,} notes, {files:,} files"
    yield Result("export", "10,000 notes", for_ten_thousand, "s", against, None, f"at most {SECONDS_ALLOWED:g} s", for_ten_thousand <= SECONDS_ALLOWED).line()
    busy = (used.ru_utime + used.ru_stime) * OF / notes
    yield Result("export", "10,000 notes, processor", busy, "s", against).line()
    most = used.ru_maxrss / 1024
    yield Result("export", "memory", most, "MB", against, None, f"at most {MB_ALLOWED:g} MB", most <= MB_ALLOWED).line()
