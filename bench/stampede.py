"""A new link that everybody opens at once: its page, its feeds, its style and its picture, while its writer corrects it and takes it back."""

import gzip
import http.client
import io
import json
import re
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers

REQUESTS, SECONDS, VISITORS = 2_000, 12.0, 8
CORRECTIONS = 8
ALLOWED_MS = 50.0
WEEK, PUBLIC = "2021-W12", "4"
NUMBER = re.compile(r"zz(\d+)zz")
LINKED = re.compile(r'(?:href|src|srcset)="(/(?:static|media)/[^" ]+)')


@dataclass(slots=True)
class Seen:
    """What the visitors met: milliseconds a request, and each request that was lost, each answer that was old or half."""

    took: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Writer:
    """Somebody who publishes a note with a picture, corrects it, and takes it back. `least`: what the last answer said is published; 0 for nothing."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        visitor.begin()
        self._place = visitor.note(WEEK)
        self._note = self._place.removesuffix("save/")
        self._version = 0
        self._picture = self._taken()
        self.least = self.begun = 0
        self.page = ""

    def _taken(self) -> str:
        made = io.BytesIO()
        Image.linear_gradient("L").resize((1600, 1000)).convert("RGB").save(made, "JPEG", quality=90)
        line = uuid.uuid4().hex
        part = f'--{line}\r\nContent-Disposition: form-data; name="picture"; filename="rain.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={line}", "X-Requested-With": "fetch", "X-CSRFToken": self._visitor.token}
        answer = self._visitor.ask("POST", f"{self._note}picture/", part + made.getvalue() + f"\r\n--{line}--\r\n".encode(), headers)
        if answer.status != 201:
            raise RuntimeError(f"the picture was not taken: {answer.status} {answer.text[:300]}")
        return str(json.loads(answer.body)["src"])

    def publish(self) -> None:
        """Publish the note, or its next correction; true everywhere when this returns."""
        number = self.begun + 1
        title = f"Rain zz{number}zz"
        html = f'{words(600, seed=number)}<figure><img src="{self._picture}" alt="Rain on a roof"></figure><p>zz{number}zz</p>'
        saved = self._visitor.save(self._place, save_key=str(uuid.uuid4()), version=self._version, title=title, html=html)
        if saved.status != 200:
            raise RuntimeError(saved.text[:300])
        self._version += 1
        self._form = {"version": str(self._version), "title": title, "week": WEEK, "audience": PUBLIC}
        seen = self._visitor.get(self._note).text.partition('name="seen" value="')[2].partition('"')[0]
        self.begun = number
        answer = self._visitor.press(f"{self._note}publish/", **self._form, seen=seen)
        if answer.status not in {200, 302}:
            raise RuntimeError(answer.text[:300])
        self.least = number

    def withdraw(self) -> None:
        """Take the note back; gone everywhere when this returns."""
        self._visitor.get(self._note)
        self._visitor.press(f"{self._note}withdraw/", version=str(self._version))
        self.least = 0


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """`REQUESTS` within `SECONDS` (five times as fast as in a minute) from `VISITORS` connections: milliseconds, and what was lost, old or half."""
    requests, seconds = (200, 1.0) if small else (REQUESTS, SECONDS)
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name, servers.site(Path(name)) as site, Visitor(site) as visitor:
        seen = stampede(site, Writer(visitor), requests=requests, seconds=seconds, corrections=2 if small else CORRECTIONS)
    slow = statistics.quantiles(seen.took, n=100)[-1]
    yield Result("stampede", "median", statistics.median(seen.took), "ms").line()
    yield Result("stampede", "p99", slow, "ms", None, None, f"under {ALLOWED_MS:g} ms", slow < ALLOWED_MS).line()
    yield Result("stampede", "slowest", max(seen.took), "ms").line()
    yield Result("stampede", "requests lost", float(len(seen.lost)), "requests", None, None, "none", not seen.lost).line()
    yield Result("stampede", "answers old or half", float(len(seen.wrong)), "requests", None, None, "none", not seen.wrong).line()


def stampede(site: servers.Site, writer: Writer, *, requests: int, seconds: float, corrections: int) -> Seen:
    """Publish a note; then have visitors ask for all that belongs to it, `requests` in all over `seconds`, while it is corrected."""
    writer.publish()
    paths = belonging(site)
    seen, began = Seen(), time.perf_counter()
    crowd = [threading.Thread(target=visit, args=(site, writer, paths, seen, began, number, requests, seconds)) for number in range(VISITORS)]
    for one in crowd:
        one.start()
    for number in range(corrections):
        time.sleep(max(0.0, began + seconds * (number + 1) / (corrections + 1) - time.perf_counter()))
        writer.publish()
    for one in crowd:
        one.join()
    return seen


def belonging(site: servers.Site) -> list[str]:
    """The note's page, where it is listed, feeds, and the style and picture that its page asks for."""
    page = "/people/nerys/rain-zz1zz/"
    answer = servers.get(site.url + page)
    if answer.status != 200:
        raise RuntimeError(f"{page} is not there: {answer.status}")
    linked = sorted(set(LINKED.findall(answer.text)))
    if not any(path.startswith("/media/") for path in linked):
        raise RuntimeError("the page asks for no picture")
    return [page, "/feed.xml", page, "/", "/people/nerys/feed.xml", page, "/people/nerys/", *linked, page, "/2021/w12/"]


def visit(site: servers.Site, writer: Writer, paths: list[str], seen: Seen, began: float, number: int, requests: int, seconds: float) -> None:
    """One visitor's share of the requests, on one connection, at their times."""
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    tags: dict[str, tuple[str, int]] = {}  # of each path: the tag held, and the number of what is held
    for turn in range(number, requests, VISITORS):
        time.sleep(max(0.0, began + seconds * turn / requests - time.perf_counter()))
        path = paths[turn // VISITORS % len(paths)]
        least, asked = writer.least, time.perf_counter()
        headers = {"Accept-Encoding": "gzip"} if turn % 2 else {}
        if path in tags and turn % 3 == 0:
            headers["If-None-Match"] = tags[path][0]
        try:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            seen.lost.append(f"{path}: {error!r}")
            line.close()
            continue
        seen.took.append((time.perf_counter() - asked) * 1000)
        if answer.status == 200:
            number_seen, wrong = look(path, body, answer.headers.get("Content-Encoding"), least)
            tags[path] = answer.headers["ETag"], number_seen
            seen.wrong.extend([wrong] if wrong else [])
        elif answer.status == 304:
            seen.wrong.extend([f"{path}: nothing new where {least} was published"] if tags[path][1] < least else [])
        else:
            seen.lost.append(f"{path}: {answer.status}")
    line.close()


def look(path: str, body: bytes, coded: str | None, least: int) -> tuple[int, str | None]:
    """The number that an answer shows, and what is wrong with it, asked for when `least` was published; None where nothing is."""
    if path.startswith(("/static/", "/media/")):
        return CORRECTIONS + REQUESTS, None  # these do not change
    text = (gzip.decompress(body) if coded else body).decode()
    numbers = {int(found) for found in NUMBER.findall(text)} - ({1} if "/rain-zz1zz/" in text else set())
    if not text.rstrip().endswith(("</html>", "</feed>")):
        return 0, f"{path}: half a page"
    shown = min(numbers, default=1)
    return shown, f"{path}: {shown} where {least} was published" if shown < least else None
