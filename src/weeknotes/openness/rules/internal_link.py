"""Links that readers may not be able to open: places for which one has to be let in, and hosts that answer inside alone."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from weeknotes.openness.context import EVERYONE, Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.noticed import noticed
from weeknotes.openness.passage import WEB_ADDRESS
from weeknotes.openness.reach import reach
from weeknotes.openness.rule import Rule
from weeknotes.openness.words import N_, Words
from weeknotes.prose.shapes import Block, Outline
from weeknotes.prose.span import span

NAME = "internal_link"
SOURCE = N_("GOV.UK content design: Links")
KEPT = Words(
    what=N_("Can readers open this link? It leads to a place that may be open to some only."),
    why=N_("Whoever is not let in there comes to a page that turns them away."),
    source=SOURCE,
    do=N_("Try it where you are not signed in. If it does not open, link to a copy that everybody can read, or say here what it holds."),
)
INSIDE = Words(
    what=N_("Can readers open this link? It leads to a place that answers inside your organisation only."),
    why=N_("Readers elsewhere come to nothing, and the address says how things are named inside."),
    source=SOURCE,
    do=N_("Link to a place that everybody can read, or say here what it holds."),
)

ENDINGS = (".local", ".internal", ".corp", ".lan", ".intra", ".intranet", ".home", ".private", ".localdomain")
INTRANET = re.compile(r"(?:^|\.)(?:[\w-]*(?:intranet|[mf]ewnrwyd|staffnet)[\w-]*|sharepoint|confluence|jira)\.")
KEPT_HOSTS = (".sharepoint.com", ".sharepoint.us", ".atlassian.net", ".slack.com")
KEPT_WHOLE = frozenset(
    {
        "docs.google.com",
        "drive.google.com",
        "sheets.google.com",
        "slides.google.com",
        "onedrive.live.com",
        "1drv.ms",
        "teams.microsoft.com",
        "teams.live.com",
    }
    | {"teams.cloud.microsoft", "app.slack.com"}
)
# What Google shows to everybody: forms to fill in, and documents put on the web.
SHOWN = re.compile(r"/forms/|/d/e/|/pub(?:html|chart)?$")
OPEN = frozenset({"api.slack.com", "www.slack.com", "status.slack.com"})


def run(outline: Outline, context: Context) -> Iterator[Finding]:
    """Find links, and addresses in the words, that lead inside; each address once, and only where everybody is to read them."""
    if "//" not in outline.source and "\\\\" not in outline.source:
        return
    level = reach(outline, context.level)
    known: set[str] = set()
    for block in outline.blocks:
        if block.kind == "code":
            continue
        for start, end, address in _addresses(outline, block):
            if address not in known and (words := look(address, context.internal)) and level(start) >= EVERYONE:
                known.add(address)
                yield noticed(outline, NAME, words, start, end, address)


def _addresses(outline: Outline, block: Block) -> Iterator[tuple[int, int, str]]:
    """The links of a block with their places, and the addresses that stand in its words without a link."""
    yield from ((link.start, link.end, link.href) for link in block.links)
    if "://" in block.text:
        links = sorted((link.start, link.end) for link in block.links)
        for match in WEB_ADDRESS.finditer(block.text):
            start, end = span(block, outline.source, match.start(), match.end())
            before = bisect_right(links, (start, len(outline.source)))
            if not (before and start < links[before - 1][1]):
                yield start, end, match.group().rstrip(".,;:!?)]}’”\"'>")


def look(address: str, internal: frozenset[str] = frozenset()) -> Words | None:
    """What is to be said of an address, or None."""
    address = address.strip()
    if address.startswith("\\\\") or address[:5].lower() == "file:":
        return INSIDE
    where = _split(address)
    host = _host(where)
    if where is None or not host:
        return None
    if host in internal or any(host.endswith(f".{one}") for one in internal if one):
        return INSIDE
    if host in KEPT_WHOLE or (host.endswith(KEPT_HOSTS) and host not in OPEN):
        return None if "google" in host and SHOWN.search(where.path) else KEPT
    return INSIDE if _private(host) or host.endswith(ENDINGS) or INTRANET.search(host) else None


def _split(address: str) -> SplitResult | None:
    """An address in its parts; None where it cannot be read, or is not of the web."""
    try:
        where = urlsplit(address)
    except ValueError:
        return None
    return where if where.scheme.lower() in {"http", "https", "ftp", "smb", ""} else None


def _host(where: SplitResult | None) -> str:
    return ((where.hostname or "") if where else "").rstrip(".").lower()


def _private(host: str) -> bool:
    """Whether a host has no dot, as only a network of its own can know it, or is an address kept for such networks (RFC 1918, RFC 4193)."""
    try:
        return not ip_address(host.partition("%")[0]).is_global
    except ValueError:
        return "." not in host


rule = Rule(NAME, run)
