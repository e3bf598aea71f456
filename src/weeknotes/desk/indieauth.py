"""What a program asks of a person, read and looked at (IndieAuth, 5): who it says it is, where its answer goes, what it wants to do.

An answer goes to the host at which the program says it is at home, or where its own page says; never anywhere else, and never without the person's click.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from weeknotes.net.fetch import Fetched, NotFetched, fetch
from weeknotes.net.title import title_of
from weeknotes.people.programs import MICROPUB_SCOPES, OWN_SCOPES

LONGEST = 500
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43,128}")
HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(?::[0-9]{1,5})?|\[[0-9a-fA-F:]{2,45}\](?::[0-9]{1,5})?")
OWN_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{1,60}")
# Schemes that lead into the browser itself, or to another way of sending.
NEVER = {"javascript", "data", "file", "blob", "about", "vbscript", "mailto", "ftp", "ws", "wss"}


class NotAsked(Exception):
    """A request that no person is asked about; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a program asks: its address, where its answer goes, what it gave to be given back, its challenge, the scopes it wants that there are; what it calls itself;
    whether it says that it renews its tokens."""

    client: str
    back: str
    state: str
    challenge: str
    scopes: tuple[str, ...]
    name: str
    renews: bool = False

    def answer(self, **more: str) -> str:
        """The address of its answer."""
        joined = "&" if urlsplit(self.back).query else "?"
        return self.back + joined + urlencode({**more, **({"state": self.state} if self.state else {})})

    @property
    def host(self) -> str:
        """Where the person is taken, in a few words."""
        place = urlsplit(self.back)
        return place.netloc or f"{place.scheme}:"

    @property
    def policy(self) -> str:
        """The source that a form of ours may lead to, as it stands in a content security policy."""
        place = urlsplit(self.back)
        return f"{place.scheme}://{place.netloc}" if place.scheme in {"http", "https"} else f"{place.scheme}:"


def read_wish(given: Mapping[str, str]) -> Wish:
    """What is asked. NotAsked where a part of it is not as it has to be."""
    client, back = given.get("client_id", ""), given.get("redirect_uri", "")
    if not is_client(client):
        raise NotAsked(_("The program does not say who it is by a web address."))
    page = about(client)
    if not _may_lead(client, back, page):
        raise NotAsked(_("The program wants its answer sent to a place that is not its own. Nothing was sent."))
    if given.get("response_type", "code") != "code":
        raise NotAsked(_("The program asks in a way that is not known here."))
    if given.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(given.get("code_challenge", "")):
        raise NotAsked(_("The program asks without the proof that nobody else can take its answer (PKCE)."))
    if len(given.get("state", "")) > LONGEST:
        raise NotAsked(_("The program asks in a way that is not known here."))
    scopes = tuple(one for one in dict.fromkeys(given.get("scope", "").split()) if one in {*OWN_SCOPES, *MICROPUB_SCOPES})
    return Wish(client, back, given.get("state", ""), given["code_challenge"], scopes, called(client, page), renews(page))


def is_client(client: str) -> bool:
    """Whether it is an address by which a program may say who it is (IndieAuth, 3.3)."""
    place = _split(client)
    if place is None or place.scheme not in {"http", "https"} or place.fragment or "#" in client or "@" in place.netloc or not HOST.fullmatch(place.netloc):
        return False
    if any(step in {".", ".."} for step in place.path.split("/")) or not place.path:
        return False
    try:
        return ip_address(str(place.hostname)).is_loopback
    except ValueError:
        return True


def about(client: str) -> Fetched | None:
    """What stands at the address of a program, asked as this site may; None where that cannot be had."""
    try:
        return fetch(client)
    except NotFetched:
        return None


def called(client: str, page: Fetched | None) -> str:
    """What a program is called: as it says itself, else by its host."""
    told = _told(page).get("client_name") if page else None
    name = told if isinstance(told, str) else title_of(page) if page else ""
    return " ".join(name.split())[:80] or str(urlsplit(client).netloc)


def renews(page: Fetched | None) -> bool:
    """Whether a program's own document says that it renews its tokens (RFC 7591, 2: `grant_types`)."""
    told = _told(page).get("grant_types")
    return isinstance(told, list) and "refresh_token" in told


def _may_lead(client: str, back: str, page: Fetched | None) -> bool:
    place, home = _split(back), urlsplit(client)
    if place is None or "#" in back or "@" in place.netloc or place.scheme in NEVER:
        return False
    if place.scheme in {"http", "https"}:
        if not HOST.fullmatch(place.netloc):
            return False
        if (place.scheme, place.netloc.lower()) == (home.scheme, home.netloc.lower()):
            return True
    elif not OWN_SCHEME.fullmatch(place.scheme):
        return False
    return page is not None and back in listed(page)


def listed(page: Fetched) -> set[str]:
    """Where a program's own page says that its answers may go."""
    told = _told(page).get("redirect_uris")
    found = {one for one in told if isinstance(one, str)} if isinstance(told, list) else set()
    if page.media == "text/html":
        tree = LexborHTMLParser(page.data.decode("utf-8", "replace"))
        found |= {urljoin(page.url, one.attributes.get("href") or "") for one in tree.css('link[rel~="redirect_uri"]')}
    return found


def _told(page: Fetched | None) -> Mapping[str, object]:
    if page is None or page.media != "application/json":
        return {}
    try:
        value = json.loads(page.data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None where it has none that can be relied on."""
    if not address or len(address) > LONGEST * 4 or any(sign.isspace() or not sign.isprintable() or sign in '"<>\\^`{|};' for sign in address):
        return None
    try:
        place = urlsplit(address)
        _port = place.port
    except ValueError:
        return None
    return place if place.scheme else None
