"""Whether the pages that a note links to answer: asked when a writer presses the button and never by itself, known for a day."""

import re
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from html import unescape
from itertools import chain

from django.conf import settings
from django.utils import timezone

from weeknotes.net.fetch import answers, askable
from weeknotes.notes.models import LinkAsked

KNOWN_FOR = timedelta(days=1)
MOST = 30  # links of a note that are looked at in one go
AT_ONCE = 6
SECONDS = 20  # for all of them
HREF = re.compile(r'<a [^>]*?href="(https?://[^"]*)"')


@dataclass(frozen=True, slots=True)
class Looked:
    """How many links were looked at now or today, how many of them do not answer, of how many it cannot be told, and how many were not looked at."""

    known: int
    dead: int
    untold: int
    left: int


def links_in(html: str) -> tuple[str, ...]:
    """The addresses elsewhere that canonical `html` links to, each once, in their order."""
    return tuple(dict.fromkeys(unescape(found[1]) for found in HREF.finditer(html)))


def dead_in(texts: Sequence[str]) -> list[frozenset[str]]:
    """For each text those of its addresses that did not answer when they were last asked, within a day. One query; none where there are no links."""
    links = [links_in(html) for html in texts]
    dead = {address for address, answers in _known(dict.fromkeys(chain(*links))).items() if answers is False}
    return [frozenset(dead.intersection(several)) for several in links]


def looked_at(html: str) -> Looked | None:
    """What is known today of the links in `html`; None for a text without any, which is not asked about."""
    wanted = links_in(html)
    return _sum(wanted, _known(wanted)) if wanted else None


def look_at_links(html: str) -> Looked:
    """Ask each address in `html` that was not asked within a day, as far as number and time allow, and keep what came of it."""
    wanted = links_in(html)
    told = _known(wanted)
    asking = [address for address in wanted if address not in told and askable(address)][:MOST]
    fresh = _ask(asking)
    at = timezone.now()
    for address, answer in fresh.items():
        LinkAsked.objects.update_or_create(hash=_hash(address), defaults={"answers": answer, "at": at})
    return _sum(wanted, told | fresh)


def let_go_old() -> int:
    """Forget what was asked a day ago or earlier; how many addresses. Part of the worker's round."""
    return LinkAsked.objects.filter(at__lt=timezone.now() - KNOWN_FOR).delete()[0]


def _sum(wanted: tuple[str, ...], told: dict[str, bool | None]) -> Looked:
    # An address that is never asked (not https, a name and password in it) is one of which nothing can be told.
    said = [told.get(address) for address in wanted if address in told or not askable(address)]
    return Looked(len(told), said.count(False), said.count(None), len(wanted) - len(said))


def _ask(addresses: list[str]) -> dict[str, bool | None]:
    """What each address answers; those that have not within the time for all of them are not in it."""
    until = time.monotonic() + SECONDS
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="links")
    running = {pool.submit(answers, address): address for address in addresses}
    done, _late = wait(running, timeout=max(0.0, until - time.monotonic()))
    pool.shutdown(wait=False, cancel_futures=True)
    return {running[one]: one.result() for one in done}


def _known(addresses: Iterable[str]) -> dict[str, bool | None]:
    """What is known of each of these, a thousand a query."""
    hashes = {_hash(address): address for address in addresses}
    since = timezone.now() - KNOWN_FOR
    known: dict[str, bool | None] = {}
    marks = list(hashes)
    for first in range(0, len(marks), 1000):
        rows = LinkAsked.objects.filter(hash__in=marks[first : first + 1000], at__gte=since).values_list("hash", "answers")
        known |= {hashes[mark]: answer for mark, answer in rows}
    return known


def _hash(address: str) -> str:
    key = blake2b(settings.SECRET_KEY.encode(), person=b"links").digest()
    return blake2b(address.encode(errors="surrogatepass"), key=key, digest_size=16).hexdigest()
