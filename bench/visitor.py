"""Somebody on a running site as their browser would be: one connection, cookies, forms with their tokens."""

import http.client
import json
import re
import subprocess
import time
from collections.abc import Mapping
from typing import Self
from urllib.parse import urlencode, urlsplit

from contracts import servers
from contracts.servers import Answer, Site

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NOTE = re.compile(r'data-save="(/write/[0-9a-f-]{36}/[a-z]{2}/save/)"')

STILL = 3.0  # seconds after which a connection that nothing was asked on is not used again


class Visitor:
    """A connection to `site` that keeps its cookies. Not for two threads."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""
        self._asked = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """One request; redirects are answers."""
        if time.monotonic() - self._asked > STILL:
            self._connection.close()  # the site may have closed its end: the next request opens another
        self._asked = time.monotonic()
        ours = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Referer": self.site.url + path}
        self._connection.request(method, path, body=body, headers={**ours, **(headers or {})})
        got = self._connection.getresponse()
        text = got.read()
        for line in got.headers.get_all("Set-Cookie") or ():
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        answer = Answer(got.status, {name.lower(): value for name, value in got.headers.items()}, text)
        found = TOKEN.search(answer.body.decode(errors="replace")) if method == "GET" else None
        self.token = found.group(1) if found else self.token
        return answer

    def get(self, path: str) -> Answer:
        """A page."""
        return self.ask("GET", path)

    def press(self, path: str, **fields: str) -> Answer:
        """Send a form with the token of the page seen last."""
        form = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        return self.ask("POST", path, form, {"Content-Type": "application/x-www-form-urlencoded"})

    def save(self, path: str, **fields: object) -> Answer:
        """Save a text as the editor does."""
        return self.ask("POST", path, json.dumps(fields).encode(), {"Content-Type": "application/json", "X-CSRFToken": self.token})

    def begin(self) -> None:
        """Start an organisation on an empty site, and be its first person."""
        self.get("/welcome/")
        self._expect(self.press("/welcome/", site="Glanderw", langs="en", first="en", you="Nerys", email=""), 302)

    def enter(self, person: str) -> None:
        """Be somebody who is on this site already, by the link that its host's command gives."""
        said = subprocess.run(servers.command("login", person), env=self.site.environment, check=True, capture_output=True, text=True)
        at = urlsplit(said.stdout.split()[-1]).path
        self.get(at)
        self._expect(self.press(at), 302)

    def note(self, week: str) -> str:
        """Start a note for a week, such as `2021-W12`; where its saves go."""
        self.get("/write/")
        started = self._expect(self.press("/write/start/", week=week), 302)
        found = NOTE.search(self.get(urlsplit(started.headers["location"]).path).text)
        if found is None:
            raise RuntimeError("the write page names no place for its saves")
        return found.group(1)

    @staticmethod
    def _expect(answer: Answer, status: int) -> Answer:
        if answer.status != status:
            raise RuntimeError(f"{answer.status} instead of {status}: {answer.text[:500]}")
        return answer
