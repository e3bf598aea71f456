"""Another site, on this machine: https with a certificate of its own authority."""

import contextlib
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import trustme

PAGE = "<!doctype html><html><head><title>Bins in Glanderw – Glanderw County Council</title>{}</head><body><p>Words</p></body></html>"
LOOPBACK = ipaddress.ip_network("127.0.0.0/8")


@dataclass
class Elsewhere:
    """Where it is, the file that holds its authority, what was asked of it and what it was told."""

    port: int
    authority: Path
    asked: list[tuple[str, str]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)  # the headers of each GET
    told: list[tuple[str, str, str]] = field(default_factory=list)  # path, media type and form of each POST
    pages: dict[str, tuple[bytes, str]] = field(default_factory=dict)  # what stands at a path besides, and its media type
    refuses: set[str] = field(default_factory=set)  # values of a form that are answered with 400
    answers: dict[str, int] = field(default_factory=dict)  # the status that a POST to a path is answered with, 202 for any other

    def url(self, path: str = "/", host: str = "localhost") -> str:
        """An address of it."""
        return f"https://{host}:{self.port}{path}"


@contextlib.contextmanager
def elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """Run it; `/bins` is a page, and the others each go wrong in a way of their own."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def page(self, data: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked has heard enough
                self.wfile.write(data)

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found.told.append((self.path, self.headers["Content-Type"], form))
            status = 400 if found.refuses.intersection(value for _name, value in parse_qsl(form)) else found.answers.get(self.path, 202)
            self.page(b"", status=status, **({"Location": "/elsewhere"} if status == 302 else {}))

        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers["Host"]))
            found.heads.append(dict(self.headers))
            if self.path in found.pages:
                self.page(*found.pages[self.path])
                return
            if self.path.startswith("/hop/"):  # so many more, by this status
                _, _, status, left = self.path.split("/")
                self.page(b"", status=int(status), Location=f"/hop/{status}/{int(left) - 1}" if int(left) > 1 else "/bins")
                return
            match self.path.partition("?")[0]:
                case "/moved":
                    self.page(b"", status=302, Location="/bins")
                case "/inside":
                    self.page(b"", status=302, Location="https://169.254.169.254/latest/meta-data/")
                case "/plain":
                    self.page(b"", status=301, Location=f"http://localhost:{found.port}/bins")
                case "/round":
                    self.page(b"", status=302, Location="/round")
                case "/gone":
                    self.page(b"gone", status=410)
                case "/packed":
                    self.page(b"\x1f\x8b", Content_Encoding="gzip")
                case "/whole":
                    self.page(b"whole", Content_Encoding="Identity")
                case "/long":
                    self.page(PAGE.format("<!--" + "a" * 900_000 + "-->").encode())
                case "/drip":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                    with contextlib.suppress(OSError):
                        while not stopped.is_set():
                            self.wfile.write(b"X: y\r\n")
                            time.sleep(0.1)
                case "/slow":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Bins</title>")
                    with contextlib.suppress(OSError):
                        while not stopped.is_set():
                            self.wfile.write(b"x")
                            time.sleep(0.1)
                case "/nonsense":
                    self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
                case "/data":
                    self.page(b"%PDF", "application/pdf")
                case _:
                    self.page(PAGE.format("").encode())

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def process_request_thread(self, request, client_address):
            with contextlib.suppress(OSError):  # who turns away at the door says so here
                request.do_handshake()
                return super().process_request_thread(request, client_address)
            return self.shutdown_request(request)

    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    found = Elsewhere(server.server_address[1], folder / "authority.pem")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
