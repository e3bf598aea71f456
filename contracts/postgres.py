"""A throw-away PostgreSQL for tests and benches.

`python -m contracts.postgres COMMAND…` runs a command with DATABASE_URL set to one.
"""

import contextlib
import functools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from contracts.servers import NotHereError, before, end, kept, migrate, until

# Short: the path of a socket has at most 107 bytes.
TMP = Path("/tmp")
TABLES = "tables"


def postgres_programs() -> Path:
    """The folder of PostgreSQL's programs, the newest there are. NotHereError where there are none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(4))
    for folder in reversed(folders):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NotHereError("PostgreSQL")


def _not_root() -> dict[str, str | int | list[int]]:
    """PostgreSQL refuses to run as root: as whom it runs instead, in subprocess's words."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class Postgres:
    """A PostgreSQL of its own in `folder`, on a Unix socket there; `url` is its DATABASE_URL. It can be stopped, and started again as it was.

    It begins as the data folder `like`, or with nothing in it.
    """

    def __init__(self, folder: Path, like: Path | None = None) -> None:
        self._programs, self.folder, self._log = postgres_programs(), folder, folder / "log"
        account = _not_root()
        if account:
            shutil.chown(folder, int(account["user"]), int(account["group"]))  # type: ignore[arg-type]
        self._common: dict[str, object] = {"cwd": folder, **account}
        self.url = f"postgres://weeknotes@/{folder}/postgres"  # environ's way of writing a socket's folder
        if like is not None:
            shutil.copytree(like, folder / "data")
            if account:
                for path in (folder / "data", *(folder / "data").rglob("*")):
                    shutil.chown(path, int(account["user"]), int(account["group"]))  # type: ignore[arg-type]
            return
        init = [self._programs / "initdb", "-D", folder / "data", "-U", "weeknotes", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(init, check=True, capture_output=True, **self._common)  # type: ignore[call-overload]

    def start(self) -> None:
        """Start it; ready when this returns."""
        settings = ("listen_addresses=", f"unix_socket_directories={self.folder}", "fsync=off", "full_page_writes=off", "max_connections=50")
        words = [str(self._programs / "postgres"), "-D", str(self.folder / "data"), *(part for one in settings for part in ("-c", one))]
        with self._log.open("ab") as out:
            self._server = subprocess.Popen(words, stdout=out, stderr=out, preexec_fn=before(signal.SIGINT), **self._common)  # type: ignore[call-overload]  # noqa: PLW1509
        ready = [str(self._programs / "pg_isready"), "-q", "-h", str(self.folder), "-U", "weeknotes"]
        until(lambda: self._server.poll() is not None or subprocess.run(ready, check=False).returncode == 0, "PostgreSQL started")
        if self._server.poll() is not None:
            raise RuntimeError(self._log.read_text())

    def stop(self) -> None:
        """End it, and every connection to it."""
        end(self._server, signal.SIGINT)


@functools.cache
def tables() -> Path:
    """The data folder of one with nothing but empty tables, as all migrations leave them: `kept`. Raises NotHereError."""
    return kept("postgresql", _tables)


def _tables(made: Path) -> None:
    with _running(TMP, None) as server:
        with tempfile.TemporaryDirectory(prefix="weeknotes-tables-") as name:
            migrate(Path(name), {"DATABASE_URL": server.url})
        with psycopg.connect(host=str(server.folder), user="weeknotes", dbname="template1", autocommit=True) as held:
            held.execute(f"CREATE DATABASE {TABLES} TEMPLATE postgres")
        server.stop()
        shutil.copytree(server.folder / "data", made)


@contextlib.contextmanager
def postgres_server(inside: Path = TMP) -> Iterator[Postgres]:
    """One that is running, in a folder `inside` another that any account may pass; gone afterwards. Raises NotHereError.

    Its tables are there and empty (`tables`), and once more in its database `TABLES`, to make others of.
    """
    with _running(inside, tables()) as made:
        yield made


@contextlib.contextmanager
def _running(inside: Path, like: Path | None) -> Iterator[Postgres]:
    postgres_programs()
    folder = Path(tempfile.mkdtemp(prefix="weeknotes-pg-", dir=inside))
    try:
        made = Postgres(folder, like)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgres(inside: Path = TMP) -> Iterator[str]:
    """The DATABASE_URL of one."""
    with postgres_server(inside) as made:
        yield made.url


def main(words: Sequence[str]) -> int:
    """Run `words` with DATABASE_URL pointing at a throw-away PostgreSQL; their exit code, or 69 where there is no PostgreSQL."""
    try:
        with postgres() as url:
            return subprocess.run(words, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except NotHereError as what:
        sys.stderr.write(f"{what} is not on this machine\n")
        return 69


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
