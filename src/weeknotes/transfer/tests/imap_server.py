"""A mailbox on loopback that speaks as much of IMAP (RFC 9051) as is asked of it here: one folder, one reader after another, in the clear."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """What is in it, by number: the mail and its flags; who may look into it."""

    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    password: str = "p@ss word"
    port: int = 0

    def put(self, mail: bytes) -> int:
        number = max(self.mails, default=0) + 1
        self.mails[number], self.flags[number] = mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), set()
        return number

    @property
    def url(self) -> str:
        return f"imap://nerys%40glanderw.example:p%40ss%20word@127.0.0.1:{self.port}/INBOX"


class _Reader(socketserver.StreamRequestHandler):
    box: Box

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, _space, rest = line.decode().strip().partition(" ")
            if not self._do(tag, rest):
                return

    def _do(self, tag: str, rest: str) -> bool:
        box, word = self.box, rest.split(" ", maxsplit=1)[0].upper()
        good = True
        if word == "CAPABILITY":
            self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")
        elif word == "LOGIN":
            good = rest == f'LOGIN nerys@glanderw.example "{box.password}"'
        elif word == "SELECT":
            good = rest == 'SELECT "INBOX"'
            self.wfile.write(f"* {len(box.mails)} EXISTS\r\n".encode())
        elif word == "EXPUNGE":
            for number in [one for one in box.mails if "\\Deleted" in box.flags[one]]:
                del box.mails[number], box.flags[number]
        elif rest == "UID SEARCH UNSEEN UNDELETED":
            self.wfile.write(("* SEARCH " + " ".join(str(one) for one in box.mails if not box.flags[one]) + "\r\n").encode())
        elif found := re.fullmatch(r"UID (FETCH|STORE) (\d+) (.*)", rest):
            number = int(found[2])
            if number in box.mails and found[1] == "STORE":
                box.flags[number] |= set(re.findall(r"\\\w+", found[3]))
            elif number in box.mails:
                mail, part = box.mails[number], "HEADER" if "HEADER" in found[3] else ""
                given = mail[: mail.index(b"\r\n\r\n") + 4] if part else mail
                said = f"RFC822.SIZE {len(mail)})\r\n".encode() if "SIZE" in found[3] else f"BODY[{part}] {{{len(given)}}}\r\n".encode() + given + b")\r\n"
                self.wfile.write(f"* {number} FETCH (UID {number} ".encode() + said)
        elif word == "LOGOUT":
            self.wfile.write(b"* BYE\r\n")
        else:
            good = False
        self.wfile.write(f"{tag} {'OK' if good else 'NO'} {word}\r\n".encode())
        return word != "LOGOUT"


@contextmanager
def imap_server() -> Iterator[Box]:
    """One, empty, gone afterwards."""
    box = Box()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Reader", (_Reader,), {"box": box})) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
