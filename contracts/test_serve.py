"""`weeknotes serve`, run for real: it answers, has its port to itself, mends itself, and leaves nothing behind."""

import json
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from contracts.servers import Site, answers, command, environment, free_port, get, until
from contracts.servers import site as site_in


def one(site: Site, *words: str) -> psutil.Process:
    """The child of the supervisor whose command line ends in (or holds) all of `words`."""
    return next(process for process in psutil.Process(site.process.pid).children() if all(word in process.cmdline() for word in words))


def supervisor(site: Site) -> psutil.Process:
    return psutil.Process(site.process.pid)


def front(site: Site) -> psutil.Process:
    return one(site, "weeknotes.config.front")


def server(site: Site) -> psutil.Process:
    return one(site, "weeknotes.config.answer")


def server_worker(site: Site) -> psutil.Process:
    return server(site).children()[0]


def task_worker(site: Site) -> psutil.Process:
    return one(site, "weeknotes", "work")


def test_a_new_site_answers_and_says_where_it_is(tmp_path: Path) -> None:
    with site_in(tmp_path, bare=True) as running:
        assert get(running.url + "/").status < 500
    printed = running.printed()
    assert "Preparing the database" in printed
    assert running.url in printed
    assert str(running.data) in printed
    assert "codes are printed here" in printed
    assert "Traceback" not in printed


def test_it_says_nothing_of_codes_where_a_mail_server_is_set(tmp_path: Path, prepared: Path) -> None:
    shutil.copytree(prepared, tmp_path / "data")
    with site_in(tmp_path, extra={"WEEKNOTES_MAIL_URL": "smtp://127.0.0.1:2525"}) as running:
        assert "codes are printed here" not in running.printed()


def test_every_line_is_an_object_where_the_log_is_json(tmp_path: Path, prepared: Path) -> None:
    shutil.copytree(prepared, tmp_path / "data")
    with site_in(tmp_path, extra={"WEEKNOTES_LOG": "json"}) as running:
        front(running).kill()
        until(lambda: "It is started again" in running.printed(), "a child is started again")
        said = [json.loads(line) for line in running.printed().splitlines()]
    assert f"Weeknotes is at {running.url}" in [line["message"] for line in said]
    assert {line["level"] for line in said} <= {"info", "error"}


def test_styles_answer_under_lasting_names_and_are_collected_once(lasting_site: Site, prepared: Path) -> None:
    manifest = lasting_site.data / "public" / "static" / "staticfiles.json"
    name = next(path.name for path in manifest.parent.glob("weeknotes.*.css"))
    assert get(f"{lasting_site.url}/static/{name}").status == 200
    assert manifest.stat().st_mtime_ns == (prepared / "public" / "static" / "staticfiles.json").stat().st_mtime_ns


def test_what_is_not_public_is_for_its_owner_only(lasting_site: Site) -> None:
    open_to_others = {path.name for path in lasting_site.data.iterdir() if path.stat().st_mode & 0o077}
    assert open_to_others <= {"public", "collected"}
    assert lasting_site.data.stat().st_mode & 0o077 == 0


def test_a_second_serve_on_the_same_port_says_so_and_exits(lasting_site: Site, tmp_path: Path) -> None:
    again = environment(tmp_path / "other", lasting_site.port)
    done = subprocess.run(command("serve"), env=again, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {lasting_site.port} on 127.0.0.1 is in use already.")
    assert len(done.stderr.splitlines()) == 1
    assert get(lasting_site.url + "/").status < 500


def test_a_second_serve_on_the_same_folder_says_where_the_first_is_and_exits(lasting_site: Site) -> None:
    again = environment(lasting_site.data, free_port())
    done = subprocess.run(command("serve"), env=again, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"This site is running already, at {lasting_site.url}.")
    assert get(lasting_site.url + "/").status < 500


def test_no_other_program_can_share_the_port(lasting_site: Site) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", lasting_site.port))


@pytest.mark.parametrize("child", [front, server, server_worker, task_worker])
def test_a_killed_child_is_started_again_and_the_others_stay(site: Site, child: Callable[[Site], psutil.Process]) -> None:
    children: tuple[Callable[[Site], psutil.Process], ...] = (front, server, server_worker, task_worker)
    before = {find: find(site) for find in children}
    before[child].kill()
    # The worker that answers goes with the server that started it, and the other way round.
    dead = {server, server_worker} if child in {server, server_worker} else {child}
    assert psutil.wait_procs([before[find] for find in dead], timeout=60)[1] == []
    until(lambda: len(site.processes()) == 5, "all five run again")
    assert get(site.url + "/").status < 500
    for find, process in before.items():
        assert (find(site).pid == process.pid) == (find not in dead)
    assert "It is started again in 1 s." in site.printed()


@pytest.mark.parametrize("sort", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_each_way_of_stopping_it_stops_all_of_it(site: Site, sort: signal.Signals) -> None:
    everything = site.processes()
    assert len(everything) == 5
    site.process.send_signal(sort)
    assert psutil.wait_procs(everything, timeout=60)[1] == []
    assert site.process.wait(60) == 0
    assert "Traceback" not in site.printed()
    assert not answers(site.url)


@pytest.mark.parametrize("killed", [supervisor, front, server, server_worker])
def test_nothing_is_left_running_when_something_is_killed(site: Site, killed: Callable[[Site], psutil.Process]) -> None:
    everything = site.processes()
    killed(site).kill()
    if killed is not supervisor:
        site.process.terminate()
    site.process.wait(60)
    assert psutil.wait_procs(everything, timeout=60)[1] == []
    with socket.create_server(("127.0.0.1", site.port)):
        pass


def test_a_request_under_way_is_answered_before_it_stops(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n")
        site.process.terminate()
        line.sendall(b"\r\n")
        assert line.recv(12).startswith(b"HTTP/1.1")
    assert site.process.wait(60) == 0


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"WEEKNOTES_PORT": "eight"}, "WEEKNOTES_PORT is 'eight'. It takes a whole number"),
        ({"WEEKNOTES_PORT": "99999"}, "WEEKNOTES_PORT is 99999. Ports go up to 65535."),
        ({"WEEKNOTES_PROCESSES": "0"}, "WEEKNOTES_PROCESSES is 0, and nothing would answer. Set it to 1 or more."),
        ({"WEEKNOTES_HOST": "192.0.2.1"}, "This machine cannot listen on 192.0.2.1"),
        ({"WEEKNOTES_MAIL_URL": "mail.example.org"}, "WEEKNOTES_MAIL_URL begins with ''."),
        ({"WEEKNOTES_DATA": "/proc/weeknotes"}, "The data folder"),
        ({"WEEKNOTES_DATA": "/proc"}, "The data folder /proc cannot be written to: "),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "The database cannot be used"),
    ],
)
def test_a_setting_that_cannot_work_is_a_sentence_and_an_exit(tmp_path: Path, setting: dict[str, str], sentence: str) -> None:
    words = environment(tmp_path / "data", free_port(), setting)
    done = subprocess.run(command("serve"), env=words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_of_two_processes_that_answer_one_may_die_without_a_visitor_noticing(tmp_path: Path, prepared: Path) -> None:
    with site_in(tmp_path, like=prepared, extra={"WEEKNOTES_PROCESSES": "2"}) as running:
        both = [child for child in supervisor(running).children() if "weeknotes.config.answer" in child.cmdline()]
        assert len(both) == 2
        until(lambda: all(child.children() for child in both), "both have their worker")
        both[0].kill()
        assert all(get(running.url + "/welcome/").status == 200 for _ in range(5))
        until(lambda: "server 1 was ended by SIGKILL" in running.printed(), "it is said that one died")


def test_it_runs_on_postgresql(tmp_path: Path, postgres: str) -> None:
    with site_in(tmp_path, extra={"DATABASE_URL": postgres}) as running:
        assert get(running.url + "/").status < 500
        assert not (running.data / "weeknotes.sqlite3").exists()
