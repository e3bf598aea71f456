"""A small real site for the editor: the write page's contract, the policy header, and a save that keeps versions."""

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import missing

EDITOR = Path(__file__).resolve().parents[1]
BUILT = EDITOR.parent / "src" / "weeknotes" / "web" / "static" / "built"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}
LIST = '<h2 class="label">What I read</h2><ul class="read"></ul>'

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Write</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/built/editor.css"></head><body>
<header><form class="jot" method="post" action="/jot/" data-kept="Kept" data-trouble="Not kept: no answer. Your line is still here.">
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<label for="jot">Jot a line</label><input id="jot" name="jot" autocomplete="off"><button>Keep</button></form></header>
<main><h1>Write</h1>
<div id="conflict"{meeting}</div>
<form id="note" method="post" action="/write/u/en/" data-save="/write/u/en/save/" data-read="/write/u/en/read/" data-about="/write/u/en/about/" data-picture="/write/u/en/picture/">
<input type="hidden" name="csrfmiddlewaretoken" value="{token}"><input type="hidden" name="version" value="{version}">
<button name="to" value="cy" formaction="/write/u/en/add/">Write it in Welsh too</button>
<div class="about"><label for="audience">Who may read it</label><select id="audience" name="audience" data-about><option>me</option><option>team</option></select></div>
<label for="title">Title</label><textarea class="title" name="title" id="title" rows="1">{title}</textarea>
<div class="tools narrow" hidden><div role="toolbar"></div><p class="s" role="status" id="saved">Saved 09:00</p></div>
<div id="body-mount" hidden></div>
<label for="markdown">Text, in Markdown</label><textarea name="markdown" id="markdown" lang="en">As *Markdown*</textarea>
<template id="body-html">{body}</template>
{inside}<label for="correction">Corrected</label><input id="correction" name="correction">
<button name="do" value="publish">Publish</button></form>{outside}
<button type="button" data-insert-html="&lt;p&gt;Drawn from a &lt;strong&gt;jotting&lt;/strong&gt;&lt;/p&gt;">Put it in</button>
</main><script type="application/json" id="words">{words}</script>
<script src="/built/editor.js" defer></script><script src="/built/site.js" defer></script></body></html>"""

DOT = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


@dataclass
class Site:
    """What the site holds, what was asked of it, and how it behaves next. `when` waits for a fact about it."""

    address: str = ""
    title: str = "A week"
    body: str = "<p>Rain all week.</p>"
    version: int = 3
    token: str = "one"
    minute: str = ""  # what every kept save says; else the version, as minutes
    fragment: str = LIST
    list_outside: bool = False  # the list stands after the note's form, with forms of its own
    about: tuple[int, dict[str, str]] = (200, {"saved": "Saved 12:12"})
    entry_answer: str = "fragment"  # or "redirect", "failing"
    pictures: list[tuple[str, bytes]] = field(default_factory=list)  # name and bytes of what was sent
    picture_mode: str = "well"  # or "refusing", "failing", "waiting" (until `go`), "moving"
    go: threading.Event = field(default_factory=threading.Event)
    mode: str = "well"  # or "failing", "signed out", "refusing", "deaf" (keeps, and never answers)
    asides: list[str] = field(default_factory=list)
    attempts: list[dict[str, object]] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    posted: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def when(self, fact: Callable[[], bool], seconds: float = 20) -> None:
        with self.changed:
            assert self.changed.wait_for(fact, seconds), "the site waited for something that did not come"

    def page(self) -> str:
        words = (EDITOR / "words.json").read_text()
        aside = f'<aside id="iread" aria-label="What I read">{self.fragment}</aside>'
        places = {"inside": "" if self.list_outside else aside, "outside": aside if self.list_outside else ""}
        places["meeting"] = f">{self.panel(self.asides[-1])}" if self.asides else " hidden>"
        return PAGE.format(token=self.token, version=self.version, title=self.title, body=self.body, words=words, **places)

    def panel(self, aside: str) -> str:
        """Both texts, and a choice between them."""
        choice = f'<input name="text" value="{len(self.asides)}" aria-label="Text"><button>Keep this</button>'
        return f'<section>{self.body}</section><section>{aside}</section><form method="post" action="/choose/">{choice}</form>'

    def save(self, sent: dict[str, object]) -> tuple[int, dict[str, object]]:
        """As MODELS 3.2: a repeated key is one save; another version is set aside, and the answer carries both."""
        self.attempts.append(sent)
        key, title, html = str(sent["save_key"]), str(sent["title"]), str(sent["html"])
        if self.mode == "refusing":
            return 413, {"state": "refused", "message": "The note is too long."}
        if key not in self.keys:
            if sent["version"] != self.version:
                self.asides.append(html)
                said = {"message": "Changed on another device.", "conflict_html": self.panel(html)}
                return 409, {"state": "aside", "version": self.version, **said}
            self.version += 1
            self.title, self.body = title, html
            self.keys[key] = self.version
        return 200, {"state": "kept", "version": self.keys[key], "saved": self.minute or f"Saved 16:{self.keys[key]:02}"}


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def answer(self, status: int, body: str | bytes = "", kind: str = TYPES[".html"], **headers: str) -> None:
            data = body if isinstance(body, bytes) else body.encode()
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), "Content-Security-Policy": POLICY, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            if self.path.startswith("/built/"):
                file = BUILT / Path(self.path).name
                return self.answer(200, file.read_bytes(), TYPES[file.suffix])
            if self.path == "/sign-in/":
                return self.answer(200, "<html lang=en><title>Sign in</title><h1>Sign in</h1></html>")
            if site.mode == "signed out":
                return self.answer(302, Location="/sign-in/")
            if self.path.startswith("/media/"):
                return self.answer(200, DOT, "image/gif")
            if self.path == "/":
                return self.answer(200, site.page())
            if self.path == "/write/u/en/read/":
                return self.answer(200, site.fragment.replace("TOKEN", f"{site.token}{len(site.attempts)}"))
            return self.answer(204)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/write/u/en/picture/" and site.picture_mode == "waiting":
                assert site.go.wait(20)
            with site.changed:
                self.take(sent)
                site.changed.notify_all()

        def picture(self, sent: bytes) -> None:
            if site.picture_mode == "failing":
                self.close_connection = True
                return self.connection.close()
            if site.picture_mode == "refusing":
                return self.answer(422, json.dumps({"message": "It is damaged."}), "application/json")
            head, body = sent.split(b"\r\n\r\n", 1)
            name = head.split(b'filename="')[1].split(b'"')[0].decode()
            site.pictures.append((name, body.rsplit(b"\r\n--", 1)[0]))
            said = "It stands still." if site.picture_mode == "moving" else ""
            src = f"/media/00000000-0000-4000-8000-{len(site.pictures):012}"
            return self.answer(201, json.dumps({"src": src, "width": 40, "height": 30, "said": said}), "application/json")

        def take(self, sent: bytes) -> None:
            if site.mode == "failing":
                return self.answer(503, "The disk is full")
            if site.mode == "signed out":
                return self.answer(302, Location="/sign-in/")
            json_wanted = self.headers["Accept"] == "application/json"
            if self.path == "/write/u/en/save/":
                if self.headers["X-CSRFToken"] != site.token:
                    return self.answer(403, "The token is wrong")
                status, said = site.save(json.loads(sent))
                if site.mode == "deaf":
                    self.close_connection = True
                    return self.connection.close()
                return self.answer(status, json.dumps(said), "application/json")
            if self.path == "/write/u/en/picture/":
                return self.picture(sent)
            kind = self.headers["Content-Type"]
            if kind.startswith("multipart/form-data"):
                boundary = kind.split("boundary=")[1].encode()
                parts = [part.split(b"\r\n\r\n", 1) for part in sent.split(b"--" + boundary)[1:-1]]
                fields = {head.split(b'name="')[1].split(b'"')[0].decode(): [value[:-2].decode()] for head, value in parts}
            else:
                fields = parse_qs(sent.decode(), keep_blank_values=True)
            site.posted.append((self.path, fields))
            if self.path.startswith("/entry/"):
                if site.entry_answer == "failing":
                    return self.answer(500, "No")
                if site.entry_answer == "redirect":
                    return self.answer(302, Location="/")
                return self.answer(200, site.fragment)
            if self.path == "/jot/" and json_wanted:
                return self.answer(422, "Too long.", "text/plain") if site.mode == "refusing" else self.answer(204)
            if self.path == "/write/u/en/about/":
                return self.answer(site.about[0], json.dumps(site.about[1]), "application/json")
            return self.answer(200, f"<html lang=en><title>Went</title><h1>Went to {self.path}</h1></html>")

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    """A fresh site on loopback."""
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(made))
    server.daemon_threads = True
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    if not (BUILT / "editor.js").is_file():
        missing("the built editor (run `make setup`)")


WATCH = """window.broken = []
addEventListener('securitypolicyviolation', (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which a script error or a refusal by the page's own policy fails the test."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", permissions=["clipboard-read", "clipboard-write"])
    made = context.new_page()
    made.add_init_script(WATCH)
    made.set_default_timeout(15_000)
    errors: list[str] = []
    refusals = ("Content Security Policy", "Refused to")
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda said: errors.append(said.text) if any(each in said.text for each in refusals) else None)
    yield made
    assert errors == []
    assert made.evaluate("window.broken ?? []") == []
    context.close()


@dataclass
class Write:
    """A writer's hands on the write page of `site`."""

    site: Site
    page: Page

    def open(self, body: str | None = None) -> None:
        if body is not None:
            self.site.body = body
        self.page.goto(self.site.address)
        expect(self.page.locator("#body")).to_be_visible()

    def html(self) -> str:
        """The HTML an ordinary submit of the form would carry now."""
        return str(self.page.evaluate("new FormData(document.getElementById('note')).get('html')"))

    def caret(self, target: Locator) -> None:
        """Clicks in the text, and waits until the editor has heard of it, which takes the browser a moment."""
        target.click()
        self.page.wait_for_function("""() => {
            const {editor} = document.getElementById('body')
            const {anchorNode, anchorOffset} = getSelection()
            return editor.view.posAtDOM(anchorNode, anchorOffset) === editor.state.selection.anchor
        }""")

    def select(self, start: int, end: int | None = None) -> None:
        """Puts the caret at a position of the document, or selects from there up to `end`."""
        self.page.evaluate("""([from, to]) => {
            const {editor} = document.getElementById('body')
            editor.commands.setTextSelection({from, to})
            editor.view.focus()
        }""", [start, start if end is None else end])

    def type(self, words: str) -> None:
        """Writes at the end of the text."""
        self.page.evaluate("""() => {
            const {editor} = document.getElementById('body')
            editor.commands.setTextSelection(editor.state.doc.content.size - 1)
            editor.view.focus()
        }""")
        self.page.keyboard.type(words)

    def paste(self, html: str) -> None:
        """Pastes into the text what another program put on the clipboard."""
        self.page.locator("#body").focus()
        self.page.evaluate(
            """(html) => {
            const data = new DataTransfer()
            data.setData('text/html', html)
            data.setData('text/plain', 'plain')
            const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
            document.getElementById('body').dispatchEvent(event)
            }""",
            html,
        )

    def state(self, words: str | re.Pattern[str]) -> None:
        """Waits until the line of the saved state says `words`."""
        expect(self.page.locator("#saved")).to_have_text(words, timeout=15_000)


@pytest.fixture
def write(site: Site, page: Page) -> Write:
    return Write(site, page)
