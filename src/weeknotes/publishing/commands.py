"""`weeknotes bake` and `weeknotes audit`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.module_loading import import_string
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from weeknotes.people.site import organisation
from weeknotes.publishing import bake as baking
from weeknotes.publishing.audit import ADDRESS
from weeknotes.publishing.audit import audit as compare
from weeknotes.publishing.refusal import is_disk_full

MOST_SHOWN = 200
HANDS = 2  # each has what its pages show in memory


def bake_command(*, everything: bool = False) -> int:
    """Bake, with a progress bar on a terminal, and say what was done."""
    if organisation() is None:
        _say("There are no public pages yet: nobody has started this site. Open it in a browser to begin.")
        return 0
    try:
        baked(everything=everything)
    except OSError as error:
        if not is_disk_full(error):
            raise
        sys.stderr.write("The disk on this server is full. Pages already written stay; make room, then run the same command again.\n")
        return 1
    return 0


def baked(*, everything: bool) -> None:
    """The same, for who does more than that: OSError where there is no room."""
    with bar("Public pages") as told:
        done = baking.bake(everything=everything, progress=told, hands=min(HANDS, len(os.sched_getaffinity(0))))
    _say(f"{_pages(done.written)} written, {done.removed} removed, {done.kept} as they should be.")


def audit_command() -> int:
    """Audit, with a progress bar on a terminal, and say each difference in a sentence."""
    with bar("Public pages") as told:
        found = compare(progress=told)
    for one in found[:MOST_SHOWN]:
        _say(one.sentence)
    if len(found) > MOST_SHOWN:
        _say(f"… and {len(found) - MOST_SHOWN} more.")
    others = [sentence for path in settings.AUDITED for sentence in import_string(path)()]
    for sentence in others:
        _say(sentence)
    pages = [one for one in found if one.what != ADDRESS]
    if pages:
        _say(f"{len(pages)} {'difference' if len(pages) == 1 else 'differences'}. To make the folder agree, run: weeknotes bake --all")
    if found or others:
        return 1
    _say("Every public file is what was published, and nothing else is there.")
    return 0


@contextmanager
def bar(what: str) -> Iterator[baking.Progress | None]:
    """A progress bar on stderr where that is a terminal; nothing otherwise."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # It is drawn when something is told, not by a thread of its own: a bake may fork (`hands.py`).
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, refresh=True)


def _pages(count: int) -> str:
    return f"{count} page" if count == 1 else f"{count} pages"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
