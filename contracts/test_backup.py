"""The rehearsal: a site is backed up while twenty people write, brought back elsewhere, and is the same site; on SQLite and on PostgreSQL."""

import contextlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import tarfile
import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pyrage
import pytest
import zstandard

from bench.prose import words
from bench.visitor import Visitor
from contracts import servers

WRITERS, PAUSE = 20, 0.5  # seconds between two saves of one of them
# What a restore makes anew or that a running worker changes by itself.
OWN = {"publishing_page", "publishing_pagenote", "sqlite_sequence"}


@dataclass
class Writer:
    """Somebody who saves one draft over and over; the numbers of what was acknowledged so far, and of what is under way."""

    visitor: Visitor
    place: str
    kept: int = -1
    sent: int = -1
    wrong: list[str] = field(default_factory=list)

    def write(self, stop: threading.Event) -> None:
        """Until it is told to stop."""
        text = words(300)
        while not stop.is_set() and not self.wrong:
            self.sent += 1
            fields = {"save_key": str(uuid.uuid4()), "version": self.sent, "title": "Rain", "html": f"{text}<p>zz{self.sent}zz</p>"}
            answer = self.visitor.save(self.place, **fields)
            if answer.status != 200:
                self.wrong.append(f"{answer.status} {answer.text[:200]}")
            else:
                self.kept = self.sent
            stop.wait(PAUSE)


@contextlib.contextmanager
def writing(site: servers.Site, host: Visitor) -> Iterator[list[Writer]]:
    """Twenty writers at work on it; at the end nothing went wrong for any of them."""
    people = []
    with contextlib.ExitStack() as stack:
        for number in range(1, WRITERS + 1):
            visitor = stack.enter_context(Visitor(site))
            visitor.cookies = dict(host.cookies)  # one person in twenty browsers, each at a note of its own
            people.append(Writer(visitor, visitor.note(f"2015-W{number:02}")))
        stop = threading.Event()
        threads = [threading.Thread(target=one.write, args=(stop,)) for one in people]
        for thread in threads:
            thread.start()
        try:
            servers.until(lambda: all(one.kept >= 0 or one.wrong for one in people), "everybody saved once")
            yield people
        finally:
            stop.set()
            for thread in threads:
                thread.join()
    assert [one.wrong for one in people if one.wrong] == []


def fill(site: servers.Site, host: Visitor, *, sample: bool) -> None:
    """The sample organisation, with something in most tables; or one with two notes, which takes a tenth of the time."""
    if sample:
        host.get("/welcome/")
        assert host.press("/sample/begin/").status == 302
        host.get("/sample/")
        assert host.press("/sample/enter/", **{"as": "writer"}).status == 302
        return
    host.begin()
    for day in ("2021-03-19", "2021-03-26"):
        (site.data / f"{day}.md").write_text(f"---\ntitle: Rain\ndate: {day}\n---\n\n## Goals\n\n- Mend the roof\n\nRain all week, until {day}.\n")
        done = run("import", str(site.data / f"{day}.md"), "--person", "nerys", "--publish", "everyone", data=site.data, extra=site.environment)
        assert "1 published" in done.stderr, done.stderr


@contextlib.contextmanager
def of_its_own(server: str | None) -> Iterator[dict[str, str]]:
    """What is set for an empty database: nothing for SQLite, DATABASE_URL for one in a PostgreSQL."""
    if server is None:
        yield {}
        return
    name = f"rehearsal_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dsn(server), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": server.rpartition("/")[0] + "/" + name}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def dsn(url: str) -> str:
    """An address of ours as psycopg takes it: the socket's folder stands in the path."""
    folder, _, name = url.removeprefix("postgres://weeknotes@/").rpartition("/")
    return f"host={folder} user=weeknotes dbname={name}"


def rows(data: Path, extra: Mapping[str, str]) -> dict[str, list[str]]:
    """All that stands in a database, by table, in no order of its own."""
    if "DATABASE_URL" not in extra:
        with contextlib.closing(sqlite3.connect(data / "weeknotes.sqlite3")) as held:
            names = [row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")]
            return {name: sorted(map(repr, held.execute(f'SELECT * FROM "{name}"'))) for name in names}
    with psycopg.connect(dsn(extra["DATABASE_URL"])) as held_there:
        names = [row[0] for row in held_there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        return {name: sorted(map(repr, held_there.execute(f'SELECT * FROM "{name}"'))) for name in names}


def run(*typed: str, data: Path, extra: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A command of a site."""
    return subprocess.run(servers.command(*typed), env={**servers.environment(data, 8000), **(extra or {})}, capture_output=True, text=True, timeout=280, check=False)


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_site_that_is_backed_up_while_twenty_people_write_comes_back_as_it_was(
    vendor: str, tmp_path: Path, prepared: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres") if vendor == "postgresql" else None
    kept = tmp_path / "kept"
    kept.mkdir()
    with of_its_own(server) as here, of_its_own(server) as there, of_its_own(server) as elsewhere:
        data = tmp_path / "site" / "data"
        # Made ready before it is waited for: on a busy machine the steps of an empty database take their time.
        shutil.copytree(prepared, data) if server is None else servers.prepare(data, here)
        with servers.site(tmp_path / "site", extra=here) as site, Visitor(site) as host:
            mine = {"WEEKNOTES_URL": site.url}
            fill(site, host, sample=server is None)
            with writing(site, host) as people:
                before = [one.kept for one in people]
                done = subprocess.run(
                    servers.command("backup", "--to", str(kept)), env=site.environment, capture_output=True, text=True, timeout=280, check=False
                )
                after = [one.sent for one in people]
            assert done.returncode == 0, done.stderr
            assert "every private note" in done.stdout
        # Written while it was made: each draft is one that its writer was told is kept, or that was under way.
        (file,) = kept.iterdir()
        back = tmp_path / "back"
        came = run("restore", str(file), "--into", str(back), data=back, extra=there | mine)
        assert came.returncode == 0, came.stderr + came.stdout
        assert "Every public file is what was published, and nothing else is there." in came.stdout
        drafts = [re.findall(r"zz(\d+)zz", row) for row in rows(back, there)["notes_body"] if re.search(r"zz\d+zz", row)]
        assert len(drafts) == WRITERS
        found = sorted(int(numbers[-1]) for numbers in drafts)
        assert all(low <= one <= high for low, one, high in zip(sorted(before), found, sorted(after), strict=True))
        # Nobody writes: table for table, and file for file, it is the same.
        second = tmp_path / "second.tar.zst"
        assert run("backup", "--to", str(second), "--with-public", data=data, extra=here | mine).returncode == 0
        again = tmp_path / "again"
        came = run("restore", str(second), "--into", str(again), data=again, extra=elsewhere | mine)
        assert came.returncode == 0, came.stderr + came.stdout
        was, now = rows(data, here), rows(again, elsewhere)
        assert {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)} - OWN == {"transfer_backup"}
        assert (again / "secret").read_text() == (data / "secret").read_text()
        assert _public(again) == _public(data)
        assert "Every public file is what was published, and nothing else is there." in came.stdout


def _public(data: Path) -> dict[str, bytes]:
    top = data / "public"
    return {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> tuple[Path, Path]:
    """The folder of a small site, and a backup of it."""
    top = tmp_path_factory.mktemp("made")
    shutil.copytree(prepared, top / "data")
    key = "ab" * 32
    medium = top / "data" / "media" / "original" / "ab" / key
    medium.parent.mkdir(parents=True)
    medium.write_bytes(b"a picture")
    (medium.parent / ".half").write_bytes(b"half of one")
    assert run("backup", "--to", str(top / "backup.tar.zst"), data=top / "data").returncode == 0
    return top / "data", top / "backup.tar.zst"


def again(backup: Path, target: Path, change: Mapping[str, bytes | None]) -> Path:
    """A copy of a backup in which files are others (or, where None, lacking), or more of them are there."""
    with backup.open("rb") as source:
        plain = zstandard.ZstdDecompressor().stream_reader(source).read()
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(plain)) as old, tarfile.open(fileobj=out, mode="w") as new:
        names = [entry.name for entry in old]
        for name in [*names[:-1], *(one for one in change if one not in names), names[-1]]:
            there = old.extractfile(name) if name in names else None
            body = change.get(name, there.read() if there else None)
            if body is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(body)
                new.addfile(entry, io.BytesIO(body))
    target.write_bytes(zstandard.compress(out.getvalue()))
    return target


def refused(file: Path, into: Path, *more: str, extra: Mapping[str, str] | None = None) -> str:
    """Why a restore was refused; nothing is left in the place then."""
    was_there = into.exists()
    done = run("restore", str(file), "--into", str(into), *more, data=into, extra=extra)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert into.exists() == was_there
    assert not was_there or list(into.iterdir()) == []
    return done.stderr


def test_a_backup_holds_what_it_says_and_opens_with_programs_that_everybody_has(made: tuple[Path, Path], tmp_path: Path) -> None:
    data, backup = made
    assert backup.stat().st_mode & 0o777 == 0o600
    with backup.open("rb") as source:
        subprocess.run(["tar", "-x", "-C", str(tmp_path)], input=zstandard.ZstdDecompressor().stream_reader(source).read(), check=True)
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=False).returncode == 0
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"READ-ME.txt", "about.json", "database.sqlite3", "secret", "SHA256SUMS", f"media/original/ab/{'ab' * 32}"}
    assert "every note, private ones and drafts among them" in (tmp_path / "READ-ME.txt").read_text()
    about = json.loads((tmp_path / "about.json").read_text())
    assert about["counts"]["django_migrations"] == len(about["migrations"])
    assert (data / "secret").read_text() not in (tmp_path / "about.json").read_text()


def test_a_place_that_is_not_empty_is_left_alone(made: tuple[Path, Path], tmp_path: Path) -> None:
    _data, backup = made
    (tmp_path / "letter.txt").write_text("mine")
    done = run("restore", str(backup), "--into", str(tmp_path), data=tmp_path)
    assert done.returncode == 1
    assert "is not empty (letter.txt is in it)" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"../../out": b"x"}, "'../../out', which does not belong"),
        ({"/etc/passwd": b"x"}, "'/etc/passwd', which does not belong"),
        ({"media/../secret": b"x"}, "which does not belong"),
        ({"public/.hidden": b"x"}, "which does not belong"),
        ({"secret": b"another"}, "secret in this backup is not as it was put there"),
        ({"secret": None}, "secret in this backup is not as it was put there"),
        ({"SHA256SUMS": None}, "cut short"),
        ({"about.json": b"{}"}, "cannot be read"),
        ({"about.json": b"[1]"}, "cannot be read"),
        ({"about.json": b'{"format": 9}'}, "has form 9"),
    ],
)
def test_a_backup_that_is_not_as_it_was_made_is_refused_and_nothing_is_left(
    made: tuple[Path, Path], tmp_path: Path, change: dict[str, bytes | None], said: str
) -> None:
    file = again(made[1], tmp_path / "other.tar.zst", change)
    assert said in refused(file, tmp_path / "into")
    assert {path.name for path in tmp_path.iterdir()} == {"other.tar.zst"}


@pytest.mark.parametrize("keep", [0.0, 0.2, 0.9, 0.999])
def test_a_backup_that_is_cut_short_is_refused(made: tuple[Path, Path], tmp_path: Path, keep: float) -> None:
    body = made[1].read_bytes()
    (tmp_path / "short").write_bytes(body[: int(len(body) * keep)])
    (tmp_path / "into").mkdir()
    said = refused(tmp_path / "short", tmp_path / "into")
    assert "cut short" in said or "is no backup" in said


def test_any_other_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all")
    assert "This is no backup of Weeknotes" in refused(tmp_path / "letter", tmp_path / "into")
    assert "No such file" in refused(tmp_path / "nowhere", tmp_path / "into")


def test_a_backup_of_a_newer_version_is_refused(made: tuple[Path, Path], tmp_path: Path) -> None:
    with made[1].open("rb") as source, tarfile.open(fileobj=io.BytesIO(zstandard.ZstdDecompressor().stream_reader(source).read())) as tar:
        held = tar.extractfile("about.json")
        assert held is not None
        about = json.load(held)
    about["migrations"].append(["notes", "9000_from_the_future"])
    about["version"] = "9.0"
    file = again(made[1], tmp_path / "newer.tar.zst", {"about.json": json.dumps(about).encode()})
    said = refused(file, tmp_path / "into")
    assert "This backup was made by Weeknotes 9.0, newer than this one" in said
    assert "notes 9000_from_the_future" in said


def test_a_database_of_another_kind_is_a_sentence(made: tuple[Path, Path], tmp_path: Path) -> None:
    said = refused(made[1], tmp_path / "into", extra={"DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3"})
    assert "holds an SQLite database. Restore it with DATABASE_URL not set" in said
    said = refused(made[1], tmp_path / "into", extra={"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"})
    assert "The database cannot be used" in said
    assert "Nothing was brought back." in said


def test_one_that_is_locked_for_a_key_opens_with_that_key_alone(made: tuple[Path, Path], tmp_path: Path) -> None:
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"# made for this\n{key}\n")
    (tmp_path / "other").write_text(f"{other}\n")
    done = run("backup", "--to", str(tmp_path / "b.tar.zst.age"), "--encrypt", f"age:{key.to_public()}", data=made[0])
    assert done.returncode == 0, done.stderr
    file = tmp_path / "b.tar.zst.age"
    assert (made[0] / "secret").read_bytes() not in file.read_bytes()
    assert "--identity FILE" in refused(file, tmp_path / "into")
    assert "The key does not open this backup" in refused(file, tmp_path / "into", "--identity", str(tmp_path / "other"))
    assert "holds no age key" in refused(file, tmp_path / "into", "--identity", str(file.with_name("letter"))) if _letter(tmp_path) else True
    came = run("restore", str(file), "--into", str(tmp_path / "into"), "--identity", str(tmp_path / "key"), data=tmp_path)
    assert came.returncode == 0, came.stderr
    assert (tmp_path / "into" / "secret").read_text() == (made[0] / "secret").read_text()


def _letter(folder: Path) -> Path:
    (folder / "letter").write_text("Dear all")
    return folder / "letter"


def test_one_that_is_locked_with_a_passphrase_opens_with_that_alone(made: tuple[Path, Path], tmp_path: Path) -> None:
    for name, said in {"right": "four dry slates of rain", "wrong": "four dry slates of hail", "short": "rain"}.items():
        (tmp_path / name).write_text(f"{said}\n")
    assert "could be guessed" in run("backup", "--to", str(tmp_path), "--passphrase-file", str(tmp_path / "short"), data=made[0]).stderr
    file = tmp_path / "b.tar"
    done = run("backup", "--to", str(file), "--passphrase-file", str(tmp_path / "right"), data=made[0])
    assert done.returncode == 0, done.stderr
    with tarfile.open(file) as outer:
        assert outer.getnames() == ["key.age", "backup.tar.zst.age"]
    assert "--passphrase-file FILE" in refused(file, tmp_path / "into")
    assert "The passphrase does not open" in refused(file, tmp_path / "into", "--passphrase-file", str(tmp_path / "wrong"))
    came = run("restore", str(file), "--into", str(tmp_path / "into"), "--passphrase-file", str(tmp_path / "right"), data=tmp_path)
    assert came.returncode == 0, came.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--to", "DATA/public"], "is open to everybody"),
        (["--to", "nowhere/at/all"], "There is no folder"),
        (["--encrypt", "age:age1nonsense", "--to", "DATA"], "is no age recipient"),
    ],
)
def test_a_backup_that_cannot_be_made_is_a_sentence(made: tuple[Path, Path], typed: list[str], said: str) -> None:
    data, _backup = made
    done = run("backup", *(word.replace("DATA", str(data)) for word in typed), data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert not list(data.rglob("*.tar.zst*"))


def test_where_there_is_no_room_nothing_half_is_left(made: tuple[Path, Path], tmp_path: Path) -> None:
    typed = " ".join(servers.command("backup", "--to", str(tmp_path), "--encrypt", str(pyrage.x25519.Identity.generate().to_public())))
    # No file may grow past 30 kB, as if the disk were full; the copy of the database is the first that does.
    done = subprocess.run(["sh", "-c", f"ulimit -f 60; exec {typed}"], env=servers.environment(made[0], 8000), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "The database could not be copied" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
    assert not (made[0] / "backing-up").exists()
