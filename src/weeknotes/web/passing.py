"""One request on its way to the site and its answer on the way back, on a Unix connection of its own.

A connection each: no answer can be taken for that of another request, whatever either side sends.
"""

import asyncio
from typing import IO, TYPE_CHECKING

import httptools

from weeknotes.web.asked import Asked, Header

if TYPE_CHECKING:
    from weeknotes.web.connection import Connection

PIECE = 65_536
# Said anew for the visitor's connection.
OURS = frozenset({b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"proxy-connection", b"trailer"})
STARTING = (
    "The site is starting again. Nothing saved is lost: try again in a moment.\n"
    "Mae’r safle’n ailgychwyn. Does dim a gadwyd wedi’i golli: rhowch gynnig arall arni mewn eiliad."
)


class Passing(asyncio.Protocol):
    """Sends `asked` and its body, and gives what is answered to the visitor's connection, no faster than either takes it."""

    def __init__(self, visitor: "Connection", asked: Asked, who: tuple[str, str], body: IO[bytes] | None, path: str) -> None:
        self._visitor, self._asked, self._body = visitor, asked, body
        length = 0
        if body is not None:
            length = body.tell()
            body.seek(0)
        self._head = asked.passed_on(length, who)
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._reason = b""
        self._headers: list[Header] = []
        self._begun = self._chunked = self._over = self._full = False
        self._keep = asked.keep
        self._out: list[bytes] = []
        loop = asyncio.get_running_loop()
        self._connecting = loop.create_task(self._connect(loop, path))

    async def _connect(self, loop: asyncio.AbstractEventLoop, path: str) -> None:
        try:
            await loop.create_unix_connection(lambda: self, path)
        except OSError:
            self._failed()

    # What the event loop tells us.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self._over:
            transport.abort()
            return
        transport.write(self._head)
        self._send()

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        self._send()

    def _send(self) -> None:
        while self._body is not None and not self._full:
            part = self._body.read(PIECE)
            if part:
                assert self._transport is not None
                self._transport.write(part)
            else:
                self._let_go_of_body()

    def data_received(self, data: bytes) -> None:
        if self._over:
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._failed()
            return
        self._flush()

    def connection_lost(self, _error: Exception | None) -> None:
        self._failed()

    # What the parser tells us.

    def on_status(self, part: bytes) -> None:
        self._reason += part

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._begun:
            self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            self._headers, self._reason = [], b""
            return
        self._begun = True
        theirs = [(name, value) for name, value in self._headers if name.lower() not in OURS]
        measured = any(name.lower() == b"content-length" for name, _value in theirs)
        bare = self._asked.method == "HEAD" or status in {204, 304}
        self._chunked = not (measured or bare or self._asked.old)
        self._keep = self._keep and not self._visitor.front.closing
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in theirs)
        if self._chunked:
            lines += b"Transfer-Encoding: chunked\r\n"
        if not self._keep:
            lines += b"Connection: close\r\n"
        self._out.append(b"HTTP/1.1 %d %s\r\n%s\r\n" % (status, self._reason, lines))
        if bare:
            self._done()

    def on_body(self, part: bytes) -> None:
        if not self._over:
            self._out.append(b"%x\r\n%s\r\n" % (len(part), part) if self._chunked else part)

    def on_message_complete(self) -> None:
        if self._begun:
            self._done()

    # Ending.

    def _flush(self) -> None:
        if self._out:
            out, self._out = b"".join(self._out), []
            self._visitor.transport.write(out)

    def _done(self) -> None:
        if self._over:
            return
        if self._chunked:
            self._out.append(b"0\r\n\r\n")
        self._flush()
        self._end()
        self._visitor.done(keep=self._keep)

    def _failed(self) -> None:
        """The site ended before its answer did: a sentence where none of it was sent, and else half an answer that is seen to be half."""
        if self._over:
            return
        self._end()
        if self._begun:
            self._visitor.abort()
        else:
            self._visitor.refuse(503, STARTING)

    def abort(self) -> None:
        """The visitor has gone."""
        if not self._over:
            self._end()

    def _end(self) -> None:
        self._over = True
        self._let_go_of_body()
        if self._transport is not None:
            self._transport.abort()

    def _let_go_of_body(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None

    # How fast.

    def hold(self) -> None:
        """The visitor takes no more for now."""
        if self._transport is not None:
            self._transport.pause_reading()

    def go_on(self) -> None:
        """The visitor takes more again."""
        if self._transport is not None and not self._over:
            self._transport.resume_reading()
