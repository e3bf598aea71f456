"""What all processes of a site hold in memory: at rest, and while every page of a large public folder is asked for."""

import http.client
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.page import published
from bench.result import Result
from contracts import servers

PAGES, CRAWLERS, EVERY = 10_000, 4, 50
MEGABYTE = 1_000_000
AT_REST, CRAWLED = 250.0, 350.0


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """MB, shared pages counted once: of each process at rest, of all at rest, and the most of all during a crawl of `PAGES` pages as large as a note's."""
    pages = 200 if small else PAGES
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as name, servers.site(Path(name)) as site:
        path = published(site)
        rest = held(site)
        for what, size in rest.items():
            yield Result("memory", f"at rest, {what}", size, "MB").line()
        total = sum(rest.values())
        yield Result("memory", "at rest, all processes", total, "MB", None, None, f"at most {AT_REST:g} MB", total <= AT_REST).line()
        most = crawl(site, copies(site, path, pages))
        for what, size in most.items():
            yield Result("memory", f"under a crawl, {what}", size, "MB").line()
        total = sum(most.values())
        yield Result("memory", "under a crawl, all processes", total, "MB", None, None, f"at most {CRAWLED:g} MB", total <= CRAWLED).line()


def copies(site: servers.Site, path: str, pages: int) -> list[str]:
    """The note's page once more under many addresses, each a file of its own; where they are."""
    page = site.data / "public" / path.strip("/") / "index.html"
    text = page.read_bytes()
    made = []
    for number in range(pages):
        folder = page.parent.parent / f"copy-{number}"
        folder.mkdir()
        (folder / "index.html").write_bytes(text.replace(b"</html>", b"<!-- %d --></html>" % number))
        made.append(f"/people/nerys/copy-{number}/")
    return made


def crawl(site: servers.Site, paths: list[str]) -> dict[str, float]:
    """Ask for every page, packed as browsers and search engines do, and now and then for one that Django makes; the most that each process held."""
    failed: list[str] = []

    def one(mine: list[str]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        for turn, path in enumerate(mine):
            asked = "/sign-in/" if turn % EVERY == 0 else path
            line.request("GET", asked, headers={"Accept-Encoding": "br" if turn % 2 else "identity"})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                failed.append(f"{asked}: {answer.status}")
        line.close()

    crowd = [threading.Thread(target=one, args=(paths[number::CRAWLERS],)) for number in range(CRAWLERS)]
    for thread in crowd:
        thread.start()
    most = held(site)
    while any(thread.is_alive() for thread in crowd):
        most = {what: max(size, most.get(what, 0.0)) for what, size in held(site).items()}
        crowd[0].join(0.5)
    if failed:
        raise RuntimeError(f"{len(failed)} pages were not had: {failed[0]}")
    return {what: max(size, most.get(what, 0.0)) for what, size in held(site).items()}


def held(site: servers.Site) -> dict[str, float]:
    """Megabytes of each process of a site, by what it is."""
    return {role(process.cmdline(), process.ppid() == site.process.pid): pss(process) for process in site.processes()}


def role(words: list[str], is_child: bool) -> str:
    """What a process of the site is, by its command line."""
    if "weeknotes.config.answer" in words:
        return "server" if is_child else "answering"
    if "weeknotes.config.front" in words:
        return "front"
    return "task worker" if "work" in words else "supervisor"


def pss(process: psutil.Process) -> float:
    """Megabytes a process holds, its part of what it shares with others included (PSS); all of it (RSS) where the system does not say."""
    info = process.memory_full_info()
    return float(getattr(info, "pss", info.rss)) / MEGABYTE
