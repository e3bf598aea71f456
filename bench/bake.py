"""Baking a whole site from its database: its wall time and memory beside Hugo's on the same notes as Markdown, and a second bake, which writes nothing."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import large
from bench.prose import words
from bench.result import Result
from contracts.servers import ROOT, environment, prepare
from weeknotes.prose.markdown import from_html

NOTES, WORDS, PEOPLE = 10_000, 600, 100
FILL = "import sys, django; django.setup(); from bench.bake_rows import fill; fill(int(sys.argv[1]))"
MEGABYTES = 300.0
BEGAN = datetime(2017, 1, 6, 16, tzinfo=UTC)
LIST = '<!doctype html><html lang="en"><title>{{ .Title }}</title><ul>'
LIST += '{{ range first 50 .Pages.ByDate.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Summary }}</li>{{ end }}</ul></html>'
SINGLE = '<!doctype html><html lang="en"><title>{{ .Title }}</title><h1>{{ .Title }}</h1><p>{{ .Date.Format "2 January 2006" }}</p>{{ .Content }}</html>'
CONFIG = 'baseURL = "https://notes.example/"\ntitle = "Notes"\n[taxonomies]\nperson = "people"\nteam = "teams"\nyear = "years"\n[outputs]\nhome = ["HTML", "RSS"]\n'


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, seconds of work, the most memory in MB, what was said."""

    wall: float
    work: float
    most: float
    said: str


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Seconds of a first bake, work and memory; of the bake after it; and of Hugo, where it is installed."""
    notes = 30 if small else NOTES
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        data = Path(name) / "data"
        prepare(data)
        mine = environment(data, 0) | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
        took([sys.executable, "-c", FILL, str(notes)], mine)
        first, again = (took([sys.executable, "-c", large.BAKE], mine) for _ in range(2))
        hugo = took([found, "--quiet", "--source", str(site(Path(name), notes))], dict(os.environ)) if (found := shutil.which("hugo")) else None
        pages = sum(1 for path in (data / "public").rglob("*") if path.is_file())
    against = "Hugo" if hugo else None
    yield Result("bake", "files", float(pages), "files").line()
    ratio = first.wall / hugo.wall if hugo else None
    bar, holds = ("at most as long", ratio <= 1) if ratio is not None else (None, None)
    yield Result("bake", "first bake", first.wall, "s", against, ratio, bar, holds).line()
    yield Result("bake", "first bake, work", first.work, "s", against, first.work / hugo.work if hugo else None).line()
    little, ratio = first.most <= MEGABYTES, first.most / hugo.most if hugo else None
    yield Result("bake", "first bake, memory", first.most, "MB", against, ratio, f"at most {MEGABYTES:g} MB", little).line()
    yield Result("bake", "second bake", again.wall, "s", "the first", again.wall / first.wall).line()
    yield Result("bake", "second bake, pages written", float(written(again.said)), "pages", None, None, "none", written(again.said) == 0).line()
    if hugo:
        yield Result("bake", "Hugo", hugo.wall, "s").line()
        yield Result("bake", "Hugo, memory", hugo.most, "MB").line()


def took(command: Sequence[str], mine: dict[str, str]) -> Took:
    """Run a program to its end and say what it took. RuntimeError with its words where it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, env=mine, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        said = out.read()
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} gave {process.returncode}: {said[-2000:]}")
    return Took(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, said)


def written(said: str) -> int:
    """How many pages a bake says that it wrote."""
    return int(said.split(" page", maxsplit=1)[0].rsplit("\n", 1)[-1])


def site(folder: Path, notes: int) -> Path:
    """The same notes for Hugo, with plain templates: a page each, lists of people, teams and years with fifty notes, and its feeds."""
    made = folder / "hugo"
    layouts = made / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (made / "config.toml").write_text(CONFIG)
    (layouts / "list.html").write_text(LIST)
    (layouts / "single.html").write_text(SINGLE)
    content = made / "content" / "notes"
    content.mkdir(parents=True)
    for number in range(notes):
        day = dated(number)
        head = f'---\ntitle: "Note {number}"\ndate: {day.isoformat()}\npeople: ["person-{number % PEOPLE}"]\nteams: ["team-{number % 10}"]\nyears: ["{day.year}"]\n---\n'
        (content / f"note-{number}.md").write_text(head + from_html(words(WORDS, seed=number)))
    return made


def dated(number: int) -> datetime:
    """The day of a note: twenty a week, the oldest first."""
    return BEGAN + timedelta(weeks=number // 20)
