"""The commands of docs/hosts.md that touch what people wrote, run as they stand there."""

import contextlib
import io
import shlex
import shutil
import sqlite3
import subprocess
import tarfile
from pathlib import Path

import zstandard

from contracts import servers
from contracts.test_settings import HOSTS


def test_the_backup_of_the_docs_holds_what_was_written_while_it_is_in_use(prepared: Path, tmp_path: Path) -> None:
    data, kept = tmp_path / "data", tmp_path / "kept"
    shutil.copytree(prepared, data)
    kept.mkdir()
    (line,) = [line for line in HOSTS.read_text().splitlines() if line.startswith("weeknotes backup ")]
    _weeknotes, *words = shlex.split(line.replace("/mnt/backups", str(kept)))
    with contextlib.closing(sqlite3.connect(data / "weeknotes.sqlite3")) as writing:
        # In the write-ahead log and nowhere else: what `cp` would lose.
        writing.execute("INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('kept', '', '2030-01-01')")
        writing.commit()
        subprocess.run(servers.command(*words), env=servers.environment(data, 8000), check=True, capture_output=True)
    (file,) = kept.iterdir()
    with file.open("rb") as source, tarfile.open(fileobj=io.BytesIO(zstandard.ZstdDecompressor().stream_reader(source).read())) as tar:
        held = tar.extractfile("database.sqlite3")
        assert held is not None
        (tmp_path / "database.sqlite3").write_bytes(held.read())
    with contextlib.closing(sqlite3.connect(tmp_path / "database.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT session_key FROM django_session").fetchall() == [("kept",)]
