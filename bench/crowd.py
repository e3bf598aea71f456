"""Fifty people who write while two thousand read: how long a save takes then, and what went wrong for anybody."""

import http.client
import re
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import large
from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers

NOTES = 1_000
WRITERS, READERS, SECONDS = 50, 2_000, 30.0
PAUSE = 2.0  # seconds between two saves of one writer: the editor saves within so long of a pause
LINES = 8  # connections from which readers come, a new one for each
ALLOWED_MS = 300.0


@dataclass(slots=True)
class Met:
    """Milliseconds of each save and each page, the number that each draft's last save wrote, and what went wrong, in a sentence each."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """p99 of saves and pages on a site of 1,000 notes, and errors."""
    notes, writers, readers, seconds = (60, 3, 40, 2.0) if small else (NOTES, WRITERS, READERS, SECONDS)
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        port = servers.free_port()
        large.with_pages(Path(folder) / "data", notes=notes, port=port)
        with servers.site(Path(folder), port=port) as site:
            met = crowd(site, writers=writers, readers=readers, seconds=seconds)
    against = f"{writers} writers, {readers:,} readers in {seconds:g} s"
    yield Result("crowd", "a save, median", statistics.median(met.saves), "ms", against).line()
    slow = statistics.quantiles(met.saves, n=100)[-1]
    yield Result("crowd", "a save, p99", slow, "ms", against, None, f"at most {ALLOWED_MS:g} ms", slow <= ALLOWED_MS).line()
    yield Result("crowd", "a page and its style, p99", statistics.quantiles(met.pages, n=100)[-1], "ms", against).line()
    yield Result("crowd", "errors", float(len(met.wrong)), "requests", against, None, "none", not met.wrong).line()


def crowd(site: servers.Site, *, writers: int, readers: int, seconds: float) -> Met:
    """What they meet. Each writer's last words are looked for in their draft once all have done: fifty pages opened at once are no part of it."""
    met = Met()
    people = [Visitor(site) for _ in range(writers)]
    places = []
    for number, one in enumerate(people, 1):
        one.enter(f"person-{number}")
        places.append(one.note("2015-W12"))
    began = time.perf_counter()
    several = [
        threading.Thread(target=write, args=(one, place, met, began + PAUSE * number / writers, began + seconds))
        for number, (one, place) in enumerate(zip(people, places, strict=True))
    ]
    several += [threading.Thread(target=read, args=(site, met, began, number, readers, seconds)) for number in range(LINES)]
    for one_of_them in several:
        one_of_them.start()
    for one_of_them in several:
        one_of_them.join()
    for one, place in zip(people, places, strict=True):
        last = met.last.get(place)
        with one:
            if last is None or f"zz{last}zz" not in one.get(place.removesuffix("save/")).text:
                met.wrong.append(f"the words of the last save are not in the draft at {place}")
    return met


def write(writer: Visitor, place: str, met: Met, at: float, until: float) -> None:
    """One writer: a change and a save every `PAUSE` seconds."""
    version, text = 0, words(600)
    while at < until:
        time.sleep(max(0.0, at - time.perf_counter()))
        asked = time.perf_counter()
        try:
            answer = writer.save(place, save_key=str(uuid.uuid4()), version=version, title="Rain", html=f"{text}<p>zz{version}zz</p>")
        except (OSError, http.client.HTTPException) as error:
            met.wrong.append(f"a save: {error!r}")
            return
        met.saves.append((time.perf_counter() - asked) * 1000)
        if answer.status != 200:
            met.wrong.append(f"a save: {answer.status} {answer.text[:200]}")
            return
        met.last[place] = version
        version += 1
        at += PAUSE


def read(site: servers.Site, met: Met, began: float, number: int, readers: int, seconds: float) -> None:
    """Some of the readers, one after another at their times, each on a connection of their own: a page and its style."""
    person = re.search(rb'href="(/people/[^/"]+/)"', servers.get(site.url + "/people/").body)
    if person is None:
        raise RuntimeError("nobody has a page")
    paths = ["/", person.group(1).decode(), "/people/", "/teams/", "/feed.xml", "/2024/", "/cy/"]
    style = None
    for turn in range(number, readers, LINES):
        time.sleep(max(0.0, began + seconds * turn / readers - time.perf_counter()))
        asked = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        try:
            for path in [paths[turn // LINES % len(paths)], *([style] if style else [])]:
                line.request("GET", path)
                answer = line.getresponse()
                body = answer.read()
                if answer.status != 200:
                    met.wrong.append(f"{path}: {answer.status}")
                if style is None and b'rel="stylesheet" href="' in body:
                    style = body.partition(b'rel="stylesheet" href="')[2].partition(b'"')[0].decode()
        except (OSError, http.client.HTTPException) as error:
            met.wrong.append(f"a page: {error!r}")
        finally:
            line.close()
        met.pages.append((time.perf_counter() - asked) * 1000)
