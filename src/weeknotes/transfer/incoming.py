"""Files that were given to be brought in, while they wait: in the data folder, for their person alone, and gone when they are done with."""

import os
import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from django.conf import settings

from weeknotes.transfer.models import ImportRun

LONGEST_NAME = 120
SETTLED_SECONDS = 3600


def folder_of(run_uid: uuid.UUID) -> Path:
    """Where the files of a bringing in wait."""
    return Path(settings.DATA) / "incoming" / str(run_uid)


def put_in(run_uid: uuid.UUID, name: str, pieces: Iterable[bytes], number: int = 0) -> Path:
    """Keep a file that waits, under a name that its importer knows it by; where it is. OSError when there is no room."""
    folder = folder_of(run_uid) / str(number)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name_of(name)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(fd, "wb") as file:
        for piece in pieces:
            file.write(piece)
    return path


def let_files_go(run: ImportRun) -> None:
    """Keep nothing of what was given for `run`."""
    shutil.rmtree(folder_of(run.uid), ignore_errors=True)


def let_strays_go() -> int:
    """Remove files of bringings in that there is no row of; how many. What came in the last hour may be getting its row this minute."""
    top = Path(settings.DATA) / "incoming"
    settled = time.time() - SETTLED_SECONDS
    here = [path for path in top.iterdir() if path.is_dir() and path.stat().st_mtime < settled] if top.is_dir() else []
    known = {str(uid) for uid in ImportRun.objects.filter(uid__in=[path.name for path in here if _is_uid(path.name)]).values_list("uid", flat=True)}
    gone = [path for path in here if path.name not in known]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return len(gone)


def _is_uid(name: str) -> bool:
    try:
        uuid.UUID(name)
    except ValueError:
        return False
    return True


def name_of(given: str) -> str:
    """The last part of a name, without what a file system could take for something else."""
    last = PurePosixPath(given.replace("\\", "/")).name
    kept = "".join(one if one.isprintable() and one not in '/\0:*?"<>|' else "_" for one in last).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    while len((stem or kept).encode("utf-8", "replace")) > LONGEST_NAME:
        stem, kept = stem[:-1], kept[:-1]
    return (f"{stem}{dot}{ending}" if stem else kept) or "file"
