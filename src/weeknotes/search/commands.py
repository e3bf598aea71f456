"""`weeknotes reindex`."""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from weeknotes.search.reindex import reindex


def reindex_command(*, everything: bool = False) -> int:
    """Make what can be found agree with what is published, with a progress bar on a terminal, and say what was done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Notes", total=None)
        changed = reindex(everything=everything, progress=lambda done, total: bar.update(task, completed=done, total=total))
    if changed:
        sys.stdout.write(f"{changed} {'note' if changed == 1 else 'notes'} can be found as published.\n")
    else:
        sys.stdout.write("Every note can be found as published.\n")
    return 0
