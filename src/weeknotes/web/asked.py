"""The head of a request, read strictly (RFC 9112): what two servers could understand differently is refused, and nothing is guessed.

What goes on to the site is written anew from what was understood here (`Asked.passed_on`), never the visitor's own bytes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import NoReturn

import httptools

Network = IPv4Network | IPv6Network
Header = tuple[bytes, bytes]

MOST_HEADERS = 100
# They would have a request said back, secrets of the browser's among it, or a way through.
NEVER = frozenset({"TRACE", "CONNECT"})
# Between us and the visitor alone (RFC 9110, 7.6.1). The body that is passed on is whole, so its length is said anew.
HOP_BY_HOP = frozenset(
    {b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"transfer-encoding", b"upgrade", b"expect", b"content-length", b"host"}
)
# Who asks, and how they came: said by us alone.
ABOUT_THE_VISITOR = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port", b"x-real-ip"})


class Refused(Exception):
    """A request that is not answered by the site: the status, and a sentence for whoever wrote it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def refuse(why: str) -> NoReturn:
    """Raise Refused: the request cannot be understood."""
    raise Refused(400, f"This request cannot be understood: {why}.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request's head: `target` begins with `/`; header names are in lower case; `length` is None where the body is chunked."""

    method: str
    target: bytes
    host: bytes
    headers: tuple[Header, ...]
    length: int | None
    keep: bool
    expects: bool
    old: bool

    def value(self, name: bytes) -> str | None:
        """A header's value, several joined by commas; None where there is none."""
        found = [value for key, value in self.headers if key == name]
        return b", ".join(found).decode("latin-1") if found else None

    @property
    def by_program(self) -> bool:
        """Whether a program asks, which reads JSON rather than a sentence: it says so, or comes with a token."""
        said = (self.value(b"authorization") or "").lower()
        return said.startswith("bearer ") or any("application/json" in (self.value(name) or "") for name in (b"accept", b"content-type"))

    def visitor(self, peer: str, proxies: Collection[Network]) -> tuple[str, str]:
        """Whose request it is and by which scheme it came: what a web server at one of `proxies` says, and nobody else's word.

        Addresses are read from the last to the first, which is as far from us as the word of `proxies` reaches.
        """
        if not among(peer, proxies):
            return peer, "http"
        scheme = "https" if self.value(b"x-forwarded-proto") == "https" else "http"
        who = peer
        for said in reversed((self.value(b"x-forwarded-for") or "").split(",")):
            try:
                who = str(ip_address(said.strip()))
            except ValueError:
                break
            if not among(who, proxies):
                break
        return who, scheme

    def passed_on(self, length: int, visitor: tuple[str, str]) -> bytes:
        """The head as the site gets it: one request on a connection of its own, with a body of `length` bytes."""
        ours = [
            (b"host", self.host),
            (b"connection", b"close"),
            (b"x-forwarded-for", visitor[0].encode()),
            (b"x-forwarded-proto", visitor[1].encode()),
        ]
        if length or self.method not in {"GET", "HEAD"}:
            ours.append((b"content-length", str(length).encode()))
        # WSGI gives `a_b` and `a-b` one name: no header can come in the other's clothes.
        theirs = [(name, value) for name, value in self.headers if name not in HOP_BY_HOP | ABOUT_THE_VISITOR and b"_" not in name]
        lines = b"".join(name + b": " + value + b"\r\n" for name, value in [*ours, *theirs])
        return self.method.encode() + b" " + self.target + b" HTTP/1.1\r\n" + lines + b"\r\n"


def among(address: str, networks: Collection[Network]) -> bool:
    """Whether an address lies in one of `networks`."""
    try:
        one = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(one, "ipv4_mapped", None) or one
    return any(mapped in network for network in networks)


class Reader:
    """A parser of one request, and what it told; `body` grows where the body is chunked, until `whole`."""

    def __init__(self) -> None:
        self.target = b""
        self.headers: list[Header] = []
        self.complete = self.whole = False
        self.body: list[bytes] = []
        self._parser = httptools.HttpRequestParser(self)

    def on_url(self, part: bytes) -> None:
        self.target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.whole:
            return
        if len(self.headers) == MOST_HEADERS:
            raise Refused(431, f"This request has more than {MOST_HEADERS} headers. Send fewer.")
        self.headers.append((name.lower(), value.rstrip(b" \t")))

    def on_headers_complete(self) -> None:
        self.complete = True

    def on_body(self, part: bytes) -> None:
        if not self.whole:
            self.body.append(part)

    def on_message_complete(self) -> None:
        self.whole = True

    def head(self, head: bytes) -> Asked:
        """What a head asks, from its first byte to its empty line. Raises Refused."""
        self._feed(head)
        if not self.complete:
            refuse("its head ends too early")
        version, method = self._parser.get_http_version(), self._parser.get_method().decode()
        if version not in {"1.0", "1.1"}:
            raise Refused(505, "This site speaks HTTP/1.1.")
        if method in NEVER:
            raise Refused(501, f"This site does not answer {method}.")
        host, target = where(self.target, [value for name, value in self.headers if name == b"host"], old=version == "1.0")
        codings = [value.strip().lower() for name, value in self.headers if name == b"transfer-encoding"]
        lengths = [value for name, value in self.headers if name == b"content-length"]
        if codings and (codings != [b"chunked"] or lengths or version == "1.0"):
            refuse("it does not say in one way how long its body is")
        if self._parser.should_upgrade() and (codings or lengths):
            refuse("it asks to change the protocol and has a body")
        length = int(lengths[0]) if lengths else 0
        connection = {word.strip().lower() for name, value in self.headers if name == b"connection" for word in value.split(b",")}
        expects = any(name == b"expect" and value.lower() == b"100-continue" for name, value in self.headers)
        keep = version == "1.1" and not connection & {b"close", b"upgrade"} and not codings
        return Asked(method, target, host, tuple(self.headers), None if codings else length, keep, expects, version == "1.0")

    def chunks(self, data: bytes) -> list[bytes]:
        """The parts of a chunked body in what came now; what comes behind its end is not looked at. Raises Refused."""
        self._feed(data)
        parts, self.body = self.body, []
        return parts

    def _feed(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # asked to speak something else, a server may go on in HTTP/1.1 (RFC 9110, 7.8)
        except httptools.HttpParserCallbackError as error:
            raise error.__context__ if isinstance(error.__context__, Refused) else error from None
        except httptools.HttpParserError as error:
            if not self.whole:
                refuse(str(error).rstrip("."))


def where(target: bytes, hosts: Sequence[bytes], *, old: bool) -> tuple[bytes, bytes]:
    """The host and the path that are asked for, the path with what follows its question mark. Raises Refused."""
    if len(hosts) > 1 or (not hosts and not old):
        refuse("it does not name one host")
    host = hosts[0] if hosts else b""
    if target[:7].lower() == b"http://" or target[:8].lower() == b"https://":
        # What is asked of a proxy; its host goes before the header's (RFC 9112, 3.2.2).
        host, slash, path = target.partition(b"//")[2].partition(b"/")
        target = slash + path or b"/"
    if not target.startswith(b"/") or b"#" in target or b"@" in host or b"?" in host:
        refuse("its address is not one of this site")
    return host, target
