"""How long a backup of a large site takes while twenty people save, and what they notice of it.

On a site of 1,000 notes; `python -m bench.backup 100000` measures on one of so many, and `python -m bench.backup 100000 DATA` on a copy of one that is there.
"""

import http.client
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import large
from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers

NOTES, WRITERS = 1_000, 20
PAUSE = 2.0  # seconds between two saves of one writer, as in the editor
MOST_S = 30.0


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Seconds from the command to the file in its place, its size, and the saves meanwhile."""
    yield from on_a_large_site(60 if small else NOTES, writers=3 if small else WRITERS)


def on_a_large_site(notes: int, *, writers: int = WRITERS, like: Path | None = None) -> Iterator[dict[str, object]]:
    """The same on a site of so many notes, or on a copy of `like`."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        data, port = Path(folder) / "data", servers.free_port()
        if like is None:
            large.with_pages(data, notes=notes, port=port)
        else:
            shutil.copytree(like, data, ignore=shutil.ignore_patterns("*.sock"))
        # One round of the worker and no more: pages of a copy that name another port are not made anew beside what is measured.
        with servers.site(Path(folder), port=port, extra={"WEEKNOTES_TICK_SECONDS": "100000"}, wait=False) as site:
            servers.until(lambda: servers.answers(site.url + "/sign-in/"), "the site answers", seconds=600)
            yield from measured(site, notes, writers, Path(folder) / "kept")


def measured(site: servers.Site, notes: int, writers: int, kept: Path) -> Iterator[dict[str, object]]:
    """One backup, with so many people at work."""
    kept.mkdir()
    stop = threading.Event()
    took: list[float] = []
    wrong: list[str] = []
    people = [Visitor(site) for _ in range(writers)]
    places = []
    for number, one in enumerate(people, 1):
        one.enter(f"person-{number}")
        places.append(one.note("2013-W07"))
    threads = [threading.Thread(target=write, args=(one, place, stop, took, wrong)) for one, place in zip(people, places, strict=True)]
    for thread in threads:
        thread.start()
    servers.until(lambda: len(took) >= writers or wrong, "everybody saved once")
    took.clear()
    began = time.perf_counter()
    done = subprocess.run(servers.command("backup", "--to", str(kept)), env=site.environment, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    stop.set()
    for thread in threads:
        thread.join()
    if wrong or len(list(kept.iterdir())) != 1:
        raise RuntimeError(f"{wrong[:3]} {done.stdout}")
    (file,) = kept.iterdir()
    plain = (site.data / "weeknotes.sqlite3").stat().st_size
    what = f"{notes:,} notes, {writers} writers"
    yield Result("backup", f"a backup of {what}", seconds, "s", None, None, f"at most {MOST_S:g} s", seconds <= MOST_S).line()
    yield Result("backup", f"its size, {what}", file.stat().st_size / 1e6, "MB", "the database", file.stat().st_size / plain).line()
    if len(took) > 1:
        yield Result("backup", f"a save meanwhile, median of {len(took)}", statistics.median(took), "ms").line()
        yield Result("backup", f"a save meanwhile, p95 of {len(took)}", statistics.quantiles(took, n=20)[-1], "ms").line()


def write(writer: Visitor, place: str, stop: threading.Event, took: list[float], wrong: list[str]) -> None:
    """One writer, who saves every `PAUSE` seconds until it is told to stop."""
    version, text = 0, words(600)
    with writer:
        while not stop.is_set():
            asked = time.perf_counter()
            try:
                answer = writer.save(place, save_key=str(uuid.uuid4()), version=version, title="Rain", html=f"{text}<p>zz{version}zz</p>")
            except (OSError, http.client.HTTPException) as error:
                wrong.append(repr(error))
                return
            took.append((time.perf_counter() - asked) * 1000)
            if answer.status != 200:
                wrong.append(f"{answer.status} {answer.text[:200]}")
                return
            version += 1
            stop.wait(PAUSE)


def main(typed: Sequence[str]) -> int:
    """`NOTES [DATA]`: the exit code, 2 with a sentence for other words."""
    if not 1 <= len(typed) <= 2 or not typed[0].isdecimal():
        sys.stderr.write("It takes how many notes the site has, and perhaps a data folder to copy, such as: python -m bench.backup 100000\n")
        return 2
    for row in on_a_large_site(int(typed[0]), like=Path(typed[1]) if len(typed) == 2 else None):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
