"""A public page from `weeknotes serve` alone, held against nginx serving the same file in the same run."""

import re
import socket
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers

ROUNDS, REQUESTS, TOGETHER = 7, 4000, 20
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Requests a second over one connection (median of `ROUNDS`, the two servers in turn), and processor time a request, of a 600-word note.

    Raises NotHereError without nginx.
    """
    requests = 200 if small else REQUESTS
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        folder = Path(name)
        with servers.site(folder) as site:
            path = published(site)
            port = servers.free_port()
            block = f"server {{ listen 127.0.0.1:{port}; root {site.data}/public; keepalive_requests 1000000; location / {{ try_files $uri $uri/index.html =404; }} }}"
            with servers.nginx(block, folder / "nginx"):
                nginx = [psutil.Process(int((folder / "nginx" / "pid").read_text()))]
                plain = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{{port}}\r\n\r\n"
                tag = servers.get(f"{site.url}{path}").headers["etag"]
                nginx_tag = servers.get(f"http://127.0.0.1:{port}{path}").headers["etag"]
                again = plain.replace("\r\n\r\n", "\r\nIf-None-Match: {tag}\r\n\r\n")
                for what, request in (("whole", plain), ("304", again)):
                    ours, theirs = [], []
                    for _ in range(1 if small else ROUNDS):
                        ours.append(load(site.port, request.format(port=site.port, tag=tag), requests, site.processes()))
                        theirs.append(load(port, request.format(port=port, tag=nginx_tag), requests, nginx))
                    (fast, cost), (nginx_fast, nginx_cost) = middle(ours), middle(theirs)
                    yield Result("page", f"{what}, requests a second", fast, "1/s", "nginx, same file", fast / nginx_fast).line()
                    yield Result("page", f"{what}, processor time", cost, "µs/request", "nginx, same file", cost / nginx_cost if nginx_cost else None).line()


def published(site: servers.Site) -> str:
    """Publish one note for everyone; its path."""
    with Visitor(site) as writer:
        writer.begin()
        place = writer.note("2021-W12")
        writer.save(place, save_key=str(uuid.uuid4()), version=0, title="Rain", html=words(600))
        note = place.removesuffix("save/")
        seen = writer.get(note).text.partition('name="seen" value="')[2].partition('"')[0]
        writer.press(f"{note}publish/", version="1", title="Rain", week="2021-W12", audience="4", seen=seen)
    if servers.get(f"{site.url}/people/nerys/rain/").status != 200:
        raise RuntimeError("the note was not published")
    return "/people/nerys/rain/"


def load(port: int, request: str, count: int, processes: list[psutil.Process]) -> tuple[float, float]:
    """Requests a second and µs of processor time a request; `TOGETHER` requests are under way at a time on one connection."""
    block = request.encode() * TOGETHER
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        size = length_of_answer(line, request.encode())
        before, began = spent(processes), time.perf_counter()
        for _ in range(count // TOGETHER):
            line.sendall(block)
            left = size * TOGETHER
            while left:
                got = len(line.recv(min(left, 1 << 20)))
                if not got:
                    raise RuntimeError("the server closed the connection")
                left -= got
        seconds = time.perf_counter() - began
        return count / seconds, (spent(processes) - before) / count * 1e6


def length_of_answer(line: socket.socket, request: bytes) -> int:
    """How many bytes one answer has: its head, and what that says of its body."""
    line.sendall(request)
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(1 << 20)
    head, _end, body = got.partition(b"\r\n\r\n")
    said = LENGTH.search(head)
    size = int(said.group(1)) if said and b" 304 " not in head.splitlines()[0] else 0
    while len(body) < size:
        body += line.recv(1 << 20)
    return len(head) + 4 + size


def spent(processes: list[psutil.Process]) -> float:
    """Seconds of processor time that these have used."""
    return sum(one.cpu_times().user + one.cpu_times().system for one in processes)


def middle(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of both figures."""
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)
