"""`weeknotes restore`: a site out of a backup, in an empty place: first every file against its sum, then the tables, the pages, and a look through all of it."""

import fcntl
import os
import shutil
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from environ import ImproperlyConfigured
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from weeknotes.config import environment, newer
from weeknotes.config.come_back import NOTHING, SQLITE, TOLD
from weeknotes.transfer.keeping.about import ABOUT, PUBLIC, READ_ME, SECRET, SUMS, About, KeepingError
from weeknotes.transfer.keeping.archive import Told
from weeknotes.transfer.keeping.passphrase import passphrase_in
from weeknotes.transfer.keeping.unpack import Keys, unpack

# Files are put in this folder first, and in their places once all of them are as they should be.
HALF, LOCK = "restoring", "serving.lock"


def restore(*, file: str, into: str | None = None, identity: str | None = None, passphrase_file: str | None = None) -> int:
    """Bring the site in `file` back into the folder `into`; 0, or 1 with a sentence where it cannot be, and the place is then as empty as before."""
    try:
        backup = Path(file).expanduser().resolve()
        place = Path(into).expanduser().resolve() if into else environment.place()
        keys = Keys(_text_of(identity) if identity else "", passphrase_in(passphrase_file) if passphrase_file else "")
        new = not place.exists()
        with _empty(place) as (half, lock):
            with _bar(backup) as told, backup.open("rb") as source:
                about = unpack(source, half, keys=keys, accept=_suits, told=told)
            _say(f"Every file is as it was kept on {about.made_at[:10]} at {about.made_at[11:16]} (UTC), by Weeknotes {about.version}.")
            _call_as_here(half, about)
            if _is_postgresql(environment.text("DATABASE_URL")):
                _fill(half, about, lock)
            _put_in_place(half, place)
    except _Unfilled as why:
        return why.code
    except KeepingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (OSError, ImproperlyConfigured) as error:
        sys.stderr.write(f"{_why(error)}\n")
        return 1
    code = _step(place, "finish")
    if code == NOTHING:
        _take_away(place, whole=new)
        return 1
    if code == 0:
        _leave_word(backup)
        _remind(about, place)
    return code if code >= 0 else 128 - code


def _suits(about: About) -> None:
    """KeepingError where it is of a newer version, or its database of another kind than the one that is set."""
    newer.refuse(about.migrations, f"This backup was made by Weeknotes {about.version},")
    url = environment.text("DATABASE_URL")
    if about.vendor == "sqlite" and url and not _is_postgresql(url):
        raise KeepingError("This backup holds an SQLite database. Restore it with DATABASE_URL not set; or name an empty PostgreSQL, and it moves there.")
    if about.vendor == "postgresql" and not _is_postgresql(url):
        raise KeepingError("This backup holds a PostgreSQL database. Make an empty one, and name it: DATABASE_URL=postgres://…")


def _is_postgresql(url: str | None) -> bool:
    return (url or "").partition(":")[0] in {"postgres", "postgresql", "psql", "pgsql"}


class _Unfilled(Exception):
    """The database could not be filled, for a reason that was said; `code` is that of the process which tried."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _fill(half: Path, about: About, lock: int) -> None:
    """Have the database server hold what was kept, before anything is in its place: a folder whose database is not there would be taken for a new site.
    An SQLite database that moves there is first brought up to this version as what it is. _Unfilled where it cannot be."""
    code = _step(half, "tables", lock, without="DATABASE_URL") if about.vendor == "sqlite" else 0
    code = code or _step(half, "filled", lock)
    if code < 0:
        sys.stderr.write(f"What was filling the database was stopped by signal {-code}. Nothing was brought back; where the database is not empty now, make another.\n")
    if code:
        raise _Unfilled(1 if code == NOTHING else code if code > 0 else 128 - code)


def _step(folder: Path, step: str, *held: int, without: str = "") -> int:
    """Have a step of the second half done in a folder; the exit code of the process that did it. It has the files that are `held`, so that a lock on one
    lasts as long as its work, and not the setting `without`."""
    made = [sys.executable, "-P", "-m", "weeknotes.config.come_back", str(folder), step]
    here = {name: value for name, value in environment.of_place(folder, settings="weeknotes.config.settings").items() if name != without}
    return subprocess.run(made, env=here, pass_fds=held, check=False).returncode  # nosec B603


@contextmanager
def _empty(place: Path) -> Iterator[tuple[Path, int]]:
    """A folder for what is not in its place yet, in a place that is empty, and that nobody serves meanwhile; and the lock that sees to it. KeepingError
    where it is not."""
    new = not place.exists()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = sorted(one.name for one in place.iterdir() if one.name not in {HALF, LOCK, "lost+found"})
    except OSError as error:
        raise KeepingError(f"{place} cannot be used: {error.strerror}. Say another with --into.") from error
    if there:
        raise KeepingError(f"{place} is not empty ({there[0]} is in it). A site is brought back into an empty place alone: say another with --into.")
    lock = os.open(place / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    half = place / HALF
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeepingError(f"Something is at work in {place} already. Wait until it is done, or say another place with --into.") from error
        shutil.rmtree(half, ignore_errors=True)  # of one that was killed
        half.mkdir(mode=0o700)
        yield half, lock
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        (place / LOCK).unlink(missing_ok=True)
        if new:
            place.rmdir()
        raise
    finally:
        os.close(lock)


def _call_as_here(half: Path, about: About) -> None:
    """What came out of the backup by the names that the site knows it by. The sums were for us."""
    for name in (READ_ME, SUMS):
        (half / name).unlink(missing_ok=True)
    (half / ABOUT).replace(half / TOLD)
    if about.vendor == "sqlite":
        (half / about.database).replace(half / SQLITE)


def _put_in_place(half: Path, place: Path) -> None:
    """Everything to where the site looks for it; the secret last, by which a folder is known for a site."""
    if (half / PUBLIC).is_dir():
        for path in (half / PUBLIC).rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (half / PUBLIC).chmod(0o755)
    for path in sorted(half.iterdir(), key=lambda one: one.name == SECRET):
        path.replace(place / path.name)
    half.rmdir()
    os.sync()


def _take_away(place: Path, *, whole: bool) -> None:
    """What was put in place, where nothing came of it: the place was empty before, or (`whole`) was not there."""
    for path in place.iterdir():
        if path.is_dir() and path.name != "lost+found":
            shutil.rmtree(path)
        elif not path.is_dir():
            path.unlink()
    if whole:
        place.rmdir()


def _leave_word(backup: Path) -> None:
    """A word beside the backup that it could be brought back, for the site that made it; none where nobody may write there."""
    try:
        backup.with_name(f"{backup.name}.restored").write_text(datetime.now(UTC).isoformat(timespec="seconds") + "\n", encoding="ascii")
    except OSError:
        return


def _remind(about: About, place: Path) -> None:
    """What does not come with a backup, and what happens when the site is started."""
    _say(f"The site of {about.url} is in {place}.")
    lacking = [name for name in about.settings if environment.text(name) is None and name not in {"WEEKNOTES_DATA", "WEEKNOTES_SECRET_KEY"}]
    if lacking:
        _say(f"Settings of the site it was made of that are not made here: {', '.join(lacking)}.")
    key = environment.text("WEEKNOTES_SECRET_KEY")
    if key is not None and key != (place / SECRET).read_text(encoding="utf-8"):
        _say("WEEKNOTES_SECRET_KEY says another secret than the site had: unset it, or links and keys of the site are not known any more.")
    waiting = about.counts.get("people_letter", 0)
    if waiting:
        _say(f"{waiting} {'mail was' if waiting == 1 else 'mails were'} waiting to be sent. Where WEEKNOTES_MAIL_URL is set, they go out once the site is started.")
    _say(f"Start it: WEEKNOTES_DATA={place} weeknotes serve")


def _text_of(file: str) -> str:
    try:
        return Path(file).expanduser().read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise KeepingError(f"The key cannot be read from {file}: {_why(error)}") from error


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror or error}."
    return str(error)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def _bar(backup: Path) -> Iterator[Told]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Looking through the backup", total=backup.stat().st_size)
        yield lambda size: bar.advance(task, size)
