"""Kills a writer's process at the commits, renames and removals of save, bake, publish, correct and withdraw, and looks at what is left.

Run as a process of its own, with WEEKNOTES_DATA (and DATABASE_URL) of its own. Each round forks a child that does a writer's work and kills itself with
SIGKILL just before its n-th step, then one that sweeps and audits. Prints one JSON object a round. The first round lives to the end and tells its steps;
then every commit has a round, and of renames or removals in a row, which differ by the file alone, the first, the second, one in the middle and the last.
"""

import json
import os
import re
import signal
import sys
import uuid
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from weeknotes.notes.levels import Level  # noqa: E402
from weeknotes.notes.models import Body, Note  # noqa: E402
from weeknotes.notes.save import save  # noqa: E402
from weeknotes.notes.start import start  # noqa: E402
from weeknotes.notes.take_picture import take_picture  # noqa: E402
from weeknotes.notes.tests.drawn import drawn  # noqa: E402
from weeknotes.notes.views_picture import figure  # noqa: E402
from weeknotes.people import site  # noqa: E402
from weeknotes.people.models import Organisation, Person  # noqa: E402
from weeknotes.publishing.audit import audit  # noqa: E402
from weeknotes.publishing.bake import bake  # noqa: E402
from weeknotes.publishing.publish import publish  # noqa: E402
from weeknotes.publishing.sweep import sweep  # noqa: E402
from weeknotes.publishing.withdraw import withdraw  # noqa: E402

MONDAY = date(2021, 3, 15)
# Feeds in the other formats are made and put in place as Atom is; each file more is a round more.
settings.BAKED = [path for path in settings.BAKED if not path.endswith((".rss_kind", ".json_kind", ".outline_kind"))]


class Steps:
    """Notes commits, renames and removals by a letter each, and stops the process for good just before number `last` (0: never)."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.done = ""

    def step(self, letter: str, real: Callable[..., object]) -> Callable[..., object]:
        def stepped(*args: object, **kwargs: object) -> object:
            self.done += letter
            if len(self.done) == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return stepped

    def watch(self) -> None:
        for letter, whose, name in (("c", BaseDatabaseWrapper, "_commit"), ("r", os, "replace"), ("u", os, "unlink")):
            setattr(whose, name, self.step(letter, getattr(whose, name)))


def worth_a_round(steps: str) -> list[int]:
    """The numbers of the steps to be killed at."""
    chosen: list[int] = []
    for run in re.finditer(r"(.)\1*", steps):
        first, last = run.start() + 1, run.end()
        chosen += range(first, last + 1) if run[1] == "c" else sorted({first, min(first + 1, last), (first + last) // 2, last})
    return chosen


def first() -> None:
    """An organisation with one note that stays."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Organisation.objects.create(id=1, name_en="Glanderw", languages="en")
    nerys = Person.objects.create(slug="nerys", name="Nerys")
    site.forget()
    bake()
    publish(note=start(author=nerys, monday=MONDAY, title="Otter", html="<p>Otter.</p>"), by=nerys, level=Level.PUBLIC)


def work(number: int, told: Path) -> None:
    """A writer's work; `told` has a line for each thing that was answered to them."""

    def tell(line: str) -> None:
        with told.open("a") as file:
            file.write(line + "\n")

    steps = Steps(number)
    steps.watch()
    nerys = Person.objects.get()
    note = start(author=nerys, monday=MONDAY, title=f"Penguin {number}")
    body = note.bodies.get()
    save(body=body, by=nerys, title=body.title or f"Penguin {number}", html=f"<p>First {number}.</p>", version=body.version, save_key=uuid.uuid4())
    tell("saved first")
    Organisation.objects.update(name_en=f"Glanderw {number}")
    site.forget()
    bake()
    tell("baked")
    publish(note=note, by=nerys, level=Level.PUBLIC)
    tell("published first")
    taken = take_picture(note=note, by=nerys, name="depot.png", data=drawn("PNG", (40, 30)))
    html = f"<p>Second {number}.</p>\n{figure(taken, alt='The depot', caption='')}"
    save(body=body, by=nerys, title=body.title, html=html, version=body.version, save_key=uuid.uuid4())
    tell("saved second")
    publish(note=note, by=nerys, correction="Second, not first.")
    tell("published second")
    withdraw(note=note, by=nerys)
    tell("withdrawn")
    told.with_suffix(".steps").write_text(steps.done)


def look(number: int, told: Path) -> dict[str, object]:
    """What is left: after the sweep and, for a bake that was stopped, a bake."""
    swept = sweep()
    said = told.read_text().splitlines() if told.exists() else []
    site.forget()
    if "baked" not in said:
        bake()
    note = Note.objects.filter(bodies__title=f"Penguin {number}").first()
    files = [file for file in Path(settings.PUBLIC).rglob("*") if file.is_file() and not file.is_relative_to(settings.STATIC_ROOT)]
    words = {file.relative_to(settings.PUBLIC).as_posix(): file.read_text(errors="replace") for file in files}
    found = {
        "number": number,
        "said": said,
        "swept": swept,
        "differences": [one.sentence for one in audit()],
        "bodies": [html.splitlines()[:1] for html in Body.objects.filter(note=note).values_list("html", flat=True)] if note else [],
        "pictures": sorted(path for path in words if path.startswith("media/")),
        "level": note.level if note else None,
        "editions": note.editions.count() if note else 0,
        "withdrawn": bool(note and note.withdrawn_at),
        "first": sorted(path for path, text in words.items() if f"First {number}." in text),
        "second": sorted(path for path, text in words.items() if f"Second {number}." in text),
        "titled": sorted(path for path, text in words.items() if f"Penguin {number}<" in text),
    }
    if note is not None and note.edition_id is not None:
        withdraw(note=note, by=note.author)
    return found


def forked(job: Callable[[], None]) -> int:
    """Run `job` in a child; its exit code, minus the signal where one ended it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            job()
            code = 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            connection.close()
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def say(number: int, told: Path) -> None:
    """Print what is found after the round of that number."""
    print(json.dumps(look(number, told)))


def main() -> int:
    if forked(first) != 0:
        return 1
    numbers = [0]
    while numbers:
        number = numbers.pop(0)
        told = Path(settings.DATA) / f"told-{number}"
        code = forked(partial(work, number, told))
        if code != (-signal.SIGKILL if number else 0):
            return 1
        if forked(partial(say, number, told)) != 0:
            return 1
        if number == 0:
            numbers = worth_a_round(told.with_suffix(".steps").read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
