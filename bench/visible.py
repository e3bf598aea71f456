"""From pressing Publish to the answer, by when the note stands on every page and feed; and the same for taking it back.

On an empty site and on one of 1,000 notes; `python -m bench.visible 100000` measures on one of so many, whose first bake takes its time.
"""

import os
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

ROUNDS = 30
NOTES = 1_000
PUBLIC = "4"
# On a large site the bar of its size: milliseconds in which nineteen of twenty are done.
BARS = {1_000: 150.0, 100_000: 200.0}


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Milliseconds until the answer (median, p95), each publication held against a save in the same run. Nothing may lag behind the answer."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder, servers.site(Path(folder)) as site, Visitor(site) as writer:
        writer.begin()
        yield from measured(writer, "", "nerys", 3 if small else ROUNDS)
    if not small:
        yield from on_a_large_site(NOTES)


def on_a_large_site(notes: int, rounds: int = ROUNDS) -> Iterator[dict[str, object]]:
    """The same by one of a thousand people on a site of so many notes, all of whose pages are there."""
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        port = servers.free_port()
        large.with_pages(Path(folder) / "data", notes=notes, port=port)
        os.sync()  # the thousands of files just made are not what the first publication waits for
        with servers.site(Path(folder), port=port) as site, Visitor(site) as writer:
            writer.enter("person-1")
            yield from measured(writer, f" at {notes:,} notes", "person-1", rounds, BARS.get(notes))


def measured(writer: Visitor, where: str, person: str, rounds: int, bar: float | None = None) -> Iterator[dict[str, object]]:
    """So many notes published, looked for, taken back and looked for again."""
    out, back, saved = [], [], []
    late = 0
    for number in range(rounds):
        year, week = 2015 + number // 50, number % 50 + 1
        place = writer.note(f"{year}-W{week:02d}")
        word = f"x{uuid.uuid4().hex}"
        began = time.perf_counter()
        writer.save(place, save_key=str(uuid.uuid4()), version=0, title=f"Week {word}", html=words(600, seed=number))
        saved.append((time.perf_counter() - began) * 1000)
        note = place.removesuffix("save/")
        seen = writer.get(note).text.partition('name="seen" value="')[2].partition('"')[0]
        form = {"version": "1", "title": f"Week {word}", "week": f"{year}-W{week:02d}", "audience": PUBLIC, "seen": seen}
        began = time.perf_counter()
        answer = writer.press(f"{note}publish/", **form)
        out.append((time.perf_counter() - began) * 1000)
        if answer.status not in {200, 302}:
            raise RuntimeError(answer.text[:500])
        places = everywhere(f"{year}", f"w{week:02d}", person)
        late += sum(word not in writer.get(path).text for path in places)
        writer.get(note)
        began = time.perf_counter()
        writer.press(f"{note}withdraw/", version="1")
        back.append((time.perf_counter() - began) * 1000)
        late += sum(word in writer.get(path).text for path in places)
        writer.get(note)
        writer.press(f"{note}publish/", **form)
    base = statistics.median(saved)
    for name, took in (("publish", out), ("withdraw", back)):
        slow = statistics.quantiles(took, n=20)[-1]
        yield Result("visible", f"{name}{where}, median", statistics.median(took), "ms", "a save of the same note", statistics.median(took) / base).line()
        said, holds = (f"at most {bar:g} ms", slow <= bar) if bar is not None else (None, None)
        yield Result("visible", f"{name}{where}, p95", slow, "ms", "a save of the same note", slow / base, said, holds).line()
    yield Result("visible", f"pages and feeds behind the answer{where}", float(late), "pages", None, None, "none", late == 0).line()


def everywhere(year: str, week: str, person: str) -> list[str]:
    """The lists and feeds that a note of that week by that person stands on; on the first page, as long as there are no thirty newer ones."""
    lists = [f"/people/{person}/", f"/{year}/{week}/", *(["/"] if person == "nerys" else [])]
    times = [f"/{year}/feed.xml", f"/{year}/{week}/feed.xml"]
    return [*lists, *times, *(f"{place}{feed}" for place in lists if place != f"/{year}/{week}/" for feed in ("feed.xml", "rss.xml", "feed.json"))]


if __name__ == "__main__":
    sys.exit(large.on_one_of(sys.argv[1:], "visible", on_a_large_site))
