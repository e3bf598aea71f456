"""The process at the port: public pages from memory, everything else from the site behind it. Run as `python -m weeknotes.config.front FD`.

It imports no framework, so that it is small, starts at once, and goes on giving public pages while the site behind it is started again.
"""

import asyncio
import os
import resource
import signal
import socket
import sys

from weeknotes.config import embeds, environment
from weeknotes.web.baked import BakedFiles
from weeknotes.web.connection import Connection
from weeknotes.web.counter import Generation
from weeknotes.web.front import Front

# What the supervisor waits for before it kills is longer (serve.PATIENCE).
SECONDS_TO_FINISH = 20
# Open files kept for pages, logs and bodies; each visitor may need one for the visit and one for the way to the site.
OTHER_FILES, MOST_VISITORS = 100, 4_000


def visitors_allowed() -> int:
    """How many connections may be open at once; asks the system for as many files as it lets us have."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OTHER_FILES + 2 * MOST_VISITORS
    files = most if hard == resource.RLIM_INFINITY else min(hard, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return max((files - OTHER_FILES) // 2, 16)


async def run(listening: socket.socket) -> None:
    """Answer on `listening` until SIGTERM, then finish what is under way."""
    data = environment.folder()
    embeds.add_embeds()
    # A socket's path has at most 107 bytes, a data folder's may be longer: seen from the folder itself it is short.
    os.chdir(data)
    front = Front(
        baked=BakedFiles(
            root=data / environment.PUBLIC,
            memory=environment.number("WEEKNOTES_MEMORY_MB") * 1_000_000,
            shared=Generation(data / environment.GENERATION),
            secure=(environment.text("WEEKNOTES_URL") or "").startswith("https://"),
        ),
        upstream=environment.SOCKET,
        proxies=environment.proxies(),
        most=visitors_allowed(),
    )
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    server = await loop.create_server(lambda: Connection(front), sock=listening, backlog=environment.BACKLOG)
    ticking = loop.create_task(tick(front))
    await ended.wait()
    server.close()
    await front.close(SECONDS_TO_FINISH)
    ticking.cancel()


async def tick(front: Front) -> None:
    """Tell `front` the time, once a second."""
    while True:
        front.tick()
        await asyncio.sleep(1)


def main() -> None:
    """Serve on the socket that the parent bound until SIGTERM."""
    with socket.socket(fileno=int(sys.argv[1])) as listening:
        listening.setblocking(False)
        asyncio.run(run(listening))


if __name__ == "__main__":
    main()
