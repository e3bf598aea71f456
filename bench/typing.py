"""Writing in a long note in this machine's Chromium: how soon a key is on the page, how soon the editor is there, how heavy it is, and what moves."""

import gzip
import statistics
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.prose import words
from bench.result import Result
from bench.visitor import Visitor
from contracts import servers
from contracts.browser import stage

WORDS, KEYS, OPENINGS = 5000, 200, 7
SENTENCE = "The rota is on the wall again, and nobody minds. "
KEY_MS, READY_S, BUNDLE, MOVED = 16.0, 1.0, 150_000, 0.001
BUILT = Path(__file__).resolve().parents[1] / "src" / "weeknotes" / "web" / "static" / "built"
# Frames are drawn when they are ready, not at the beat of a screen: what is measured is the work, not the wait for the beat.
FLAGS = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
# From the key to the end of the frame that shows it: a message sent within a frame's callback arrives after the frame is painted.
WATCH = """(() => {
    window.keys = []
    window.moved = 0
    window.ready = 0
    addEventListener('keydown', (event) => {
        const began = event.timeStamp
        requestAnimationFrame(() => {
            const channel = new MessageChannel()
            channel.port1.onmessage = () => keys.push(performance.now() - began)
            channel.port2.postMessage(0)
        })
    }, true)
    new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) moved += shift.value
    }).observe({type: 'layout-shift', buffered: true})
    new MutationObserver((_, watch) => {
        if (!document.querySelector('.tools:not([hidden]) button') || !document.querySelector('#body')?.offsetHeight) return
        ready = performance.now()
        watch.disconnect()
    }).observe(document, {childList: true, subtree: true, attributes: true})
})()"""
# The middle of the text, at the end of a block of words.
MIDDLE = """() => {
    const blocks = [...document.querySelectorAll('#body p, #body li')]
    const block = blocks[Math.floor(blocks.length / 2)]
    block.scrollIntoView({block: 'center'})
    document.querySelector('#body').focus()
    getSelection().selectAllChildren(block)
    getSelection().collapseToEnd()
}"""


@dataclass
class Seen:
    """What one run saw: milliseconds a key in the editor and in a bare box, milliseconds until the editor was there, what moved."""

    keys: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)


def run(*, small: bool = False) -> Iterator[dict[str, object]]:
    """p95 of a key in a note of `WORDS` words, held against a bare editable box with the same text; the editor opened cold `OPENINGS` times.

    Raises NotHereError without Chromium.
    """
    # A browser that another test holds open keeps this thread; Playwright asks for one of its own.
    with ThreadPoolExecutor(1) as alone:
        seen = alone.submit(measure, 20 if small else KEYS, 1 if small else OPENINGS).result()
    slow, bare = p95(seen.keys), p95(seen.bare)
    against = "a bare editable box with the same text"
    yield Result("typing", f"a key in {WORDS} words, median", statistics.median(seen.keys), "ms", against, statistics.median(seen.keys) / statistics.median(seen.bare)).line()
    yield Result("typing", f"a key in {WORDS} words, p95", slow, "ms", against, slow / bare, f"at most {KEY_MS:g} ms", slow <= KEY_MS).line()
    ready = max(seen.ready) / 1000
    yield Result("typing", f"editor there, cold, slowest of {len(seen.ready)}", ready, "s", None, None, f"at most {READY_S:g} s", ready <= READY_S).line()
    for name, bar in (("editor.js", BUNDLE), ("editor.css", None), ("site.js", None)):
        weight = len(gzip.compress((BUILT / name).read_bytes(), 9))
        said = f"at most {bar} bytes" if bar else None
        yield Result("typing", f"{name}, compressed", weight, "bytes", None, None, said, None if bar is None else weight <= bar).line()
    moved = max(seen.moved)
    yield Result("typing", "layout shift while opening and writing", moved, "score", None, None, f"at most {MOVED:g}", moved <= MOVED).line()


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def measure(keys: int, openings: int) -> Seen:
    """A site of its own, one long note in it, and a browser on it."""
    seen = Seen()
    with tempfile.TemporaryDirectory(prefix="weeknotes-bench-") as folder, servers.site(Path(folder)) as site, Visitor(site) as writer:
        writer.begin()
        place = writer.note("2021-W12")
        writer.save(place, save_key="2b1f0c52-6f0e-4c1a-9d55-0d9a4f3f6a11", version=0, title="Rain", html=words(WORDS))
        with sync_playwright() as playwright:
            browser = stage.launch(playwright, *FLAGS)
            if browser is None:
                raise servers.NotHereError("Chromium")
            for _ in range(openings):
                with window(browser, writer) as page:
                    page.goto(site.url + place.removesuffix("save/"))
                    page.wait_for_function("ready > 0")
                    page.wait_for_load_state("networkidle")
                    seen.ready.append(float(page.evaluate("ready")))
                    seen.moved.append(float(page.evaluate("moved")))
            with window(browser, writer) as page:
                page.goto(site.url + place.removesuffix("save/"))
                page.wait_for_function("ready > 0")
                seen.keys += typed(page, keys)
                seen.moved.append(float(page.evaluate("moved")))
            with window(browser, writer, bare=True) as page:
                page.goto(site.url + place.removesuffix("save/"))
                page.evaluate(
                    """(text) => {
                    document.body.innerHTML = '<main class="prose" id="body" contenteditable="true"></main>'
                    document.getElementById('body').innerHTML = text
                    }""",
                    words(WORDS),
                )
                seen.bare += typed(page, keys)
            browser.close()
    return seen


class window:  # noqa: N801 (a context manager, read as a word)
    """A page of a fresh browser, signed in as `writer`, that watches itself; `bare`, without our policy, in whose place a box of the browser's own is put."""

    def __init__(self, browser: Browser, writer: Visitor, *, bare: bool = False) -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": stage.WIDE, "height": stage.HEIGHT}, bypass_csp=bare)
        self.context.add_cookies([{"name": name, "value": value, "url": writer.site.url} for name, value in writer.cookies.items()])

    def __enter__(self) -> Page:
        page = self.context.new_page()
        page.add_init_script(WATCH)
        return page

    def __exit__(self, *_: object) -> None:
        self.context.close()


def typed(page: Page, keys: int) -> list[float]:
    """Type `keys` keys in the middle of the text at a fast writer's pace; milliseconds of each."""
    page.evaluate(MIDDLE)
    page.keyboard.type(SENTENCE[:10], delay=40)  # the first keys warm the browser up
    page.evaluate("keys.length = 0")
    page.keyboard.type((SENTENCE * (keys // len(SENTENCE) + 1))[:keys], delay=60)
    page.wait_for_function(f"keys.length >= {keys}")
    return [float(each) for each in page.evaluate("keys")]
