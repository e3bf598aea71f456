"""`weeknotes remember`."""

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from weeknotes.memory.again import remember


def remember_command(*, anew: bool = False) -> int:
    """Remember every note anew, with a progress bar on a terminal, and say how many there were."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Notes", total=None)
            count = remember(anew=anew, progress=lambda done, total: bar.update(task, completed=done, total=total))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What is done is kept; the same command goes on from here.\n")
        return 130
    sys.stdout.write(f"{count} {'note is' if count == 1 else 'notes are'} remembered as published; what was decided is as it was.\n")
    return 0
