"""The one way in which this site asks another site for something, or tells it something: https, to public addresses only, small and quick.

Who can make a server fetch an address can make it speak to the network it stands in (OWASP, "Server-Side Request Forgery"). So a name is
resolved once, every address it has must be public, the connection goes to that very address, and each redirect is looked at in the same way.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit

from django.conf import settings

MOST = 512 * 1024  # bytes of a page: its title stands near its start
SECONDS = 8  # for all of it, redirects included
STEP = 4  # seconds for one connection
REDIRECTS = 4
PORT = 443
HEADERS = {"User-Agent": "Weeknotes", "Accept": "text/html, */*;q=0.1", "Accept-Encoding": "identity", "Connection": "close"}
SAFE = "%/:=&?~#+!$,;'@()*[]"  # what stands in a path or a query as it is (RFC 3986)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# The range in which the end of an IPv6 address is an IPv4 one that is reached through a translator (RFC 6052, 2.1).
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
# Never asked, whatever the Python at hand knows of them: translators of a network's own, in which the other address may stand anywhere (RFC 8215), 6to4
# (RFC 7526) and Teredo, which nobody serves any more, examples (RFC 9637), segments of a network (RFC 9602).
NEVER = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "2002::/16", "2001::/32", "3fff::/20", "5f00::/16")))

FORM, JSON = "application/x-www-form-urlencoded", "application/json"

REFUSED, UNREACHABLE, SLOW, FAILED = "refused", "unreachable", "slow", "failed"


class NotFetched(Exception):
    """Nothing was fetched; `why` is one of REFUSED (not an address this site asks), UNREACHABLE, SLOW, FAILED (its answer is an error)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the address it came from in the end, its media type and charset as stated ("" where not), its first bytes."""

    url: str
    media: str
    charset: str
    data: bytes


def fetch(url: str, *, most: int = MOST, seconds: float | None = None) -> Fetched:
    """GET `url` as this site may, in so many `seconds` (as a rule SECONDS). What is longer than `most` bytes is cut there. Raises NotFetched.

    An address inside is asked only where it stands in a network of the setting WEEKNOTES_FETCH_ALSO, there at any port.
    """
    until = time.monotonic() + (SECONDS if seconds is None else seconds)
    with _followed(url, until) as (place, answer):
        if answer.status != http.client.OK or answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise NotFetched(FAILED)  # what comes packed, though it was not asked for, could grow without bound
        data = answer.read(most)
        if time.monotonic() >= until:
            raise NotFetched(SLOW)  # cut off at that moment, it only looks complete
        charset = answer.headers.get_content_charset() or ""
        return Fetched(place, answer.headers.get_content_type(), charset, data)


def answers(url: str) -> bool | None:
    """Whether a page answers at `url`, asked as `fetch` asks, without its words. False where it says that there is none or nothing is there to say so;
    None where that cannot be told: not an address this site asks, too slow, or kept from a program."""
    try:
        with _followed(url, time.monotonic() + SECONDS) as (_place_of_it, answer):
            return False if answer.status in {http.client.NOT_FOUND, http.client.GONE} else True if answer.status == http.client.OK else None
    except NotFetched as failed:
        return False if failed.why == UNREACHABLE else None


@contextmanager
def _followed(url: str, until: float) -> Iterator[tuple[str, http.client.HTTPResponse]]:
    """The answer to a GET at the end of its redirects, its body not yet read, and where that is."""
    for _ in range(REDIRECTS + 1):
        with _asked(_place(url), until) as answer:
            onward = answer.headers.get("Location")
            if answer.status not in {301, 302, 303, 307, 308} or not onward:
                yield url, answer
                return
            url = urljoin(url, onward)
    raise NotFetched(FAILED)


def post(url: str, fields: Mapping[str, str]) -> None:
    """POST a form to `url`, which is asked as `fetch` asks; NotFetched unless it answers that it took it. Redirects are not followed."""
    _post(url, urlencode(fields).encode(), FORM)


def post_json(url: str, value: Mapping[str, object]) -> None:
    """The same with a JSON object in place of a form."""
    _post(url, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), JSON)


def askable(url: str) -> bool:
    """Whether `url` is of the shape that is asked at all; where it leads is looked at when it is."""
    try:
        _place(url)
    except NotFetched:
        return False
    return True


def _post(url: str, data: bytes, media: str) -> None:
    with _asked(_place(url), time.monotonic() + SECONDS, data, media) as answer:
        if not 200 <= answer.status < 300:
            raise NotFetched(FAILED)


def public(address: Address) -> bool:
    """Whether an address is one that anybody on the internet may speak to; one that only stands for another is judged by that other."""
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in NEVER):
            return False
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATED else address.ipv4_mapped
        if inner is not None:
            return public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _place(url: str) -> SplitResult:
    """The parts of an address that may be asked: https, a host, nobody's name or password. Raises NotFetched(REFUSED)."""
    try:
        place = urlsplit(url.strip())
        host, port = place.hostname, place.port
    except ValueError:
        raise NotFetched(REFUSED) from None
    if place.scheme != "https" or not host or port == 0 or "@" in place.netloc:
        raise NotFetched(REFUSED)
    return place


def _address(host: str, port: int) -> Address:
    """The first address of `host`, if this site may ask all of them at `port`."""
    try:
        found = [ipaddress.ip_address(str(row[4][0])) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError, ValueError):
        raise NotFetched(UNREACHABLE) from None
    if not found or not all(_may(address, port) for address in found):
        raise NotFetched(REFUSED)
    return found[0]


def _may(address: Address, port: int) -> bool:
    also: Iterable[Network] = settings.FETCH_ALSO
    return (port == PORT and public(address)) or any(address in network for network in also)


@cache
def _context() -> ssl.SSLContext:
    """Certificates are checked against those that the machine trusts (SSL_CERT_FILE is honoured)."""
    return ssl.create_default_context()


@contextmanager
def _asked(place: SplitResult, until: float, sent: bytes | None = None, media: str = "") -> Iterator[http.client.HTTPResponse]:
    """The answer to a GET, or to a POST of what is `sent`, its body not yet read. Whatever happens, the connection is gone at `until`, though its
    other end drips on."""
    host, port = str(place.hostname), place.port or PORT
    address = _address(host, port)
    try:
        connection = http.client.HTTPConnection(host, port)
    except http.client.InvalidURL:
        raise NotFetched(UNREACHABLE) from None
    connection.default_port = PORT  # as a browser does: the name of a host at the usual port says no port (RFC 9110, 7.2)
    target = quote(place.path or "/", safe=SAFE) + (f"?{quote(place.query, safe=SAFE)}" if place.query else "")
    ended = threading.Event()
    try:
        left = until - time.monotonic()
        if left <= 0:
            raise NotFetched(SLOW)
        plain = socket.create_connection((str(address), port), timeout=min(STEP, left))
        connection.sock = tls = _context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)

        def end() -> None:
            ended.set()
            with suppress(OSError):
                socket.socket.shutdown(tls, socket.SHUT_RDWR)

        clock = threading.Timer(until - time.monotonic(), end)
        clock.daemon = True
        clock.start()
        try:
            tls.do_handshake()
            if sent is None:
                connection.request("GET", target, headers=HEADERS)
            else:
                connection.request("POST", target, body=sent, headers={**HEADERS, "Content-Type": media})
            with connection.getresponse() as answer:
                yield answer
        finally:
            clock.cancel()
            tls.close()
    except TimeoutError:
        raise NotFetched(SLOW) from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError):
        raise NotFetched(SLOW if ended.is_set() else UNREACHABLE) from None
    finally:
        connection.close()
