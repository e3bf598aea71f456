"""The commands of docs/hosts.md that touch what people wrote, run as they stand there."""

import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from contracts.test_settings import HOSTS


def test_the_backup_of_the_docs_holds_what_was_written_while_it_is_in_use(prepared: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(prepared, data)
    (line,) = [line for line in HOSTS.read_text().splitlines() if ".backup(" in line]
    _sudo, _user, _who, _python, *words = shlex.split(line)
    with sqlite3.connect(data / "weeknotes.sqlite3") as writing:
        # In the write-ahead log and nowhere else: what `cp` would lose.
        writing.execute("INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('kept', '', '2030-01-01')")
        writing.commit()
        subprocess.run([sys.executable, *(word.replace("/var/lib/weeknotes", str(data)) for word in words)], check=True)
    writing.close()
    copy = sqlite3.connect(data / "copy.sqlite3")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("SELECT session_key FROM django_session").fetchall() == [("kept",)]
    copy.close()


def test_the_unit_starts_what_the_project_installs() -> None:
    unit = re.search(r"```ini\n(\[Unit\].*?)```", HOSTS.read_text(), re.DOTALL)
    assert unit is not None
    assert "ExecStart=/opt/weeknotes/.venv/bin/weeknotes serve\n" in unit[1]
    stop = re.search(r"TimeoutStopSec=(\d+)", unit[1])
    assert stop is not None
    assert int(stop[1]) > 30  # serve.PATIENCE: what it waits for before it kills
