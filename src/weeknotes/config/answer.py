"""The process that Django runs in: granian on a Unix socket that its parent bound. Run as `python -m weeknotes.config.answer FD THREADS BACKLOG`.

The socket comes from the supervisor, so that requests wait in its queue while a dead server is restarted.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from weeknotes.config import parent

# What the supervisor waits for before it kills is longer (serve.PATIENCE).
SECONDS_TO_FINISH = 20


class Server(MPServer):
    """Granian's server on an inherited listening socket."""

    def __init__(self, fd: int, *, threads: int, backlog: int) -> None:
        super().__init__(
            "weeknotes.config.wsgi:application",
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=threads,
            websockets=False,
            backlog=backlog,
            log_level=LogLevels.error,
            log_access=False,
            workers_kill_timeout=SECONDS_TO_FINISH,
        )
        self._listening = fd

    def _init_shared_socket(self) -> None:
        # Granian's own types for these are what its constructor happens to set.
        holder: Any = SocketHolder
        self.__dict__.update(_ssp=None, _sso=None, _sfd=self._listening, _shd=holder(self._listening, True, self.backlog))


def loader(server_process: int) -> Callable[[], Any]:
    """What granian calls in its worker process to get the application; the worker ends when `server_process` does."""

    def load() -> Any:
        # The handler inherited over fork only sets a flag of the parent's: until granian sets the worker's own, SIGTERM just ends it.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        parent.end_with(server_process)
        return importlib.import_module("weeknotes.config.wsgi").application

    return load


def main() -> None:
    """Serve until SIGTERM; exits non-zero when the worker died, so that the supervisor starts both again."""
    fd, threads, backlog = (int(word) for word in sys.argv[1:4])
    Server(fd, threads=threads, backlog=backlog).serve(target_loader=loader(os.getpid()), wrap_loader=False)


if __name__ == "__main__":
    main()
