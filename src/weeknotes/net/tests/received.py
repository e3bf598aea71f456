"""A mail server on loopback that keeps what it receives."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message as Received

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class Kept(Message):
    """Keeps each mail that comes in."""

    def __init__(self) -> None:
        super().__init__(Received)
        self.mails: list[Received] = []

    def handle_message(self, message: Received) -> None:
        self.mails.append(message)


def free_address() -> str:
    """An address for WEEKNOTES_MAIL_URL where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return f"smtp://127.0.0.1:{one.getsockname()[1]}"


@contextmanager
def receiving() -> Iterator[tuple[Kept, str]]:
    """The server, and its address for WEEKNOTES_MAIL_URL."""
    kept, address = Kept(), free_address()
    server = Controller(kept, hostname="127.0.0.1", port=int(address.rpartition(":")[2]))
    server.start()
    try:
        yield kept, address
    finally:
        server.stop()
