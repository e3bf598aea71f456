"""The commands of docs/hosts.md that touch what people wrote, run as they stand there."""

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
