"""A feed that is asked for by its address, to bring in what it has: fetched as this site asks other sites, and kept while it is read."""

import uuid
from pathlib import Path
from urllib.parse import urlsplit

from weeknotes.net.fetch import REFUSED, SLOW, UNREACHABLE, Fetched, fetch
from weeknotes.prose.decode import Unreadable, decode
from weeknotes.transfer.incoming import put_in
from weeknotes.transfer.keep import whole
from weeknotes.transfer.tree_html import get, head

N_ = str  # marks a sentence for translation where it is shown

MOST = 20_000_000
SECONDS = 60
FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
WHY = {
    REFUSED: N_("%(address)s is no address that this site asks for anything: it begins with https, and names a site that everybody can reach."),
    UNREACHABLE: N_("%(address)s could not be reached. Look whether it is written as it should be, and try again later."),
    SLOW: N_("%(address)s took too long to answer. Try again later, or save the feed as a file and choose that."),
}
FAILED = N_("%(address)s answered that it has nothing there. Look whether it is written as it should be.")


def fetch_feed(run_uid: uuid.UUID, address: str, *, number: int = 0, seconds: float = SECONDS) -> Path:
    """Fetch the feed at `address`, or the first that the page there names, for the run of that uid; where it is kept.

    NotFetched where it cannot be had, OSError where there is no room.
    """
    came = fetch(address.strip(), most=MOST, seconds=seconds)
    named = feed_of(came)
    if named:
        came = fetch(named, most=MOST, seconds=seconds)
    ending = ".json" if "json" in came.media else ".xml"
    return put_in(run_uid, f"{urlsplit(came.url).hostname or 'feed'}{ending}", [came.data], number)


def feed_of(page: Fetched) -> str:
    """The whole address of the first feed that a page names as its own (HTML, "alternate"); "" where it names none, or is none."""
    if "html" not in page.media:
        return ""
    try:
        root = head(decode(page.data))
    except Unreadable:
        return ""
    for link in root.css("link[rel][href]") if root is not None else ():
        if "alternate" in get(link, "rel").lower().split() and get(link, "type").partition(";")[0].strip().lower() in FEEDS:
            return whole(page.url, get(link, "href"))
    return ""
