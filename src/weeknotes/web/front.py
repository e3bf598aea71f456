"""What stands at the port: answers public pages itself, and passes every other request on to the site, whole, one at a time.

A request that came before, byte for byte, is known by its bytes (`Front.known`): what it asks is looked up, not read again. Whether the
page may still be given is asked each time, of the shared generation. Everything runs in one thread, on one event loop.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from weeknotes.web.asked import Asked, Network
from weeknotes.web.baked import BakedFiles

if TYPE_CHECKING:
    from weeknotes.web.connection import Connection

# A request longer than this is not kept among the known; nor are more than so many bytes of them.
LONGEST_KNOWN, MOST_KNOWN = 2_000, 4_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request for a page says: the path, decoded, one character a byte; what it accepts and has."""

    path: str
    accepted: str
    has: str | None
    head: bool

    @classmethod
    def of(cls, asked: Asked) -> "Wanted | None":
        """The page that is asked for; None where no page can be meant."""
        if asked.method not in {"GET", "HEAD"} or asked.length != 0:
            return None
        path = unquote_to_bytes(asked.target.partition(b"?")[0]).decode("latin-1")
        return cls(path, asked.value(b"accept-encoding") or "", asked.value(b"if-none-match"), asked.method == "HEAD")


class Front:
    """All connections, and what they share. `upstream` is the path of the Unix socket on which the site answers."""

    def __init__(self, *, baked: BakedFiles, upstream: str, proxies: Collection[Network] = (), most: int = 4_000) -> None:
        self.baked, self.upstream, self.proxies, self.most = baked, upstream, proxies, most
        self.known: dict[bytes, Wanted] = {}
        self.known_weight = 0
        self.connections: dict[Connection, None] = {}
        self.closing = False
        self.tick()

    def tick(self) -> None:
        """Once a second: the time in answers, and an end to those who keep us waiting."""
        self.now = asyncio.get_running_loop().time()
        self.date = f"Date: {formatdate(usegmt=True)}\r\n".encode()
        for connection in list(self.connections):
            connection.look_at_the_clock()

    def keep(self, head: bytes, wanted: Wanted) -> None:
        """Know a request by its bytes from now on."""
        if len(head) > LONGEST_KNOWN or self.closing:
            return
        if self.known_weight > MOST_KNOWN:
            self.known, self.known_weight = {}, 0
        if head not in self.known:
            self.known[head] = wanted
            self.known_weight += len(head) + 500

    def arrived(self, connection: "Connection") -> None:
        """A connection more; where there are too many, the one that has nothing under way and would have to go first makes room."""
        if len(self.connections) >= self.most:
            idle = [one for one in self.connections if one.until]
            first = min(idle, key=lambda one: one.until, default=connection)
            self.connections.pop(first, None)
            first.abort()
            if first is connection:
                return
        self.connections[connection] = None

    async def close(self, seconds: float) -> None:
        """Take no further request, and wait until those under way are answered, at most `seconds`."""
        self.closing = True
        self.known, self.known_weight = {}, 0
        end = asyncio.get_running_loop().time() + seconds
        await asyncio.sleep(0.1)  # what was sent before is read first
        for connection in list(self.connections):
            connection.close_when_idle()
        while self.connections and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.02)
