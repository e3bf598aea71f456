"""How the machine is: what is well is said to be, and what is not comes with what to do."""

import errno
import shutil
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings, settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from weeknotes.config import looked_at
from weeknotes.config.doctor import doctor
from weeknotes.net.own import MARK
from weeknotes.work.moments import ROUND, happened
from weeknotes.work.sign import NOW, SOON, WELL, Sign, signs

pytestmark = pytest.mark.django_db


@contextmanager
def answering(mark: str) -> Iterator[str]:
    """A site on loopback that answers with this mark; its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/healthz/" else 404)
            self.send_header(MARK, mark)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def asked(settings: LazySettings, url: str) -> Sign:
    """What is found of whether this site answers at `url`."""
    settings.SITE_URL, settings.LOCAL = url, False
    return list(looked_at.address(True))[1]


def test_an_address_at_which_this_site_answers_is_well(settings: LazySettings, live_server: object):
    # The mark is of the address and the secret, so that the running site has the same where it knows itself by that address.
    url = str(live_server)
    assert asked(settings, url) == Sign("Address", "whether this site answers there", "It does.")


def test_an_address_where_another_or_nobody_answers_is_to_be_mended(settings: LazySettings):
    with answering("something else") as url:
        another = asked(settings, url)
    assert (another.how, another.found) == (NOW, "Another answers, with status 200.")
    with socket.create_server(("127.0.0.1", 0)) as one:
        url = f"http://127.0.0.1:{one.getsockname()[1]}"
    nobody = asked(settings, url)
    assert nobody.how == NOW
    assert "ConnectionRefusedError" in nobody.found
    assert "WEEKNOTES_URL" in nobody.mend


def test_files_that_others_may_read_are_named(settings: LazySettings, tmp_path: Path):
    settings.DATA = tmp_path
    (tmp_path / "secret").write_text("kept")
    (tmp_path / "secret").chmod(0o644)
    (_room, others, _usable) = looked_at.disk(False)
    assert (others.how, others.found) == (NOW, "Others on this machine may read: secret")
    (tmp_path / "secret").chmod(0o600)
    (_room, others, _usable) = looked_at.disk(False)
    assert others.how == WELL


@pytest.mark.parametrize("far", [False, True])
def test_what_the_site_cannot_use_in_its_folder_is_named(settings: LazySettings, tmp_path: Path, far: bool):
    settings.DATA = tmp_path
    (tmp_path / "public" / "en").mkdir(parents=True)
    assert [one.how for one in looked_at.disk(far)] == [WELL, WELL, WELL]
    (tmp_path / "media").symlink_to(tmp_path / "not-mounted")
    (tmp_path / "public" / "en" / "a.html").symlink_to(tmp_path / "nowhere")
    (*_others, usable) = looked_at.disk(far)
    assert (usable.how, usable.found) == (NOW, "It cannot read or write: media" + (", public/en/a.html" if far else ""))
    assert "chown -R" in usable.mend and str(tmp_path) in usable.mend


def test_a_disk_that_can_only_be_read_is_said_to_be(settings: LazySettings, small_disk: Callable[[str], Path]):
    settings.DATA = small_disk("size=64k,ro")
    (only,) = looked_at.disk(True)
    assert (only.how, only.found) == (NOW, "The disk can only be read.")
    assert "have it writable again" in only.mend


@pytest.mark.parametrize(("free", "how"), [(10**12, WELL), (10**9, SOON), (10**8, NOW)])
def test_a_disk_that_grows_full_is_said_in_time(monkeypatch: pytest.MonkeyPatch, free: int, how: str):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": free}))
    assert next(looked_at.disk(False)).how == how


def test_steps_of_the_database_that_wait_are_counted():
    MigrationRecorder(connection).record_unapplied("transfer", "0012_coming")
    (tables, *_) = looked_at.database(False)
    assert (tables.how, tables.found) == (NOW, "Steps that wait: 1")
    MigrationRecorder(connection).record_applied("transfer", "0012_coming")
    assert [one.how for one in looked_at.database(True)] == [WELL] * (2 if connection.vendor == "sqlite" else 1)


def broken(_far: bool) -> Iterator[Sign]:
    """Something that cannot be looked at."""
    raise RuntimeError("Mrs Eirlys Maddocks rang")


def test_what_cannot_be_looked_at_is_said_without_what_the_error_says(settings: LazySettings, capsys: pytest.CaptureFixture[str]):
    settings.LOOKED_AT = [f"{__name__}.broken"]
    assert doctor(near=True) == 1
    out = capsys.readouterr().out
    assert "could not be looked at (RuntimeError)" in out
    assert "Eirlys" not in out


def shut(_far: bool) -> Iterator[Sign]:
    """Something that this user may not read."""
    raise PermissionError(errno.EACCES, "Permission denied", "/srv/weeknotes/public/index.html")


def test_a_file_that_the_site_may_not_read_is_named_once_and_fills_no_log(
    settings: LazySettings, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    settings.LOOKED_AT = [f"{__name__}.shut"] * 2
    assert doctor(near=True) == 1
    out = capsys.readouterr().out
    assert out.count("It cannot read or write: /srv/weeknotes/public/index.html") == 1
    assert "chown -R, in /srv/weeknotes/public" in out
    assert caplog.records == []


def away(_far: bool) -> Iterator[Sign]:
    """Something that asks a database which is not there."""
    psycopg.connect("host=127.0.0.1 port=1 dbname=none user=nobody")
    yield Sign("", "", "")


def away_for_django(far: bool) -> Iterator[Sign]:
    """The same, as Django says it."""
    with connection.wrap_database_errors:
        yield from away(far)


def test_a_database_that_does_not_answer_is_said_once(settings: LazySettings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "Database", psycopg)
    settings.LOOKED_AT = [f"{__name__}.away_for_django", f"{__name__}.broken", f"{__name__}.away_for_django"]
    assert doctor(near=True) == 1
    out = capsys.readouterr().out
    assert out.count("Database, whether it answers: It does not: connection ") == 1
    assert "DATABASE_URL" in out
    assert "0 well, 0 to see to before long, 2 to mend now." in out


def damaged(_far: bool) -> Iterator[Sign]:
    """Something that asks a database whose file is none."""
    file = Path(settings.DATA) / "no-database"
    file.write_text("Rain all week. " * 400)
    with connection.wrap_database_errors, closing(sqlite3.connect(file)) as held:
        held.execute("SELECT * FROM people_person")
    yield Sign("", "", "")


def test_a_database_that_is_none_is_said_once_with_the_way_back(settings: LazySettings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "Database", sqlite3)
    settings.LOOKED_AT = [f"{__name__}.damaged", f"{__name__}.damaged"]
    assert doctor(near=True) == 1
    out = capsys.readouterr().out
    assert out.count("Database, whether it is whole: It is damaged. (file is not a database)") == 1
    assert "restore the newest backup" in out
    assert "0 well, 0 to see to before long, 1 to mend now." in out


def test_the_worker_is_well_where_it_went_its_round_and_all_of_it_succeeds(settings: LazySettings):
    settings.LOOKED_AT = ["weeknotes.work.looked_at.worker"]
    assert [one.how for one in signs(far=False)] == [SOON]
    happened(ROUND, detail={"took": {"weeknotes.work.tidy": 0.1}, "failing": []})
    assert [one.how for one in signs(far=False)] == [WELL]
    happened(ROUND, detail={"took": {}, "failing": ["weeknotes.publishing.sweep"]})
    assert "weeknotes.publishing.sweep" in signs(far=False)[-1].found


@pytest.mark.parametrize("words", [{}, {"as_json": True}])
def test_the_doctor_says_everything_that_is_looked_at(words: dict[str, bool], capsys: pytest.CaptureFixture[str], settings: LazySettings):
    doctor(near=True, **words)
    out = capsys.readouterr().out
    for about in ("Address", "Mail", "Worker", "Backups", "Disk", "Database", "Public pages", "Search", "Versions"):
        assert about in out
    assert ("{" in out) == bool(words)
