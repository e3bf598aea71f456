"""`weeknotes archive --to FOLDER`: the public site as files that need no server."""

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from weeknotes.transfer.archive import archive
from weeknotes.transfer.out.into import NotEmpty, opened
from weeknotes.web.full import said


def run(*, to: str) -> int:
    """Write it to the folder or ZIP file `to`. 1 where it cannot be written."""
    screen = Console(stderr=True)
    try:
        with opened(Path(to)) as into, Progress(console=screen, disable=not screen.is_terminal, transient=True) as bar:
            going = bar.add_task("Writing", total=None)
            done = archive(into=into, progress=lambda now, total: bar.update(going, completed=now, total=total))
    except NotEmpty as why:
        sys.stderr.write(f"{why.sentence}\n")
        return 1
    except LookupError:
        sys.stderr.write("Nobody has begun this place yet, so there is nothing to keep.\n")
        return 1
    except OSError as why:
        sys.stderr.write(f"It could not be written to {to}: {said(why)}.\n")
        return 1
    sys.stdout.write(f"{done.pages} pages ({done.files} files) are in {to}. Open its index.html, or put the folder on any host.\n")
    return 0
