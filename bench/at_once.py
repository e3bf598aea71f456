"""Two processes that answer and two workers, on PostgreSQL, publish at once: nothing may be lost, and nothing stale.

Four people press Publish for half of the notes while the workers publish the other half at a chosen time.
"""

import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers
from contracts.postgres import postgres
from contracts.servers import Site

NOTES = 1_000
WRITERS = 4
PATIENCE = 900.0  # seconds that the workers are given for their half
LEFT = "import sys, django; django.setup(); from weeknotes.notes.models import Plan; print(Plan.objects.count(), Plan.objects.exclude(failed_at=None).count())"


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """How many notes there are a second, how many are missing from where they belong, and what the audit says of the rest."""
    notes = 12 if small else NOTES
    with postgres() as database, tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder:
        extra = {"DATABASE_URL": database, "WEEKNOTES_PROCESSES": "2", "WEEKNOTES_TICK_SECONDS": "1"}
        with servers.site(Path(folder), extra=extra) as site, subprocess.Popen(servers.command("work"), env=site.environment, cwd=folder) as second:
            try:
                yield from measured(site, notes)
            finally:
                second.terminate()


def measured(site: Site, notes: int) -> Iterator[dict[str, object]]:
    """Drafts first, then all of them published at once, then each looked for."""
    with ExitStack() as stack:
        writers = [stack.enter_context(Visitor(site)) for _ in range(WRITERS)]
        writers[0].begin()
        for other in writers[1:]:
            other.enter("nerys")
        drafts = [draft(writers[0], number) for number in range(notes)]
        ahead, now = drafts[::2], drafts[1::2]
        # So far ahead that the last has its plan before the first is due.
        at = datetime.now(UTC) + timedelta(seconds=5 + len(ahead) // 5)
        for one in ahead:
            press(writers[0], one, "plan", plan_day=f"{at:%Y-%m-%d}", plan_time=f"{at:%H:%M:%S}")
        time.sleep(max(0.0, (at - datetime.now(UTC)).total_seconds()))
        began = time.perf_counter()
        failed: list[Exception] = []
        threads = [threading.Thread(target=publish_all, args=(writer, now[place::WRITERS], failed)) for place, writer in enumerate(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]
        waited(site)
        took = time.perf_counter() - began
        lost = sum(word not in writers[0].get(f"/people/nerys/{word}/").text for _place, word in drafts)
        home = writers[0].get("/people/nerys/").text
        newest = sorted((word for _place, word in drafts), reverse=True)[:10]
        lost += sum(word not in home for word in newest)
    said = subprocess.run(servers.command("audit"), env=site.environment, check=False, capture_output=True, text=True)
    yield Result("at_once", f"{notes} notes published by two processes and two workers", notes / took, "notes/s", None, None).line()
    yield Result("at_once", "notes missing from their page or the newest from their list", float(lost), "notes", None, None, "none", lost == 0).line()
    yield Result("at_once", "pages that the audit finds wrong", float(said.returncode), "", None, None, "none", said.returncode == 0).line()


Draft = tuple[str, str]


def draft(writer: Visitor, number: int) -> Draft:
    """One note for everybody, a draft as yet: its place and the word by which it is known. Of weeks long past, so that its week says where it is listed."""
    place = writer.note(f"{2000 + number // 50}-W{number % 50 + 1:02d}")
    word = f"w{number:04d}x{uuid.uuid4().hex[:12]}"
    writer.save(place, save_key=str(uuid.uuid4()), version=0, title=word, html=words(120, seed=number))
    return place.removesuffix("save/"), word


def press(writer: Visitor, one: Draft, what: str, **fields: str) -> None:
    """Look at a draft and press one of its buttons. Raises RuntimeError with the page where that did not do."""
    place, word = one
    seen = writer.get(place).text
    week = re.search(r'name="week"[^>]* value="([^"]*)"', seen)
    form = {"version": "1", "title": word, "week": week.group(1) if week else "", "audience": "4", "seen": seen.partition('name="seen" value="')[2].partition('"')[0]}
    answer = writer.press(f"{place}{what}/", **form, **fields)
    if answer.status not in {200, 302}:
        raise RuntimeError(answer.text[:2000])


def publish_all(writer: Visitor, drafts: Sequence[Draft], failed: list[Exception]) -> None:
    """Press Publish on each; what goes wrong is put into `failed`."""
    try:
        for one in drafts:
            press(writer, one, "publish")
    except Exception as error:  # told by the thread that waits
        failed.append(error)


def waited(site: Site) -> None:
    """Until the workers have nothing left to publish. RuntimeError where a plan failed, or they take too long."""
    until = time.monotonic() + PATIENCE
    while True:
        mine = {**site.environment, "DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
        said = subprocess.run([sys.executable, "-c", LEFT], env=mine, check=True, capture_output=True, text=True)
        left, failed = (int(word) for word in said.stdout.split())
        if failed or time.monotonic() > until:
            raise RuntimeError(f"{failed} plans failed, {left} are left")
        if not left:
            return
        time.sleep(1)
