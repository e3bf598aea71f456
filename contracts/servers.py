"""The site itself as a running server, for tests and benches, and what every real server is waited for and ended with."""

import contextlib
import fcntl
import functools
import hashlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import psutil

from weeknotes.config import parent

ROOT = Path(__file__).resolve().parent.parent
# Generous: a loaded machine makes a test slow, never red.
PATIENCE = 60.0


class NotHereError(Exception):
    """A program that this machine does not have."""


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(true: Callable[[], object], what: str, *, seconds: float = PATIENCE) -> None:
    """Wait until `true()` holds. Raises AssertionError naming `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.01)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: status, headers with lower-case names, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def get(url: str, headers: Mapping[str, str] | None = None, *, seconds: float = PATIENCE) -> Answer:
    """GET without following redirects; any status is an answer. Raises OSError when nobody answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        with opener.open(urllib.request.Request(url, headers=dict(headers or {})), timeout=seconds) as got:
            return Answer(got.status, {k.lower(): v for k, v in got.headers.items()}, got.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


def answers(url: str) -> bool:
    """Whether anything answers at `url`."""
    try:
        get(url, seconds=5)
    except OSError:
        return False
    return True


def before(by: signal.Signals) -> Callable[[], None]:
    us = os.getpid()
    return lambda: parent.end_with(us, by)


def end(process: subprocess.Popen[bytes], by: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(by)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True, slots=True)
class Site:
    """A running `weeknotes serve`."""

    url: str
    port: int
    data: Path
    process: subprocess.Popen[bytes]
    log: Path
    environment: Mapping[str, str]  # what a command of the same site is run with

    def printed(self) -> str:
        """What it has printed so far, stdout and stderr."""
        return self.log.read_text()

    def processes(self) -> list[psutil.Process]:
        """Every process of it: the supervisor, the front, the server and its own worker, the task worker."""
        main = psutil.Process(self.process.pid)
        return [main, *main.children(recursive=True)]


def environment(data: Path, port: int, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a site of its own: nothing that is set for another one is passed on, except the database asked for in `extra`."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("WEEKNOTES_", "DJANGO_")) and key != "DATABASE_URL"}
    return {**ours, "WEEKNOTES_DATA": str(data), "WEEKNOTES_PORT": str(port), "PYTHONPATH": str(ROOT / "src"), **(extra or {})}


def command(*words: str) -> list[str]:
    """The `weeknotes` command of this checkout."""
    return [sys.executable, "-P", "-m", "weeknotes", *words]


def hash_of(paths: Iterable[Path], *said: str) -> str:
    """A hash of files of this checkout, by their names and bytes, and of what is `said` beside them."""
    seen = hashlib.sha256("\n".join(said).encode())
    for path in sorted(paths):
        seen.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return seen.hexdigest()


def _sources() -> str:
    """A hash of all that decides what an empty database has in it: the code of this checkout and the libraries whose tables stand beside ours."""
    code = (path for path in (ROOT / "src" / "weeknotes").rglob("*.py") if "tests" not in path.parts)
    return hash_of(code, *(f"{name} {version(name)}" for name in ("django", "django-allauth")))


def kept(ending: str, make: Callable[[Path], None]) -> Path:
    """What takes many seconds to make of these sources, under `build/tables/`, until they change: a file, or a folder, that `make` puts at the path it is given.

    Of processes that want it at once, one makes it. It is there to be copied, not used.
    """
    folder = ROOT / "build" / "tables"
    made = folder / f"{_sources()}.{ending}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half = folder / f"half.{ending}"
            remove(half)
            make(half)
            half.replace(made)
            for other in folder.glob(f"*.{ending}"):
                if other.stat().st_mtime < time.time() - 24 * 60 * 60:  # no run of other sources copies it any more
                    remove(other)
    return made


def remove(path: Path) -> None:
    """Remove a file or a folder, where there is one."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def migrate(data: Path, extra: Mapping[str, str] | None = None) -> None:
    """Run all migrations on the empty database of a data folder, or the one named in `extra`. Raises CalledProcessError."""
    words = [sys.executable, "-P", "-m", "django", "migrate", "--no-input", "--verbosity", "0"]
    mine = environment(data, 0, extra) | {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings"}
    subprocess.run(words, env=mine, check=True, capture_output=True)


@functools.cache
def tables() -> Path:
    """An SQLite file as all migrations leave it, with nothing written in it: `kept`."""
    return kept("sqlite3", _tables)


def _tables(made: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="weeknotes-tables-") as name:
        data = Path(name)
        migrate(data)
        with contextlib.closing(sqlite3.connect(data / "weeknotes.sqlite3")) as held:
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(data / "weeknotes.sqlite3", made)


def with_tables(data: Path, extra: Mapping[str, str] | None = None) -> None:
    """Put empty tables into a data folder that has none, which saves the steps of the database; not where another database is named in `extra`."""
    database = data / "weeknotes.sqlite3"
    if "DATABASE_URL" not in (extra or {}) and not database.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(tables(), database)


def prepare(data: Path, extra: Mapping[str, str] | None = None) -> None:
    """Make a data folder ready as `weeknotes serve` does, without serving. Raises CalledProcessError."""
    with_tables(data, extra)
    words = [sys.executable, "-P", "-m", "weeknotes.config.prepare"]
    subprocess.run(words, env=environment(data, 0, extra), check=True, capture_output=True)


@contextlib.contextmanager
def site(
    folder: Path,
    *,
    like: Path | None = None,
    bare: bool = False,
    extra: Mapping[str, str] | None = None,
    wait: bool = True,
    port: int | None = None,
) -> Iterator[Site]:
    """`weeknotes serve` on `port` or a free one, its data in `folder`/data; answering when this yields (unless not `wait`), all gone afterwards.

    `like` is a data folder to begin with a copy of: one that is ready saves its being made ready. A folder without a database is given its tables
    (`tables`), unless it is to begin `bare`, as a new host's does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if like is not None:
        shutil.copytree(like, folder / "data")
    if not bare:
        with_tables(folder / "data", extra)
    data, port, log = folder / "data", port or free_port(), folder / "serve.log"
    mine = environment(data, port, extra)
    with log.open("ab") as out:
        process = subprocess.Popen(
            command("serve"), cwd=folder, env=mine, stdout=out, stderr=out, preexec_fn=before(signal.SIGTERM)  # noqa: PLW1509
        )
    running = Site(f"http://127.0.0.1:{port}", port, data, process, log, mine)
    try:
        if wait:
            until(lambda: process.poll() is not None or answers(running.url + "/"), f"{running.url} answers")
            if process.poll() is not None:
                raise RuntimeError(running.printed())
        yield running
    finally:
        left = running.processes() if process.poll() is None else []
        end(process, signal.SIGTERM)
        for one in psutil.wait_procs(left, timeout=PATIENCE)[1]:
            one.kill()
