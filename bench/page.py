"""A public page from `weeknotes serve` alone, and behind nginx as hosts are given it, held against nginx serving the same file in the same run."""

import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers, web_servers

ROUNDS, REQUESTS, TOGETHER = 7, 20_000, 20
SECONDS, VISITORS = 2, 16
ALONE, BEHIND = 0.5, 0.95
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
COUNTED = re.compile(r"(\d+) requests in ([\d.]+)(ms|s|m)")


@dataclass(frozen=True, slots=True)
class Server:
    """One that is measured: where it answers, and the processes whose time counts."""

    port: int
    processes: list[psutil.Process]


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """Requests a second and processor time a request of a 600-word note: `TOGETHER` at a time on one connection, and from `VISITORS` where wrk is here.

    The servers take turns, the middle of `ROUNDS` counts. Raises NotHereError without nginx.
    """
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name:
        folder = Path(name)
        with servers.site(folder) as site:
            path = published(site)
            ports = servers.free_port(), servers.free_port()
            lasting = "keepalive_requests 1000000;"
            plain = f"server {{ listen 127.0.0.1:{ports[0]}; root {site.data}/public; {lasting} location / {{ try_files $uri $uri/index.html =404; }} }}"
            shipped = web_servers.nginx_block(site.data, port=ports[1], app=site.port).replace("server {", f"server {{ {lasting}", 1)
            with web_servers.nginx(plain, folder / "plain"), web_servers.nginx(shipped, folder / "shipped"):
                nginx, behind = (
                    Server(port, [psutil.Process(int((folder / kind / "pid").read_text()))]) for port, kind in zip(ports, ("plain", "shipped"), strict=True)
                )
                alone = Server(site.port, site.processes())
                rounds = 1 if small else ROUNDS
                for how, headers in (("whole", {}), ("br", {"Accept-Encoding": "br"}), ("304", {"If-None-Match": ""})):
                    yield from side_by_side(f"{how}, alone", path, headers, alone, nginx, ALONE, rounds)
                yield from side_by_side("whole, behind nginx as shipped", path, {}, behind, nginx, BEHIND, rounds)
                yield from side_by_side("304, behind nginx as shipped", path, {"If-None-Match": ""}, behind, nginx, BEHIND, rounds)


def side_by_side(what: str, path: str, headers: Mapping[str, str], ours: Server, nginx: Server, bar: float, rounds: int) -> Iterator[dict[str, object]]:
    """One path of answering, by both servers in turn."""
    asked = {server.port: request(server.port, path, headers) for server in (ours, nginx)}
    few = REQUESTS // 100 if rounds == 1 else REQUESTS
    pairs = [tuple(load(server.port, asked[server.port], few, server.processes) for server in (ours, nginx)) for _ in range(rounds)]
    (fast, cost), (_nginx_fast, nginx_cost) = (middle([pair[at] for pair in pairs]) for at in (0, 1))
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in pairs)
    yield Result("page", f"{what}, {TOGETHER} at a time, requests a second", fast, "1/s", "nginx, same file", ratio, f"at least {bar:g}", ratio >= bar).line()
    yield Result("page", f"{what}, {TOGETHER} at a time, processor time", cost, "µs/request", "nginx, same file", cost / nginx_cost if nginx_cost else None).line()
    if shutil.which("wrk") is None:
        return
    pairs = [tuple(crowd(server, path, asked[server.port], short=rounds == 1) for server in (ours, nginx)) for _ in range(min(rounds, 5))]
    (fast, cost), (_nginx_fast, nginx_cost) = (middle([pair[at] for pair in pairs]) for at in (0, 1))
    ratio = statistics.median(pair[0][0] / pair[1][0] for pair in pairs)
    yield Result("page", f"{what}, {VISITORS} visitors, requests a second", fast, "1/s", "nginx, same file", ratio, f"at least {bar:g}", ratio >= bar).line()
    yield Result("page", f"{what}, {VISITORS} visitors, processor time", cost, "µs/request", "nginx, same file", cost / nginx_cost if nginx_cost else None).line()


def request(port: int, path: str, headers: Mapping[str, str]) -> str:
    """The request for `path`; an empty If-None-Match becomes the tag of what is there."""
    lines = dict(headers)
    if "If-None-Match" in lines:
        lines["If-None-Match"] = servers.get(f"http://127.0.0.1:{port}{path}").headers["etag"]
    return "".join(f"{line}\r\n" for line in (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *(f"{name}: {value}" for name, value in lines.items()), ""))


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


def crowd(server: Server, path: str, request: str, *, short: bool) -> tuple[float, float]:
    """The same from `VISITORS` connections with one request under way on each, asked by wrk, which is compiled and takes little of the machine."""
    extra = [part for line in request.split("\r\n")[2:] if line for part in ("-H", line)]
    words = ["wrk", "-t1", f"-c{VISITORS}", f"-d{1 if short else SECONDS}", *extra, f"http://127.0.0.1:{server.port}{path}"]
    before = spent(server.processes)
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    used = spent(server.processes) - before
    found = COUNTED.search(said)
    if found is None or "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    count, seconds = int(found[1]), float(found[2]) * {"ms": 0.001, "s": 1, "m": 60}[found[3]]
    return count / seconds, used / count * 1e6


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
    return float(sum(one.cpu_times().user + one.cpu_times().system for one in processes))


def middle(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of both figures."""
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)
