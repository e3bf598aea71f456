"""One visitor's connection (RFC 9112): requests read and answered in their order, however slowly or wrongly they come."""

import asyncio
import json
import tempfile
from typing import IO

from weeknotes.web.asked import Asked, Reader, Refused
from weeknotes.web.baked import matches
from weeknotes.web.front import Front, Wanted
from weeknotes.web.passing import Passing

MOST_HEAD = 16_384
MOST_BODY = 60_000_000
# Larger bodies wait for their end in a file.
BODY_IN_MEMORY = 65_536
# What is written at once of a long answer, and how much may wait for a slow visitor.
PIECE = 65_536
# Seconds: for a head to come, for the next request, for a visitor to take what was written, for a refused one to stop talking.
HEAD, IDLE, TAKING, LINGERING = 30.0, 75.0, 60.0, 5.0
# A body may come slowly, but not by drops: after HEAD seconds, this many bytes a second.
SLOWEST = 1_000
TOO_LARGE = (
    f"This is larger than the {MOST_BODY // 1_000_000} MB that can be sent at once. Nothing was kept of it: send less at a time.\n"
    f"Mae hyn yn fwy na’r {MOST_BODY // 1_000_000} MB y gellir eu hanfon ar unwaith. Ni chadwyd dim ohono: anfonwch lai ar y tro."
)
TOO_SLOW = (
    "What was sent did not arrive in time. Go back, and send it again.\n"
    "Ni chyrhaeddodd yr hyn a anfonwyd mewn pryd. Ewch yn ôl, ac anfonwch ef eto."
)  # fmt: skip
NO_ROOM = (
    "There is no room on this server for what was sent. Nothing saved before is lost.\n"
    "Nid oes lle ar y gweinydd hwn i’r hyn a anfonwyd. Ni chollwyd dim a gadwyd cynt."
)  # fmt: skip
REASONS = {
    400: "Bad Request", 408: "Request Timeout", 413: "Content Too Large", 431: "Request Header Fields Too Large", 501: "Not Implemented", 503: "Service Unavailable",
    505: "HTTP Version Not Supported", 507: "Insufficient Storage",
}  # fmt: skip
OK, NOT_MODIFIED = b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 304 Not Modified\r\n"
CLOSE = b"Connection: close\r\n"


class Connection(asyncio.Protocol):
    """One visitor's connection: reads a request, answers it, reads the next. `until` is when it is given up, 0 while the site is at work."""

    transport: asyncio.Transport

    def __init__(self, front: Front) -> None:
        self.front = front
        self.until = front.now + IDLE
        self._data = b""  # what came and was not looked at yet
        self._busy = self._over = self._full = self._ended = False
        self._left: memoryview | None = None  # of a page that is being sent
        self._last = False  # the connection ends with the answer under way
        self._reader: Reader | None = None
        self._asked: Asked | None = None
        self._body: IO[bytes] | None = None
        self._came = 0
        self._began = 0.0
        self._passing: Passing | None = None

    # What the event loop tells us.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=PIECE)
        peer = transport.get_extra_info("peername")
        self.peer = str(peer[0]) if peer else ""
        self.front.arrived(self)

    def data_received(self, data: bytes) -> None:
        if not (self._busy or self._data or self._asked or self._over or self._full):
            wanted = self.front.known.get(data)
            if wanted is not None and self._give(wanted, last=False):
                return
        if self._over:
            return  # it was refused: nothing it says now is heard
        self._data = self._data + data if self._data else data
        self._read()
        self._listen()

    def eof_received(self) -> bool:
        self._ended = True
        if self._over or not (self._busy or self._asked or self._data):
            return False
        if not self._busy:
            self.abort()  # half a request, and nothing will follow
            return False
        return True  # it may still listen

    def pause_writing(self) -> None:
        self._full = True
        self.until = self.front.now + TAKING
        if self._passing is not None:
            self._passing.hold()

    def resume_writing(self) -> None:
        self._full = False
        self.until = 0.0 if self._busy else self.front.now + IDLE
        if self._passing is not None:
            self._passing.go_on()
        elif self._left is not None:
            self._more()
        elif not self._busy:
            self._read()
            self._listen()

    def connection_lost(self, _error: Exception | None) -> None:
        self.front.connections.pop(self, None)
        self._over = True
        self._let_go_of_body()
        if self._passing is not None:
            self._passing.abort()

    # Reading.

    def _read(self) -> None:
        """Look at what came: answer whole requests, in their order, until one takes longer."""
        while self._data and not (self._busy or self._over or self._full):
            try:
                if self._asked is None:
                    if not self._head():
                        return
                elif self._gather(self._asked):
                    self._pass_on(self._asked)
            except Refused as why:
                self.refuse(why.status, why.why)
            except OSError:
                self.refuse(507, NO_ROOM)

    def _listen(self) -> None:
        """Take more from the visitor only when what came is looked at: what waits here has a bound."""
        if self._data and (self._busy or self._full):
            self.transport.pause_reading()
        else:
            self.transport.resume_reading()

    def _head(self) -> bool:
        """Read one head and answer it, or begin to gather its body; False where it has not all come."""
        while self._data.startswith(b"\r\n"):
            self._data = self._data[2:]  # sent by some behind a form (RFC 9112, 2.2)
        end = self._data.find(b"\r\n\r\n") + 4
        if end > MOST_HEAD or (end < 4 and len(self._data) > MOST_HEAD):
            raise Refused(431, "The address or the cookies of this request are too long.")
        if end < 4:
            if not self._began:
                self._began, self.until = self.front.now, self.front.now + HEAD
            return False
        head, self._data = self._data[:end], self._data[end:]
        self._began = 0.0
        wanted = self.front.known.get(head)
        if wanted is not None and self._give(wanted, last=False):
            return True
        self._reader = Reader()
        asked = self._reader.head(head)
        wanted = Wanted.of(asked)
        last = not asked.keep or self.front.closing
        if wanted is not None and self._give(wanted, last=last):
            if not last:
                self.front.keep(head, wanted)
        elif asked.length == 0:
            self._pass_on(asked)
        else:
            self._begin_body(asked)
        return True

    def _begin_body(self, asked: Asked) -> None:
        self._asked, self._came, self._began = asked, 0, self.front.now
        if (asked.length or 0) > MOST_BODY:
            raise Refused(413, TOO_LARGE)
        self._body = tempfile.SpooledTemporaryFile(BODY_IN_MEMORY)  # noqa: SIM115 - closed by _let_go_of_body
        self.until = self.front.now + HEAD
        if asked.expects and not self._data and not asked.old:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _gather(self, asked: Asked) -> bool:
        """Take what came into the body; whether it is whole. It waits here, so that a slow visitor holds up none of the site's threads."""
        assert self._body is not None
        assert self._reader is not None
        self.until = self.front.now + HEAD
        if asked.length is not None:
            part, self._data = self._data[: asked.length - self._came], self._data[asked.length - self._came :]
            self._came += len(part)
            self._body.write(part)
            return self._came == asked.length
        # What the framing takes counts too: nothing about it may be endless.
        self._came += len(self._data)
        if self._came > MOST_BODY:
            raise Refused(413, TOO_LARGE)
        parts, self._data = self._reader.chunks(self._data), b""
        self._body.writelines(parts)
        return self._reader.whole

    # Answering.

    def _give(self, wanted: Wanted, *, last: bool) -> bool:
        """Answer with a page from the folder; False where there is none."""
        front = self.front
        found = front.baked.find(wanted.path, wanted.accepted)
        if found is None:
            return False
        end = front.date + CLOSE if last else front.date
        self._last = last
        self.until = front.now + IDLE
        if wanted.has is not None and matches(wanted.has, found.tag):
            self.transport.write(NOT_MODIFIED + end + found.not_modified)
        elif wanted.head:
            self.transport.write(OK + end + found.ok)
        elif len(found.body) <= PIECE:
            self.transport.write(b"".join((OK, end, found.ok, found.body)))
        else:
            self._busy, self._left = True, memoryview(found.body)
            self.transport.write(OK + end + found.ok)
            self._more()
            return True
        if last:
            self.done(keep=False)
        return True

    def _more(self) -> None:
        """Go on sending a long page, as fast as it is taken."""
        while self._left is not None and not (self._full or self.transport.is_closing()):
            piece, self._left = self._left[:PIECE], self._left[PIECE:] or None
            self.transport.write(piece)
        if self._left is None:
            self.done(keep=not self._last)

    def _pass_on(self, asked: Asked) -> None:
        """Have the site answer."""
        self._busy, self.until, self._began = True, 0.0, 0.0
        self._asked, self._reader = None, None
        body, self._body = self._body, None
        visitor = asked.visitor(self.peer, self.front.proxies)
        self._passing = Passing(self, asked, visitor, body, self.front.upstream)

    def done(self, *, keep: bool) -> None:
        """The answer under way has been written."""
        self._busy, self._passing = False, None
        self.until = self.front.now + IDLE
        if not keep or self.front.closing or self._ended:
            self._linger()
            return
        self._read()
        self._listen()

    def refuse(self, status: int, why: str) -> None:
        """Answer with a sentence, and with the same in Welsh on a line of its own where somebody at a page may meet it; to a program in an object as all
        its refusals are, in English. The connection ends."""
        words, kind = (why + "\n").encode(), "text/plain; charset=utf-8"
        if self._asked is not None and self._asked.by_program:
            error = "too_large" if status == 413 else "invalid_request"
            sentence = why.partition("\n")[0]
            words, kind = json.dumps({"error": error, "error_description": sentence, "sentence": sentence, "what_to_do": ""}).encode(), "application/json"
        head = f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: {kind}\r\nContent-Length: {len(words)}\r\nCache-Control: no-store\r\n"
        self.transport.write(head.encode() + self.front.date + CLOSE + b"\r\n" + words)
        self._let_go_of_body()
        self._busy, self._passing = False, None
        self._linger()

    # Ending.

    def _linger(self) -> None:
        """Say that nothing follows, and listen a moment longer: a connection closed on what it has not read loses the answer on its way."""
        self._over, self._data, self._asked = True, b"", None
        self.until = self.front.now + (TAKING if self.transport.get_write_buffer_size() else LINGERING)
        if self._ended or not self.transport.can_write_eof():
            self.transport.close()
            return
        try:
            self.transport.write_eof()
            self.transport.resume_reading()
        except OSError:
            self.abort()  # whoever asked has gone already

    def close_when_idle(self) -> None:
        """Close now if no request has begun."""
        if not (self._busy or self._data or self._asked or self._over):
            self.transport.close()

    def look_at_the_clock(self) -> None:
        """Give up a connection that has kept us waiting."""
        crawling = self._asked is not None and self._came < (self.front.now - self._began - HEAD) * SLOWEST
        if not crawling and not 0 < self.until < self.front.now:
            return
        if (self._data or self._asked) and not (self._over or self._full):
            self.refuse(408, TOO_SLOW)
        elif self._full or self._over:
            self.abort()
        else:
            self.transport.close()

    def abort(self) -> None:
        """End the connection at once."""
        self.transport.abort()

    def _let_go_of_body(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
