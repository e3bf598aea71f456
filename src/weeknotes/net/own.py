"""Asking for this site by the address that people type, as they would, to see that it is this site that answers there."""

import http.client
import socket
import ssl
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

SECONDS = 8
MARK = "weeknotes-site"  # the header by which a site is known for the one that asks


@dataclass(frozen=True, slots=True)
class Answered:
    """What answered: its status, the mark of the site that it is ("" where it has none), and until when its certificate is good (None without https)."""

    status: int
    mark: str
    good_until: datetime | None


def ask(site_url: str, path: str) -> Answered:
    """GET `path` of the site at `site_url`. Raises OSError where nobody answers, and ssl.SSLError (an OSError) where its certificate is not good."""
    parts = urlsplit(site_url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    line: http.client.HTTPConnection
    if secure:
        line = http.client.HTTPSConnection(host, parts.port, timeout=SECONDS, context=ssl.create_default_context())
    else:
        line = http.client.HTTPConnection(host, parts.port, timeout=SECONDS)
    with closing(line):
        try:
            line.request("GET", parts.path.rstrip("/") + path, headers={"User-Agent": "Weeknotes", "Connection": "close"})
            until = _good_until(line.sock)
            got = line.getresponse()
            got.read(1000)
        except http.client.HTTPException as error:
            raise OSError(type(error).__name__) from error
        return Answered(got.status, got.getheader(MARK) or "", until)


def _good_until(line: socket.socket | None) -> datetime | None:
    if not isinstance(line, ssl.SSLSocket):
        return None
    held = line.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(held["notAfter"])), UTC) if "notAfter" in held else None
