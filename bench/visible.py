"""From pressing Publish to the answer, by when the note stands on every page and feed; and the same for taking it back."""

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

ROUNDS = 30
PUBLIC = "4"


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Milliseconds until the answer (median, p95), each publication held against a save in the same run. Nothing may lag behind the answer."""
    rounds = 3 if small else ROUNDS
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder, servers.site(Path(folder)) as site, Visitor(site) as writer:
        writer.begin()
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
            places = everywhere(f"{year}", f"w{week:02d}")
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
        yield Result("visible", f"{name}, median", statistics.median(took), "ms", "a save of the same note", statistics.median(took) / base).line()
        yield Result("visible", f"{name}, p95", slow, "ms", "a save of the same note", slow / base).line()
    yield Result("visible", "pages and feeds behind the answer", float(late), "pages", None, None, "none", late == 0).line()


def everywhere(year: str, week: str) -> list[str]:
    """The lists and feeds a note of that week stands on."""
    lists = ["/", "/people/nerys/", f"/{year}/{week}/"]
    times = [f"/{year}/feed.xml", f"/{year}/{week}/feed.xml"]
    return [*lists, *times, *(f"{place}{feed}" for place in lists[:2] for feed in ("feed.xml", "rss.xml", "feed.json"))]
