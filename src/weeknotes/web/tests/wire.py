"""A front on a real port, with a real server behind it that keeps what reached it and answers as the test says."""

import asyncio
import contextlib
import socket
import tempfile
import threading
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from weeknotes.web.asked import Network
from weeknotes.web.baked import BakedFiles
from weeknotes.web.connection import Connection
from weeknotes.web.counter import Generation
from weeknotes.web.front import Front

Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter, bytes], Awaitable[None]]
DJANGO = b"HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\ndjango"


async def plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes) -> None:
    """Answer `django`, as soon as the body has come."""
    writer.write(DJANGO if not head.startswith(b"HEAD ") else DJANGO.removesuffix(b"django"))


@dataclass
class Site:
    """What stands behind the front: heads and bodies that reached it, and how it answers."""

    answer: Answering = plainly
    heads: list[bytes] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    lost: int = 0  # connections that the front ended before their answer was read

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.heads.append(head)
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length:")), 0)
        self.bodies.append(await reader.readexactly(length))
        try:
            await self.answer(reader, writer, head)
            await writer.drain()
            await reader.read(1)  # the front ends the connection
        except ConnectionError:
            self.lost += 1
        finally:
            writer.close()


class Wire:
    """The front, running in a thread of its own."""

    def __init__(self, root: Path, memory: int = 1_000_000, proxies: Collection[Network] = (), most: int = 100) -> None:
        self.root, self.memory, self.proxies, self.most = root, memory, proxies, most
        self.shared = Generation(root.parent / "generation")
        self.site = Site()
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.front: Front
        self.port = 0

    async def _run(self) -> None:
        with tempfile.TemporaryDirectory(prefix="wn-", dir="/tmp") as folder:
            self.inside = f"{folder}/site.sock"
            self.behind = await asyncio.start_unix_server(self.site, self.inside)
            baked = BakedFiles(root=self.root, memory=self.memory, shared=self.shared)
            self.front = Front(baked=baked, upstream=self.inside, proxies=self.proxies, most=self.most)
            server = await self.loop.create_server(lambda: Connection(self.front), "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            self.ended = asyncio.Event()
            self.ready.set()
            while not self.ended.is_set():
                self.front.tick()
                await asyncio.sleep(0.02)
            server.close()
            for connection in list(self.front.connections):
                connection.abort()
            self.behind.close()
            await asyncio.sleep(0.02)
            left = asyncio.all_tasks() - {asyncio.current_task()}
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def do(self, call: Callable[[], object]) -> None:
        """Run `call` in the front's own thread, and wait for it."""
        done = threading.Event()

        def one() -> None:
            call()
            done.set()

        self.loop.call_soon_threadsafe(one)
        assert done.wait(60)

    def connect(self) -> socket.socket:
        """A visitor."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def say(self, words: bytes) -> bytes:
        """Everything that is answered to `words` on one connection, until the front ends it."""
        with self.connect() as line:
            line.sendall(words)
            return everything(line)


def everything(line: socket.socket) -> bytes:
    """What comes until the other side ends."""
    parts = []
    while part := line.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


@contextlib.contextmanager
def wire(root: Path, **more) -> Iterator[Wire]:
    """A front on the pages under `root`."""
    made = Wire(root, **more)
    thread = threading.Thread(target=lambda: made.loop.run_until_complete(made._run()))
    thread.start()
    assert made.ready.wait(60)
    try:
        yield made
    finally:
        made.loop.call_soon_threadsafe(made.ended.set)
        thread.join()
        made.loop.close()
