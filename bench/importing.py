"""Bringing a blog's archive in (`weeknotes import`): posts a second to drafts, and to notes that are published, baked and remembered; memory; whether
ten times as much takes ten times as long.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.importing_posts import write
from bench.result import Result
from contracts.servers import ROOT, command, environment, prepare

POSTS, FEWER = 10_000, 1_000
DRAFTS, PUBLISHED, MEGABYTES, LINEAR = 500.0, 150.0, 300.0, 1.3
EVERY = 0.5  # seconds between two looks at what the processes hold: a look takes some 20 ms of a processor from them
BEGIN = "import django; django.setup(); from weeknotes.people.begin import begin; begin(name='Glanderw', langs=['en', 'cy'], person='Nerys')"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, the most memory in MB that all its processes held together (shared pages counted once), and what was said."""

    wall: float
    most: float
    said: str


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Posts a second to drafts and to published notes, each with the memory; and what a post of many costs against one of few."""
    many, few = (40, 20) if small else (POSTS, FEWER)
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        empty = begun(Path(name) / "empty")
        drafts, fewer, out = brought(empty, "drafts", many), brought(empty, "fewer", few), brought(empty, "published", many, "--publish", "everyone")
    rate, bar = many / drafts.wall, None if small else DRAFTS
    yield Result("importing", f"{many} posts to drafts", rate, "notes/s", None, None, _at_least(bar), None if bar is None else rate >= bar).line()
    ratio = (drafts.wall / many) / (fewer.wall / few)
    yield Result("importing", f"a post of {many}", 1000 * drafts.wall / many, "ms", f"one of {few}", ratio, f"at most {LINEAR:g}", small or ratio <= LINEAR).line()
    rate, bar = many / out.wall, None if small else PUBLISHED
    yield Result("importing", f"{many} posts published, baked and remembered", rate, "notes/s", None, None, _at_least(bar), None if bar is None else rate >= bar).line()
    for what, took in (("to drafts", drafts), ("published", out)):
        little = took.most <= MEGABYTES
        yield Result("importing", f"memory, {what}", took.most, "MB", None, None, f"at most {MEGABYTES:g} MB", little).line()


def begun(data: Path) -> Path:
    """The data folder of a site with one writer, who has written nothing."""
    prepare(data)
    mine = environment(data, 0) | {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    subprocess.run([sys.executable, "-c", BEGIN], env=mine, cwd=ROOT, check=True, capture_output=True)
    return data


def brought(like: Path, name: str, count: int, *words: str) -> Took:
    """Bring so many posts into a copy of a site. RuntimeError where not all of them came in."""
    data = like.parent / name
    shutil.copytree(like, data)
    export = like.parent / f"{name}.xml"
    write(export, count)
    took = watched([*command("import"), str(export), "--person", "nerys", *words], environment(data, 0))
    if f"{count} new" not in took.said:
        raise RuntimeError(took.said[-2000:])
    return took


def watched(words: list[str], mine: Mapping[str, str]) -> Took:
    """Run a program to its end, and look now and then at what it and its children hold."""
    began = time.perf_counter()
    most = 0.0
    ended = threading.Event()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(words, env=dict(mine), cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)

        def look() -> None:
            nonlocal most
            while not ended.wait(EVERY):
                most = max(most, held(process.pid))

        watcher = threading.Thread(target=look)
        watcher.start()
        status = process.wait()
        wall = time.perf_counter() - began
        ended.set()
        watcher.join()
        out.seek(0)
        said = out.read()
    if status:
        raise RuntimeError(f"{words[0]} gave {status}: {said[-2000:]}")
    return Took(wall, most, said)


def held(pid: int) -> float:
    """MB of a process and its children, shared pages counted once; 0 where one of them began or ended meanwhile: of what it shared, the others that
    are looked at after it would have more than their part."""
    total = 0
    with suppress(psutil.Error):
        one = psutil.Process(pid)
        before = _alive(one)
        total = sum(each.memory_full_info().pss for each in before)
        if _alive(one) != before:
            return 0.0
    return total / 1_000_000


def _alive(one: psutil.Process) -> list[psutil.Process]:
    """A process and those that came of it, without what has ended and is only not yet asked how."""
    return [each for each in (one, *one.children(recursive=True)) if each.status() != psutil.STATUS_ZOMBIE]


def _at_least(bar: float | None) -> str | None:
    return None if bar is None else f"at least {bar:g}"
